"""Relate: the arithmetic that the text states by its form, as rows that an audit can test.

sum and subset from parts and their totals, shares from the percentages of all parts of one total, ratio from percentages with both numbers
printed, change from a level with its change and the level before or the relative change, whole_before from a count and its index or growth,
product from area, yield and output or number and price, same from a quantity printed again, list_count from a count and the names behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ktxh.extract.contract import LABEL_SEPARATOR
from ktxh.extract.linking.levels import same_thing
from ktxh.extract.linking.names import counts_of_names
from ktxh.extract.linking.shares import shares_by_base, shares_of, shares_of_structure
from ktxh.extract.linking.sums import sums
from ktxh.extract.linking.terms import Relation, relate
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.meaning.places import Mention
from ktxh.extract.numbers.dates import period_length
from ktxh.extract.numbers.units import counts_things
from ktxh.extract.structure.passages import Passage
from ktxh.extract.structure.segments import Segments

# Between a change and its percentage: words or a parenthesis, no other item; `tăng 0 71 %` is one number that fell apart.
_THEN_PERCENT = re.compile(r"(?=.*[^\W\d_(]|.*\()[^;.]{0,40}")
_THEN_CHANGE = re.compile(r"[^;.)]{0,25}(?:\(|tương\s+ứng|tương\s+đương|bằng|hay|tức)[^;.)]{0,25}", re.IGNORECASE)
_WORDS = r"(?:[^;.:()\d]|(?:19|20)\d\d)"  # and years
_TO = re.compile(rf"{_WORDS}{{0,30}}\b(?:lên|xuống|còn|đến|tới|thành)\b[^;.:()\d]{{0,20}}", re.IGNORECASE)
_THEN = re.compile(rf"(?:{_WORDS}|[()]){{0,40}}")
_YIELD = re.compile(r"năng\s+suất|\bNS\b", re.IGNORECASE)
_OUTPUT = re.compile(r"sản\s+lượng|\bSL\b", re.IGNORECASE)
_BARE_YIELD = re.compile(r"năng\s+suất(?:\s+bình\s+quân)?", re.IGNORECASE)
_BARE_OUTPUT = re.compile(r"sản\s+lượng(?:\s+(?:thóc|lúa|ngô|quả|búp|mủ)(?:\s+tươi)?)?", re.IGNORECASE)
_SOWN = re.compile(r"gieo|xuống\s+giống|trồng\s+mới|kế\s+hoạch", re.IGNORECASE)
_RANGE = re.compile(r"\d%?\s*(?:[-–]|đến)\s*$")
_IS_SO_MANY = re.compile(r"\s*%\s*(?:trở\s+(?:lên|xuống)\s*)?(?:là|:)\s*\d")
_ON_AVERAGE = re.compile(r"bình\s+quân|mỗi|hằng|hàng", re.IGNORECASE)
_PER_YEAR = re.compile(r"\s*%?\s*(?:/|mỗi|một|hằng|hàng)\s*năm", re.IGNORECASE)
_TIMES, _MAKES = re.compile(r"\s*[x×]\s*", re.IGNORECASE), re.compile(r"\s*=\s*")
_DOWN = {"change": Decimal(-1)}
# A yield's base unit is tonnes per hectare, those of area and output m² and kg: 1 t/ha is 0.1 kg/m².
_KG_PER_M2 = Decimal("0.1")
_YIELDS = frozenset(("quintal_per_ha", "tonne_per_ha"))


def find_relations(
    passage: Passage, figures: list[Figure], segments: Segments, mentions: list[Mention]
) -> list[Relation]:
    """The relations that one passage states, in reading order."""
    added, shares = list(sums(passage, figures, segments)), shares_by_base(figures)
    found = [
        *added,
        *(of_parts for relation in added for of_parts in shares_of(relation, shares)),
        *shares_of_structure(passage, figures, segments),
        *_ratios(passage, figures),
        *_growths(passage, figures),
        *_changes(passage, figures),
        *_steps(passage, figures),
        *_whole_numbers_before(passage, figures),
        *_products(passage, figures, segments),
        *_prices(passage, figures),
        *_repetitions(passage, figures),
        *counts_of_names(passage, figures, segments, mentions),
    ]
    return sorted(found, key=lambda relation: relation.at)


def _ratios(passage: Passage, figures: list[Figure]) -> Iterator[Relation]:
    for figure in figures:
        if figure.measure not in ("share_pct", "attainment_pct", "index_pct") or not (
            figure.base and figure.comparator
        ):
            continue
        if not _is_class(passage, figure) and (figure.measure != "index_pct" or _as_long(figure)):
            yield relate(
                "ratio", passage, [("numerator", figure.base), ("denominator", figure.comparator), ("percent", figure)]
            )


def _is_class(passage: Passage, figure: Figure) -> bool:
    """Whether a percentage names a class of things and no share: `thiệt hại từ 30 - 70% là 640 ha, trên 70% là 1.222 ha`."""
    token = figure.value.token
    return bool(
        _RANGE.search(passage.text[max(0, token.start - 12) : token.start])
        or _IS_SO_MANY.match(passage.text, token.end)
    )


def _as_long(index: Figure) -> bool:
    """Whether an index compares periods of one length: ten months are not held against a month."""
    return len({period_length(f.period) for f in (index.base, index.comparator)} - {0}) < 2


def _changes(passage: Passage, figures: list[Figure]) -> Iterator[Relation]:
    """A level with its absolute and its relative change: one of the two can be computed from the other."""
    for first, second in pairwise(figures):
        kinds = {first.measure: first, second.measure: second}
        if set(kinds) != {"change_abs", "change_pct"} or first.base is None or first.base is not second.base:
            continue
        change = kinds["change_abs"]
        between = passage.text[first.value.end : second.value.start]
        goes_on = _THEN_PERCENT if change is first else _THEN_CHANGE
        if first.direction != second.direction or not same_thing(first.base, change) or not goes_on.fullmatch(between):
            continue
        terms = [("current", first.base), ("change", change), ("percent", kinds["change_pct"])]
        yield relate("change", passage, terms, _signs(change))


def _growths(passage: Passage, figures: list[Figure]) -> Iterator[Relation]:
    """A change beside the level and the level before, or planned, both printed: in percent a growth, else their difference."""
    for figure in figures:
        now, before = figure.base, figure.comparator
        if figure.comparator_kind not in ("previous", "plan") or now is None or before is None or not figure.direction:
            continue
        role = {"change_pct": "growth", "change_abs": "change", "change_pp": "change"}.get(figure.measure)
        if role and same_thing(now, before) and _as_long(figure):
            terms = [("current", now), (role, figure), ("previous", before)]
            yield relate(role, passage, terms, {role: Decimal(-1 if figure.direction == "down" else 1)})


def _steps(passage: Passage, figures: list[Figure]) -> Iterator[Relation]:
    """`giảm từ 22% xuống còn 17%, giảm 5%`: the level before, the level now and the difference."""
    for before, now, change in zip(figures, figures[1:], figures[2:], strict=False):
        stands = before.is_level and now.is_level and before.scenario == "previous" and now.scenario != "previous"
        if not stands or change.measure not in ("change_abs", "change_pp") or change.base is not now:
            continue
        first, second = (passage.text[a.value.end : b.value.start] for a, b in ((before, now), (now, change)))
        in_points = now.value.unit.is_percent and change.value.unit.is_percent
        alike = same_thing(before, now) and (same_thing(now, change) or in_points) and before.places == now.places
        if _ON_AVERAGE.search(second) or _PER_YEAR.match(passage.text, change.value.token.end):
            continue
        if alike and change.direction and _TO.fullmatch(first) and _THEN.fullmatch(second):
            terms = [("previous", before), ("current", now), ("change", change)]
            yield relate("change", passage, terms, _signs(change))


def _whole_numbers_before(passage: Passage, figures: list[Figure]) -> Iterator[Relation]:
    """`2.965 con bằng 102,58% cùng kỳ`: things counted one by one were a whole number before too, where so few were counted that it tells."""
    for figure in figures:
        role = {"index_pct": "percent", "change_pct": "growth"}.get(figure.measure)
        now = figure.base
        if role is None or now is None or figure.comparator or figure.comparator_kind != "previous":
            continue
        counted = (
            now.is_level and now.value.unit.is_countable and not now.value.reading.decimals and now.scenario == "actual"
        )
        if (
            not counted
            or {now.value.bound, figure.value.bound} != {"exact"}
            or not (figure.value.reading.amount and now.value.reading.amount)
        ):
            continue
        sign = Decimal(-1) if figure.direction == "down" else Decimal(1)
        printed = Decimal(figure.value.reading.amount)
        index = printed if role == "percent" else 100 + sign * printed
        step = Decimal(1).scaleb(-(figure.value.reading.decimals or 0))
        if (
            index > 0 and 100 * Decimal(now.value.reading.amount) * step < index * index
        ):  # less than one whole number on average
            yield relate("whole_before", passage, [("current", now), (role, figure)], {"growth": sign})


def _signs(change: Figure) -> dict[str, Decimal]:
    return _DOWN if change.direction == "down" else {}


def _products(passage: Passage, figures: list[Figure], segments: Segments) -> Iterator[Relation]:
    """`Lúa xuân 1.886 ha, năng suất 50,8 tạ/ha, sản lượng 9.581 tấn`: area × yield = output of one crop in one sentence."""
    levels = [f for f in figures if f.is_level and not (f.scenario == "plan" and f.value.whole_of)]
    for before, area, rate, output in zip([None, *levels], levels, levels[1:], levels[2:], strict=False):
        units = (area.value.unit.code, output.value.unit.code)
        if units != ("ha", "tonne") or rate.value.unit.code not in _YIELDS:
            continue
        start, end = segments.sentence(area.value.token.start)
        start = max(start, before.value.end if before else 0)
        in_front = passage.text[start : area.value.start]
        is_said = _YIELD.search(passage.text, area.value.end, rate.value.start) and _OUTPUT.search(
            passage.text, rate.value.end, output.value.start
        )
        alike = len({(f.scenario, f.period, f.places) for f in (area, rate, output)}) == 1
        # What was sown is not all harvested, so only an area without a verb or with that of the harvest counts.
        if (
            is_said
            and alike
            and _is_one_crop(area, rate, output)
            and not _SOWN.search(in_front)
            and output.value.end <= end
        ):
            relation = relate("product", passage, [("factor", area), ("factor", rate), ("total", output)])
            relation.terms = [
                replace(term, coefficient=_KG_PER_M2) if term.figure is rate else term for term in relation.terms
            ]
            yield relation


def _prices(passage: Passage, figures: list[Figure]) -> Iterator[Relation]:
    """`137 suất x 400.000 đồng/suất = 54.800.000 đồng`: so many of a thing at so much each."""
    for number, price, amount in zip(figures, figures[1:], figures[2:], strict=False):
        times = _TIMES.fullmatch(passage.text, number.value.end, price.value.start)
        money = (
            amount.value.unit.code == "VND" and number.value.unit.multiplier == 1 and counts_things(number.value.unit)
        )
        if times and money and _MAKES.fullmatch(passage.text, price.value.end, amount.value.start) and amount.is_level:
            yield relate("product", passage, [("factor", number), ("factor", price), ("total", amount)])


def _is_one_crop(area: Figure, rate: Figure, output: Figure) -> bool:
    """Whether yield and output stand under the head of the area, or have no words but their own."""
    heads = {figure.label.rpartition(LABEL_SEPARATOR)[0] for figure in (rate, output)}
    if heads == {""}:
        return bool(_BARE_YIELD.fullmatch(rate.label) and _BARE_OUTPUT.fullmatch(output.label))
    return len(heads) == 1 and heads <= {area.label, area.label.rpartition(LABEL_SEPARATOR)[0]}


def _repetitions(passage: Passage, figures: list[Figure]) -> Iterator[Relation]:
    """The whole or plan of a/b printed again, and where it first stood as a number of its own."""
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.measure in ("level", "whole") and figure.value.reading.amount:
            groups.setdefault(figure.value.reading.amount, []).append(figure)
    for members in groups.values():
        wholes = [f for f in members if f.value.whole_of is not None and (f.measure == "whole" or f.scenario == "plan")]
        if not wholes:
            continue
        first = [
            f
            for f in members
            if f not in wholes and f.value.ordinal < wholes[0].value.ordinal - 1 and same_thing(f, wholes[0])
        ]
        again = [*first[-1:], *wholes]
        if len(again) > 1 and len({figure.places for figure in wholes}) == 1:
            yield relate("same", passage, [("member", figure) for figure in again])
