"""Keep: cells and relations of one report, what each cell amounts to, what each relation is judged, and how numbers are written."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from ktxh.audit.amounts import Amount, measure
from ktxh.audit.manner import Manner
from ktxh.audit.relations import Cell, Relation, judge


class Ledger:
    """Cells and relations of one report, with what each amounts to."""

    def __init__(self, cells: Iterable[Cell], relations: Iterable[Relation]) -> None:
        self.cells: dict[str, Cell] = {cell.cell_id: cell for cell in cells}
        self.relations: dict[str, Relation] = {relation.relation_id: relation for relation in relations}
        self.units = {cell.cell_id: cell.unit for cell in self.cells.values()}
        self.amounts: dict[str, Amount | None] = {cell.cell_id: amount_of(cell) for cell in self.cells.values()}
        self.of_cell: dict[str, list[Relation]] = {cell_id: [] for cell_id in self.cells}
        for relation in self.relations.values():
            for cell_id in relation.cell_ids:
                self.of_cell[cell_id].append(relation)
        self.judgements = {name: judge(r, self.amounts, self.units) for name, r in self.relations.items()}

    @cached_property
    def manner(self) -> Manner:
        """How the report writes its numbers: counted once, asked by every search."""
        return Manner(self.cells, self.relations.values())

    @property
    def failing(self) -> list[Relation]:
        """The relations that contradict themselves or cannot be read."""
        return [r for name, r in self.relations.items() if self.judgements[name].fails]


def amount_of(cell: Cell, value: Decimal | None = None, decimals: int | None = None) -> Amount | None:
    """The amount of a cell as printed, or as it would be with another value; None when there is none."""
    value = cell.amount if value is None else value
    if value is None:
        return None
    decimals = cell.decimals if decimals is None else decimals
    return measure(value, decimals, scale=cell.scale, bound=cell.bound, is_count=cell.is_count)
