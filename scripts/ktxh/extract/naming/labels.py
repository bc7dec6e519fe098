"""Name: the report's own words for what a figure counts, as a path from outer head to inner one, and its evidence."""

from __future__ import annotations

import re

from ktxh.extract.contract import LABEL_SEPARATOR
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.naming.heads import carry, read_heads
from ktxh.extract.naming.phrases import (
    ATTRIBUTE_WORDS,
    BARE,
    CLAUSE_STOP,
    OWN_MAX,
    RIGHT_STOP,
    TIME_ONLY,
    UNTIL_NOW,
    clean,
    colon_heads,
    counter_of,
    evidence_of,
    follows,
    heads_of,
    object_of,
    own_start,
    path_of,
)
from ktxh.extract.numbers.units import counts_things
from ktxh.extract.numbers.values import Value
from ktxh.extract.structure.passages import Passage
from ktxh.extract.structure.segments import Parenthesis, Segments

_ATTRIBUTE = re.compile(ATTRIBUTE_WORDS, re.IGNORECASE)
_WITH_ATTRIBUTE = re.compile(rf"\svới\s+(?P<attribute>{ATTRIBUTE_WORDS})$", re.IGNORECASE)
_DIMENSION = re.compile(r"(?:chiều\s+)?(?:dài|rộng|sâu|cao|dày)", re.IGNORECASE)
_GIVER = re.compile(r"(?:cấp\s+)?(?:trung\s+ương|tỉnh|thành\s+phố|huyện|thị\s+xã|xã)", re.IGNORECASE)
# Says what happened, not to what: that stands behind the number (`ngập úng 5 ha cây ăn quả`).
_BARE_EVENT = re.compile(
    r"(?:(?:làm|gây|bị)\s+)?(?:sạt\s+lở|ngập(?:\s+úng)?|đổ\s+gãy|vùi\s+lấp|mất\s+trắng|cuốn\s+trôi|hư\s+hỏng)|cứng\s+hóa|duy\s+trì|bình\s+quân|trồng(?:\s+mới)?|làm\s+mới|nâng\s+cấp|khai\s+hoang",
    re.IGNORECASE,
)
_TOLL = re.compile(r"người\s+(?:chết|bị\s+thương|mất\s+tích)|(?:tổng\s+)?thiệt\s+hại", re.IGNORECASE)
_OF_A_KIND = re.compile(r"đối\s+tượng|hồ\s+sơ", re.IGNORECASE)  # which ones, the words behind say
_TOTAL_NAME = re.compile(r"(?:tổng|số)\s", re.IGNORECASE)
# Counters that name a thing; the others (con, trường hợp, lượt …) only count what the words in front name.
_ENTITY = re.compile(
    r"(?:hộ|xã|thị trấn|thôn|nhà|HTX|nhiệm vụ|sản phẩm|(?<!môi )trường(?! hợp)|đối tượng|hồ sơ|chương trình|quyết định|đơn vị|hội nghị|tiêu chí|chỉ tiêu|cột|dự án|văn bản)(?!\w)",
    re.IGNORECASE,
)
_OF_THE_EVENT = re.compile(r"(?:tổng\s+)?thiệt\s+hại", re.IGNORECASE)  # not of the number beside it
_RESULT = re.compile(
    r"(?:(?:chưa|không)\s+)?(?:đạt|tốt|khá|giỏi|yếu|hoàn\s+thành(?:\s+tốt)?|trung\s+bình|thành|không\s+thành)",
    re.IGNORECASE,
)
_PLACE_WORD = re.compile(r"^(?:xã|phường|thị trấn|huyện|thôn|bản)\s+", re.IGNORECASE)


def name_figures(passage: Passage, figures: list[Figure], segments: Segments, places: set[str]) -> None:
    """Set `label` and `evidence` of every figure of a passage, parents and bases known.

    Names of `places` say where, not what: they are left out.
    """
    namer = _Namer(passage.text, figures, segments, heads_of(passage.section), places)
    for i, figure in enumerate(figures):
        label = namer.name(
            figure, figures[:i], figures[i + 1].value.start if i + 1 < len(figures) else len(passage.text)
        )
        figure.label = _without_places(label, places) or label


class _Namer:
    """Names the figures of one passage from left to right."""

    def __init__(
        self, text: str, figures: list[Figure], segments: Segments, heads: list[str], places: set[str]
    ) -> None:
        self.text, self.figures, self.segments, self.heads, self.places = text, figures, segments, heads, places
        self.held = read_heads(text, segments) if figures else []

    def name(self, figure: Figure, before: list[Figure], following: int) -> str:
        value = figure.value
        item = self.segments.item(value.token.start)
        previous = before[-1] if before and item[0] <= before[-1].value.end <= value.start else None
        begin = own_start(self.text, previous.value.end if previous else item[0], value.start, previous is not None)
        begin = next((head.start for head in self.held if head.start < begin < head.end), begin)  # A, B; C tổ chức 5
        figure.evidence = evidence_of(self.text, begin, value.end, item[1], following)
        if figure.base is not None:
            return figure.base.label
        if value.whole_of is not None and (figure.measure == "whole" or figure.scenario == "plan"):
            return next(f.label for f in before if f.value is value.whole_of)
        if previous is not None and previous.value.bound == "low" and value.bound == "high":
            return previous.label
        compared = (
            f.base for f in self.figures if f.comparator is figure and f.comparator_kind in ("plan", "previous")
        )
        if (result := next(compared, None)) is not None and result in before:
            return result.label  # tiêm 182 liều, kế hoạch giao 190 liều, đạt 96%
        parts = self.segments.outside(begin, value.start).split(":")
        own = [part for part in (clean(part, self._counts_result(value)) for part in parts) if part]
        own = [part for part in own if _PLACE_WORD.sub("", part) not in self.places]
        if own and TIME_ONLY.fullmatch(own[-1]):
            time, subject = own.pop(), _counted_before(before, value, nearest=figure.scenario == "previous")
            if not own and subject is not None:
                return UNTIL_NOW.sub("", subject.label)
            own = own or ([] if re.search(r"\d", time) else [time])
        if len(own) == 1 and _GIVER.fullmatch(own[0]) and (head := self._given_by(before)):
            own = [f"{head} {own[0]}"]
        if own and own[-1].lower() == "lũy kế" and (subject := self._alike(figure, before)):
            return path_of([subject.label, own[-1]])
        if (
            not own
            and not figure.parent
            and (subject := self._alike(figure, before))
            and self._in_one_list(subject, figure, item[0])
        ):
            own = [part for part in subject.label.split(LABEL_SEPARATOR)[:-1] if part not in self.heads]
        if not own and previous is not None and not self.text[previous.value.end : value.start].strip():
            said = [part for part in previous.label.split(LABEL_SEPARATOR) if part not in self.heads]
            own = [*said, *([value.unit.raw] if value.unit.raw else [])]  # ngập cao từ 0,5 m đến 0,8 m 04 vị trí
        own = self._with_noun(own, figure)
        if goes_on := self._last_change(figure, before) if own in ([], ["đóng góp"]) else None:
            return path_of([goes_on.label, *own])
        path = [*self._heads(own, begin, figure, before, item), *own]
        if path:
            return path_of(carry(self.held, path, value.token.start, self._above(figure)))
        sentence = self.segments.sentence(value.token.start)
        subject = _last_result(before)
        behind = clean(follows(self.text, value.end, RIGHT_STOP))  # cuối năm còn 4,39% hộ nghèo
        if behind and (subject is None or subject.value.token.start < sentence[0]):
            return behind
        return subject.label if subject else clean(self.text[item[0] : value.start])[-OWN_MAX:]

    def _last_change(self, figure: Figure, before: list[Figure]) -> Figure | None:
        """`Chỉ số giá tăng 2% so với tháng trước và tăng 8% so với cùng kỳ`: of two changes without a level the first has the name."""
        start, _ = self.segments.sentence(figure.value.token.start)
        last = before[-1] if before and before[-1].value.token.start >= start else None
        bare = last is not None and not last.is_level and last.base is None
        return last if bare and not figure.is_level and figure.base is None else None

    def _counts_result(self, value: Value) -> bool:
        """Whether it is the a of a share a/b, so that a final `đạt` says what it counts."""
        return any(figure.value is value.whole and figure.measure == "whole" for figure in self.figures)

    def _with_noun(self, own: list[str], figure: Figure) -> list[str]:
        """The words in front, and the noun behind where things are counted: all of its clause when nothing stands in front."""
        value = figure.value
        own = [match.group("attribute") if (match := _WITH_ATTRIBUTE.search(part)) else part for part in own]
        if not counts_things(value.unit):
            behind = (
                object_of(self.text, value.end) if own and _BARE_EVENT.fullmatch(own[-1].rpartition(", ")[2]) else ""
            )
            if noun := clean(behind):
                return [*own, noun]
            return own or ([value.unit.raw] if value.whole_of is not None else [])
        counter, counted = counter_of(value.unit.raw), value.whole or value
        behind = follows(self.text, counted.end, CLAUSE_STOP if not own or own[-1].lower() in BARE else RIGHT_STOP)
        noun = clean(f"{counter} {behind}")
        said = bool(own) and own[-1].lower().startswith(counter.lower())
        if said and len(own[-1].split()) > 1:
            return own
        if own and len(own[-1].split()) > 2 and noun == counter:
            named = re.search(rf"(?<!\w){re.escape(counter)}(?!\w)", own[-1], re.IGNORECASE)
            if _OF_A_KIND.fullmatch(counter):
                noun = clean(f"{counter} {follows(self.text, counted.end, CLAUSE_STOP)}")
            return own if named or not _ENTITY.match(counter) else [*own, noun]
        return [*own, noun]

    def _heads(
        self, own: list[str], begin: int, figure: Figure, before: list[Figure], item: tuple[int, int]
    ) -> list[str]:
        """What the figure's own words are said of: its total, its subject, the heads of its list."""
        value, parent = figure.value, figure.parent
        if (
            value.whole_of is not None
            and own == [value.unit.raw]
            and (subject := self._subject(own, figure, before, item))
        ):
            return subject.split(LABEL_SEPARATOR)
        if (
            parent is not None
            and parent.label
            and not figure.part_list.startswith(("announced", "whole") if self.heads else "whole")
            and not (parent.measure == "whole" and figure.part_list.startswith("stage"))
            and (parent in self.figures or figure.part_list.startswith("announced"))
        ):
            return [
                *parent.label.split(LABEL_SEPARATOR),
                *(self._beside(own, figure, before) or self._shared_head(own, before, item)),
            ]
        if subject := self._subject(own, figure, before, item) or self._event(own, before, item):
            return subject.split(LABEL_SEPARATOR)
        around = self.segments.parenthesis(value.token.start)
        if around:
            outer = next((f for f in reversed(before) if f.is_level and self._stands_before(f, around)), None)
            if outer is not None and outer.value.token.start >= self.segments.item(around.open)[0]:
                return outer.label.split(LABEL_SEPARATOR)
        shared = self._shared_head(own, before, item)
        brings_its_own = self.text[item[0] : value.start].rstrip(" :").count(":") >= 1 and len(own) >= 2
        since = item[0] if brings_its_own else 0
        colon = colon_heads(self.text, self.segments, begin, value.token.start, since)
        return [*self._list_heads(begin), *(head for head in colon if head not in shared), *shared]

    def _above(self, figure: Figure) -> list[tuple[int, list[str]]]:
        """What a figure's path takes from above it, with the offset where that was said: titles of lists, its total."""
        total = figure.parent
        inherited = total.label.split(LABEL_SEPARATOR) if total is not None else []
        at = total.value.token.start if total is not None and total in self.figures else -1
        return [(-1, self.heads), (at, inherited)]

    def _list_heads(self, begin: int) -> list[str]:
        """The heads of the lists around; a paragraph that opens with a total is not about it in its later sentences."""
        own_title = self.heads[-1] if self.heads else ""
        opens = bool(own_title) and clean(self.text[: len(own_title)]) == clean(own_title)
        later = begin >= self.segments.sentence(0)[1]
        return self.heads[:-1] if opens and later and _TOTAL_NAME.match(own_title) else self.heads

    def _subject(self, own: list[str], figure: Figure, before: list[Figure], item: tuple[int, int]) -> str:
        """The label that an attribute or a second noun belongs to: `Quà của Chủ tịch 695 suất, trị giá …`, `31 suất/31 học viên`."""
        value = figure.value
        sentence = self.segments.sentence(item[0])[0]
        start = sentence if own and _DIMENSION.fullmatch(own[-1]) else item[0]
        level = next((f for f in reversed(before) if f.is_level and f.value.token.start >= start), None)
        second_noun = value.whole_of is not None and figure.is_level
        attribute = bool(own) and _is_attribute(own[-1]) and not _OF_THE_EVENT.match(own[-1])
        if level is None or not (second_noun or attribute):
            return ""
        path = level.label.split(LABEL_SEPARATOR)
        counter = counter_of(level.value.unit.raw).lower()
        while len(path) > 1 and (_is_attribute(path[-1]) or path[-1].lower() == counter):
            path.pop()
        return LABEL_SEPARATOR.join(path)

    def _event(self, own: list[str], before: list[Figure], item: tuple[int, int]) -> str:
        """The label of the cases whose toll this is: `tai nạn giao thông xảy ra 17 vụ, hậu quả 05 người chết`."""
        cases = next((f for f in before if f.value.token.start >= item[0] and f.value.unit.raw == "vụ"), None)
        return cases.label if cases and own and _TOLL.match(own[-1]) else ""

    @staticmethod
    def _given_by(before: list[Figure]) -> str:
        """`Quà của Chủ tịch nước 695 suất …; tỉnh 696 suất`: the words that the next giver leaves out."""
        subject = _last_level(before)
        parts = subject.label.split(LABEL_SEPARATOR) if subject else []
        return next((m.group() for part in parts if (m := re.match(r"\S+(?:\s\S+)?\s+của(?=\s)", part))), "")

    @staticmethod
    def _alike(figure: Figure, before: list[Figure]) -> Figure | None:
        """The level before it, when that counts the same thing."""
        subject = _last_level(before)
        return subject if subject and subject.value.unit.raw == figure.value.unit.raw else None

    def _in_one_list(self, subject: Figure, figure: Figure, item_start: int) -> bool:
        """Whether a number goes on where the one before stopped: in its item, or at the head of the next one."""
        if subject.value.token.start >= item_start:
            return True
        sentence = self.segments.sentence(figure.value.token.start)
        at_head = not self.text[item_start : figure.value.start].strip()
        return at_head and self.segments.sentence(subject.value.token.start) == sentence

    def _stands_before(self, figure: Figure, around: Parenthesis) -> bool:
        """Whether it stands in front of a parenthesis, not inside another one there."""
        at = figure.value.token.start
        return at < around.open and self.segments.parenthesis(at) == self.segments.parenthesis(around.open)

    def _beside(self, own: list[str], figure: Figure, before: list[Figure]) -> list[str]:
        """`(Người có công 707 suất, trị giá …; bảo trợ 250 suất, trị giá …)`: the part that the attribute beside it belongs to."""
        last = before[-1] if before else None
        if last is None or last.parent is None or len(own) != 1 or not _ATTRIBUTE.fullmatch(own[0]):
            return []
        total = last.parent.label.split(LABEL_SEPARATOR)
        return [
            part
            for part in last.label.split(LABEL_SEPARATOR)
            if part not in total and part.lower() != counter_of(last.value.unit.raw).lower()
        ]

    def _shared_head(self, own: list[str], before: list[Figure], item: tuple[int, int]) -> list[str]:
        """`Kết quả xếp loại tốt 14/18, khá 04/18`, `Trẻ nhà trẻ đạt …; chưa đạt …`: a bare result takes the head of the one before."""
        sentence = self.segments.sentence(item[0])[0]
        first = next(
            (f for f in reversed(before) if f.value.whole is not None and f.value.token.start >= sentence), None
        )
        if first is None or len(own) != 1 or not _RESULT.fullmatch(own[0]):
            return []
        *above, words = first.label.split(LABEL_SEPARATOR)
        if _RESULT.fullmatch(words):
            total = first.parent.label.split(LABEL_SEPARATOR) if first.parent is not None else []
            return [part for part in above if part not in total]
        head = re.sub(rf"\s*\b{_RESULT.pattern}$", "", words, flags=re.IGNORECASE).strip()
        return [head] if head and head != words else []


def _last_level(before: list[Figure]) -> Figure | None:
    return next((f for f in reversed(before) if f.is_level), None)


def _last_result(before: list[Figure]) -> Figure | None:
    return next((f for f in reversed(before) if f.is_level and f.scenario != "plan"), None)


def _counted_before(before: list[Figure], value: Value, *, nearest: bool = False) -> Figure | None:
    """The last result in the unit of a value, rather one that is a part of none, unless the nearest is wanted."""
    alike = [
        f for f in before if not value.unit.raw or f.value.unit.raw == value.unit.raw or _same_code(f.value, value)
    ]
    return _last_result([f for f in alike if f.parent is None or nearest]) or _last_result(alike)


def _same_code(a: Value, b: Value) -> bool:
    return a.unit.code == b.unit.code != ""


def _is_attribute(words: str) -> bool:
    return bool(_ATTRIBUTE.fullmatch(words) or _DIMENSION.fullmatch(words))


def _without_places(label: str, places: set[str]) -> str:
    return LABEL_SEPARATOR.join(
        part for part in label.split(LABEL_SEPARATOR) if _PLACE_WORD.sub("", part) not in places
    )
