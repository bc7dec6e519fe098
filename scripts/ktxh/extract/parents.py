"""Nest: which printed total a level is a part of, where the text says so by its form."""

from __future__ import annotations

import re

from ktxh.extract.figures import Figure
from ktxh.extract.passages import Passage
from ktxh.extract.segments import Segments

_CUE = re.compile(r"trong\s+đó|tr\.\s?đó|(?:bao\s+)?gồm|chia\s+ra|cụ\s+thể", re.IGNORECASE)
_AMONG = re.compile(r"(?:trong|xét)(?:\s+tổng)?(?:\s+số)?\s*$", re.IGNORECASE)
_ANOTHER_TOTAL = re.compile(r"^\W*tổng(?!\s+trị\s+giá|\s+kinh\s+phí)", re.IGNORECASE)
# Codes under which things of many sorts are counted: there the printed words must agree.
_MIXED = frozenset(("item", "dossier", "project", ""))


def find_parents(
    passage: Passage, figures: list[Figure], segments: Segments, announced: Figure | None, announces_all: bool
) -> None:
    """Set `parent` of levels: parts in parentheses, behind `trong đó` or `gồm`, `Trong 18 … có 11`, or in what a total announced.

    `announced` is the total that the passage hangs under (a bullet under `61.460 triệu đồng, gồm:`, a footnote's list);
    only the first level of a bullet is its part, unless `announces_all` (a footnote that is nothing but a list).
    """
    levels = [figure for figure in figures if figure.is_level and figure.value.bound != "low"]
    for i, figure in enumerate(levels):
        if figure.scenario == "plan" and figure.value.whole_of is not None:
            continue
        before = levels[:i]
        around = segments.parenthesis(figure.value.token.start)
        total = None
        if around:
            total = _in_front_of(segments, before, around.open, figure)
        elif not figure.value.unit.is_percent:
            total = _behind_cue(passage.text, segments, before, figure) or _among(
                passage.text, segments, before, figure
            )
        if total is None and announced is not None and around is None and (announces_all or not before):
            total = announced if _same_thing(announced, figure) else None
        figure.parent = total


def _in_front_of(segments: Segments, before: list[Figure], open_at: int, figure: Figure) -> Figure | None:
    """The last level of the same unit in front of a parenthesis, inside the item that the parenthesis belongs to."""
    start, _ = segments.item(open_at)
    outside = [
        f
        for f in before
        if start <= f.value.token.start < open_at
        and segments.parenthesis(f.value.token.start) == segments.parenthesis(open_at)
    ]
    if figure.value.unit.raw:
        outside = [f for f in outside if _same_thing(f, figure)]
    return outside[-1] if outside else None


def _behind_cue(text: str, segments: Segments, before: list[Figure], figure: Figure) -> Figure | None:
    """The level in front of the nearest `trong đó` of this sentence; for one that starts it, the total of the sentence before."""
    at = figure.value.token.start
    start, _ = segments.sentence(at)
    label = text[max(start, before[-1].value.end if before else 0) : figure.value.start]
    if _ANOTHER_TOTAL.match(re.split(r"[:;]\s*", label.strip(" :;"))[-1] if label.strip(" :;") else ""):
        return None
    cues = [
        m
        for m in _CUE.finditer(text, start, figure.value.start)
        if segments.parenthesis(m.start()) == segments.parenthesis(at)
    ]
    for cue in reversed(cues):
        totals = [
            f
            for f in before
            if f.value.end <= cue.start()
            and segments.parenthesis(f.value.token.start) == segments.parenthesis(cue.start())
        ]
        within = [f for f in totals if f.value.token.start >= start and _same_thing(f, figure)]
        if within:
            return within[-1]
        if not text[start : cue.start()].strip(" -+*"):
            earlier = [f for f in totals if _same_thing(f, figure)][-1:]
            return (earlier[0].parent or earlier[0]) if earlier else None
    return None


def _among(text: str, segments: Segments, before: list[Figure], figure: Figure) -> Figure | None:
    """`Trong 18 chỉ tiêu có 11 …; 07 …`: the number behind `trong` is the total of those that follow."""
    start, _ = segments.sentence(figure.value.token.start)
    for total in before:
        if (
            total.value.token.start >= start
            and _AMONG.search(text, start, total.value.start)
            and _same_thing(total, figure)
        ):
            return total
    return None


def _same_thing(total: Figure, part: Figure) -> bool:
    a, b = total.value.unit, part.value.unit
    if not b.raw or not a.raw:
        return True
    first = a.raw.lower().split()[:1] == b.raw.lower().split()[:1]
    return a.raw.lower() == b.raw.lower() or first or (a.code == b.code and a.code not in _MIXED)
