"""Invented reports: cells and relations whose truth is known, so that a relation that fails before anything is planted is a false alarm.

Quantities are drawn with many digits and printed rounded, a few cut off. Forms and their shares follow the one real report: totals with parts,
some of them split again or with percentages, tables with totals both ways, plans with attainment, changes, lists of names, restatements.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random

from ktxh.audit.relations import Cell, Relation, Term
from tests.bench.slips.documents import Document
from tests.bench.slips.law import written

RELATIONS = 110
CUT_OFF = 0.05  # of percentages whose digits were dropped
FORMS = {"parts": 30, "plan": 22, "names": 10, "change": 4, "again": 20, "table": 3}


@dataclass(frozen=True)
class Measure:
    """How a kind of quantity is printed: unit, scale to base units, places, whether counted, least and greatest in printed units."""

    unit: str
    scale: int
    decimals: tuple[int, ...]
    is_count: bool
    size: tuple[float, float]  # powers of ten


MEASURES = (
    Measure("", 1, (0,), True, (0.8, 4.7)),
    Measure("", 1, (0,), True, (0.8, 3)),
    Measure("VND", 10**6, (0, 0, 1), True, (2.5, 5.8)),
    Measure("m2", 10**4, (1, 2), False, (1, 4)),
    Measure("kg", 10**3, (0, 1), False, (1.5, 4.5)),
)
PERCENT = Measure("percent", 1, (0, 1, 1, 2, 2), False, (0, 2))


class Writer:
    """Prints cells and states relations until the report is long enough."""

    def __init__(self, name: str, random: Random) -> None:
        self.name, self.random = name, random
        self.cells: dict[str, Cell] = {}
        self.relations: list[Relation] = []
        self.truth: dict[str, Decimal] = {}
        self.leading_nought = random.random() < 0.5
        self.dots = random.random() < 0.8

    def document(self) -> Document:
        """A whole report."""
        while len(self.relations) < RELATIONS:
            getattr(self, f"_{self.random.choices(list(FORMS), list(FORMS.values()))[0]}")()
        return Document(self.name, self.cells, self.relations)

    def _print(self, truth: Decimal, measure: Measure, decimals: int, how: str = ROUND_HALF_UP) -> str:
        """Print a quantity, given in printed units; return its cell."""
        value = truth.quantize(Decimal(1).scaleb(-decimals), how)
        text = written(value, decimals)
        if not self.dots and "," not in text:
            text = text.replace(".", "")
        if self.leading_nought and measure.is_count and len(text) == 1 and text != "0":
            text = f"0{text}"
        cell_id = f"{self.name}:{len(self.cells) + 1:05}"
        unit = "" if measure.is_count and measure.scale == 1 else measure.unit
        self.cells[cell_id] = Cell(
            cell_id,
            text,
            value,
            decimals,
            "exact",
            Decimal(measure.scale),
            measure.is_count,
            unit,
            line=len(self.cells),
        )
        self.truth[cell_id] = truth
        return cell_id

    def _state(self, kind: str, *terms: tuple[str, str | None]) -> None:
        name = f"{self.name}:r{len(self.relations) + 1:04}"
        self.relations.append(Relation(name, kind, tuple(Term(role, cell_id) for role, cell_id in terms)))

    def _quantity(self, measure: Measure) -> Decimal:
        return _whole(Decimal(10 ** self.random.uniform(*measure.size)), measure)

    def _percent(self, above: str, below: str) -> None:
        """A percentage of two printed numbers, worked out from what is behind them or from what is printed."""
        known = {name: self.cells[name].amount for name in (above, below)} if self.random.random() < 0.5 else self.truth
        if not self.cells[below].amount or not known[below]:
            return
        share = 100 * known[above] / known[below]
        how = ROUND_DOWN if self.random.random() < CUT_OFF else ROUND_HALF_UP
        percent = self._print(share, PERCENT, self.random.choice(PERCENT.decimals), how)
        self._state("ratio", ("numerator", above), ("denominator", below), ("percent", percent))

    def _split(self, total: Decimal, count: int, measure: Measure) -> list[Decimal]:
        """Parts of a total, none of them the rest of the others' rounding."""
        weights = [Decimal(self.random.expovariate(1)) + Decimal("0.02") for _ in range(count)]
        parts = [total * weight / sum(weights) for weight in weights]
        if measure.is_count and measure.scale == 1:
            parts = [part.to_integral_value(ROUND_DOWN) for part in parts]
            parts[0] += total - sum(parts)
        return parts

    def _parts(self) -> None:
        measure = self.random.choice(MEASURES)
        decimals = self.random.choice(measure.decimals)
        total = self._quantity(measure)
        cell = self._print(total, measure, decimals)
        self._under(cell, total, measure, decimals, may_split=True)

    def _under(self, cell: str, total: Decimal, measure: Measure, decimals: int, *, may_split: bool) -> None:
        count = min(self.random.choice((2, 2, 2, 3, 3, 4, 5, 6)), max(2, int(total)))
        parts = self._split(total, count, measure)
        shares, named = self.random.random() < 0.3, self.random.random() < 0.12
        printed = []
        for part in parts[: self.random.randint(1, count - 1)] if named else parts:
            printed.append(self._print(part, measure, decimals))
            if shares:
                self._percent(printed[-1], cell)
        self._state("subset" if named else "sum", ("total", cell), *(("part", part) for part in printed))
        for part_cell, part in zip(printed, parts, strict=False):
            if may_split and part > 5 and self.random.random() < 0.15:
                self._under(part_cell, part, measure, decimals, may_split=False)

    def _plan(self) -> None:
        measure = self.random.choice(MEASURES)
        decimals = self.random.choice(measure.decimals)
        actual = self._quantity(measure)
        planned = _whole(actual * Decimal(self.random.uniform(0.7, 1.4)), measure)
        done, plan = self._print(actual, measure, decimals), self._print(planned, measure, decimals)
        self._percent(done, plan)
        if self.random.random() < 0.3:
            before = _whole(actual * Decimal(self.random.uniform(0.7, 1.4)), measure)
            self._percent(done, self._print(before, measure, decimals))

    def _names(self) -> None:
        count = self.random.randint(2, 15)
        cell = self._print(Decimal(count), MEASURES[0], 0)
        self._state("list_count", ("count", cell), *(("member", None) for _ in range(count)))

    def _change(self) -> None:
        measure = self.random.choice(MEASURES[:3])
        now = self._quantity(measure).to_integral_value() + 20
        rise = (now * Decimal(self.random.uniform(0.02, 0.3))).to_integral_value() + 1
        cells = [self._print(amount, measure, 0) for amount in (now, rise)]
        percent = self._print(100 * rise / (now - rise), PERCENT, self.random.choice((1, 2)))
        self._state("change", ("current", cells[0]), ("change", cells[1]), ("percent", percent))

    def _again(self) -> None:
        """A total or a plan printed a second time; money sometimes in tỷ."""
        heads = [r.terms[0].cell_id for r in self.relations if r.kind in ("sum", "ratio")]
        if not heads:
            return
        first = self.random.choice(heads)
        cell, truth = self.cells[first], self.truth[first]
        measure = Measure(cell.unit, int(cell.scale), (cell.decimals,), cell.is_count, (0, 0))
        if cell.unit == "VND" and cell.scale == 10**6 and truth > 10**4 and self.random.random() < 0.4:
            measure, truth, decimals = Measure("VND", 10**9, (1,), True, (0, 0)), truth / 1000, 1
        else:
            decimals = cell.decimals
        self._state("same", ("member", first), ("member", self._print(truth, measure, decimals)))

    def _table(self) -> None:
        """Rows and columns with totals both ways."""
        measure = MEASURES[1]
        rows, columns = self.random.randint(2, 4), self.random.randint(2, 3)
        inner = [[self._quantity(measure) for _ in range(columns)] for _ in range(rows)]
        total = self._print(Decimal(sum(map(sum, inner))), measure, 0)
        across = [self._print(Decimal(sum(row)), measure, 0) for row in inner]
        down = [self._print(Decimal(sum(column)), measure, 0) for column in zip(*inner, strict=True)]
        cells = [[self._print(value, measure, 0) for value in row] for row in inner]
        self._state("sum", ("total", total), *(("part", cell) for cell in across))
        self._state("sum", ("total", total), *(("part", cell) for cell in down))
        for head, line in zip(across, cells, strict=True):
            self._state("sum", ("total", head), *(("part", cell) for cell in line))
        for head, line in zip(down, zip(*cells, strict=True), strict=True):
            self._state("sum", ("total", head), *(("part", cell) for cell in line))


def _whole(quantity: Decimal, measure: Measure) -> Decimal:
    """What is counted comes in whole pieces; money and areas do not."""
    return quantity.to_integral_value() if measure.is_count and measure.scale == 1 else quantity


def synthetic(number: int, seed: int) -> Document:
    """The invented report of a number under a seed."""
    name = f"invented-{number:02}"
    return Writer(name, Random(f"{seed}:{name}")).document()
