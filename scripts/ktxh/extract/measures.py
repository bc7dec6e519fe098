"""Understand: what each figure of a passage states (measure, scenario, comparator, base), from the words beside it.

Left to right through a passage. A percentage or change speaks of the last level printed before it in its item or
sentence, unless it brings a noun of its own. What the words do not tell stays empty.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ktxh.extract import cues
from ktxh.extract.changes import ChangeReader
from ktxh.extract.dates import find_dates, find_periods, period_starts
from ktxh.extract.figures import Context, Figure
from ktxh.extract.passages import Passage
from ktxh.extract.segments import Segments
from ktxh.extract.values import Value, exceeds


def read_figures(passage: Passage, values: list[Value], segments: Segments, context: Context) -> list[Figure]:
    """A Figure for each value, measures and links set; labels, places and periods are read by others."""
    figures: list[Figure] = []
    for i, value in enumerate(values):
        following = next((other for other in values[i + 1 :] if other.series_of is None), None)
        figures.append(_Reader(passage, segments, context, figures, value, following).read())
    _share_comparators(passage.text, figures)
    return figures


def _share_comparators(text: str, figures: list[Figure]) -> None:
    """`tăng 05 vụ, 03 người chết, 05 người bị thương so với cùng kỳ`: what the last of a list of changes says holds for all."""
    for left, right in reversed(list(pairwise(figures))):
        changes = left.measure == right.measure == "change_abs"
        if (
            changes
            and not left.comparator_raw
            and re.fullmatch(r"[^.;()\d]*,\s*", text[left.value.end : right.value.start])
        ):
            left.comparator_kind, left.comparator_raw = right.comparator_kind, right.comparator_raw


class _Reader(ChangeReader):
    """Reads one value with what was read before it."""

    def read(self) -> Figure:
        figure = Figure(self.value)
        if self.value.whole_of is not None:
            return self._whole(figure)
        if self.value.series_of is not None or self._is_upper_end():
            return self._as_the_one_before(figure)
        if self._is_earlier_value():
            figure.scenario, figure.value.bound = "previous", "exact"
            return figure
        unit = self.value.unit
        if unit.is_percent:
            self._percentage(figure)
        elif self._is_change():
            self._change(figure, "change_times" if unit.code == "times" else "change_abs")
        elif unit.code == "times" and cues.TIMES_LEFT.search(self.clause):
            figure.measure, figure.base = "times", self._base()
            figure.comparator_kind, figure.comparator_raw = self._comparator()
            figure.comparator_kind = figure.comparator_kind or "previous"
        if unit.code == "percentage_point" and figure.is_level:
            figure.measure, figure.comparator_kind = "change_pp", "previous"
            figure.direction = figure.direction or "up"
        self._scenario(figure)
        figure.is_cumulative = figure.is_level and self._is_cumulative()
        return figure

    def _is_upper_end(self) -> bool:
        return self.value.bound == "high" and self.previous is not None and self.previous.value.bound == "low"

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

    def _is_cumulative(self) -> bool:
        since = cues.SINCE.match(self.text[self.sentence[0] : self.value.start].lower())
        listed = self.previous is not None and self.previous.is_cumulative and re.fullmatch(r"\s*,\s*", self.left)
        return bool(since or listed or cues.CUMULATIVE.search(self.left))

    def _whole(self, figure: Figure) -> Figure:
        """The b of a/b: a plan when plan words follow, a level of its own when both bring nouns, else the whole."""
        a = next(f for f in reversed(self.before) if f.value is self.value.whole_of)
        b = self.value
        text = self.text[self.after : self.segments.item(b.token.start)[1]].lower()
        plan = re.match(
            rf"(?:(?!vượt)[^,;.()\d]){{0,30}}?(?:(?:đạt|bằng|=|hoàn thành)\s*[\d.,]+\s*%\s*%?\s*)?(?:so\s*(?:với)?\s*)?{cues.PLAN_NOUN}",
            text,
        )
        own_nouns = a.value.has_own_unit and b.has_own_unit and _noun(a.value.unit.raw) != _noun(b.unit.raw)
        figure.scenario = a.scenario
        if own_nouns:
            figure.is_cumulative = a.is_cumulative
            return figure
        if plan or b.unit.is_measure or exceeds(a.value, b):
            figure.scenario = "plan"
        else:
            figure.measure = "whole"
        return figure

    def _percentage(self, figure: Figure) -> None:
        previous = self.before[-1] if self.before and self.before[-1].value.token.start >= self.sentence[0] else None
        kind, words = self._comparator()
        level_before = self._base()
        if self._is_change() or (
            (match := cues.CHANGE_OF_LEFT.search(self._whole_clause()))
            and self.value.whole is None
            and not cues.STATE_LEFT.search(self.clause)
            and not _has_level_verb(match)
        ):
            rate = previous if self._is_rate(previous) else None
            in_points = (
                bool(rate)
                or cues.RATE_WORDS.search(self.clause)
                or cues.POVERTY.search(self.text[: self.after + 24])
                or cues.MORE_THAN_LEFT.search(self.left)
                or self.value.unit.code == "percentage_point"
                or (len(self._own_noun().split()) <= 4 and self._last_change() == "change_pp")
            )
            self._change(figure, "change_pp" if in_points else "change_pct")
            figure.base = rate or figure.base
            return
        if kind == "plan":
            figure.measure, figure.comparator_kind, figure.comparator_raw = "attainment_pct", kind, words
            figure.base = level_before
            whole = previous.value.whole_of if previous else None
            if previous and whole is not None and previous.scenario == "plan":
                figure.comparator = previous
            return
        if kind == "previous" and cues.INDEX_LEFT.search(self.clause):
            figure.measure, figure.comparator_kind, figure.comparator_raw = "index_pct", kind, words
            figure.base = level_before
            return
        if self.value.whole is not None or cues.STATE_LEFT.search(self.clause):
            return
        noun = self._own_noun()
        pair = previous if previous and previous.value.whole_of is not None and not noun else None
        if pair is not None:
            figure.measure = "attainment_pct" if pair.scenario == "plan" else "share_pct"
            figure.comparator_kind = "plan" if pair.scenario == "plan" else "whole"
            figure.comparator = pair
            figure.base = next(f for f in self.before if f.value is pair.value.whole_of)
            if match := cues.OF_WHOLE_RIGHT.match(self.right):
                figure.comparator_raw = self._words(self.after, match.end(), cues.WHOLE_END)
            return
        if self._is_part_of_attained(previous):
            figure.measure, figure.comparator_kind, figure.comparator_raw = (
                "attainment_pct",
                "plan",
                previous.comparator_raw,
            )
            return
        if cues.DISBURSED_LEFT.search(self.left):
            figure.measure, figure.comparator_kind, figure.base = "attainment_pct", "plan", level_before
            return
        if cues.SHARE_LEFT.search(self.clause) or cues.OF_WHOLE_RIGHT.match(self.right):
            figure.measure, figure.comparator_kind, figure.base = "share_pct", "whole", (None if noun else level_before)
            if match := cues.OF_WHOLE_RIGHT.match(self.right):
                figure.comparator_raw = self._words(self.after, match.end(), cues.WHOLE_END)
                figure.comparator = self._named(figure.comparator_raw)
            return
        if level_before is not None and not level_before.value.unit.is_percent and not noun:
            bare = (
                not cues.INDEX_LEFT.search(self.clause)
                or cues.RATE_LEFT.search(self.clause)
                or (self.clause.rstrip().endswith("=") and level_before.value.unit.is_countable)
            )
            figure.measure = "share_pct" if bare else "attainment_pct"
            figure.comparator_kind, figure.base = ("whole" if bare else "plan"), level_before

    def _named(self, words: str) -> Figure | None:
        """An earlier level of the paragraph that bears the name of a whole: `chiếm 94,55% tổng số người trong độ tuổi`."""
        name = re.sub(r"^(?:trên |trong |của )?(?:tổng )?(?:số )?", "", words.lower())
        if len(name.split()) < 3:
            return None
        for level in self.before:
            start = max(
                [
                    self.segments.item(level.value.token.start)[0],
                    *(f.value.end for f in self.before if f.value.end <= level.value.start),
                ]
            )
            if level.is_level and name in self.text[start : level.value.start].lower():
                return level
        return None

    def _is_part_of_attained(self, previous: Figure | None) -> bool:
        """`đạt 56,5%; trong đó vốn địa phương 61,2%, vốn trung ương 48%`: the parts are attained too."""
        if previous is None or previous.measure != "attainment_pct" or self._has_verb():
            return False
        between = self.text[previous.value.end : self.value.start]
        return bool(
            re.search(r"trong đó", between) or (previous.base is None and re.match(r"\s*[,;]", between))
        ) and bool(self._own_noun())

    def _scenario(self, figure: Figure) -> None:
        """Of a percentage or change, that of its base; of a level, what cues in its sentence and its headings say."""
        if figure.base is not None:
            figure.scenario = figure.base.scenario
            return
        sentence_left = self.text[self.sentence[0] : self.value.start].lower()
        estimate = list(cues.ESTIMATE.finditer(sentence_left)) or list(cues.ESTIMATE_LATER.finditer(sentence_left))
        if figure.is_level and cues.PLAN_LEFT.search(self.left):
            figure.scenario = "plan"
        elif figure.is_level and (
            cues.PREVIOUS_LEFT.search(self.left)
            or cues.FROM_LEFT.search(self.left)
            or (cues.AT_START.match(sentence_left) and not self.before)
        ):
            figure.scenario = "previous"
        elif (figure.is_level and self._stands_behind_plan_in_parenthesis()) or (
            figure.measure == "attainment_pct" and self._is_prescribed()
        ):
            figure.scenario = "target" if self._is_due_later() else "plan"
        elif self.context.looks_ahead:
            aside = self.segments.parenthesis(self.value.token.start)
            estimated = aside and cues.ESTIMATE_ASIDE.match(self.text, aside.open + 1)
            figure.scenario = "estimate" if estimated else "target"
        elif estimate and ";" not in sentence_left[estimate[-1].end() :]:
            figure.scenario = "estimate"
        elif cues.AIM.search(sentence_left) or self._names_a_later_year(sentence_left):
            figure.scenario = "target"
        elif figure.is_level and self.context.announced_scenario:
            figure.scenario = self.context.announced_scenario

    def _is_prescribed(self) -> bool:
        """`giải ngân tối thiểu 70% kế hoạch vốn đến hết ngày 30/9`: what is to be reached by a day, not what was reached."""
        told = cues.REACHED_LEFT.search(self.clause)
        due = cues.DUE_RIGHT.match(self.right)
        return bool((due and not told) or "tối thiểu" in self.value.qualifier.lower())

    def _is_due_later(self) -> bool:
        """Whether the day printed beside it had not come when the report was issued."""
        days = [day.value for day in find_dates(f"{self.left} {self.right}") if day.precision == "day"]
        return bool(self.context.issued_on) and any(day > self.context.issued_on for day in days)

    def _stands_behind_plan_in_parenthesis(self) -> bool:
        """`thấp hơn kịch bản đề ra (6,5%)`: a bare number in the parenthesis right behind the plan's name."""
        around = self.segments.parenthesis(self.value.token.start)
        if around is None or self.text[around.open + 1 : self.value.start].strip():
            return False
        return bool(cues.PLAN_BEFORE_PARENTHESIS.search(self.text[self.sentence[0] : around.open].lower()))

    def _names_a_later_year(self, sentence_left: str) -> bool:
        year, ends = self.context.report_year, self.context.report_ends
        if year is not None and any(int(m.group(1)) > year for m in cues.AHEAD_YEAR.finditer(sentence_left)):
            return True
        named = [
            period
            for period in find_periods(sentence_left, year)
            if not cues.COMPARED_JUST_LEFT.search(sentence_left[: period.start])
        ]
        return bool(ends and named) and period_starts(named[-1].code) > ends


def _has_level_verb(match: re.Match[str]) -> bool:
    return bool(re.search(r"\b(?:đạt|bằng|là|chiếm|còn)\b", match.group("what")))


def _noun(unit_raw: str) -> str:
    return re.sub(r"\W|\d|tổng|số", "", unit_raw.lower())
