"""Read: each figure's number and unit, and how neighbouring numbers belong together (ranges, a/b pairs, 16 tỷ 434 triệu)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from ktxh.extract.numbers.lending import lend_units
from ktxh.extract.numbers.numerals import Reading, is_thousands_comma, read_number
from ktxh.extract.numbers.units import MULTIPLIERS, Unit, counts_things, read_unit
from ktxh.extract.structure.passages import Passage, Token

_QUALIFIER_WORDS = r"dự\s+ước|ước\s+tính|ước|khoảng|xấp\s+xỉ|tương\s+đương|gần|(?<!cao )(?<!thấp )(?<!nhiều )(?<!kém )(?<!ít )hơn|(?<!cấp )trên|(?<!cấp )dưới|ít\s+nhất|tối\s+thiểu|tối\s+đa|không\s+quá|từ"
_QUALIFIER = re.compile(
    rf"(?:^|(?<=[\s(:,;/]))(?P<words>(?:(?:dự\s+ước|ước\s+tính|ước)\s+(?:đạt|được|thực\s+hiện|thu|có)\s+)?(?:(?:{_QUALIFIER_WORDS})\s+)*)$",
    re.IGNORECASE,
)
_BOUNDS = (
    ("more_than", ("trên", "hơn")),
    ("less_than", ("dưới", "gần")),
    ("at_least", ("ít nhất", "tối thiểu")),
    ("at_most", ("tối đa", "không quá")),
    ("about", ("khoảng", "xấp xỉ", "tương đương", "dự ước", "ước tính", "ước")),
)
# No report has such a number, and no column of the warehouse could compute with it: a country makes 10¹⁶ đồng a year.
_BEYOND, _MOST_DECIMALS = Decimal(10) ** 18, 8
_RANGE = re.compile(r"\s*(?:[-–]|đến|tới)\s*", re.IGNORECASE)
_OUT_OF = re.compile(r"\s*(?:trong|trên)\s+tổng(?:\s+số)?\s*", re.IGNORECASE)  # 12 trong tổng số 18 xã
_TO = re.compile(
    r"\s*(?:\(?năm\s+\d{4}\)?)?\s*(?:lên|xuống|còn|đến|tới)(?:\s+(?:còn|đến|tới|thành))?\s*", re.IGNORECASE
)
_FROM = re.compile(r"(?:tăng|giảm|nâng|hạ)\s+$", re.IGNORECASE)
_COUNTED_BEFORE = re.compile(r"(?:[Tt]ổng\s+)?[Ss]ố\s+(?P<unit>[^\W\d_]+(?:\s[^\W\d_]+)?)\s*:\s*$")
_UNIT_IN_LABEL = re.compile(
    r"\((?:[ĐđDd][Vv][Tt]\s*:?\s*)?(?P<unit>[^()\d:]{1,24}?)\)\s*(?::[^\d.;:()]{0,40})?\s*(?:là|đạt)?\s*$"
)
_COUNTED_HEAD = re.compile(
    r"(?<!\w)[Ss]ố\s+(?P<unit>[^\W\d_]+(?:\s[^\W\d_]+)?)(?:\s[^,;:.()\d]{0,50}(?<!\slà\s)|\s|[^,;:.]{0,50}?\s(?:lên|từ|xuống|còn)\s+)$"
)
_HERD = re.compile(
    r"(?<!\w)đàn\s+(?:trâu|bò|lợn|heo|dê|ngựa|gà|vịt|gia\s+súc|gia\s+cầm)(?:\s[^,;:.()\d]{0,30}|\s)$", re.IGNORECASE
)
_ALL_HERE = re.compile(r"(?<!\w)dân\s+số(?:\s[^,;:.()\d]{0,30})?\s(?:là\s|có\s)?$", re.IGNORECASE)
_TOLL = re.compile(r"(?<!\w)(?:chết|tử\s+vong|bị\s+thương|mất\s+tích)\s*(?:là\s|:)?\s*$", re.IGNORECASE)
_HOUSES = re.compile(
    r"(?<!\w)(?:nhà\s+(?:cửa\s+)?(?:bị\s+)?(?:sập|đổ|tốc\s+mái|ngập|hư\s+hỏng|cháy)|tốc\s+mái)(?:\s+(?:hoàn\s+toàn|nước))?\s*:?\s*$",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"(?<!\w)(?:gia\s+\w+|trâu|bò|lợn|heo|dê|gà|vịt|cá|tôm|cây|lúa|đàn|con|vật\s+nuôi|chăn\s+nuôi|dịch|tiêu\s+hủy)(?!\w)",
    re.IGNORECASE,
)
# A head that is a counter itself: `doanh nghiệp mới 812 (-3%)`, `hộ nghèo còn 171`.
_COUNTER_AS_HEAD = re.compile(
    r"(?:^|[,;:.(]\s*)(?P<unit>hộ|doanh\s+nghiệp|DN|hợp\s+tác\s+xã|HTX|học\s+sinh|đảng\s+viên|lao\s+động|dự\s+án|trang\s+trại|đoàn\s+viên|hội\s+viên)"
    r"(?:\s+(?!và\s)[^\W\d_]+){0,5}\s*$",
    re.IGNORECASE,
)
# Offices that execute judgments report `về việc 412/689`; schools `huy động trẻ 5 tuổi ra lớp 260/264`.
_COUNTED_BY_OFFICE = re.compile(
    r"(?<!\w)(?:về\s+(?P<cases>việc)|huy\s+động\s+(?P<children>trẻ)(?:\s+em)?)(?:\s+(?:(?:từ\s+)?\d(?:\s?-\s?\d)?\s+tuổi|[^\W\d_]+)){0,6}\s*:?\s*$",
    re.IGNORECASE,
)
# To the growth of the whole: `tăng 12,9%, đóng góp 4,9 điểm`, `tăng 11,2% (3,7 điểm)`.
_CONTRIBUTES = re.compile(r"(?<!\w)góp(?:\s+[^\W\d_]+){0,6}\s*$|(?:tăng|giảm)\s[^.;()\d]{0,20}\d[\d.,]*\s*%\s*\(\s*$")
_UPWARD = re.compile(r"\s*trở\s+lên", re.IGNORECASE)
_DOWNWARD = re.compile(r"\s*trở\s+xuống", re.IGNORECASE)


@dataclass(eq=False)
class Value:
    """One figure as printed. `start` is where its qualifier starts, `end` where its unit ends (offsets in the passage)."""

    token: Token
    reading: Reading
    unit: Unit
    start: int
    end: int
    qualifier: str = ""
    bound: str = "exact"
    sign: str = ""  # a printed + or -
    whole_of: Value | None = None  # of b in a/b: a
    whole: Value | None = None  # of a in a/b: b
    has_own_unit: bool = False
    last_multiplier: int = 0
    series_of: Value | None = None  # the one before in a series that shares one verb: tăng 15%, 4% và 18,5%
    series_end: int = 0  # of the first of a series, the lower end of a range: where its last member ends

    @property
    def smallest(self) -> int:
        """The smallest power of ten that it is printed in: million of 3 tỷ 145 triệu."""
        return self.last_multiplier or self.unit.multiplier

    @property
    def prints_unit(self) -> bool:
        """Whether its unit stands behind its number, and is neither lent nor goes without saying (`hộ nghèo 116`)."""
        return self.unit.end > self.token.end

    @property
    def ordinal(self) -> int:
        """Ordinal of its numeral in the document."""
        return self.token.numeral.ordinal


def exceeds(a: Value, b: Value) -> bool:
    """Whether a is more than b: then a cannot be a part of b."""
    amounts = a.reading.amount, b.reading.amount
    return all(amounts) and Decimal(amounts[0]) * a.unit.multiplier > Decimal(amounts[1]) * b.unit.multiplier


def read_values(passage: Passage, kinds: dict[int, str]) -> list[Value]:
    """Figures of a passage in order. Numerals that turn out to be later parts of one value become `figure_part` in `kinds`."""
    values: list[Value] = []
    for token in passage.tokens:
        if kinds[token.numeral.ordinal] != "figure":
            continue
        value = _read_value(passage, token)
        if values and _joins(passage.text, values[-1], value):
            _join(values[-1], value)
            kinds[token.numeral.ordinal] = "figure_part"
            continue
        values.append(value)
    for left, right in pairwise(values):
        _pair(passage.text, left, right)
    _find_series(passage.text, values)
    lend_units(passage.text, values)
    for value in values:
        value.reading = _settle(value)
    return values


def _find_series(text: str, values: list[Value]) -> None:
    """Percentages with nothing but commas and `và` between them: what is said of the first holds for all."""
    for left, right in pairwise(values):
        between = text[left.end : right.token.start]
        if (
            left.unit.is_percent
            and right.unit.is_percent
            and not right.sign
            and re.fullmatch(r"\s*(?:,|và)\s*", between)
        ):
            right.series_of = left
            first = left
            while first.series_of is not None:
                first = first.series_of
            first.series_end = right.end


def _read_value(passage: Passage, token: Token) -> Value:
    text = passage.text
    unit = read_unit(text, token.end)
    start, sign = token.start, ""
    if start and text[start - 1] in "+-−" and (start == 1 or text[start - 2] in " (,;:"):
        start, sign = start - 1, text[start - 1].replace("−", "-")
    qualifier, bound = "", "exact"
    if (match := _QUALIFIER.search(text, max(0, start - 50), start)) and match.group("words").strip():
        qualifier, start = " ".join(match.group("words").split()), match.start("words")
        low = qualifier.lower()
        bound = next((name for name, words in _BOUNDS if any(word in low for word in words)), "exact")
    end = unit.end
    if match := _UPWARD.match(text, end):
        qualifier, bound, end = f"{qualifier} … trở lên".removeprefix(" … "), "at_least", match.end()
    elif match := _DOWNWARD.match(text, end):
        qualifier, bound, end = f"{qualifier} … trở xuống".removeprefix(" … "), "at_most", match.end()
    elif qualifier.lower() == "từ" and not _FROM.search(text, max(0, start - 12), start):
        bound = "at_least"
    if unit.raw.lower() == "điểm" and _CONTRIBUTES.search(text, max(0, start - 60), start):
        unit = replace(unit, code="percentage_point")
    if not unit.raw:
        match = _UNIT_IN_LABEL.search(text, max(0, start - 40), start)
        if match and (printed := read_unit(match.group("unit"), 0)).code and printed.end == len(match.group("unit")):
            unit = replace(printed, end=token.end)
    if not unit.raw and not _RANGE.match(text, token.end):
        match = _COUNTED_BEFORE.search(text, max(0, start - 60), start) or _COUNTED_HEAD.search(
            text, max(0, start - 90), token.start
        )
        match = match or _COUNTER_AS_HEAD.search(text, max(0, start - 60), start)
        words = match.group("unit") if match else _hinted(text[max(0, start - 160) : start])
        if words and counts_things(counted := read_unit(words, 0)) and counted.code:
            unit = replace(counted, end=token.end)
    return Value(
        token, read_number(token.numeral.raw), unit, start, end, qualifier, bound, sign, has_own_unit=bool(unit.raw)
    )


def _hinted(words: str) -> str:
    """The counter that goes without saying: heads of a herd, people of a population, of a toll, cases of a bailiff."""
    if match := _COUNTED_BY_OFFICE.search(words):
        return match.group("cases") or match.group("children")
    if _TOLL.search(words) and not _NO_PERSON.search(re.split(r"[.]\s", words)[-1]):
        return "người"
    if _HOUSES.search(words):
        return "nhà"
    return "con" if _HERD.search(words) else "người" if _ALL_HERE.search(words) else ""


def _joins(text: str, left: Value, right: Value) -> bool:
    """16 tỷ | 434 triệu đồng, 3 triệu | 250 nghìn USD: a power of ten, then a smaller one, nothing but blanks between."""
    bare = left.unit.raw.lower() in MULTIPLIERS and bool(right.unit.code)
    return (
        bool(left.reading.amount and right.reading.amount)
        and (left.unit.code == "VND" == right.unit.code or bare)
        and left.smallest > right.unit.multiplier > 1
        and not text[left.unit.end : right.token.start].strip()
    )


def _join(left: Value, right: Value) -> None:
    amount = Decimal(left.reading.amount) + Decimal(right.reading.amount) * right.unit.multiplier / left.unit.multiplier
    shown = f"{amount.normalize():f}"
    left.reading = Reading(shown, len(shown.partition(".")[2]), "strict")
    left.unit = replace(left.unit, code=right.unit.code, end=right.unit.end)
    left.end, left.last_multiplier = right.end, right.unit.multiplier


def _pair(text: str, left: Value, right: Value) -> None:
    """Ranges and a/b pairs: who shares whose unit, which is a bound, which the whole."""
    between = text[left.token.end : right.token.start]
    after_unit = text[left.unit.end : right.token.start]
    of_all = _OUT_OF.fullmatch(after_unit) and left.unit.code == (right.unit.code if left.unit.raw else "")
    if (of_all and right.unit.raw) or (
        "/" in between and re.fullmatch(r"\s*/\s*(?:(?:KH|DT|kế hoạch|dự toán|chỉ tiêu)(?!\w))?\s*", after_unit)
    ):
        left.whole, right.whole_of = right, left
        if not left.has_own_unit and right.unit.raw:
            left.unit = replace(right.unit, end=left.unit.end)
        elif not right.has_own_unit and left.unit.raw:
            right.unit = replace(left.unit, end=right.unit.end)
        return
    of_head = not left.unit.raw or (
        left.unit.end == left.token.end and right.unit.is_percent
    )  # Hộ nghèo giảm từ 36 xuống 31%
    if of_head and left.qualifier.lower().endswith("từ") and _TO.fullmatch(after_unit):
        left.unit = replace(right.unit, end=left.unit.end)  # giảm từ 13,2 xuống còn 12,6%
    hyphen = re.fullmatch(r"\s*[-–]\s*", between) and not left.sign
    from_to = (
        left.qualifier.lower().endswith("từ")
        and re.fullmatch(_RANGE, after_unit)
        and (not left.unit.raw or left.unit.code == right.unit.code)
    )
    if hyphen or from_to:
        left.bound, right.bound, right.sign = "low", "high", ""
        right.start = right.token.start
        left.series_end = right.end
        if not left.unit.raw:
            left.unit = replace(right.unit, end=left.unit.end)


def _settle(value: Value) -> Reading:
    """A comma before three digits may stand for a thousands dot; the unit tells, or nothing does and both readings are kept."""
    reading, unit = value.reading, value.unit
    if reading.amount and (reading.decimals > _MOST_DECIMALS or Decimal(reading.amount) * unit.multiplier >= _BEYOND):
        return Reading("", None, "unreadable")
    if not is_thousands_comma(value.token.numeral.raw) or reading.reading != "strict":
        return reading
    if unit.multiplier >= 1_000_000_000 or unit.code in _FINE or unit.is_percent:
        return Reading(reading.amount, reading.decimals, "strict")
    if unit.is_countable:
        return Reading(reading.alternative, 0, "ambiguous", reading.amount)
    return Reading(reading.amount, reading.decimals, "ambiguous", reading.alternative)


# Measures that reports do print with three decimals.
_FINE = frozenset(("ha", "km", "m", "m2", "km2", "percent", "times", "kg", "quintal_per_ha"))
