"""Name: the report's own words for what a figure counts, as a path from outer head to inner one, and its evidence."""

from __future__ import annotations

import re

from ktxh.extract.contract import LABEL_SEPARATOR
from ktxh.extract.figures import Figure
from ktxh.extract.passages import Passage
from ktxh.extract.sections import Section
from ktxh.extract.segments import Segments
from ktxh.extract.units import counts_things
from ktxh.extract.values import Value

_LEADING = re.compile(
    r"^(?:[\s,;:.)/\-–+•*]|(?:đối với|trong đó|tr\.đó|trong|và|với|còn|riêng|cụ thể|gồm|bao gồm|đồng thời|ngoài ra|kết quả|tuy nhiên|hiện nay|nay|"
    r"đến nay|như sau|năm học \d{4}\s?[-–]\s?\d{4}|(?:trong\s+)?năm \d{4}|trong năm|đạt|là|có|được|trên địa bàn huyện|toàn huyện|toàn xã|toàn tỉnh|hậu quả|ước|"
    r"(?:tính )?đến (?:thời điểm (?:báo cáo|hiện nay)|ngày \S+|nay))(?=[\s,:]|$))+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,;:(/\-–]|(?<![^\s(])(?:đối với|đạt|được|là|có|ước|ước tính|khoảng|thực hiện|còn|với|tăng|giảm|bằng|chiếm|đã|trên|gần|hơn|lên|xuống|từ|gồm|"
    r"trong đó|tổng số|cho|số|toàn huyện|toàn xã|toàn tỉnh|cả|thêm|nay|chỉ|hiện)(?=\s|$))+$",
    re.IGNORECASE,
)
_LEADING_ONLY = re.compile(r"^(?:[\s,;:.)/\-–+•*]|(?:trong đó|riêng|kết quả|và|còn)(?=[\s,:]|$))+", re.IGNORECASE)
_FINAL_RESULT = re.compile(r"(?:^|\s)(?:(?:chưa|không)\s+)?[Đđ]ạt\W*$")
# Only says when or how sure: the subject is the one before.
_TIME_ONLY = re.compile(
    r"(?:(?:[Ưư]ớc\s+)?(?:tính)?|[Dd]ự\s+kiến|[Ss]ố\s+ước\s+\S+(?:\s+lũy\s+kế)?)?\s*(?:đến|tới|cả)?\s*(?:hết|cuối)?\s*(?:năm\s+\d{4}|\d{1,2}/\d{1,2}/\d{4})?"
)
_RIGHT_STOP = re.compile(
    r"[,;.:()/\d]|\s(?:bằng|tăng|giảm|chiếm|so|được|đã|trong đó|với|do|tại|ở|là|và|thuộc|theo|có|cho|nên|để|từ|tổng|trị giá|số tiền|khối lượng|"
    r"ước|dài|diện tích|đạt(?=\s+(?:\d|trên|gần|hơn|khoảng|tỷ|tỉ)))(?=\s)|$"
)
_CLAUSE_STOP = re.compile(
    r"[,;.:()/\d]|\s(?:bằng|tăng|giảm|chiếm|so|với|tổng|trị giá|số tiền|khối lượng|ước|dài|diện tích)(?=\s)|$"
)
_ATTRIBUTE_WORDS = (
    r"(?:tổng\s+)?(?:số\s+tiền|trị\s+giá|kinh\s+phí|giá\s+trị|diện\s+tích|năng\s+suất|sản\s+lượng|khối\s+lượng|doanh\s+thu|trọng\s+lượng|"
    r"chiều\s+dài|số\s+vốn|vốn|kế\s+hoạch\s+vốn|thu|thiệt\s+hại(?:\s+tài\s+sản)?)(?:\s+(?:hỗ\s+trợ|ước\s+tính|ước|bình\s+quân|phạt|thu\s+được|năm))*"
)
_ATTRIBUTE = re.compile(_ATTRIBUTE_WORDS, re.IGNORECASE)
_WITH_ATTRIBUTE = re.compile(rf"\svới\s+(?P<attribute>{_ATTRIBUTE_WORDS})$", re.IGNORECASE)
_FACILITY = re.compile(
    r"\btại\s+(?P<facility>(?:Bệnh viện|Trạm|Trung tâm|Phòng khám|Phòng giao dịch|Cơ sở)[^,;.:()\d]*?)(?=\s+(?:là|đạt|có|được|đã)\b|\s*[,;:(\d])"
)
_BARE = frozenset(
    (
        "tặng",
        "duy trì",
        "chuyển",
        "cấp",
        "có",
        "hỗ trợ",
        "phát triển",
        "xây dựng",
        "xảy ra",
        "kết thúc",
        "ban hành",
        "tổ chức",
    )
)
_NUMBER_BEHIND = re.compile(r"\W*\d")
_RESULT = re.compile(
    r"(?:(?:chưa|không)\s+)?(?:đạt|tốt|khá|giỏi|yếu|hoàn\s+thành(?:\s+tốt)?|trung\s+bình|thành|không\s+thành)",
    re.IGNORECASE,
)
_PLACE_WORD = re.compile(r"^(?:xã|phường|thị trấn|huyện|thôn|bản)\s+", re.IGNORECASE)
_HEAD_MAX = 90
_OWN_MAX = 140


def heads_of(section: Section) -> list[str]:
    """Titles of the bullets and paragraphs that a node hangs under, its own last; a footnote starts anew.

    A title heads what follows when its line announces a list or when words, not a number, stand behind its colon.
    """
    path = section.path
    if section.footnote_of is not None:
        path = path[path.index(section.footnote_of) :]
    heads = []
    for node in path:
        if node.section_type in ("bullet", "paragraph", "footnote") and node.title and len(node.title) <= _HEAD_MAX:
            announces = node.lines[0].announces and not node.title.lower().endswith("như sau")
            own = (
                node is section
                and node.section_type == "bullet"
                and not _NUMBER_BEHIND.match(node.lines[0].words[len(node.title) :])
            )
            inner = (
                node is not section
                and node.section_type == "bullet"
                and not _NUMBER_BEHIND.match(node.lines[0].words[len(node.title) :])
            )
            if announces or own or inner:
                heads.append(node.title)
    return heads


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
        self.facility = ""  # where what follows is done, until another is named: tại Bệnh viện …, tại Trạm Y tế xã

    def name(self, figure: Figure, before: list[Figure], following: int) -> str:
        value = figure.value
        item = self.segments.item(value.token.start)
        previous = before[-1] if before and item[0] <= before[-1].value.end <= value.start else None
        own_start = _own_start(
            self.text, previous.value.end if previous else item[0], value.start, previous is not None
        )
        figure.evidence = _evidence(self.text, own_start, value.end, item[1], following)
        if figure.base is not None:
            return figure.base.label
        if value.whole_of is not None and (figure.measure == "whole" or figure.scenario == "plan"):
            return next(f.label for f in before if f.value is value.whole_of)
        if previous is not None and previous.value.bound == "low" and value.bound == "high":
            return previous.label
        parts = self.segments.outside(own_start, value.start).split(":")
        own = [part for part in (_clean(part, self._counts_result(value)) for part in parts) if part]
        own = [part for part in own if _PLACE_WORD.sub("", part) not in self.places]
        if own and _TIME_ONLY.fullmatch(own[-1]):
            own.pop()
            subject = next((f for f in reversed(before) if f.is_level and f.scenario != "plan"), None)
            if not own and subject is not None:
                return subject.label
        own = self._with_noun(own, figure)
        path = _path([*self._heads(own, own_start, figure, before, item), *own])
        if path:
            return path
        subject = next((f for f in reversed(before) if f.is_level and f.scenario != "plan"), None)
        return subject.label if subject else _clean(self.text[item[0] : value.start])[-_OWN_MAX:]

    def _counts_result(self, value: Value) -> bool:
        """Whether it is the a of a share a/b, so that a final `đạt` says what it counts."""
        return any(figure.value is value.whole and figure.measure == "whole" for figure in self.figures)

    def _with_noun(self, own: list[str], figure: Figure) -> list[str]:
        """The words in front, and the noun behind where things are counted: all of its clause when nothing stands in front."""
        value = figure.value
        own = [match.group("attribute") if (match := _WITH_ATTRIBUTE.search(part)) else part for part in own]
        if not counts_things(value.unit):
            return own or ([value.unit.raw] if value.whole_of is not None else [])
        counter, counted = _counter(value.unit.raw), value.whole or value
        behind = _follows(
            self.text, counted.unit.end, _CLAUSE_STOP if not own or own[-1].lower() in _BARE else _RIGHT_STOP
        )
        noun = _clean(f"{counter} {behind}")
        said = bool(own) and own[-1].lower().startswith(counter.lower())
        if (said and len(own[-1].split()) > 1) or (own and len(own[-1].split()) > 2 and noun == counter):
            return own
        return [*own, noun]

    def _heads(
        self, own: list[str], own_start: int, figure: Figure, before: list[Figure], item: tuple[int, int]
    ) -> list[str]:
        """What the figure's own words are said of: its total, its subject, the heads of its list."""
        value, parent = figure.value, figure.parent
        if (
            parent is not None
            and parent.label
            and not figure.part_list.startswith(("announced", "whole"))
            and parent in self.figures
        ):
            return [
                *parent.label.split(LABEL_SEPARATOR),
                *(self._beside(own, figure, before) or self._shared_head(own, before, item)),
            ]
        if subject := self._subject(own, figure, before, item):
            return subject.split(LABEL_SEPARATOR)
        around = self.segments.parenthesis(value.token.start)
        if around:
            outer = next((f for f in reversed(before) if f.is_level and f.value.token.start < around.open), None)
            if outer is not None and outer.value.token.start >= self.segments.item(around.open)[0]:
                return outer.label.split(LABEL_SEPARATOR)
        if match := _FACILITY.search(self.text, own_start, value.start):
            self.facility = match.group("facility").strip()
        facility = [self.facility] if self.facility and not any(self.facility in part for part in own) else []
        shared = self._shared_head(own, before, item)
        return [*self.heads, *facility, *_colon_heads(self.text, self.segments, own_start, value.token.start), *shared]

    def _subject(self, own: list[str], figure: Figure, before: list[Figure], item: tuple[int, int]) -> str:
        """The label that an attribute or a second noun belongs to: `Quà của Chủ tịch 695 suất, trị giá …`, `31 suất/31 học viên`."""
        value = figure.value
        level = next((f for f in reversed(before) if f.is_level and f.value.token.start >= item[0]), None)
        second_noun = value.whole_of is not None and figure.is_level
        if level is None or not (second_noun or (own and _ATTRIBUTE.fullmatch(own[-1]))):
            return ""
        path = level.label.split(LABEL_SEPARATOR)
        counter = _counter(level.value.unit.raw).lower()
        while len(path) > 1 and (_ATTRIBUTE.fullmatch(path[-1]) or path[-1].lower() == counter):
            path.pop()
        return LABEL_SEPARATOR.join(path)

    def _beside(self, own: list[str], figure: Figure, before: list[Figure]) -> list[str]:
        """`(Người có công 707 suất, trị giá …; bảo trợ 250 suất, trị giá …)`: the part that the attribute beside it belongs to."""
        last = before[-1] if before else None
        if last is None or last.parent is None or len(own) != 1 or not _ATTRIBUTE.fullmatch(own[0]):
            return []
        total = last.parent.label.split(LABEL_SEPARATOR)
        return [
            part
            for part in last.label.split(LABEL_SEPARATOR)
            if part not in total and part.lower() != _counter(last.value.unit.raw).lower()
        ]

    def _shared_head(self, own: list[str], before: list[Figure], item: tuple[int, int]) -> list[str]:
        """`Kết quả xếp loại tốt 14/18, khá 04/18`, `Trẻ nhà trẻ đạt …; chưa đạt …`: a bare result takes the head of the one before."""
        sentence = self.segments.sentence(item[0])[0]
        first = next(
            (f for f in reversed(before) if f.value.whole is not None and f.value.token.start >= sentence), None
        )
        if first is None or len(own) != 1 or not _RESULT.fullmatch(own[0]):
            return []
        words = first.label.rpartition(LABEL_SEPARATOR)[2]
        head = re.sub(rf"\s*\b{_RESULT.pattern}$", "", words, flags=re.IGNORECASE).strip()
        return [head] if head and head != words else []


def _without_places(label: str, places: set[str]) -> str:
    return LABEL_SEPARATOR.join(
        part for part in label.split(LABEL_SEPARATOR) if _PLACE_WORD.sub("", part) not in places
    )


def _own_start(text: str, floor: int, stop: int, behind_number: bool) -> int:
    """Where a figure's own words start: behind what was said of the number before; a long lead-in is cut to its last clause."""
    piece = text[floor:stop]
    if behind_number:
        match = re.search(r",\s(?!thị trấn)|\)\s*[,;]?\s", piece) or re.search(r"\s(?:và|với)\s", piece)
        floor, piece = (floor + match.end(), piece[match.end() :]) if match else (floor, piece)
    if len(piece) > _OWN_MAX:
        commas = [
            match.end() for match in re.finditer(r",\s(?!thị trấn|công chức)", piece) if match.end() < len(piece) - 8
        ]
        floor += commas[-1] if commas else piece.find(" ", len(piece) - _OWN_MAX) + 1
    return floor


def _follows(text: str, at: int, stop: re.Pattern[str]) -> str:
    match = stop.search(text, at)
    return " ".join(text[at : match.start()].split()[:8]) if match else ""


def _counter(unit_raw: str) -> str:
    return re.sub(r"^(?:nghìn|ngàn|triệu|vạn|tỷ|tỉ)\s+", "", unit_raw)


def _clean(words: str, keeps_result: bool = False) -> str:
    """Words without connectives in front and verbs behind; with `keeps_result` a final `đạt`, which is what the number counts, stays."""
    words = re.sub(r"\s+", " ", words).strip()
    result = _FINAL_RESULT.search(words) if keeps_result else None
    if result:
        return _LEADING_ONLY.sub("", words).strip(" ,;:.-–(/")
    return _TRAILING.sub("", _LEADING.sub("", words)).strip(" ,;:.-–(/")


def _colon_heads(text: str, segments: Segments, before: int, at: int) -> list[str]:
    """Heads in front of a colon earlier in the sentence that announce words, not a number: `Đối với lớp 9: Học lực: Giỏi 12, …`.

    One that stands in another item heads this one too only when it announced items that are like it.
    """
    start = segments.sentence(at)[0]
    plain = segments.outside(start, before) if segments.parenthesis(at) is None else text[start:before]
    labelled = text[before:at].rstrip(" (").endswith(":")
    heads: list[tuple[int, int, str]] = []
    for match in re.finditer(r"(?:^|(?<=[.;(:)]))\s*([^:;.()]{3,160}):(?=\s+(?:[^\W\d]|\())", plain):
        inside = segments.parenthesis(start + match.start(1))
        if inside not in (None, segments.parenthesis(at)) or re.search(r"\d[.,]\d|(?<!lớp )\b\d+\s*$", match.group(1)):
            continue
        another_item = ";" in text[start + match.end() : before]
        if another_item and labelled and not re.match(r"\s*[^:;,.\d]{2,40}:", text[start + match.end() :]):
            continue
        words = re.split(r"\s+(?:có|được|tại)?\s*\d", match.group(1))[0]  # ra quân làm thủy lợi có 18/18 xã:
        words = words if len(words) <= 100 else words.rpartition(", ")[2]
        heads.append((start + match.start(1), start + match.end(), _clean(words)))
    if len(heads) > 1 and not text[heads[-2][1] : heads[-1][0]].strip(" ("):
        return [head for *_, head in heads[-2:] if len(head.split()) > 1]
    return [head for *_, head in heads[-1:] if len(head.split()) > 1]


def _path(parts: list[str]) -> str:
    path: list[str] = []
    for part in parts:
        path.extend(piece for piece in part.split(LABEL_SEPARATOR) if piece and piece not in path)
    return LABEL_SEPARATOR.join(path)


def _evidence(text: str, own_start: int, value_end: int, item_end: int, following: int) -> str:
    """The clause: own words, number, and what is said of it up to where the next number's words begin."""
    stop = min(following, item_end)
    if following < item_end:
        tail = re.search(r"[,;(]|\svà\s", text[value_end:stop])
        stop = value_end + tail.start() if tail else value_end
    return re.sub(r"\s+", " ", text[own_start:stop]).strip(" ,;:")
