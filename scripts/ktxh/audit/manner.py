"""Weigh: how usual a number would be in its report, before any arithmetic: its size, its decimal places, how it is written.

An explanation changes what the report was meant to say, so it is as likely as that is: a report that prints its areas with one place would
not have meant 816,31, and 15.95 is no way to write a number. Counted in the report itself; nothing is known beforehand but that sizes
spread evenly over the powers of ten, as printed numbers do (Benford).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ktxh.audit.relations import SAID, Cell, Relation
from ktxh.audit.slips import WELL_FORMED
from ktxh.extract.numbers.numerals import read_number

_UNSEEN = 0.5  # what is counted for each way of writing before any was seen (Krichevsky–Trofimov)
_PLACES = 5  # ways: none to four decimals
_AROUND = 3  # numbers of a kind, before and behind, that are written alike
_USUAL = 0.05  # a chance that is worth following
_SIZES = 10  # ways: one to ten digits before the comma


class Manner:
    """How the numbers of one report are written."""

    def __init__(self, cells: Mapping[str, Cell], relations: Iterable[Relation]) -> None:
        self._cells, relations = cells, list(relations)
        self._seen: Counter[object] = Counter()
        self._alike: dict[object, list[Cell]] = {}
        self._position: dict[str, int] = {}  # among those that are alike
        for cell in cells.values():
            self._count(cell, 1)
            alike = self._alike.setdefault(_kind(cell), [])
            self._position[cell.cell_id] = len(alike)
            if cell.amount is not None:
                alike.append(cell)
        self._determined = _determined(relations)
        self._beside: dict[str, set[str]] = {}
        for relation in relations:
            for cell_id in relation.cell_ids:
                self._beside.setdefault(cell_id, set()).update(relation.cell_ids - {cell_id})

    def _count(self, cell: Cell, by: int) -> None:
        self._seen[_form(cell.text)] += by
        self._seen["written"] += by
        if cell.amount is not None:
            kind = _kind(cell)
            self._seen[kind] += by
            self._seen[kind, "places", cell.decimals] += by
            self._seen[kind, "size", _size(cell.amount)] += by

    def odds(self, cell: Cell, text: str, value: Decimal, decimals: int) -> float:
        """How much likelier the report was to mean `text` than what is printed in a cell."""
        self._count(cell, -1)
        odds = self._meant(cell, text, value, decimals) / self._meant(cell, cell.text, cell.amount, cell.decimals)
        self._count(cell, 1)
        if cell.cell_id not in self._determined and cell.amount is not None:
            odds *= _as_long(cell.amount, cell.decimals) / _as_long(value, decimals)
        return odds

    def _around(self, cell: Cell, kind: object) -> list[Cell]:
        """The numbers of its kind that the same hand wrote just before and behind it."""
        alike, at = self._alike[kind], self._position[cell.cell_id]
        return [other for other in alike[max(0, at - _AROUND) : at + _AROUND + 1] if other is not cell]

    def usual_places(self, cell: Cell) -> set[int]:
        """The decimals that a cell may well have been meant to have, whatever is printed."""
        kind = _kind(cell)
        return {decimals for decimals in range(_PLACES) if self._places(cell, kind, decimals) >= _USUAL}

    def _meant(self, cell: Cell, text: str, value: Decimal | None, decimals: int) -> float:
        """The chance of a number's places, size and form, by what the report has of its kind."""
        form, kind = _form(text), _kind(cell)
        chance = 1.0
        if form == "malformed":
            chance *= _share(self._seen[form], self._seen["written"], 2)
        elif form != "short":
            chance *= _share(self._seen[form], self._seen["dotted"] + self._seen["bare"], 2)
        if value is None:
            return chance
        size = _share(self._seen[kind, "size", _size(value)], self._seen[kind], _SIZES)
        return chance * size * self._places(cell, kind, decimals)

    def _places(self, cell: Cell, kind: object, decimals: int) -> float:
        """The chance of so many decimals: as beside it in its relations, else as around it in the text, else as in all of its kind."""
        beside = [self._cells[other] for other in self._beside.get(cell.cell_id, ())]
        alike = [other.decimals for other in beside if other.amount is not None and _kind(other) == kind]
        alike = alike or [other.decimals for other in self._around(cell, kind)]
        usual = _share(self._seen[kind, "places", decimals], self._seen[kind], _PLACES)
        return (alike.count(decimals) + _UNSEEN * usual) / (len(alike) + _UNSEEN)


def _share(seen: int, all_seen: int, ways: int) -> float:
    return (seen + _UNSEEN) / (all_seen + _UNSEEN * ways)


def _size(value: Decimal) -> int:
    """Digits before the comma."""
    return len(str(int(value)))


def _as_long(value: Decimal, decimals: int) -> int:
    """How many numbers have as many digits as one, with as many decimals."""
    return 10 ** (_size(value) + decimals)


def _kind(cell: Cell) -> object:
    return (cell.unit, cell.scale, cell.is_count)


def _form(text: str) -> str:
    """short, dotted, bare (four digits or more without dots), malformed."""
    if not WELL_FORMED.fullmatch(text) or read_number(text).reading != "strict":
        return "malformed"
    whole = text.partition(",")[0]
    return "dotted" if "." in whole else "bare" if len(whole) > 3 else "short"


def _determined(relations: Iterable[Relation]) -> frozenset[str]:
    """The cells whose value follows from others: totals, percentages, counts, and whatever is printed again."""
    found = set()
    for relation in relations:
        repeated = relation.terms[1:] if relation.kind == "same" else ()
        found |= {t.cell_id for t in (*repeated, *(t for t in relation.terms if t.role in SAID)) if t.cell_id}
    return frozenset(found)
