"""Sort: which numerals are figures, and what the others are, by the words around them.

A table of patterns over the passage, first match wins; what no pattern claims is a figure. Patterns hold what is true of
the genre: how such reports write dates, documents, roads, classes, ranks. In a pattern ⟨N⟩ stands for a numeral, ⟨D⟩ ⟨M⟩
⟨Y⟩ for a day, month, year; a group `n` says which part of the match bears the kind.
"""

from __future__ import annotations

import re

from ktxh.extract.numbers.numerals import Numeral, is_exponent
from ktxh.extract.numbers.units import read_unit
from ktxh.extract.structure.cells import ROUND_UNIT, is_row, is_tabbed, row_cells, serials
from ktxh.extract.structure.passages import Passage, Token

_N = r"(?>\d(?:[\d.,]*\d)?)"  # whole or not at all: with a list of them, each comma would be tried both ways
_D = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_M = r"(?:0?[1-9]|1[0-2])(?!\d)"
_Y = r"(?:19|20)\d\d(?!\d)"
_EDGE = r"(?<![\d.,])"
_STOP = r"(?![.,]?\d)"
_LETTER = r"[^\W\d_]"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text.replace("⟨N⟩", _N).replace("⟨D⟩", _D).replace("⟨M⟩", _M).replace("⟨Y⟩", _Y))


# Each pattern: kind, expression, whether a unit behind the last numeral unmakes the match (a count was meant after all).
_PATTERNS: list[tuple[str, re.Pattern[str], bool]] = [
    (kind, _pattern(text), unmade)
    for kind, text, unmade in (
        # documents: 1556-QĐ/TU, 16/2021/NQ-HĐND, QĐ 405, TT26, Đề án số 06/CP
        ("document_number", r"(?:[Ss]ố\s*:?\s*)?\d+(?:/⟨Y⟩)?\s?[-/]\s?[A-ZĐ]{2,}\w*(?:[-/&–][A-ZĐ]\w*)*", False),
        ("document_number", r"(?:[Qq]uyết định|[Nn]ghị quyết|[Nn]ghị định|[Tt]hông tư|[Cc]hỉ thị|[Cc]ông văn|[Cc]ông điện|[Kk]ế hoạch|"
         r"[Đđ]ề án|[Tt]hông báo|[Kk]ết luận|[Tt]ờ trình|[Vv]ăn bản|[Cc]hương trình|[Ll]uật|[Hh]ướng dẫn|[Bb]áo cáo)\s+số\s*:?\s*\d+(?:/⟨Y⟩|/\d+)?", False),
        ("document_number", r"(?:\bQĐ|\bNQ|\bNĐ|\bTT|\bCT|\bCV|[Qq]uyết định|[Nn]ghị quyết|[Nn]ghị định|[Tt]hông tư|[Cc]hỉ thị)\s?\d+(?:/⟨Y⟩)?"
         r"(?=\s*(?:[);:,.]|$|của|ngày|năm|về|và))", True),
        ("document_number", r"(?i:báo cáo|công điện|thông báo|bản tin)(?:\s+(?i:nhanh|hằng ngày))?\s+(?i:số)\s*:?\s*\d+(?![\d.,/%]*\d)", False),
        # what a page prints besides the text: `- 4 -`, `Trang 4/12`
        ("other", r"^\s*(?:[-–]\s*\d{1,4}\s*[-–]|[Tt]rang\s+\d{1,4}(?:\s*/\s*\d{1,4})?)\s*$", False),
        ("unit_exponent", r"(?<=/m)[23](?!\d)|(?<=/[kc]m)[23](?!\d)", False),
        ("unit_part", r"(?<=[^\W\d_]/)\d{1,2}(?=\s*(?:tháng|năm|ngày)\b)", False),
        # calendar
        ("date", r"[Nn]gày\s+⟨D⟩\s+tháng\s+⟨M⟩(?:\s+năm\s+⟨Y⟩)?", False),
        ("date", rf"{_EDGE}(?:⟨D⟩(?:,\s+|\s*(?:và|-|–|đến)\s*))+⟨D⟩\s*[/.-]\s*⟨M⟩(?:\s*[/.-]\s*⟨Y⟩)?(?=\D|$)", True),
        ("date", rf"{_EDGE}⟨D⟩\s?[/.-]\s?⟨M⟩\s?[/.-]\s?⟨Y⟩{_STOP}", False),
        ("date", rf"(?:[Nn]gày|[Ss]áng|[Cc]hiều|[Tt]ối|[Dd]ịp|[Ll]ễ|[Tt]ết|[Hh]ôm)\s+(?:⟨D⟩\s*(?:,|và|-|–|đến)\s*)?⟨D⟩\s?[/.-]\s?⟨M⟩{_STOP}", True),
        ("date", rf"(?i:đến|tới|từ|hết|trước|sau|so)\s+⟨D⟩\s?[/.-]\s?⟨M⟩{_STOP}(?!\s+(?:lên|xuống|còn))(?=\s*(?:[;:,.)]|$|{_LETTER}))", True),
        ("date", rf"[Nn]gày\s+⟨D⟩(?:\s*(?:,|và|-|–)\s*⟨D⟩)*{_STOP}", True),
        # clock
        ("clock_time", r"\d{1,2}\s?(?:[hH]\s?\d{0,2}|giờ(?:\s?\d{1,2}(?:\s?phút)?)?)(?![^\W\d_]|\s?/)", False),
        ("clock_time", r"(?<!\d)24/24(?:\s?(?:h|giờ))?", False),
        # periods
        ("period", r"[Tt]háng\s+⟨M⟩\s?[/.-]\s?⟨Y⟩", False),
        ("period", rf"(?:[Tt]háng|THÁNG)\s+⟨M⟩(?:\s*(?:,|và|-|–|đến|đến tháng)\s*⟨M⟩)*{_STOP}\s*(?:/\s*⟨Y⟩|(?:năm|NĂM)\s+⟨Y⟩)?", True),
        ("period", rf"\bT\.?⟨M⟩{_STOP}(?:/⟨Y⟩)?(?![^\W\d_])", True),
        ("period", r"(?<![\d.,/])(?:[2-9]|1[01])T(?=\s*(?:/\s*⟨Y⟩|[:,;.)]|đầu|năm|$))(?:\s*/\s*⟨Y⟩)?", False),
        ("period", r"[Qq]u[ýí]\s+(?:\d|[IV]+)(?:\s*[/.-]\s*⟨Y⟩|\s+năm\s+⟨Y⟩)?", False),
        ("period", rf"{_EDGE}⟨Y⟩\s?[-–]\s?⟨Y⟩{_STOP}", False),
        ("period", rf"{_EDGE}\d{{1,2}}\s?(?i:tháng)(?:\s+(?:đầu|cuối)\s+năm|\s+năm)?(?:\s*\(?⟨Y⟩\)?)?", False),
        # ages, anniversaries, durations
        ("age", r"(?:độ tuổi|(?<!trước )(?<!cao )(?<!\d )tuổi)(?:\s+từ)?\s+⟨N⟩(?:\s*(?:,|-|–|đến)\s*⟨N⟩)*(?!\s*(?:người|%|hộ))", True),
        ("age", r"⟨N⟩(?:\s*(?:,|-|–|đến)\s*⟨N⟩)*\s*(?:tháng\s+)?tuổi", False),
        ("anniversary", r"[Kk]ỷ\s+niệm(?:\s+lần\s+thứ)?\s+\d+\s+năm|\d+\s+năm\s+(?:[Nn]gày|thành lập|Cách mạng|Chiến thắng)", False),
        ("period", rf"{_EDGE}\d{{1,2}}\s+(?:năm|tuần|ngày|giờ|phút)(?:\s+⟨Y⟩\s?[-–]\s?⟨Y⟩)?(?=\s|[,.;:)]|$)(?!\s+(?:công|tuổi))", False),
        # technical ratings
        ("technical_rating", r"⟨N⟩\s?(?:[kK][vV][aA]?|MVA|Hz|[Mm]bps|V)(?!\w)", False),
        ("technical_rating", r"\d\s+pha(?:\s+\d\s+dây)?\b", False),
        ("technical_rating", r"(?:[Gg]ió|nhà|[Bb]ão|động đất|thiên tai)[^.;]{0,40}\bcấp\s+(?P<n>\d+(?:\s?[-–]\s?\d+)?)", False),
        # things that bear a number
        ("name", r"(?:[Bb]ảng|BẢNG|[Bb]iểu|BIỂU|[Pp]hụ lục|PHỤ LỤC|Điều|(?<=[Kk]hoản \d, )điều|(?<!\d, )(?<!\d; )(?<!ha, )(?<!ha; )điều(?!\s+[\d.,]+\s*(?:ha|tấn))|[Kk]hoản|[Tt]iểu khu|[Kk]hoảnh|[Mm]ũi)\s+(?:số\s+)?\d{1,4}[a-z]?(?![\d.,]*\d)", False),
        ("name", r"(?<!\w)(?:[Hh]ẻm|[Nn]gõ|[Nn]gách|[Kk]iệt|[Ss]ố\s+nhà|[Nn]hà\s+số)\s+\d{1,4}[a-zA-Z]?(?:/\d{1,4}[a-zA-Z]?)*(?![\d.,]*\d)", False),
        ("name", r"chính quyền(?:\s+địa phương)?\s+(?:0?[23])\s+cấp", False),
        ("name", r"[Cc]hương trình\s+\d{1,4}(?:\s*(?:,|và)\s*\d{1,3}[a-z])?(?!\w)", True),
        ("name", r"(?:[Tt]àu|[Mm]áy)\s+(?:cá\s+)?(?:có\s+công suất\s+)?(?:từ|trên|dưới)\s+⟨N⟩\s?(?:CV|m(?:ét)?(?!\w))", False),
        ("name", r"(?:đủ|cả)\s+\d{1,2}\s+(?:loại|mũi|vụ|mặt)\b", False),
        ("name", r"[Cc]ovid\s?[-–]\s?19|COVID\s?[-–]\s?19", False),
        ("name", r"\b[Kk][Mm]\s?\d+(?:\s?\+\s?\d+)?(?![^\W\d_])", True),
        ("name", r"(?:\bĐH|\bĐT|\bQL|\bTL|\bHL|(?<!vụ )\bĐX(?!\s*\d[\d.,]*\s*(?:ha\b|[,;]\s*(?:HT|TĐ|Mùa|mùa|[Hh]è|[Tt]hu|[Vv]ụ))(?!\w))|[Qq]uốc lộ|[Tt]ỉnh lộ|[Hh]ương lộ|[Đđ]ường(?:\s+(?:tỉnh|huyện|xã))?|(?<!trực )[Tt]uyến|[Ll]ộ|[Cc]ột)"
         r"[\s.]*\d{1,4}(?:[.-]\d{1,2}(?!\d))?[A-Z]?(?:\s*[,-]\s*\d{1,4})*(?![^\W\d_]|[.,]?\d)", True),
        ("name", r"(?:vào|khối|thi|tuyển\s+sinh)\s+lớp\s+(?:[1-9]|1[0-2])(?![\d.,]*\d)", False),
        ("name", r"\b(?:[Ll]ớp|[Kk]hối\s+lớp)\s+\d{1,2}(?:\s?[,-]\s?\d{1,2})*", True),
        ("name", r"(?:(?<!\w)(?:bão|[Tt]iểu [Dd]ự án|[Dd]ự án|[Nn]ội dung|[Hh]ợp phần|[Gg]óp ý|[Nn]hóm|[Tt]ổ|[Kk]hu|[Kk]hu vực|[Vv]ùng|[Đđ]ội|[Tt]iêu chí|[Cc]hỉ tiêu|"
         r"[Mm]ức độ|[Mm]ức|[Hh]ạng|(?<!các )[Ll]oại|[Đđ]ợt|[Gg]iai đoạn|[Bb]ước|[Cc]ấp độ|(?<!liên )(?<!nhiều )(?<!trung )(?<!sơ )(?<!cao )[Cc]ấp|[Tt]hôn|(?<!Nhật )(?<!cơ )[Bb]ản|[Xx]óm|[Ấấ]p|[Gg]óc|[Cc]ụm)\s+(?:số\s+)?|\bsố\s+)"
         r"(?:[1-9]\d?|0[1-9])(?![\d.,/%]*\d)(?!\s?[%/])", True),
        ("name", r"(?<=[A-ZĐ])\d{1,3}(?![\d.,]*\d)(?!\s?%)", False),
        ("name", rf"(?:[Cc]ụm|[Tt]rạm|TBA|[Kk]hu|[Ll]ộ|[Đđ]ường dây|[Tt]rường|[Nn]hà máy)(?:\s+\w+){{0,6}}\s+[A-ZĐÂÊÔƠƯ]{_LETTER}*\s+(?P<n>\d{{1,2}})(?=\s*(?:[,;.)]|$|{_LETTER}))", True),
        ("rank", r"(?:[Tt]hứ|[Ll]ần thứ|[Kk]ỳ họp(?:\s+thứ)?|[Kk]ỳ thứ|họp kỳ|[Kk]h[oó][aá]|[Xx]ếp\s+thứ|[Đđ]ứng\s+thứ)\s+\d{1,3}(?:\s?/\s?\d+)?(?=\s|[,.;)]|$)", False),
        ("rank", r"(?:[Tt]hứ|[Xx]ếp|[Đđ]ứng)\s[^.;)]{0,60}?(?:và|,)\s+(?P<n>\d{1,3}\s?/\s?\d{1,3})(?=\s+(?:tỉnh|huyện|xã|phường|thành phố|địa phương|cả nước|toàn quốc))", False),
        ("rank", r"(?<![\d.,])[1-5]\s+sao\b", False),
        # bands: the bounds name who is counted, they count nothing
        ("band_bound", r"(?:\d\s+|[Ss]ố\s+)(?:xã|thôn|huyện)\s+(?:mới\s+)?đạt\s+(?:từ\s+)?(?P<n>\d{1,2}\s?(?:[-–]|đến)\s?\d{1,2})(?:\s*tiêu chí)?(?!\s?[%/\d])", False),
        ("band_bound", r"\d\s+(?:xã|thôn|bản)\s+(?:đã\s+|mới\s+|còn\s+lại\s+)?(?:đạt\s+(?:chuẩn\s+)?)?(?:(?:từ|trên|dưới)\s+)?(?P<n>\d{1,2})(?:\s+tiêu chí(?!/)|(?=\s*(?:[,;.)]|$)))", False),
        ("band_bound", r"[Đđ]ạt\s+(?:từ\s+)?\d{1,2}\s?(?:[-–]|đến)\s?\d{1,2}\s+tiêu chí(?=\s*(?:NTM\s*)?[:(]?\s*\d)", False),
        ("band_bound", r"(?:[Đđ]ạt\s+|[Dd]ưới\s+|[Tt]rên\s+|[Tt]ừ\s+)+\d{1,2}(?:\s?(?:[-–]|đến)\s?\d{1,2})?\s+tiêu chí(?:\s+(?:NTM|nông thôn mới))?"
         r"(?=\s*:\s*(?:\d+\s+(?:xã|thôn|huyện|bản)|[Kk]hông)(?!\w))", False),
        ("band_bound", r"\d\s+(?:xã|thôn|huyện|chỉ tiêu|đơn vị|dự án)\s+(?:mới\s+)?(?:đạt|giải ngân|hoàn thành)\s+(?:từ|trên|dưới)\s+(?P<n>⟨N⟩)\s?%", False),
        # the third and fifth criterion, land of two harvests, marks of notes that stand at a word
        ("name", r"(?:[Tt]iêu chí|[Cc]hỉ tiêu|[Bb]iểu|[Pp]hụ lục|[Tt]ổ|[Tt]hôn)\s+số\s+\d{1,3}(?:\s*(?:,|và)\s*\d{1,3})+(?!\s*[%‰\d])", False),
        ("name", r"(?<!số )[Tt]iêu chí\s+\d{1,2}(?:\s*(?:,|và)\s*\d{1,2}(?![\d.,]*\d))+(?!\s*[%‰\d])", False),
        ("name", r"(?:[Đđ]ất|[Ll]úa(?:\s+(?:nước|ruộng|rẫy|lai))?|[Tt]rồng|[Gg]ieo\s+cấy|[Cc]anh\s+tác)\s+\d\s+vụ(?!\w)", False),
        ("footnote_mark", r"\[\d{1,3}\]", False),
        ("footnote_mark", r"(?:(?<=[^\W\d_])|(?<=[%)”]))\(\d{1,2}\)(?=[\s,.;:]|$)", False),
        ("band_bound", r"(?:từ|trên|dưới)\s+⟨N⟩(?:\s?[-–]\s?⟨N⟩)?\s?%(?=\)?\s*:\s*\d)", False),
        ("band_bound", r"\(\s*[<>≤≥]=?\s*⟨N⟩\s*%\s*\)(?=\s*:?\s*\d)", False),
        ("band_bound", r"\((?:từ\s+)?⟨N⟩\s?%?\s?(?:[-–]|đến)\s?⟨N⟩\s?%\s*\)(?=\s*:\s*\d)", False),
        ("band_bound", r"(?:[Xx]ã|[Tt]hôn|[Hh]uyện)\s+đạt\s+(?:(?:từ|dưới|trên)\s+)?\d{1,2}\s+tiêu chí(?=\s*(?:NTM|nông thôn mới)?\s*:)", False),
        ("band_bound", r"(?:[Tt]hương binh|[Bb]ệnh binh|thương tật|khuyết tật|suy giảm khả năng lao động)(?:\s+(?:từ|trên|dưới|hạng))?\s+⟨N⟩\s?%", False),
        ("band_bound", r"[Kk]hông\s+(?:(?:có|còn|để)\s+)?(?:xã|thôn|bản|huyện)\s+(?:nào\s+)?(?:đạt\s+)?(?:dưới|trên)\s+\d{1,2}(?![.,]?\d|\s?[/%])", False),
        # units with digits in them
        ("unit_exponent", r"(?<=[a-z]m)[23](?!\d)|(?<=[\s\d]m)[23](?![\d.,]*\d)", False),
        ("unit_part", r"(?<=/)(?:10\.000|1\.000|100\.000|100)(?=\s+(?:dân|người|trẻ|hộ|bé|nữ)\b)|(?<=trên )1(?=\s?ha\s+(?:đất|canh\s+tác))", False),
        ("unit_part", r"(?<=/)\d{1,2}(?=\s*(?:tháng|năm|ngày)\b)", False),
        ("unit_part", rf"(?<=\d)(?:\s+{_LETTER}+){{1,5}}\s?/\s?(?P<n>0?1)(?=\s+(?:xã|ha|người|hộ|thôn|đơn vị|học sinh)\b)", False),
        # list markers inside a line
        ("list_marker", r"(?<=[;:]\s)\(\d{1,2}\)(?=\s+\d)", False),
        ("list_marker", r"(?:(?<=^)|(?<=[.;:,]\s)|(?<=[.;:]))\(\d{1,2}\)(?=\s*[^\W\d_])|(?<=[.;:]\s)\d{1,2}[.)](?=\s[A-ZĐÂÊÔƠƯ])", False),
        # years
        ("year", rf"{_EDGE}⟨Y⟩(?=\s*,?\s*(?:lần\s+lượt|tương\s+ứng))", False),
        ("year", rf"[Gg]iá\s+(?:cố\s+định|so\s+sánh)(?:\s+năm)?\s+⟨Y⟩{_STOP}", False),
        ("year", rf"(?:[Nn]ăm|NĂM|KH|kế hoạch|so(?:\s+với)?|cuối|đầu|đến|tới|vào|từ|trước|sau|GSS|so sánh|vốn|hết|cùng kỳ|CK|và|,|-|–|\()\s*⟨Y⟩{_STOP}", True),
        ("year", rf"{_EDGE}20[0-4]\d{_STOP}", True),
    )
]  # fmt: skip


def sort_numerals(passage: Passage) -> dict[int, str]:
    """Kind of every numeral of a passage, by ordinal."""
    kinds = {marker.ordinal: _marker_kind(passage, marker) for marker in passage.markers}
    left = {token.start: token for token in passage.tokens}
    for token in passage.tokens:
        if token.numeral.is_superscript:
            kinds[left.pop(token.start).numeral.ordinal] = _superscript_kind(passage, token)
    for cell in serials(passage.text) if is_tabbed(passage.text) or is_row(passage.text) else ():
        for token in [token for token in left.values() if cell.start <= token.start < cell.end]:
            kinds[left.pop(token.start).numeral.ordinal] = "list_marker"
    for cell in row_cells(passage.text)[1:2] if is_row(passage.text) else ():
        if ROUND_UNIT.fullmatch(cell.text):
            token = next(token for token in left.values() if cell.start <= token.start)
            kinds[left.pop(token.start).numeral.ordinal] = "unit_part"
    for kind, pattern, unmade_by_unit in _PATTERNS:
        if not left:
            break
        for match in pattern.finditer(passage.text):
            inside = _inside(left, match)
            while unmade_by_unit and inside and _counts(passage.text, inside[-1]):
                inside.pop()
            for token in inside:
                kinds[token.numeral.ordinal] = kind
                del left[token.start]
    kinds.update({token.numeral.ordinal: "figure" for token in left.values()})
    return kinds


def _inside(left: dict[int, Token], match: re.Match[str]) -> list[Token]:
    """Numerals that lie wholly inside a match, or inside its group `n` where it has one."""
    start, end = match.span("n" if "n" in match.re.groupindex else 0)
    return sorted((t for t in left.values() if start <= t.start and t.end <= end), key=lambda token: token.start)


def _counts(text: str, token: Token) -> bool:
    """Whether a unit of measure, a counter or a percent sign follows: the numeral counts something."""
    if text.startswith(("\n", "\t"), token.end) or (
        text[token.end : token.end + 2].isspace() and len(text) > token.end + 1
    ):
        return False  # the next cell of a table
    return bool(read_unit(text, token.end).code)


def _superscript_kind(passage: Passage, token: Token) -> str:
    # The passage has blanked footnote marks, so what still stands there is an exponent.
    return "unit_exponent" if is_exponent(passage.text, token.start) else "footnote_mark"


def _marker_kind(passage: Passage, marker: Numeral) -> str:
    if passage.section.section_type == "footnote":
        return "footnote_mark"
    return "section_number" if passage.section.section_type in ("part", "section") else "list_marker"
