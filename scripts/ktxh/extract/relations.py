"""Relate: the arithmetic that the text states by its form, as rows that an audit can test.

sum and subset from parts and their totals, ratio from percentages with both numbers printed, change from a level with its
absolute and relative change, same from a quantity printed again, list_count from a count and the names behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ktxh.extract.contract import LABEL_SEPARATOR
from ktxh.extract.figures import Figure
from ktxh.extract.parents import same_thing
from ktxh.extract.passages import Passage
from ktxh.extract.places import Mention
from ktxh.extract.segments import Segments

_SOME = re.compile(r"trong\s+đó\s+(?:có|riêng)|riêng\b|\.\.\.|…|v\.v|một\s+số", re.IGNORECASE)
_NAME = re.compile(r"[A-ZĐÂÊÔƠƯ]")
_LIST = re.compile(r"[^;.(:]{0,80}(?P<opens>[(:])\s*")
_LIST_END = re.compile(r"[.;(\n]|$")
_NOTE_ITEM = re.compile(r"[^;\s][^;]*")


@dataclass(frozen=True)
class Term:
    """A term of a relation: a figure, or a listed name with its offsets in the passage."""

    role: str
    figure: Figure | None = None
    name: str = ""
    start: int = -1
    end: int = -1


@dataclass
class Relation:
    """One relation: kind and terms of the raw contract, and the passage that states it."""

    kind: str
    terms: list[Term]
    passage: Passage
    evidence: str = ""
    at: int = field(default=0)


def find_relations(
    passage: Passage, figures: list[Figure], segments: Segments, mentions: list[Mention]
) -> list[Relation]:
    """The relations that one passage states, in reading order."""
    found = [
        *_sums(passage, figures),
        *_sums_over_a_whole(passage, figures, segments),
        *_ratios(passage, figures),
        *_changes(passage, figures),
        *_repetitions(passage, figures),
        *_counts_of_names(passage, figures, segments, mentions),
    ]
    return sorted(found, key=lambda relation: relation.at)


def _relation(kind: str, passage: Passage, terms: list[tuple[str, Figure]]) -> Relation:
    ordered = sorted(terms, key=lambda term: term[1].value.ordinal)
    first, last = passage.tokens[0].numeral.ordinal, passage.tokens[-1].numeral.ordinal
    inside = [figure for _, figure in ordered if first <= figure.value.ordinal <= last]
    start, end = inside[0].value.token.start, inside[-1].value.end
    evidence = re.sub(r"\s+", " ", passage.text[max(0, start - 40) : end]).strip()
    return Relation(kind, [Term(role, figure) for role, figure in ordered], passage, evidence[:300], start)


def _sums(passage: Passage, figures: list[Figure]) -> Iterator[Relation]:
    """One for each list of parts; parts that another passage announced are gathered by `announced_sums`."""
    lists: dict[tuple[int, str], list[Figure]] = {}
    here = {figure.value.ordinal for figure in figures}
    for figure in figures:
        if figure.parent is not None and not figure.part_list.startswith(("announced", "whole")):
            lists.setdefault((figure.parent.value.ordinal, figure.part_list), []).append(figure)
    for (ordinal, _), parts in lists.items():
        if ordinal not in here:
            continue
        total = next(f for f in figures if f.value.ordinal == ordinal)
        if total.measure == "whole":  # the b of `85/94`: its a is the first part
            parts.insert(0, next(f for f in figures if f.value is total.value.whole_of))
        yield _parts(passage, total, parts, passage.text)
    yield from _cross_sums(passage, figures)


def _cross_sums(passage: Passage, figures: list[Figure]) -> Iterator[Relation]:
    """One total broken down twice, the second time with the first's members in parentheses: they add up to those members.

    `66 đơn đất đai, 19 đơn khác. Cụ thể: hòa giải thành 27 đơn (21 đất đai, 06 khác); …`
    """
    for first in figures:
        if first.parent is None or not first.label:
            continue
        others = [f for f in figures if f.parent is first.parent and f.part_list != first.part_list]
        inner = [f for f in figures if f.parent in others and _name(f) == _name(first)]
        outer = [f for f in others if _name(f) == _name(first)]
        if len(inner) >= 2:
            yield _relation("sum", passage, [("total", first), *(("part", part) for part in [*inner, *outer])])


def _name(figure: Figure) -> str:
    return re.sub(r"\bvề\s+", "", figure.label.rpartition(LABEL_SEPARATOR)[2].lower())


def announced_sums(passages: Iterable[tuple[Passage, list[Figure]]]) -> Iterator[Relation]:
    """Sums whose total announced a list of bullets or a footnote: one for each total and unit."""
    lists: dict[int, tuple[Passage, Figure, list[Figure]]] = {}
    for passage, figures in passages:
        for figure in figures:
            if figure.parent is not None and figure.part_list.startswith("announced"):
                lists.setdefault(figure.parent.value.ordinal, (passage, figure.parent, []))[2].append(figure)
    for passage, total, parts in lists.values():
        yield _parts(passage, total, parts, "")


def _parts(passage: Passage, total: Figure, parts: list[Figure], text: str) -> Relation:
    """A sum, or a subset when the words or the count of parts say that not all are named."""
    some = len(parts) == 1 or parts[-1].part_list.startswith("sector")
    if text and not some:
        start = min(total.value.end, parts[0].value.start)
        behind = text[parts[-1].value.end : parts[-1].value.end + 40]
        some = bool(
            _SOME.search(text[start : parts[0].value.start]) or re.match(r"[^.;)]{0,30}(?:…|\.\.\.|v\.v)", behind)
        )
    terms = [("total", total), *(("part", part) for part in parts)]
    return _relation("subset" if some else "sum", passage, terms)


def _sums_over_a_whole(passage: Passage, figures: list[Figure], segments: Segments) -> Iterator[Relation]:
    """`Tốt 515/3.809, Khá 1.613/3.809, Đạt …`: the parts of one whole, printed with each of them."""
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        whole = figure.value.whole
        if whole is None or not whole.reading.amount or figure.scenario == "plan":
            continue
        b = next((f for f in figures if f.value is whole), None)
        if b is None or b.measure != "whole":
            continue
        place = (
            segments.sentence(figure.value.token.start),
            segments.parenthesis(figure.value.token.start),
            figure.places,
        )
        key = (whole.reading.amount, *place)
        groups.setdefault(key, []).append(figure)
    for (amount, *_), parts in groups.items():
        if len(parts) < 2:
            continue
        printed = (f for f in figures if f.is_level and f.value.reading.amount == amount and same_thing(f, parts[0]))
        total = next(printed, None) or next(f for f in figures if f.value is parts[0].value.whole)
        if total.value.ordinal < parts[-1].value.ordinal and total not in parts:
            yield _relation("sum", passage, [("total", total), *(("part", part) for part in parts)])


def _ratios(passage: Passage, figures: list[Figure]) -> Iterator[Relation]:
    for figure in figures:
        if figure.measure in ("share_pct", "attainment_pct", "index_pct") and figure.base and figure.comparator:
            yield _relation(
                "ratio", passage, [("numerator", figure.base), ("denominator", figure.comparator), ("percent", figure)]
            )


def _changes(passage: Passage, figures: list[Figure]) -> Iterator[Relation]:
    """A level with its absolute and its relative change: one of the two can be computed from the other."""
    for first, second in pairwise(figures):
        kinds = {first.measure: first, second.measure: second}
        if set(kinds) == {"change_abs", "change_pct"} and first.base is not None and first.base is second.base:
            yield _relation(
                "change",
                passage,
                [("current", first.base), ("change", kinds["change_abs"]), ("percent", kinds["change_pct"])],
            )


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
            yield _relation("same", passage, [("member", figure) for figure in again])


def _counts_of_names(
    passage: Passage, figures: list[Figure], segments: Segments, mentions: list[Mention]
) -> Iterator[Relation]:
    """`03 xã: Trấn Yên, Tân Tri, …`, `05 sản phẩm (sản phẩm …, sản phẩm …)`: a count and what it counts, by name."""
    here = {figure.value.ordinal for figure in figures}
    counts = [token for token in passage.tokens if token.numeral.ordinal in here]
    starts = [token.start for token in counts]
    for figure in figures:
        if (
            not figure.is_level
            or figure.value.reading.decimals
            or figure.value.unit.is_percent
            or not figure.value.unit.raw
        ):
            continue
        opened = _LIST.match(passage.text, figure.value.end)
        if not opened:
            continue
        start = opened.end()
        first = bisect_left(starts, figure.value.end)
        if first < len(starts) and starts[first] < start:
            continue
        around = next((p for p in segments.parentheses if p.open == opened.start("opens")), None)
        stop = around.close if around else _LIST_END.search(passage.text, start).start()
        inside = passage.text[start:stop]
        within = starts[bisect_left(starts, start) : bisect_left(starts, stop)]
        if any(passage.text[at - 1 : at] in " (" for at in within):
            continue
        names = list(_names(inside, start, figure, mentions))
        if names:
            terms = [Term("count", figure), *(Term("member", None, name, at, end) for name, at, end in names)]
            evidence = re.sub(r"\s+", " ", passage.text[figure.value.start : stop]).strip()
            yield Relation("list_count", terms, passage, evidence[:300], figure.value.token.start)


def _names(inside: str, offset: int, figure: Figure, mentions: list[Mention]) -> Iterator[tuple[str, int, int]]:
    """The items of a list, when all are names: places where places are counted, else words that repeat the counter or start with a capital."""
    counts_places = figure.value.unit.code in ("commune", "village")
    items = list(re.finditer(r"[^,;]+", inside))
    counter = figure.value.unit.raw.lower().split()[0]
    for item in items:
        words = item.group().strip(" .")
        names_it = words.lower().startswith(counter) or (counts_places and any(m.name in words for m in mentions))
        if not words or not (names_it or (counts_places and _NAME.match(words))) or not _NAME.search(words):
            return
    for item in items:
        words = item.group().strip(" .")
        at = offset + item.start() + (len(item.group()) - len(item.group().lstrip()))
        yield words, at, at + len(words)


def names_in_note(passage: Passage, counts: list[Figure]) -> Relation | None:
    """A footnote that is a list of names, apart by semicolons, behind a count: `04 trường¹` … `¹ Trường A; Trường B; …`.

    Of several counts in front of the mark the one that the list bears out is meant, else the last.
    """
    if not counts:
        return None
    items = [match.span() for match in _NOTE_ITEM.finditer(passage.text.rstrip(" ."))]
    heads = tuple(word.strip().lower() for word in counts[-1].value.unit.raw.split(","))
    headed = [passage.text[start:end].lower().startswith(heads) for start, end in items]
    if 2 * sum(headed) > len(items):  # an item that does not start with the counter goes on the one before
        for i in range(len(items) - 1, 0, -1):
            if not headed[i]:
                items[i - 1 : i + 1] = [(items[i - 1][0], items[i][1])]
    if len(items) < 2 or not all(
        _NAME.search(passage.text[start : start + 16]) or start == items[0][0] for start, _ in items
    ):
        return None
    count = next((c for c in reversed(counts) if c.value.reading.amount == str(len(items))), counts[-1])
    terms = [Term("count", count), *(Term("member", None, passage.text[start:end], start, end) for start, end in items)]
    return Relation("list_count", terms, passage, passage.text[:300], 0)
