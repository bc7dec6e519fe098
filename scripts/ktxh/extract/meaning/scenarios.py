"""Tell whose value a figure is: what came about, what is estimated, planned, aimed at, or was there before."""

from __future__ import annotations

import re

from ktxh.extract.meaning import cues
from ktxh.extract.meaning.changes import ChangeReader
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.numbers.dates import find_dates, find_periods, period_starts


class ScenarioReader(ChangeReader):
    """Reads scenarios from the words beside a figure, its sentence and its headings."""

    def _scenario(self, figure: Figure) -> None:
        """Of a percentage or change, that of its base; of a level, what cues in its sentence and its headings say."""
        if figure.base is not None:
            figure.scenario = figure.base.scenario
            return
        sentence_left = self.text[self.sentence[0] : self.value.start].lower()
        estimate = list(cues.ESTIMATE.finditer(sentence_left)) or list(cues.ESTIMATE_LATER.finditer(sentence_left))
        if figure.is_level and cues.COMPARED_WITH_LEFT.search(self.left):
            figure.scenario = "plan" if cues.PLAN_RIGHT.match(self.right) else "previous"
        elif figure.is_level and (cues.PLAN_LEFT.search(self.left) or self._is_meant_and_done()):
            figure.scenario = "target" if self._is_of_later_year() else "plan"
        elif figure.is_level and (
            cues.PREVIOUS_LEFT.search(self.left)
            or cues.FROM_LEFT.search(self.left)
            or (cues.AT_START.match(sentence_left) and not self.before)
            or self._was_at_start(sentence_left)
            or self._stands_behind_previous()
            or self._stands_behind(cues.PREVIOUS_BEFORE_PARENTHESIS)
            or self._is_of_earlier_year()
        ):
            figure.scenario = "previous"
        elif (figure.is_level and self._stands_behind(cues.PLAN_BEFORE_PARENTHESIS)) or (
            figure.measure == "attainment_pct" and self._is_prescribed()
        ):
            figure.scenario = "target" if self.context.looks_ahead or self._is_due_later() else "plan"
        elif self.context.looks_ahead:
            figure.scenario = self._ahead(sentence_left)
        elif (estimate and _reaches(sentence_left[estimate[-1].end() :])) or (figure.is_level and self._is_expected()):
            figure.scenario = "estimate"
        elif cues.REACHED_NOW_LEFT.search(self.left):
            return
        elif cues.AIM.search(sentence_left) or self._names_a_later_year(sentence_left) or self._follows_an_aim():
            figure.scenario = "target"
        elif figure.is_level and self.context.announced_scenario:
            figure.scenario = self.context.announced_scenario

    def _stands_behind_previous(self) -> bool:
        """`Đầu năm có 40 hộ nghèo (6,2%)`: the rate in the parenthesis is of that time too."""
        around, before = self.segments.parenthesis(self.value.token.start), self.previous
        bare = around is not None and not self.text[around.open + 1 : self.value.start].strip()
        close = bare and before is not None and before.value.end <= around.open
        return (
            bool(close)
            and before.scenario == "previous"
            and not re.search(r"[.;,]", self.text[before.value.end : around.open])
        )

    def _is_of_earlier_year(self) -> bool:
        """`45 tỷ đồng (năm 2021: 40 tỷ đồng)`: a parenthesis, or the end of a year, before the report's; no list of years."""
        around, year = self.segments.parenthesis(self.value.token.start), self.context.report_year
        left = self.text[self.item[0] : self.value.start].lower()
        if year is not None and (ended := cues.AT_YEARS_END.match(left)) and not self.context.looks_ahead:
            return int(ended.group("year")) < year  # cuối năm 2019 còn 4,39%
        if around is None or year is None or (self.previous is not None and self.previous.value.end > around.open):
            return False
        if cues.NEXT_YEAR_LISTED.match(self.text, self.after, around.close):
            return False
        match = cues.OF_YEAR_LEFT.match(self.text[around.open + 1 : self.value.start].lower())
        return bool(match) and int(match.group("year")) < year and not self.context.looks_ahead

    def _follows_an_aim(self) -> bool:
        """`Năm tới phấn đấu GRDP tăng 8%. Thu ngân sách 500 tỷ đồng.`: aims go on until something is told."""
        before = self.previous
        if before is None or before.scenario != "target" or before.value.end > self.sentence[0]:
            return False
        return not cues.TOLD.search(self.text[before.value.end : self.sentence[1]])

    def _is_expected(self) -> bool:
        """`Dự kiến bàn giao 90% trước ngày 31/7`: looks past the report."""
        return bool(cues.EXPECTED_LEFT.search(self.left) and cues.DUE_RIGHT.match(self.right))

    def _is_meant_and_done(self) -> bool:
        """`dự kiến trồng 70 ha, đến nay được 43 ha`: what was meant, in front of what came of it in the same unit."""
        alike = self.following is not None and self.following.unit.code == self.value.unit.code
        if not alike or not cues.MEANT_LEFT.search(self.left):
            return False
        return bool(cues.DONE_SINCE.search(self.text[self.after : self.following.start].lower()))

    def _is_of_later_year(self) -> bool:
        """`Mục tiêu đến năm 2025: 8/12 xã`: the plan's own words name a year behind the report's."""
        year, plan = self.context.report_year, cues.PLAN_LEFT.search(self.left)
        named = [int(m.group(1)) for m in cues.AHEAD_YEAR.finditer(plan.group())] if plan else []
        before = self.previous
        if plan and not named and before is not None and before.value.start >= self.sentence[0]:
            return before.is_level and before.scenario == "target" and before.value.unit.code == self.value.unit.code
        return year is not None and bool(named) and named[-1] > year

    def _was_at_start(self, sentence_left: str) -> bool:
        """`Đầu năm còn 40 hộ nghèo, nay còn 31 hộ`: what was there at the start."""
        now = cues.NOW_RIGHT.match(self.text[self.after : self.sentence[1]].lower())
        return bool(now and cues.WAS_AT_START.match(sentence_left))

    def _ahead(self, sentence_left: str) -> str:
        """Among aims: an aim, unless its clause opens with a year before the one aimed at: what that year brought."""
        aside = self.segments.parenthesis(self.value.token.start)
        if aside and cues.ESTIMATE_ASIDE.match(self.text, aside.open + 1):
            return "estimate"
        year = self.context.ahead_year or (self.context.report_year or 0) + 1
        for words, scenario in (
            (self.text[aside.open + 1 : self.value.start].lower() if aside else "", "previous"),
            (self.text[self.item[0] : self.value.start].lower(), "actual"),
            (sentence_left, "actual"),
        ):
            if (match := cues.OF_YEAR_LEFT.match(words)) and int(match.group("year")) < year:
                return "estimate" if "ước" in match.group() else scenario
        return "target"

    def _is_prescribed(self) -> bool:
        """`giải ngân tối thiểu 70% kế hoạch vốn đến hết ngày 30/9`: what is to be reached by a day, not what was reached."""
        told = cues.REACHED_LEFT.search(self.clause)
        due = cues.DUE_RIGHT.match(self.right)
        return bool((due and not told) or "tối thiểu" in self.value.qualifier.lower())

    def _is_due_later(self) -> bool:
        """Whether the day printed beside it had not come when the report was issued."""
        days = [day.value for day in find_dates(f"{self.left} {self.right}") if day.precision == "day"]
        return bool(self.context.issued_on) and any(day > self.context.issued_on for day in days)

    def _stands_behind(self, name: re.Pattern[str]) -> bool:
        """`thấp hơn kịch bản đề ra (6,5%)`, `tăng 74 ca so cùng kỳ (38 ca)`: a bare number in the parenthesis right behind the name."""
        around = self.segments.parenthesis(self.value.token.start)
        if around is None or self.text[around.open + 1 : self.value.start].strip():
            return False
        return bool(name.search(self.text[self.sentence[0] : around.open].lower()))

    def _names_a_later_year(self, sentence_left: str) -> bool:
        year, ends = self.context.report_year, self.context.report_ends
        aims = cues.AIMS_OF_YEAR.match(sentence_left)
        if year is not None and aims and int(aims.group("last") or aims.group("year")) > year:
            return True
        if cues.AIMS_OF_PART.match(self.text, *self.sentence):
            return True
        if year is not None and any(int(m.group(1)) > year for m in cues.AHEAD_YEAR.finditer(sentence_left)):
            return True
        named = [
            period
            for period in find_periods(sentence_left, year)
            if not cues.COMPARED_JUST_LEFT.search(sentence_left[: period.start])
        ]
        return bool(ends and named) and period_starts(named[-1].code) > ends


def _reaches(behind: str) -> bool:
    """Whether an estimate's cue still holds: to the end of its item, or over all items of the list that it announces."""
    return ";" not in behind or bool(re.match(r"[^;,]{0,12}:", behind))
