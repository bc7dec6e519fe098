"""Weigh: how usual a number would be in its report, before any arithmetic: its size, its decimal places, how it is written.

An explanation changes what the report was meant to say, so it is as likely as that is: a report that prints its areas with one place would
not have meant 816,31, and 15.95 is no way to write a number. Counted in the report itself; nothing is known beforehand but that sizes
spread evenly over the powers of ten, as printed numbers do (Benford).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ktxh.audit.relations import Cell, Relation
from ktxh.audit.slips import WELL_FORMED
from ktxh.extract.numerals import read_number

_SAID = frozenset(("total", "percent", "count", "growth"))
_UNSEEN = 0.5  # what is counted for each way of writing before any was seen (Krichevsky–Trofimov)
_PLACES = 5  # ways: none to four decimals


class Manner:
    """How the numbers of one report are written."""

    def __init__(self, cells: Mapping[str, Cell], relations: Iterable[Relation]) -> None:
        self._places: Counter[tuple[object, int]] = Counter()
        self._numbers: Counter[object] = Counter()
        self._forms: Counter[str] = Counter()
        for cell in cells.values():
            self._count(cell, 1)
        self._determined = _determined(relations)

    def _count(self, cell: Cell, by: int) -> None:
        self._forms[_form(cell.text)] += by
        if cell.amount is not None:
            self._places[_kind(cell), cell.decimals] += by
            self._numbers[_kind(cell)] += by

    def odds(self, cell: Cell, text: str, value: Decimal, decimals: int) -> float:
        """How much likelier the report was to mean `text` than what is printed in a cell."""
        self._count(cell, -1)
        odds = self._written(cell, text, decimals) / self._written(cell, cell.text, cell.decimals)
        self._count(cell, 1)
        if cell.cell_id not in self._determined and cell.amount is not None:
            odds *= _steps(cell.amount, cell.decimals) / _steps(value, decimals)
        return odds

    def _written(self, cell: Cell, text: str, decimals: int) -> float:
        form, kind = _form(text), _kind(cell)
        if form == "malformed":
            return _share(self._forms[form], sum(self._forms.values()), 2)
        places = _share(self._places[kind, decimals], self._numbers[kind], _PLACES)
        if form == "short":
            return places
        return places * _share(self._forms[form], self._forms["dotted"] + self._forms["bare"], 2)


def _share(seen: int, all_seen: int, ways: int) -> float:
    return (seen + _UNSEEN) / (all_seen + _UNSEEN * ways)


def _steps(value: Decimal, decimals: int) -> int:
    """A number in units of its last place; at least one."""
    return max(int(value.scaleb(decimals)), 1)


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
        found |= {t.cell_id for t in (*repeated, *(t for t in relation.terms if t.role in _SAID)) if t.cell_id}
    return frozenset(found)
