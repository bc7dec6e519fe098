"""Tie: a percentage to the plan or earlier value that it is measured against: the b of a pair, a number in the parenthesis
behind its words, or what a giver set and the report prints elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ktxh.extract.meaning import cues
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.numbers.numerals import read_number
from ktxh.extract.numbers.units import spelt
from ktxh.extract.numbers.values import Value
from ktxh.extract.structure.segments import Segments

_GIVEN = re.compile(
    r"(?P<giver>trung\s+ương|chính\s+phủ|tỉnh|thành\s+phố|huyện|thị\s+xã|xã)\s+(?:đã\s+)?(?:giao|thông\s+qua)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
# Words of budgets and plans that every such label has.
_COMMON = frozenset(
    "tổng số dự toán kế hoạch giao ubnd hđnd năm ngân sách nhà nước trên địa bàn toàn huyện tỉnh xã đến thời điểm báo cáo tính".split()
)
_PLANNED = re.compile(
    rf"(?:(?!vượt)[^,;.()\d]){{0,30}}?(?:(?:đạt|bằng|=|hoàn thành)\s*[\d.,]+\s*%\s*%?\s*)?(?:so\s*(?:với)?\s*)?{cues.PLAN_NOUN}"
)
_ATTAINED_NEXT = re.compile(
    rf"[^,;.()\d]{{0,40}},\s*(?:đạt|bằng|=|hoàn\s+thành)\s*(?:(?:gần|hơn|trên|khoảng)\s+)?(?P<percent>\d[\d.,]*)\s*%\s*(?:so\s*(?:với)?\s*)?{cues.PLAN_NOUN}"
)
_ROUNDED = Decimal("0.2")  # reports cut or round the percentage they print
# In the parenthesis, in front of its number: nothing but the words of the comparison again.
_AGAIN = re.compile(
    rf"\s*(?:(?:{cues.PLAN_NOUN}|cùng\s+kỳ|ck|(?:năm|kỳ|tháng|quý)\s+trước|(?:năm\s+)?(?:19|20)\d\d|giao|năm|là|đạt)\s*)*:?\s*",
    re.IGNORECASE,
)
_IN_LINE = re.compile(
    rf"\s*%?\s*(?:so\s*(?:với)?\s*)?(?:{cues.PLAN_NOUN}|cùng\s+kỳ|ck\b)[^.;,:()\d]{{0,40}}", re.IGNORECASE
)
_NEAR = Decimal(2)


def tie_asides(text: str, segments: Segments, figures: list[Figure]) -> None:
    """Numbers beside a comparison that are what it compares with.

    Behind its words, mostly in a parenthesis: `đạt 101% KH (18.000 ha)`, `bằng 88% dự toán giao 146 tỷ đồng`; or told before it:
    `kế hoạch giao 190 liều, đạt 96% kế hoạch`, `cùng kỳ 36 lượt, tăng 5,9%`.
    """
    for told, said in pairwise(figures):
        if _is_open(said) and told.is_level and told is not said.base and told.scenario == said.comparator_kind:
            start, end = segments.sentence(said.value.start)
            beside = start <= said.base.value.start < told.value.start < end and told.value.whole_of is None
            together = segments.parenthesis(told.value.token.start) == segments.parenthesis(said.value.token.start)
            if beside and together and _is_alike(said, told) and ";" not in text[told.value.end : said.value.start]:
                said.comparator = told
    for said, aside in pairwise(figures):
        if not _is_open(said) or not said.comparator_raw or not aside.is_level:
            continue
        around = segments.parenthesis(aside.value.token.start)
        opened = around.open if around and said.value.end <= around.open else None
        between = text[said.value.end : aside.value.start if opened is None else opened]
        again = opened is not None and _AGAIN.fullmatch(text, opened + 1, aside.value.start)
        in_line = opened is None and _IN_LINE.fullmatch(between) and aside.scenario == said.comparator_kind
        if re.search(r"[.;,:()]", between) or not (again or in_line) or not _is_alike(said, aside):
            continue
        if not aside.value.has_own_unit:
            aside.value.unit = replace(said.base.value.unit, end=aside.value.end)
        if in_line:
            said.comparator_raw = said.comparator_raw.partition(aside.value.token.numeral.raw)[0].strip()
        said.comparator, aside.scenario = aside, said.comparator_kind
        if not said.direction and not _attains(said.base, said):
            start = segments.sentence(said.value.start)[0]
            others = [
                f for f in figures if start <= f.value.start < said.value.start and f.is_level and _attains(f, said)
            ]
            said.base = others[-1] if others else said.base  # đón 41.260 lượt, trong đó …, bằng 22,3% KH (185.000 lượt)


def _is_open(said: Figure) -> bool:
    """Whether a percentage or change of a printed level lacks what it is measured against."""
    return said.comparator_kind in ("plan", "previous") and said.comparator is None and said.base is not None


def _attains(level: Figure, said: Figure) -> bool:
    """Whether a level makes the percentage of the number that it is compared with."""
    percent, against = said.value.reading.amount, said.comparator.value
    amounts = percent and level.value.reading.amount and against.reading.amount and Decimal(against.reading.amount)
    return bool(amounts) and level is not said.comparator and makes_share(level.value, against, Decimal(percent))


def _is_alike(said: Figure, aside: Figure) -> bool:
    """Whether a number may be what a level is compared with: in its unit, and behind a change no more than twice or less than half of it."""
    level, other = said.base.value, aside.value
    if other.has_own_unit and spelt(other.unit.raw) != spelt(level.unit.raw) and other.unit.code != level.unit.code:
        return False
    if not said.direction:
        return True
    amounts = [Decimal(v.reading.amount or 0) * v.unit.multiplier for v in (level, other)]
    return all(amounts) and 1 / _NEAR <= amounts[0] / amounts[1] <= _NEAR


def tie_given_plans(figures: Iterable[Figure]) -> None:
    """Set the comparator of `đạt 158% dự toán tỉnh giao` to the plan of that giver and subject, when there is just one."""
    read = list(figures)
    given: dict[str, list[Figure]] = {}
    for figure in read:
        if figure.is_level and figure.scenario == "plan" and (giver := _giver(figure.label)):
            given.setdefault(giver, []).append(figure)
    for figure in read:
        if figure.comparator_kind == "plan" and figure.comparator is None and figure.base is not None:
            plans = given.get(_giver(figure.comparator_raw), [])
            fitting = [plan for plan in plans if _fits(plan, figure.base)]
            if len(fitting) == 1:
                figure.comparator = fitting[0]


def is_plan_of_pair(a: Value, b: Value, behind: str) -> bool:
    """Whether plan words stand behind a/b: `62/60 ha kế hoạch`, `khám 310/400 lượt, đạt 77,5% kế hoạch`.

    Plan words of the next clause count when its percentage is a of b.
    """
    if _PLANNED.match(behind):
        return True
    match = _ATTAINED_NEXT.match(behind)
    if not match or not (a.reading.amount and b.reading.amount and Decimal(b.reading.amount)):
        return False
    return makes_share(a, b, Decimal(read_number(match.group("percent")).amount or 0))


def makes_share(a: Value, b: Value, percent: Decimal) -> bool:
    """Whether a is so many percent of b, as reports cut or round it; both must have an amount."""
    whole = Decimal(b.reading.amount) * b.unit.multiplier
    share = 100 * Decimal(a.reading.amount) * a.unit.multiplier / whole if whole else Decimal(0)
    return abs(share - percent) < _ROUNDED


def _giver(words: str) -> str:
    match = _GIVEN.search(words)
    return " ".join(match.group("giver").lower().split()) if match else ""


def _fits(plan: Figure, base: Figure) -> bool:
    """Same unit, and the words that say what it is a plan of among those of the result."""
    subject = _subject(plan.label)
    return plan.value.unit.code == base.value.unit.code and bool(subject) and subject <= _subject(base.label)


def _subject(label: str) -> set[str]:
    return {word for word in _WORD.findall(label.lower()) if word not in _COMMON}
