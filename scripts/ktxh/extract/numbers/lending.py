"""Lend: a list drops the units that its neighbours print; here a number without one gets what it may have."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ktxh.extract.numbers.values import Value

_ASIDE = re.compile(r"\([^()]*\)")
_LISTED = re.compile(
    r"\s*(?:[,;)…/=]|\.\.|\.?$|\.\s|\(\s*\d[\d.,]*\s*%|(?:tăng|giảm|ổn\s+định|không\s+đổi)(?:\s+giá)?\s*(?:[,;.]|và\s|$))"
)
# What is counted per another: only a rate may borrow such a unit.
_RATED = re.compile(r"(?<!\w)(?:[Nn]ăng\s+suất|NS)(?!\w)[^.()\d]*$")
_SHARE_WORD = re.compile(r"t[ỷỉ]\s+(?:lệ|trọng)\s*$")
_PLAN_OF_IT = re.compile(r"\((?:KH|[Kk]ế hoạch)\s*$")
# The year's estimate of what the clause before counted: `khám 310 lượt, ước đến hết năm đạt 400`.
_ESTIMATED = re.compile(
    r"[,;(]\s*(?:dự\s+)?(?:ước|dự\s+kiến)(?:\s+(?:tính|thực\s+hiện|đến|tới|hết|cuối|cả|năm|(?:31/12/)?20\d\d))+(?:\s+(?:là|đạt|được))?\s*$",
    re.IGNORECASE,
)
_OPENS_LIST = re.compile(r"gồm|trong đó|chia ra", re.IGNORECASE)
_CHANGE_OF_IT = re.compile(r"\s*\(\s*(?:(?:tăng|giảm)(?:\s+thêm)?\s*)?", re.IGNORECASE)


def lend_units(text: str, values: list[Value]) -> None:
    """A list drops a unit that its neighbours print: `lạc 1.080 ha; ngô 412 ha; rau 530`."""
    rated: set[int] = set()
    for i, value in enumerate(values):
        goes_on = bool(
            i
            and values[i - 1].ordinal in rated
            and not values[i - 1].has_own_unit
            and _beside(text[values[i - 1].end : value.start])
        )
        if goes_on or _RATED.search(text, max(0, value.start - 60), value.start):
            rated.add(value.ordinal)
        if not value.unit.raw and i and _PLAN_OF_IT.search(text, 0, value.start):
            value.unit = replace(values[i - 1].unit, end=value.unit.end)  # năng suất 54,5 tạ/ha (KH 56)
        beside = bool(not value.unit.raw and i and _CHANGE_OF_IT.fullmatch(text, values[i - 1].end, value.start))
        if beside and (value.sign or not text[: value.start].rstrip().endswith("(")):
            value.unit = replace(values[i - 1].unit, end=value.unit.end)  # năng suất 62 tạ/ha (+1,2)
            continue
        if not value.unit.raw and (estimated := _ESTIMATED.search(text, 0, value.token.start)):
            plain = [v for v in values[:i] if v.unit.raw and not v.unit.is_percent and v.end <= estimated.start()]
            if plain and not re.search(r"[.]\s", text[plain[-1].end : estimated.start()]):
                value.unit = replace(plain[-1].unit, end=value.unit.end)
        if not value.unit.raw and value.ordinal in rated:
            rates = [v for v in values[:i] if v.ordinal in rated and v.has_own_unit and "/" in v.unit.raw]
            if rates:
                value.unit = replace(rates[-1].unit, end=value.unit.end)  # lúa …, NS 62 tạ/ha; ngô …, NS 45
        if value.unit.raw or not _LISTED.match(text, value.token.end):
            continue
        left = _lender(text, value, values[:i][::-1], value.ordinal in rated)
        right = _lender(text, value, values[i + 1 :], value.ordinal in rated)
        opened = left is not None and _OPENS_LIST.search(text[left.end : value.start])
        lender = right if right and (left is None or opened) else left
        if lender is not None:
            value.unit = replace(lender.unit, end=value.unit.end)


def _lender(text: str, value: Value, neighbours: list[Value], is_rate: bool) -> Value | None:
    """The nearest neighbour in the list that prints a plain unit; rates and percentages in between are passed over.

    A rate (`năng suất: lúa 5,8; ngô 4,1 tấn/ha`) has a neighbour's only when that is one too. Money in two powers of
    ten lends none: nobody leaves out what it takes two words to say.
    """
    here = value
    for other in neighbours[:5]:
        first, second = sorted((here, other), key=lambda v: v.token.start)
        between = _ASIDE.sub(" ", text[first.end : second.start])
        if first is other and between.count(")") > between.count("("):
            continue  # it stands in a parenthesis that is closed
        if here is not value and here.unit.is_percent:
            between = _SHARE_WORD.sub("", between)  # giỏi 215/840 HS, tỷ lệ 25,6%, khá 310
        if not _beside(between) or other.last_multiplier:
            return None
        if (
            other.unit.raw
            and not other.unit.is_percent
            and other.unit.code != "times"
            and is_rate == ("/" in other.unit.raw)
        ):
            return other
        here = other
    return None


def _beside(between: str) -> bool:
    return len(between) <= 60 and not re.search(r"[.:%]\s|t[ỷỉ] lệ|đường\s+kính|\d", between)
