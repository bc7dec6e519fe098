"""Phrase: the words around a number cut out and cleaned, the raw material of labels and evidence."""

from __future__ import annotations

import re

from ktxh.extract.contract import LABEL_SEPARATOR
from ktxh.extract.structure.sections import Section
from ktxh.extract.structure.segments import Segments

_BAND = r"\s+(?:(?:từ|trên|dưới)\s+)?\d{1,2}(?:\s?(?:[-–]|đến)\s?\d{1,2})?\s+tiêu\s+chí"  # đạt 15-18 tiêu chí: its name
_LEADING = re.compile(
    r"^(?:[\s,;:.)/\-–+•*]|(?:đối với|trong đó|tr\.đó|trong|và|với|còn|riêng|cụ thể|gồm|bao gồm|đồng thời|ngoài ra|kết quả|tuy nhiên|hiện nay|nay|"
    rf"đến nay|như sau|năm học \d{{4}}\s?[-–]\s?\d{{4}}|(?:trong\s+)?năm \d{{4}}|trong năm|(?:đến )?(?:đầu|cuối) năm(?: \d{{4}})?|(?:trong )?(?:quý [IV]+(?:/\d{{4}})?|\d{{1,2}} tháng(?: đầu)? năm \d{{4}}|tháng \d{{1,2}}(?:/\d{{4}})?)(?=,)|tính chung \S+ tháng|lũy kế (?:đến nay|từ đầu năm)|đạt(?!{_BAND})|là|có|được|trên địa bàn (?:huyện|tỉnh|xã|phường|thành phố|thị xã)|toàn huyện|toàn xã|toàn tỉnh|hậu quả|ước|từ (?:ngày )?\d[\d/.]* đến (?:ngày )?\d[\d/.]*|"
    r"(?:tính )?đến (?:thời điểm (?:báo cáo|hiện nay)|ngày \S+|nay))(?=[\s,:]|$))+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,;:(/\-–=×]|(?<![^\s(])(?:đối với|đạt|được|là|có|ước|ước tính|khoảng|thực hiện|còn|với|tăng|giảm|vượt|bằng|chiếm|đã|trên|gần|hơn|(?<!trở )lên|(?<!trở )xuống|từ|gồm|"
    r"trong đó|cụ thể|như sau|đến nay|tổng số|cho|(?<!dân )số|x|toàn huyện|toàn xã|toàn tỉnh|cả|thêm|nay|chỉ|hiện)(?=\s|$))+$",
    re.IGNORECASE,
)
_TIME_LAST = re.compile(
    r"\s+(?:trong\s+)?(?:\d{1,2}\s+tháng(?:\s+đầu)?(?:\s+năm(?:\s+\d{4})?)?|(?:quý\s+[IV1-4]+|(?<!từ )(?<!đến )tháng\s+\d{1,2})(?:\s?/\s?\d{4}|\s+năm\s+\d{4})?)$",
    re.IGNORECASE,
)
_LEADING_ONLY = re.compile(r"^(?:[\s,;:.)/\-–+•*]|(?:trong đó|riêng|kết quả|và|còn)(?=[\s,:]|$))+", re.IGNORECASE)
_FINAL_RESULT = re.compile(r"(?:^|\s)(?:(?:chưa|không)\s+)?[Đđ]ạt\W*$")
_GRADE = re.compile(r"(?:^|\s)(?:mức|loại|hạng)\s+(?:Đạt|(?:[Cc]hưa|[Kk]hông)\s+đạt)\W*$")  # a grade is a name
RIGHT_STOP = re.compile(
    r"[,;.:()/]|(?<![\dA-ZĐ])(?<![A-ZĐ] )(?<!\d-)\d(?!\d*-\d+\s[A-ZĐ]{2}|\ssao(?!\w))|\s(?:bằng|tăng|giảm|chiếm|so|được|đã|trong đó|đối với|với|do|tại(?! [A-ZĐ]{2,} \d)|ở|là|và|thuộc|theo|có(?! công)|cho|nên|nâng(?!\s+cao)|để|từ|tổng|trị giá|số tiền|khối lượng|"
    r"ước|(?<!chiều )dài|diện tích|đạt(?=\s+(?:\d|trên|gần|hơn|khoảng|tỷ|tỉ)))(?=\s)|$"
)
CLAUSE_STOP = re.compile(
    r"[,;.:()/]|(?<![\dA-ZĐ])(?<![A-ZĐ] )\d(?!\ssao(?!\w))|\s(?:bằng|tăng|giảm|chiếm|so|đối với|với|tổng|trị giá|số tiền|khối lượng|ước|dài|diện tích)(?=\s)|$"
)
ATTRIBUTE_WORDS = (
    r"(?:tổng\s+)?(?:số\s+tiền|trị\s+giá|kinh\s+phí|giá\s+trị|diện\s+tích|năng\s+suất|sản\s+lượng|khối\s+lượng|doanh\s+thu|trọng\s+lượng|"
    r"chiều\s+dài|số\s+vốn|vốn(?:\s+(?:đăng\s+ký|đầu\s+tư|điều\s+lệ))?|kế\s+hoạch\s+vốn|thu|thiệt\s+hại(?:\s+tài\s+sản)?)(?:\s+(?:hỗ\s+trợ|ước\s+tính|ước|bình\s+quân|phạt|thu\s+được|năm))*"
)
# Only says when or how sure: the subject is the one before.
TIME_ONLY = re.compile(
    r"(?:[Cc]ùng\s+kỳ|CK)(?:\s+năm\s+(?:trước|\d{4}))?|(?:[Đđ]ầu\s+)?[Nn]ăm\s+(?:trước|ngoái)|(?:(?:[Ưư]ớc\s+)?(?:tính)?|[Dd]ự\s+kiến|[Ss]ố\s+ước\s+\S+(?:\s+lũy\s+kế)?)?\s*(?:đến|tới|cả)?\s*(?:hết|cuối)?\s*(?:năm(?:\s+\d{4})?|\d{1,2}/\d{1,2}/\d{4})?"
)
UNTIL_NOW = re.compile(
    r",?\s+(?:tính\s+)?đến\s+(?:thời\s+điểm\s+(?:báo\s+cáo|hiện\s+nay)|(?:ngày\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?)$",
    re.IGNORECASE,
)
# Verbs that leave it to the noun behind the number what is counted.
BARE = frozenset(
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
_ATTRIBUTE_LAST = re.compile(rf",\s+(?P<attribute>{ATTRIBUTE_WORDS})\s*$", re.IGNORECASE)
# Behind a number the words in front of these end the noun that it counted: `3 bệnh binh nặng số tiền 8 triệu đồng`.
_ATTRIBUTE_BEHIND = re.compile(
    r"(?<!\w)(?<!ước )(?P<attribute>khối\s+lượng(?:\s+ước(?:\s+tính)?)?|(?:tổng\s+)?số\s+tiền)\s*$",
    re.IGNORECASE,
)
_AND_NOUN = re.compile(
    r"\s+và\s+(?!(?:làm|gây|bị|hư|chết|vùi|cuốn|sạt|ngập|đổ|trồng|chăm|cải|sửa|nâng|tăng|giảm|có|đã|được)\s)[^\W\d_]+(?:\s[^\W\d_]+){0,2}(?=\s*(?:[,;.(]|$))"
)
_NUMBER_BEHIND = re.compile(r"\W*\d")
_HEAD_MAX = 90
OWN_MAX = 140


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
            number_behind = _NUMBER_BEHIND.match(node.lines[0].words[len(node.title) :])
            if announces or (node.section_type == "bullet" and not number_behind):
                heads.append(node.title)
    return heads


def own_start(text: str, floor: int, stop: int, behind_number: bool) -> int:
    """Where a figure's own words start: behind what was said of the number before; a long lead-in is cut to its last clause."""
    piece = text[floor:stop]
    if behind_number:
        match = re.search(r",\s(?!thị trấn)|\)\s*[,;]?\s", piece) or re.search(r"\s(?:và|(?<!so )với)\s", piece)
        floor, piece = (floor + match.end(), piece[match.end() :]) if match else (floor, piece)
    if match := _ATTRIBUTE_LAST.search(piece) or (_ATTRIBUTE_BEHIND.search(piece) if behind_number else None):
        return floor + match.start("attribute")
    if len(piece) > OWN_MAX and (colon := piece.rfind(": ", 0, -8)) >= 0:
        floor, piece = floor + colon + 2, piece[colon + 2 :]
    if len(piece) > OWN_MAX:
        commas = [
            match.end() for match in re.finditer(r",\s(?!thị trấn|công chức)", piece) if match.end() < len(piece) - 8
        ]
        floor += commas[-1] if commas else piece.find(" ", len(piece) - OWN_MAX) + 1
    return floor


def follows(text: str, at: int, stop: re.Pattern[str]) -> str:
    """The words from `at` up to where a pattern stops them, twelve at most."""
    match = stop.search(text, at)
    return " ".join(text[at : match.start()].split()[:12]) if match else ""


def object_of(text: str, at: int) -> str:
    """What an event befell, behind its number: `vùi lấp 5 ha lúa và hoa màu (…)`; `và` with a verb or number goes on elsewhere."""
    words = follows(text, at, RIGHT_STOP)
    stop = RIGHT_STOP.search(text, at)
    more = _AND_NOUN.match(text, stop.start()) if words and stop else None
    return f"{words} {' '.join(more.group().split())}" if more else words


def counter_of(unit_raw: str) -> str:
    """A printed unit without its multiplier: `nghìn con` is `con`."""
    return re.sub(r"^(?:nghìn|ngàn|triệu|vạn|tỷ|tỉ)\s+", "", unit_raw)


def clean(words: str, keeps_result: bool = False) -> str:
    """Words without connectives in front and verbs behind; with `keeps_result` a final `đạt`, which is what the number counts, stays."""
    words = re.sub(r"\s+", " ", words).strip()
    result = _FINAL_RESULT.search(words) if keeps_result else _GRADE.search(words)
    if result:
        return _LEADING_ONLY.sub("", words).strip(" ,;:.-–(/")
    closed = words.rfind(")")
    if closed >= 0 and words.count(")") > words.count("("):
        words = words[closed + 1 :]  # the end of a parenthesis that belongs to the words before
    words = _TRAILING.sub("", _LEADING.sub("", words)).strip(" ,;:.-–(/")
    return _TIME_LAST.sub("", words).strip(" ,;:.-–(/")


def colon_heads(text: str, segments: Segments, before: int, at: int, since: int = 0) -> list[str]:
    """Heads in front of a colon earlier in the sentence that announce words, not a number: `Đối với lớp 9: Học lực: Giỏi 12, …`.

    One that stands in another item heads this one too only when it announced items that are like it. None in front of
    `since` counts.
    """
    start = max(since, segments.sentence(at)[0])
    plain = segments.outside(start, before) if segments.parenthesis(at) is None else text[start:before]
    labelled = text[before:at].rstrip(" (").endswith(":")
    heads: list[tuple[int, int, str]] = []
    for match in re.finditer(
        r"(?:^|(?<=[.;(:)]))\s*([^:;.()]{3,160}):(?:(?=\s+(?:[^\W\d]|\())|(?:(?<=cụ thể:)|(?<=như sau:))(?=\s))", plain
    ):
        inside = segments.parenthesis(start + match.start(1))
        if inside not in (None, segments.parenthesis(at)) or re.search(r"\d[.,]\d|(?<!lớp )\b\d+\s*$", match.group(1)):
            continue
        if match.group(1)[0].isdigit() and plain[: match.start()].endswith("."):
            continue  # the end of a number: `28.714 lượt người tham dự, cụ thể:`
        if plain[: match.start()].endswith(";") and not re.search(r"[\d:]", plain[: match.start()]):
            continue  # the last clause of a lead-in that has no number: what follows belongs to all of it
        another_item = ";" in text[start + match.end() : before]
        if another_item and match.group(1).endswith("như"):
            continue
        if another_item and labelled and not re.match(r"\s*[^:;,.\d]{2,80}:", text[start + match.end() :]):
            continue
        words = re.split(r"\s+(?:có|được|tại)?\s*\d", match.group(1))[0]  # ra quân làm thủy lợi có 18/18 xã:
        words = words if len(words) <= 100 else words.rpartition(", ")[2]
        heads.append((start + match.start(1), start + match.end(), clean(words)))
    if len(heads) > 1 and not text[heads[-2][1] : heads[-1][0]].strip(" ("):
        return [head for *_, head in heads[-2:] if len(head.split()) > 1]
    return [head for *_, head in heads[-1:] if len(head.split()) > 1]


def path_of(parts: list[str]) -> str:
    """Parts of a label, outer ones first, each once."""
    path: list[str] = []
    for part in parts:
        path.extend(piece for piece in part.split(LABEL_SEPARATOR) if piece and piece not in path)
    return LABEL_SEPARATOR.join(path)


def evidence_of(text: str, own_start: int, value_end: int, item_end: int, following: int) -> str:
    """The clause: own words, number, and what is said of it up to where the next number's words begin."""
    stop = min(following, item_end)
    if following < item_end:
        tail = re.search(r"[,;(]|\svà\s", text[value_end:stop])
        stop = value_end + tail.start() if tail else value_end
    return re.sub(r"\s+", " ", text[own_start:stop]).strip(" ,;:")
