"""Understand: what each figure of a passage states (measure, scenario, comparator, base), from the words beside it.

Left to right through a passage. A percentage or change speaks of the last level printed before it in its item or
sentence, unless it brings a noun of its own. What the words do not tell stays empty.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ktxh.extract.meaning import cues
from ktxh.extract.meaning.figures import Context, Figure
from ktxh.extract.meaning.going_on import GoingOnReader
from ktxh.extract.meaning.plans import tie_asides
from ktxh.extract.numbers.values import Value
from ktxh.extract.structure.passages import Passage
from ktxh.extract.structure.segments import Segments


def read_figures(passage: Passage, values: list[Value], segments: Segments, context: Context) -> list[Figure]:
    """A Figure for each value, measures and links set; labels, places and periods are read by others."""
    figures: list[Figure] = []
    for i, value in enumerate(values):
        apart = (other for other in values[i + 1 :] if other.series_of is None)
        following = next((other for other in apart if value.bound != "low" or other.bound != "high"), None)
        figures.append(_Reader(passage, segments, context, figures, value, following).read())
    _share_comparators(passage.text, figures)
    tie_asides(passage.text, segments, figures)
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


# What the poor are counted in: only of these a percentage behind words of poverty may be points.
_OF_POVERTY = frozenset(("household", "person", "percent", "village", "commune", ""))


class _Reader(GoingOnReader):
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
        if self._is_whole_of_share():
            self.previous.measure, self.previous.comparator_kind, self.previous.comparator = (
                "share_pct",
                "whole",
                figure,
            )
            figure.measure, figure.scenario = "whole", self.previous.scenario
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

    def _is_whole_of_share(self) -> bool:
        """`chiếm 15% trong 940 ca sinh`: the whole stands behind its share."""
        share, unit = self.previous, self.value.unit
        if share is None or not share.value.unit.is_percent or unit.is_percent or not unit.raw:
            return False
        beside = share.value.end <= self.value.start and cues.WHOLE_LEFT.fullmatch(self.left)
        return bool(beside) and share.measure in ("level", "share_pct") and share.comparator is None

    def _is_cumulative(self) -> bool:
        if re.search(r"(?:trong|riêng)\s+(?:tháng|kỳ|quý|ngày|tuần)", self.left):
            return False
        since = cues.SINCE.match(self.text[self.sentence[0] : self.value.start].lower())
        listed = self.previous is not None and self.previous.is_cumulative and re.fullmatch(r"\s*,\s*", self.left)
        return bool(since or listed or cues.CUMULATIVE.search(self.left))

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
            beside = previous if previous is None or previous.scenario not in ("plan", "previous") else level_before
            another = self._is_rate(beside) and self._speaks_of_another(beside)
            rate = beside if self._is_rate(beside) and not another else None
            in_points = (
                bool(rate)
                or cues.RATE_WORDS.search(self.clause)
                or (
                    not another
                    and (level_before is None or level_before.value.unit.code in _OF_POVERTY)
                    and cues.POVERTY.search(self.text[: self.after + 24])
                )
                or ("hơn" in self.left and cues.MORE_THAN_LEFT.search(self.left))
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
        of_pair = previous and previous.value.whole_of is not None and not noun and not _is_other_thing(previous)
        pair = previous if of_pair else self._pair_of_it(noun)
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
        if self._goes_on_with_shares(previous):
            figure.measure, figure.comparator_kind = "share_pct", "whole"
            figure.base, figure.comparator_raw = None, previous.comparator_raw
            return
        if cues.STRUCTURE_LEFT.search(self.text[self.sentence[0] : self.value.start].lower()):
            figure.measure, figure.comparator_kind = "share_pct", "whole"
            return
        if growth := self._growth_of_all():
            figure.measure, figure.direction = growth.measure, growth.direction
            figure.comparator_kind, figure.comparator_raw = growth.comparator_kind, growth.comparator_raw
            return
        if self._goes_on_with_an_index(previous, level_before):
            figure.measure, figure.comparator_kind = "index_pct", "previous"
            return
        if cues.DISBURSED_LEFT.search(self.left) or self._is_disbursed():
            figure.measure, figure.comparator_kind = "attainment_pct", "plan"
            figure.base = level_before if level_before and level_before.value.unit.code == "VND" else None
            return
        of_level = level_before is not None and not noun and cues.OF_THAT_RIGHT.match(self.right)
        if cues.SHARE_LEFT.search(self.clause) or cues.OF_WHOLE_RIGHT.match(self.right) or of_level:
            figure.measure, figure.comparator_kind, figure.base = "share_pct", "whole", (None if noun else level_before)
            if match := cues.OF_WHOLE_RIGHT.match(self.right):
                figure.comparator_raw = self._words(self.after, match.end(), cues.WHOLE_END)
                figure.comparator = self._named(figure.comparator_raw)
            return
        opens_item = not self.text[self.item[0] : self.value.start].strip() and re.match(r"\s*[^\W\d_]", self.right)
        if level_before is not None and not level_before.value.unit.is_percent and not noun and not opens_item:
            bare = (
                not cues.INDEX_LEFT.search(self.clause)
                or cues.RATE_LEFT.search(self.clause)
                or (self.clause.rstrip().endswith("=") and level_before.value.unit.is_countable)
            )
            figure.measure = "share_pct" if bare else "attainment_pct"
            figure.comparator_kind, figure.base = ("whole" if bare else "plan"), level_before
            plan = next((f for f in reversed(self.before) if f is not level_before and f.is_level), None)
            planned = (
                plan is not None and plan.scenario == "plan" and plan.value.unit.raw == level_before.value.unit.raw
            )
            if bare and planned and plan.value.start >= self.sentence[0]:  # KH: 120 ha; TH: 98 ha (81,7%)
                figure.measure, figure.comparator_kind, figure.comparator = "attainment_pct", "plan", plan
            elif (not bare and (alike := self._compared_with_same_verb())) or (
                bare and (alike := self._measure_in_list())
            ):
                figure.measure, figure.comparator_kind = alike.measure, alike.comparator_kind
                figure.comparator_raw = alike.comparator_raw

    def _speaks_of_another(self, rate: Figure) -> bool:
        """`hộ nghèo còn 8%; thu ngân sách vượt 5%`: an item with a subject of its own, unless that is a place of the same list."""
        subject = self.text[self.item[0] : self.value.start]
        named = any(word[0].isupper() for word in subject.split()[1:])
        return rate.value.start < self.item[0] and bool(self._own_noun()) and not named

    def _is_disbursed(self) -> bool:
        """`Giải ngân 100% vốn (đến 30/9 mới đạt 58%)`: of the plan, however far in front the word stands."""
        sentence_left = self.text[self.sentence[0] : self.value.start].lower()
        return bool(cues.SO_FAR_LEFT.fullmatch(self.clause)) and "giải ngân" in sentence_left

    def _named(self, words: str) -> Figure | None:
        """An earlier level of the paragraph that bears the name of a whole: `chiếm 94,55% tổng số người trong độ tuổi`."""
        said = re.sub(r"^(?:trên |trong |của )", "", words.lower())
        name = re.sub(r"^(?:tổng )?(?:số )?", "", said)
        if len(name.split()) < 3:
            if not re.fullmatch(r"tổng (?:số )?(?!số\b)[^\W\d_]+(?: [^\W\d_]+)?", said):
                return None
            name = said  # chiếm 55% tổng thu
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


def _has_level_verb(match: re.Match[str]) -> bool:
    return bool(re.search(r"\b(?:đạt|bằng|là|chiếm|còn)\b", match.group("what")))


def _is_other_thing(b: Figure) -> bool:
    """Whether the b of a pair is a level of its own: `412 hộ/1.980 khẩu (38,7%)` is no share of people in households."""
    return b.is_level and b.scenario != "plan"
