"""Pair: what the b of a/b is, a plan, a whole or a level of its own, and which pair a percentage speaks of."""

from __future__ import annotations

import re
from decimal import Decimal

from ktxh.extract.meaning import cues
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.meaning.plans import is_plan_of_pair, makes_share
from ktxh.extract.meaning.scenarios import ScenarioReader
from ktxh.extract.numbers.values import Value, exceeds


class PairReader(ScenarioReader):
    """Reads the second number of a pair, and finds the pair behind a percentage."""

    def _as_the_one_before(self, figure: Figure) -> Figure:
        """The end of a range, a later member of a series: all that was said of the first holds."""
        first = self.previous
        for name in (
            "measure",
            "scenario",
            "direction",
            "is_cumulative",
            "comparator_kind",
            "comparator",
            "comparator_raw",
            "base",
        ):
            setattr(figure, name, getattr(first, name))
        return figure

    def _whole(self, figure: Figure) -> Figure:
        """The b of a/b: a plan when plan words follow, a level of its own when both bring nouns, else the whole."""
        a = next(f for f in reversed(self.before) if f.value is self.value.whole_of)
        b = self.value
        text = self.text[self.after : self.segments.item(b.token.start)[1]].lower()
        own_nouns = a.value.has_own_unit and b.has_own_unit and _noun(a.value.unit.raw) != _noun(b.unit.raw)
        if own_nouns and a.measure == "change_abs":  # tăng 02 vụ/04 đối tượng
            return self._as_the_one_before(figure)
        own_nouns = own_nouns and not (b.unit.is_measure and a.value.unit.code == b.unit.code)  # 12,5 tỷ/45 tỷ đồng
        figure.scenario = a.scenario
        if own_nouns:
            figure.is_cumulative = a.is_cumulative
            return figure
        words = self.text[self.segments.item(a.value.start)[0] : a.value.start]
        if cues.TO_EXECUTE_LEFT.search(words):
            figure.measure = "whole"
        elif (
            is_plan_of_pair(a.value, b, text)
            or b.unit.is_measure
            or exceeds(a.value, b)
            or self._plans_are_told(b)
            or cues.CALLED_UP_LEFT.search(words)
        ):
            figure.scenario = "plan"
        else:
            figure.measure = "whole"
        return figure

    def _plans_are_told(self, b: Value) -> bool:
        """`trâu 1.210 con (KH 1.250), lợn 4.787/5.000 con`: a list that prints plans goes on to."""
        aside = self._last(
            lambda f: (
                f.scenario == "plan" and f.is_level and self.segments.parenthesis(f.value.token.start) is not None
            ),
            self.sentence,
        )
        return aside is not None and aside.value.unit.raw == b.unit.raw

    def _pair_of_it(self, noun: str) -> Figure | None:
        """`làm rõ 24/28 vụ, 41 đối tượng, đạt 85,7%`: the b of the pair of the clause whose share the percentage is."""
        amount = self.value.reading.amount
        if noun or not amount or not self._has_verb():
            return None
        for b in reversed(self.before):
            if b.value.start < self.item[0]:
                return None
            a = b.value.whole_of
            if (
                a is not None
                and a.reading.amount
                and b.value.reading.amount
                and makes_share(a, b.value, Decimal(amount))
            ):
                return b
        return None


def _noun(unit_raw: str) -> str:
    return re.sub(r"\W|\d|tổng|số", "", unit_raw.lower())
