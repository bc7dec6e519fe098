"""Name: the report's own words for what a figure counts, as a path from outer head to inner one, and its evidence."""

from __future__ import annotations

import re

from ktxh.extract.contract import LABEL_SEPARATOR
from ktxh.extract.figures import Figure
from ktxh.extract.passages import Passage
from ktxh.extract.sections import Section
from ktxh.extract.segments import Segments
from ktxh.extract.units import counts_things

_LEADING = re.compile(
    r"^(?:[\s,;:.)/\-–+•*]|(?:đối với|trong đó|tr\.đó|trong|và|với|còn|riêng|cụ thể|gồm|bao gồm|đồng thời|ngoài ra|kết quả|tuy nhiên|hiện nay|nay|"
    r"đến nay|như sau|(?:trong\s+)?năm \d{4}|trong năm|đạt|là|có|được|trên địa bàn huyện|toàn huyện|toàn xã|toàn tỉnh|"
    r"(?:tính )?đến (?:thời điểm (?:báo cáo|hiện nay)|ngày \S+|nay))(?=[\s,:]|$))+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,;:(/\-–]|(?<![^\s(])(?:đối với|đạt|được|là|có|ước|ước tính|khoảng|thực hiện|còn|với|tăng|giảm|bằng|chiếm|đã|trên|gần|hơn|lên|xuống|từ|gồm|"
    r"trong đó|tổng số|cho|số|toàn huyện|toàn xã|toàn tỉnh|cả|thêm|nay|chỉ|hiện)(?=\s|$))+$",
    re.IGNORECASE,
)
# Only says when or how sure: the subject is the one before.
_TIME_ONLY = re.compile(
    r"(?:[Ưư]ớc(?:\s+tính)?|[Dd]ự\s+kiến|[Ss]ố\s+ước\s+\S+(?:\s+lũy\s+kế)?)?\s*(?:đến|tới|cả)?\s*(?:hết|cuối)?\s*(?:năm\s+\d{4}|\d{1,2}/\d{1,2}/\d{4})?"
)
_RIGHT_STOP = re.compile(
    r"[,;.:()/\d]|\s(?:đạt|bằng|tăng|giảm|chiếm|so|được|đã|bị|trong đó|với|do|tại|ở|là|và|thuộc|theo|có|cho|nên|để|từ|tổng|trị giá|số tiền)(?=\s)|$"
)
_ATTRIBUTE = re.compile(
    r"(?:với\s+)?(?:tổng\s+)?(?:số\s+tiền|trị\s+giá|kinh\s+phí|giá\s+trị|diện\s+tích|năng\s+suất(?:\s+bình\s+quân)?|sản\s+lượng|khối\s+lượng|"
    r"doanh\s+thu|trọng\s+lượng|chiều\s+dài|số\s+vốn|vốn|thiệt\s+hại(?:\s+tài\s+sản)?)(?:\s+(?:hỗ\s+trợ|ước\s+tính|ước))?",
    re.IGNORECASE,
)
_PLACE_WORD = re.compile(r"^(?:xã|phường|thị trấn|huyện|thôn|bản)\s+", re.IGNORECASE)
_HEAD_MAX = 90
_OWN_MAX = 140


def heads_of(section: Section) -> list[str]:
    """Titles of the bullets and paragraphs that a node hangs under, its own last; a footnote starts anew."""
    path = section.path
    if section.footnote_of is not None:
        path = path[path.index(section.footnote_of) :]
    titles = [node.title for node in path if node.section_type in ("bullet", "paragraph", "footnote")]
    return [title for title in titles if title and len(title) <= _HEAD_MAX and not title.lower().endswith("như sau")]


def name_figures(passage: Passage, figures: list[Figure], segments: Segments, places: set[str]) -> None:
    """Set `label` and `evidence` of every figure of a passage. Names of `places` say where, not what: they are left out."""
    heads = heads_of(passage.section)
    for i, figure in enumerate(figures):
        following = figures[i + 1].value.start if i + 1 < len(figures) else len(passage.text)
        _name(passage.text, figure, figures[:i], following, segments, heads)
        figure.label = _without_places(figure.label, places) or figure.label


def _name(
    text: str, figure: Figure, before: list[Figure], following: int, segments: Segments, heads: list[str]
) -> None:
    value = figure.value
    item = segments.item(value.token.start)
    previous = before[-1] if before and item[0] <= before[-1].value.end <= value.start else None
    own_start = _own_start(text, previous.value.end if previous else item[0], value.start, previous is not None)
    figure.evidence = _evidence(text, own_start, value.end, item[1], following)
    if figure.base is not None:
        figure.label = figure.base.label
        return
    if value.whole_of is not None and (figure.measure == "whole" or figure.scenario == "plan"):
        figure.label = next(f.label for f in before if f.value is value.whole_of)
        return
    if previous is not None and previous.value.bound == "low" and value.bound == "high":
        figure.label = previous.label
        return
    own = [part for part in (_clean(part) for part in segments.outside(own_start, value.start).split(":")) if part]
    if own and _TIME_ONLY.fullmatch(own[-1]):
        own = []
        subject = next((f for f in reversed(before) if f.is_level and f.scenario != "plan"), None)
        if subject is not None and subject.value.token.start >= segments.sentence(value.token.start)[0]:
            figure.label = subject.label
            return
    if counts_things(value.unit):
        counted = value.whole or value
        noun = _clean(f"{_counter(value.unit.raw)} {_follows(text, counted.unit.end)}")
        said = bool(own) and own[-1].lower().startswith(_counter(value.unit.raw).lower())
        if not said and (not own or len(own[-1].split()) <= 2 or noun != _counter(value.unit.raw)):
            own.append(noun)
    subject = _subject(own, figure, before, item)
    if subject:
        figure.label = _path([*subject.split(LABEL_SEPARATOR), *own])
        return
    around = segments.parenthesis(value.token.start)
    outer = (
        next((f for f in reversed(before) if f.is_level and f.value.token.start < around.open), None)
        if around
        else None
    )
    if outer is not None and outer.value.token.start >= segments.item(around.open)[0]:
        figure.label = _path([outer.label, *own])
        return
    figure.label = _path([*heads, *_colon_heads(text, segments, own_start, value.token.start), *own])


def _subject(own: list[str], figure: Figure, before: list[Figure], item: tuple[int, int]) -> str:
    """The label that an attribute or a second noun belongs to: `Quà của Chủ tịch 695 suất, trị giá …`, `31 suất/31 học viên`."""
    value = figure.value
    level = next((f for f in reversed(before) if f.is_level and f.value.token.start >= item[0]), None)
    if level is None:
        return ""
    if (value.whole_of is not None and figure.is_level) or (len(own) == 1 and _ATTRIBUTE.fullmatch(own[0])):
        path = level.label.split(LABEL_SEPARATOR)
        if len(path) > 1 and (
            _ATTRIBUTE.fullmatch(path[-1]) or path[-1].lower() == _counter(level.value.unit.raw).lower()
        ):
            path.pop()
        return LABEL_SEPARATOR.join(path)
    return ""


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
        commas = [match.end() for match in re.finditer(r",\s", piece) if match.end() < len(piece) - 8]
        floor += commas[-1] if commas else piece.find(" ", len(piece) - _OWN_MAX) + 1
    return floor


def _follows(text: str, at: int) -> str:
    match = _RIGHT_STOP.search(text, at)
    return " ".join(text[at : match.start()].split()[:8]) if match else ""


def _counter(unit_raw: str) -> str:
    return re.sub(r"^(?:nghìn|ngàn|triệu|vạn|tỷ|tỉ)\s+", "", unit_raw)


def _clean(words: str) -> str:
    words = re.sub(r"\s+", " ", words).strip()
    return _TRAILING.sub("", _LEADING.sub("", words)).strip(" ,;:.-–(/")


def _colon_heads(text: str, segments: Segments, before: int, at: int) -> list[str]:
    """The last head in front of a colon earlier in the sentence that announces words, not a number: `Kết quả: mức Tốt 12, …`."""
    start = segments.sentence(at)[0]
    heads = []
    for match in re.finditer(r"(?:^|[.;,(]\s*)([^:;.,()]{3,100}):(?=\s+(?:[^\W\d]|\())", text[start:before]):
        inside = segments.parenthesis(start + match.start(1))
        if inside in (None, segments.parenthesis(at)) and not re.search(r"\d[.,]\d|\d+\s*$", match.group(1)):
            heads.append(_clean(match.group(1)))
    return [head for head in heads[-1:] if len(head.split()) > 1]


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
