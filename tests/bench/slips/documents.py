"""The documents that slips are planted in: cells and relations, every relation clean; and what planting makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from random import Random

from ktxh.audit.ledger import Ledger
from ktxh.audit.load import cells_of, relations_of
from ktxh.audit.relations import Cell, Relation
from ktxh.extract.document import read_document
from ktxh.extract.numbers.numerals import read_number
from ktxh.extract.reading import Report
from tests.bench.slips import law

CLEAN = frozenset(("exact", "rounded", "truncated", "holds"))
NEARBY = 3  # cells before and after that a number may be copied from


@dataclass(frozen=True)
class Slip:
    """One planted slip: where, of what kind, what stood there and what stands there now."""

    cell_id: str
    kind: str
    original: str
    printed: str


@dataclass
class Document:
    """A report as the audit sees it, every relation clean."""

    name: str
    cells: dict[str, Cell]
    relations: list[Relation]
    starts: dict[str, int] = field(default_factory=dict)  # where a cell's text starts; real reports only

    @cached_property
    def ledger(self) -> Ledger:
        """What is judged before anything is planted."""
        return Ledger(self.cells.values(), self.relations)

    @cached_property
    def tested(self) -> list[str]:
        """The cells that a relation tests, in order."""
        tested = {cell_id for relation in self.relations for cell_id in relation.cell_ids}
        return [cell_id for cell_id in self.cells if cell_id in tested and not self.cells[cell_id].is_compound]

    @cached_property
    def open_to(self) -> dict[str, list[str]]:
        """The tested cells that each kind of slip can happen to."""
        open_to = {
            kind: [c for c in self.tested if law.law(kind, self.cells[c].text)]
            for kind in (*law.MODELLED, "two digits")
        }
        copied = [c for c in self.tested if law.copied(self.cells[c].text, self.nearby(c))]
        return open_to | {"arbitrary": self.tested, "copied": copied}

    def nearby(self, cell_id: str) -> list[str]:
        """The texts of the tested cells around one."""
        at = self.tested.index(cell_id)
        around = self.tested[max(0, at - NEARBY) : at] + self.tested[at + 1 : at + 1 + NEARBY]
        return [self.cells[other].text for other in around]

    def draw(self, kind: str, random: Random) -> Slip:
        """A slip of a kind: uniform over the cells that it can happen to, then over what it can make of one."""
        cell_id = random.choice(self.open_to[kind])
        text = self.cells[cell_id].text
        if kind == "arbitrary":
            return Slip(cell_id, kind, text, law.arbitrary(text, random.randint))
        if kind == "copied":
            return Slip(cell_id, kind, text, random.choice(law.copied(text, self.nearby(cell_id))))
        made = law.law(kind, text)
        return Slip(cell_id, kind, text, random.choices(list(made), list(made.values()))[0])

    def with_slips(self, slips: tuple[Slip, ...]) -> Ledger:
        """The report with slips in it, read as extraction reads numbers."""
        texts = {slip.cell_id: slip.printed for slip in slips}
        return Ledger(
            [reread(cell, texts[name]) if name in texts else cell for name, cell in self.cells.items()], self.relations
        )


def reread(cell: Cell, text: str) -> Cell:
    """A cell with another text."""
    reading = read_number(text)
    return replace(
        cell,
        text=text,
        amount=Decimal(reading.amount) if reading.amount else None,
        decimals=reading.decimals or 0,
        alternative=Decimal(reading.alternative) if reading.alternative else None,
    )


def clean_part(
    name: str, cells: list[Cell], relations: list[Relation], starts: Mapping[str, int] | None = None
) -> Document:
    """A report without the relations that do not hold, cannot be read or cannot be tested."""
    judgements = Ledger(cells, relations).judgements
    kept = [relation for relation in relations if judgements[relation.relation_id].verdict in CLEAN]
    return Document(name, {cell.cell_id: cell for cell in cells}, kept, dict(starts or {}))


def real(path: Path) -> Document:
    """The clean part of a real report, extracted now."""
    rows = Report(read_document(path)).rows()
    starts = {row["numeral_id"]: int(row["char_start"]) for row in rows["raw_numerals"]}
    return clean_part(path.stem, cells_of(rows), relations_of(rows), starts)
