"""Compare: whether a number is a change, which way it goes, from what and against what."""

from __future__ import annotations

import re

from ktxh.extract.meaning import cues
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.meaning.surroundings import Surroundings
from ktxh.extract.numbers.units import counts_things

# `giảm phạm pháp hình sự từ 5% trở lên`: what is to change stands between the verb and the number.
_OF_ANOTHER = re.compile(
    r"(?:tăng|giảm)\s+(?!thêm|so\s|còn|xuống|lên|được|bình\s+quân|tương\s+ứng|đi\s)[^\W\d_]+(?:\s+[^\W\d_]+){2,6}\s*$",
    re.IGNORECASE,
)
_NOUN = re.compile(r"(?:\s+(?!so\b|và\b|với\b)[^\W\d_]+){0,2}")
_NEW_SUBJECT = re.compile(
    r"(?:tổng\s+)?(?:giá\s+trị|sản\s+lượng|năng\s+suất|diện\s+tích|doanh\s+thu|thu\s+(?:nhập|ngân\s+sách)|kim\s+ngạch|dư\s+nợ|chỉ\s+số)\s"
)
_DOWN = frozenset("giảm hụt bớt sụt tụt thấp ít kém nhỏ".split())


class ChangeReader(Surroundings):
    """Reads changes: verbs beside the number or apart from it, printed signs, lists that share one verb."""

    def _is_earlier_value(self) -> bool:
        """`tăng từ 22% lên 25%`, `từ 4,3 xuống còn 1,8`: the number behind `từ` is the earlier one."""
        value = self.value
        if not value.qualifier.lower().endswith("từ") or value.bound in ("low", "high"):
            return False
        return bool(
            cues.FROM_VERB_LEFT.search(self.left)
            or cues.TO_RIGHT.match(self.text[self.after : self.sentence[1]].lower())
        )

    def _is_change(self) -> bool:
        if self.value.whole is not None and not cues.CHANGE_LEFT.search(self.clause):
            return False
        if self._restates_change():
            return True
        if self.value.sign or cues.CHANGE_LEFT.search(self.clause) or cues.GROWTH_IS_LEFT.search(self.left):
            return True
        if self._verb_elsewhere():
            return True
        previous = self.previous
        # Tăng 05 vụ, 03 người chết, … so với cùng kỳ: the verb holds for the whole list
        if previous and previous.measure == "change_abs" and previous.value.token.start >= self.item[0]:
            return bool(
                re.fullmatch(r"[^;.:()]{0,40}(?:,|(?:^|\s)và)\s*", self.left)
            ) and not cues.PREVIOUS_RIGHT.search(self.left)
        return False

    def _verb_elsewhere(self) -> re.Match[str] | None:
        """A verb of change that stands apart: `cao hơn năm trước 1,2`, `bằng 147 ha` behind a change, `các xã giảm nhanh: A 6,8%`."""
        if match := cues.MORE_THAN_LEFT.search(self.left) or cues.RATE_OF_FALL_LEFT.search(self.left):
            return match
        if match := cues.EACH_LEFT.search(self.text[self.item[0] : self.value.start].lower()):
            return match
        sentence = self.text[self.sentence[0] : self.value.start].lower()
        if cues.RESPECTIVELY_LEFT.search(self.left):
            return next(iter(reversed(list(cues.ANY_CHANGE.finditer(sentence)))), None)
        if self.value.unit.is_percent and not self._has_verb() and not cues.STATE_LEFT.search(self.clause):
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
        previous = self.previous
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
            return self.previous.direction if not self.value.sign else ("up" if self.value.sign == "+" else "down")
        if self.value.sign:
            return "up" if self.value.sign == "+" else "down"
        match = (
            cues.CHANGE_LEFT.search(self.clause)
            or cues.GROWTH_IS_LEFT.search(self.left)
            or self._verb_elsewhere()
            or cues.CHANGE_OF_LEFT.search(self._whole_clause())
        )
        if match:
            return "down" if match.group("verb").split()[0] in _DOWN else "up"
        previous = self.previous
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
        if not words and (match := cues.GROWTH_IS_LEFT.search(self.left)):
            words = match.group("than").strip()
        previous = self.previous
        around = self.segments.parenthesis(self.value.token.start)
        if not words and previous and previous.direction and around and previous.value.end <= around.open:
            kind, words = (
                previous.comparator_kind,
                previous.comparator_raw,
            )  # giảm 8 tỷ đồng so với năm 2023 (giảm 0,84%)
        if not words and (opened := self._opened_by()):
            kind, words = opened.comparator_kind, opened.comparator_raw
        figure.comparator_kind, figure.comparator_raw = kind or "previous", words
        figure.base = self._base_of_change()

    def _opened_by(self) -> Figure | None:
        """`so với cùng kỳ tăng 1 vụ, bị thương giảm 2 người`: the first of a list of changes, when the comparison stands in front of it."""
        for f in reversed(self.before):
            if f.value.start < self.item[0] or not f.direction:
                return None
            if cues.COMPARED_LEFT.search(self.text[self.item[0] : f.value.start].lower()):
                return f
        return None

    def _base_of_change(self) -> Figure | None:
        """Among the levels of the sentence, the last that counts the same thing; else the last one."""
        unit, base = self.value.unit, self._base()
        if not unit.is_percent and unit.raw:
            noun = _NOUN.match(self.text, unit.end).group().strip().lower()
            alike = [
                f for f in self.before
                if f.is_level and f.value.token.start >= self.sentence[0] and f.value.unit.raw == unit.raw and self._sees(f)
            ]  # fmt: skip
            same = [f for f in alike if noun and self._names(f, noun)]
            if same:
                return same[-1]
            if alike and base is not None and base.value.unit.raw != unit.raw:
                return alike[-1]
        if base is not None and base.value.unit.is_percent and counts_things(unit):
            return None
        if unit.is_percent and _NEW_SUBJECT.match(self._own_noun()):
            return None  # sản lượng từ 22.000 tấn, giá trị sản xuất tăng 12%
        aimed = self.value.bound in ("at_least", "at_most")
        return None if aimed and _OF_ANOTHER.search(self.clause) else base

    def _names(self, level: Figure, noun: str) -> bool:
        """Whether the words around a level say what a change counts: `95 người chết`, `làm chết 95 người` of `giảm 12 người chết`."""
        if _NOUN.match(self.text, level.value.unit.end).group().strip().lower() == noun:
            return True
        floor = max([self.sentence[0], *(f.value.end for f in self.before if f.value.end <= level.value.start)])
        own = re.split(r"[,;:(]", self.text[floor : level.value.start].lower())[-1]
        return bool(re.search(rf"(?<!\w){re.escape(noun)}(?!\w)", own))

    def _last_change(self) -> str:
        """The measure of the last change in percent of the paragraph: a list of communes goes on in its manner."""
        told = (f for f in reversed(self.before) if f.measure in ("change_pct", "change_pp"))
        return next((f.measure for f in told if f.value.unit.code == "percent"), "")
