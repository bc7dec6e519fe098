"""Tie: an attainment to the plan that a giver set, when that plan is printed elsewhere in the report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ktxh.extract.figures import Figure

_GIVEN = re.compile(
    r"(?P<giver>trung\s+ương|chính\s+phủ|tỉnh|thành\s+phố|huyện|thị\s+xã|xã)\s+(?:đã\s+)?(?:giao|thông\s+qua)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
# Words of budgets and plans that every such label has.
_COMMON = frozenset(
    "tổng số dự toán kế hoạch giao ubnd hđnd năm ngân sách nhà nước trên địa bàn toàn huyện tỉnh xã đến thời điểm báo cáo tính".split()
)


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


def _giver(words: str) -> str:
    match = _GIVEN.search(words)
    return " ".join(match.group("giver").lower().split()) if match else ""


def _fits(plan: Figure, base: Figure) -> bool:
    """Same unit, and the words that say what it is a plan of among those of the result."""
    subject = _subject(plan.label)
    return plan.value.unit.code == base.value.unit.code and bool(subject) and subject <= _subject(base.label)


def _subject(label: str) -> set[str]:
    return {word for word in _WORD.findall(label.lower()) if word not in _COMMON}
