"""Keep: cells and relations of one report, what each cell amounts to, what each relation is judged, and how numbers are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from ktxh.audit.amounts import Amount, measure
from ktxh.audit.manner import Manner
from ktxh.audit.relations import Cell, Judgement, Relation, Term, judge
from ktxh.audit.slips import undo

RESTATED = "restated"  # the source of relations between cells that the catalogue gives one meaning
_TELLING = 3  # digits from which on one slip is no chance


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
        self.judgements = {name: self._judged(relation) for name, relation in self.relations.items()}

    def _judged(self, relation: Relation) -> Judgement:
        """The verdict; of what only the catalogue takes for one number, none where no slip of the pen lies between its members."""
        found = judge(relation, self.amounts, self.units)
        unlike = relation.source == RESTATED and found.verdict == "inconsistent" and not self._are_slips_apart(relation)
        return replace(found, verdict="untestable") if unlike else found

    def _are_slips_apart(self, relation: Relation) -> bool:
        """Whether each member is the most frequent value or one slip of the pen from it; of short numbers any would be."""
        cells = [self.cells[cell_id] for cell_id in relation.cell_ids]
        values = Counter(cell.amount * cell.scale for cell in cells)
        meant = max(values, key=lambda value: (values[value], value))
        return all(
            cell.amount * cell.scale == meant
            or (
                sum(map(str.isdigit, cell.text)) >= _TELLING
                and any(c.value * cell.scale == meant and c.slip != "false_start" for c in undo(cell.text))
            )
            for cell in cells
        )

    @cached_property
    def manner(self) -> Manner:
        """How the report writes its numbers: counted once, asked by every search."""
        return Manner(self.cells, self.relations.values())

    def text_of(self, term: Term) -> str:
        """The printed text of a term: of its number, or the listed name."""
        return self.cells[term.cell_id].text if term.cell_id else term.name

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
