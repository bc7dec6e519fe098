"""Understand: what each figure of a passage states (measure, scenario, comparator, base), from the words beside it.

Left to right through a passage. A percentage or change speaks of the last level printed before it in its item or
sentence, unless it brings a noun of its own. What the words do not tell stays empty.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ktxh.extract import cues
from ktxh.extract.figures import Context, Figure
from ktxh.extract.passages import Passage
from ktxh.extract.segments import Segments
from ktxh.extract.surroundings import Surroundings
from ktxh.extract.values import Value


def read_figures(passage: Passage, values: list[Value], segments: Segments, context: Context) -> list[Figure]:
    """A Figure for each value, measures and links set; labels, places and periods are read by others."""
    figures: list[Figure] = []
    for i, value in enumerate(values):
        following = next((other for other in values[i + 1 :] if other.series_of is None), None)
        figures.append(_Reader(passage, segments, context, figures, value, following).read())
    return figures


class _Reader(Surroundings):
    """Reads one value with what was read before it."""

    # -- reading

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
        self._scenario(figure)
        figure.is_cumulative = figure.is_level and self._is_cumulative()
        return figure

    def _is_upper_end(self) -> bool:
        return self.value.bound == "high" and bool(self.before) and self.before[-1].value.bound == "low"

    def _as_the_one_before(self, figure: Figure) -> Figure:
        """The end of a range, a later member of a series: all that was said of the first holds."""
        first = self.before[-1]
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

    def _is_earlier_value(self) -> bool:
        """`tăng từ 22% lên 25%`, `từ 4,3 xuống còn 1,8`: the number behind `từ` is the earlier one."""
        value = self.value
        if not value.qualifier.lower().endswith("từ") or value.bound in ("low", "high"):
            return False
        return bool(
            cues.FROM_VERB_LEFT.search(self.left)
            or cues.TO_RIGHT.match(self.text[self.after : self.sentence[1]].lower())
        )

    def _is_cumulative(self) -> bool:
        since = cues.SINCE.match(self.text[self.sentence[0] : self.value.start].lower())
        return bool(since or cues.CUMULATIVE.search(self.left))

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
            return figure
        if plan or b.unit.is_measure or _exceeds(a.value, b):
            figure.scenario = "plan"
        else:
            figure.measure = "whole"
        return figure

    def _is_change(self) -> bool:
        if self.value.whole is not None and not cues.CHANGE_LEFT.search(self.clause):
            return False
        if self._restates_change():
            return True
        if self.value.sign or cues.CHANGE_LEFT.search(self.clause) or cues.GROWTH_IS_LEFT.search(self.left):
            return True
        if self._verb_elsewhere():
            return True
        previous = self.before[-1] if self.before else None
        # Tăng 05 vụ, 03 người chết, … so với cùng kỳ: the verb holds for the whole list
        if previous and previous.measure == "change_abs" and previous.value.token.start >= self.item[0]:
            return bool(re.fullmatch(r"[^;.:()]{0,40},\s*", self.left)) and not cues.PREVIOUS_RIGHT.search(self.left)
        return False

    def _verb_elsewhere(self) -> re.Match[str] | None:
        """A verb of change that stands apart: `cao hơn năm trước 1,2`, `bằng 147 ha` behind a change, `các xã giảm nhanh: A 6,8%`."""
        if match := cues.MORE_THAN_LEFT.search(self.left):
            return match
        sentence = self.text[self.sentence[0] : self.value.start].lower()
        if cues.RESPECTIVELY_LEFT.search(self.left):
            return next(iter(reversed(list(cues.ANY_CHANGE.finditer(sentence)))), None)
        if self.value.unit.is_percent and not self._has_verb():
            return cues.HEAD_OF_CHANGES.search(sentence)
        return None

    def _has_verb(self) -> bool:
        return bool(
            cues.INDEX_LEFT.search(self.clause)
            or cues.SHARE_LEFT.search(self.clause)
            or cues.RATE_LEFT.search(self.clause)
        )

    def _restates_change(self) -> bool:
        """A bare number in the parenthesis right behind a change: `tăng 820 tỷ (5,4%)`, `tăng 04 hộ (0,7 lần)`."""
        around = self.segments.parenthesis(self.value.token.start)
        previous = self.before[-1] if self.before else None
        return bool(
            around
            and previous
            and previous.direction
            and not self.text[around.open + 1 : self.value.start].strip()
            and not self.text[previous.value.end : around.open].strip()
        ) or bool(
            previous
            and previous.measure in ("change_pct", "change_pp")
            and not self.value.unit.is_percent
            and re.fullmatch(r"\s*,?\s*bằng\s*", self.text[previous.value.end : self.value.start])
        )

    def _direction(self) -> str:
        if self._restates_change():
            return self.before[-1].direction if not self.value.sign else ("up" if self.value.sign == "+" else "down")
        if self.value.sign:
            return "up" if self.value.sign == "+" else "down"
        match = (
            cues.CHANGE_LEFT.search(self.clause)
            or cues.GROWTH_IS_LEFT.search(self.left)
            or self._verb_elsewhere()
            or cues.CHANGE_OF_LEFT.search(self._whole_clause())
        )
        if match:
            return "down" if match.group("verb") in ("giảm", "hụt", "thấp", "ít", "nhỏ") else "up"
        previous = self.before[-1] if self.before else None
        return previous.direction if previous else ""

    def _change(self, figure: Figure, measure: str) -> None:
        figure.measure, figure.direction = measure, self._direction()
        kind, words = self._comparator()
        if not kind and (match := cues.COMPARED_LATER.match(self.right)):
            kind = "plan" if match.group("plan") else "previous"
            words = re.sub(r"^.*?\b[Ss]o\s*(?:với\s+)?", "", self._words(self.after, match.end()))
        verb = cues.CHANGE_LEFT.search(self.clause) or cues.CHANGE_OF_LEFT.search(self.clause)
        if not kind and verb and verb.group("verb") == "vượt":
            kind, words = "plan", verb.groupdict().get("what") or ""
        previous = self.before[-1] if self.before else None
        around = self.segments.parenthesis(self.value.token.start)
        if not words and previous and previous.direction and around and previous.value.end <= around.open:
            kind, words = (
                previous.comparator_kind,
                previous.comparator_raw,
            )  # giảm 8 tỷ đồng so với năm 2023 (giảm 0,84%)
        figure.comparator_kind, figure.comparator_raw = kind or "previous", words
        figure.base = self._base_of_change()

    def _base_of_change(self) -> Figure | None:
        """Among the levels of the sentence, the last that counts the same thing; else the last one."""
        unit = self.value.unit
        if not unit.is_percent and unit.raw:
            noun = self.text[unit.end : unit.end + 6].strip()
            same = [
                f for f in self.before
                if f.is_level and f.value.token.start >= self.sentence[0] and f.value.unit.raw == unit.raw
                and noun and self.text[f.value.unit.end : f.value.unit.end + 6].strip() == noun
            ]  # fmt: skip
            if same:
                return same[-1]
            same = [
                f
                for f in self.before
                if f.is_level and f.value.token.start >= self.sentence[0] and f.value.unit.raw == unit.raw
            ]
            if same and self._base() is not None and self._base().value.unit.raw != unit.raw:
                return same[-1]
        return self._base()

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
                or cues.POVERTY.search(self.text[self.sentence[0] : self.after + 12])
                or cues.MORE_THAN_LEFT.search(self.left)
                or self.value.unit.code == "percentage_point"
                or (previous is not None and previous.measure == "change_pp" and len(self._own_noun().split()) <= 4)
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
        noun = self._own_noun()
        pair = previous if previous and previous.value.whole_of is not None and not noun else None
        if pair is not None:
            figure.measure = "attainment_pct" if pair.scenario == "plan" else "share_pct"
            figure.comparator_kind = "plan" if pair.scenario == "plan" else "whole"
            figure.comparator = pair
            figure.base = next(f for f in self.before if f.value is pair.value.whole_of)
            if match := cues.OF_WHOLE_RIGHT.match(self.right):
                figure.comparator_raw = self._words(self.after, match.end())
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
                figure.comparator_raw = self._words(self.after, match.end())
            return
        if level_before is not None and not level_before.value.unit.is_percent and not noun:
            bare = (
                not cues.INDEX_LEFT.search(self.clause)
                or cues.RATE_LEFT.search(self.clause)
                or (self.clause.rstrip().endswith("=") and level_before.value.unit.is_countable)
            )
            figure.measure = "share_pct" if bare else "attainment_pct"
            figure.comparator_kind, figure.base = ("whole" if bare else "plan"), level_before

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
        elif figure.is_level and (cues.PREVIOUS_LEFT.search(self.left) or cues.FROM_LEFT.search(self.left)):
            figure.scenario = "previous"
        elif figure.is_level and self._stands_behind_plan_in_parenthesis():
            figure.scenario = "plan"
        elif self.context.looks_ahead:
            figure.scenario = "target"
        elif estimate and ";" not in sentence_left[estimate[-1].end() :]:
            figure.scenario = "estimate"
        elif cues.AIM.search(sentence_left) or self._names_a_later_year(sentence_left):
            figure.scenario = "target"
        elif figure.is_level and self.context.announced_scenario:
            figure.scenario = self.context.announced_scenario

    def _stands_behind_plan_in_parenthesis(self) -> bool:
        """`thấp hơn kịch bản đề ra (6,5%)`: a bare number in the parenthesis right behind the plan's name."""
        around = self.segments.parenthesis(self.value.token.start)
        if around is None or self.text[around.open + 1 : self.value.start].strip():
            return False
        return bool(cues.PLAN_BEFORE_PARENTHESIS.search(self.text[self.sentence[0] : around.open].lower()))

    def _names_a_later_year(self, sentence_left: str) -> bool:
        year = self.context.report_year
        return year is not None and any(int(m.group(1)) > year for m in cues.AHEAD_YEAR.finditer(sentence_left))


def _has_level_verb(match: re.Match[str]) -> bool:
    return bool(re.search(r"\b(?:đạt|bằng|là|chiếm|còn)\b", match.group("what")))


def _exceeds(a: Value, b: Value) -> bool:
    """Whether a is more than b: then b cannot be the whole of which a is a part."""
    return bool(a.reading.amount and b.reading.amount) and Decimal(a.reading.amount) > Decimal(b.reading.amount)


def _noun(unit_raw: str) -> str:
    return re.sub(r"\W|\d|tổng|số", "", unit_raw.lower())
