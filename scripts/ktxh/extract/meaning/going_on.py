"""Go on: percentages whose words were said of the one before: `tăng 9%, trong đó nông nghiệp 4%`, `chiếm 28%, công nghiệp 41%`."""

from __future__ import annotations

import re
from decimal import Decimal

from ktxh.extract.meaning import cues
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.meaning.pairs import PairReader


class GoingOnReader(PairReader):
    """Reads in which manner a list of percentages goes on."""

    def _is_part_of_attained(self, previous: Figure | None) -> bool:
        """`đạt 56,5%; trong đó vốn địa phương 61,2%, vốn trung ương 48%`: the parts are attained too."""
        if previous is None or previous.measure != "attainment_pct" or self._has_verb():
            return False
        between = self.text[previous.value.end : self.value.start]
        return bool(
            re.search(r"trong đó", between) or (previous.base is None and re.match(r"\s*[,;]", between))
        ) and bool(self._own_noun())

    def _growth_of_all(self) -> Figure | None:
        """`tăng 9%, trong đó nông nghiệp 4%, dịch vụ 12%`: what was said to grow is broken down, the verb said once."""
        if self._has_verb() or not self._own_noun() or cues.RATE_WORDS.search(self.clause):
            return None
        if self.value.unit.code == "percentage_point":  # what it contributed to the growth
            return None
        sentence = self.text[self.sentence[0] : self.value.start].lower()
        among = next(iter(reversed(list(cues.AMONG_LEFT.finditer(sentence)))), None)
        if among is None or re.search(r"\d[^,;]*\d[^,;]*$", sentence[among.end() :]):
            return None
        at = self.sentence[0] + among.start()
        parts = [f for f in self.before if f.value.start >= at]
        whole = next((f for f in reversed(self.before) if f.value.end <= at and self._sees(f)), None)
        if whole is None or whole.measure not in ("change_pct", "change_pp") or not whole.value.unit.is_percent:
            return None
        alike = all(f.measure == whole.measure for f in parts)
        return whole if alike and whole.value.start >= self.sentence[0] else None

    def _goes_on_with_an_index(self, previous: Figure | None, level: Figure | None) -> bool:
        """`tháng 3 giảm 2% so cùng kỳ; cộng dồn 3 tháng bằng 97%`: of the same earlier period, with no level to be a share of."""
        if previous is None or previous.comparator_kind != "previous" or level is not None:
            return False
        between = self.text[previous.value.end : self.value.start]
        listed = re.fullmatch(r"[^.()\d]*[,;]\s[^.,;()\d]*", between) and self._own_noun() and not self._has_verb()
        if previous.measure == "index_pct":
            return bool(listed) and previous.base is None and not cues.RATE_WORDS.search(self.clause)
        return previous.measure == "change_pct" and bool(re.search(r"(?<!\w)bằng\s*$", self.clause))

    def _goes_on_with_shares(self, previous: Figure | None) -> bool:
        """`nông nghiệp chiếm 28%, công nghiệp 41%, dịch vụ 31%`: the verb is said once, of a whole whose level is not printed."""
        if previous is None or previous.measure != "share_pct" or previous.base or previous.comparator:
            return False
        listed = re.fullmatch(r"\s*[,;]\s[^.,;:()\d]*", self.text[previous.value.end : self.value.start])
        return (
            bool(listed) and bool(self._own_noun()) and not self._has_verb() and not cues.RATE_WORDS.search(self.clause)
        )

    def _compared_with_same_verb(self) -> Figure | None:
        """`lúa 7.420 tấn bằng 103% cùng kỳ; ngô 1.980 tấn bằng 96%`: said of the first of the list, it holds for the next."""
        verb = self.clause.split()[-1] if self.clause.split() else ""
        for f in reversed(self.before):
            if f.value.start < self.sentence[0]:
                return None
            said = self.text[max(0, f.value.start - 12) : f.value.start].lower().split()
            if f.value.unit.is_percent and f.comparator_raw and said and said[-1] == verb:
                return f if f.measure == "index_pct" else None
        return None

    def _measure_in_list(self) -> Figure | None:
        """`bằng 102% cùng kỳ; xi măng 1,2 triệu tấn (105%); điện 4 triệu kWh (97%)`: more than all is no share, nor what follows in its manner."""
        around, amount = self.segments.parenthesis(self.value.token.start), self.value.reading.amount
        if around is None or not amount:
            return None
        told = [
            f
            for f in self.before
            if f.value.unit.is_percent and f.value.start >= self.sentence[0] and f.value.sign == ""
        ]
        last = told[-1] if told else None
        if last is None or last.measure not in ("attainment_pct", "index_pct"):
            return None
        return last if Decimal(amount) > 100 or self.segments.parenthesis(last.value.token.start) is not None else None
