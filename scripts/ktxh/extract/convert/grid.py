"""Rule: the lines drawn on a page become grids of cells; a cell without a side between it and its neighbour is merged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ktxh.extract.convert.prose import LEFT, UP

_SNAP = 3.0  # points: sides nearer than this are one side (a thin box drawn as a line has two)
_SHORTEST = 6.0  # points


@dataclass(frozen=True)
class Edge:
    """A stroke along an axis: at `at` on the other axis, from `low` to `high`, in points."""

    is_horizontal: bool
    at: float
    low: float
    high: float

    @classmethod
    def between(cls, a: tuple[float, float], b: tuple[float, float]) -> Iterator[Edge]:
        """The edge from point to point, when it runs along an axis."""
        (xa, ya), (xb, yb) = a, b
        if abs(ya - yb) < min(1, abs(xa - xb)):
            yield cls(True, (ya + yb) / 2, min(xa, xb), max(xa, xb))
        elif abs(xa - xb) < min(1, abs(ya - yb)):
            yield cls(False, (xa + xb) / 2, min(ya, yb), max(ya, yb))

    def crosses(self, other: Edge) -> bool:
        """Whether an edge of the other direction meets this one."""
        return self.low - _SNAP <= other.at <= self.high + _SNAP and other.low - _SNAP <= self.at <= other.high + _SNAP


@dataclass
class Grid:
    """A drawn table: the places of its sides, and the sides themselves. Row and column numbers from 0."""

    xs: list[float]
    ys: list[float]
    edges: list[Edge]

    def _is_drawn(self, is_horizontal: bool, at: float, along: float) -> bool:
        return any(
            e.is_horizontal == is_horizontal and abs(e.at - at) <= _SNAP and e.low <= along <= e.high
            for e in self.edges
        )

    @cached_property
    def signs(self) -> list[list[str]]:
        """By row and column: `←` or `↑` for a cell merged with the one to the left or above, else empty."""

        def sign(row: int, column: int) -> str:
            x, y = (self.xs[column] + self.xs[column + 1]) / 2, (self.ys[row] + self.ys[row + 1]) / 2
            if column and not self._is_drawn(False, self.xs[column], y):
                return LEFT
            return UP if row and not self._is_drawn(True, self.ys[row], x) else ""

        return [[sign(row, column) for column in range(len(self.xs) - 1)] for row in range(len(self.ys) - 1)]

    def cell_at(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the cell that holds a point; of a merged cell, those where it begins."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        while sign := self.signs[row][column]:
            row, column = (row, column - 1) if sign == LEFT else (row - 1, column)
        return row, column

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def merged(edges: Iterable[Edge]) -> list[Edge]:
    """Pieces of one side, drawn cell by cell, dot by dot or as the two sides of a thin box, as one edge; dots left out."""
    whole: list[Edge] = []
    for edge in sorted(edges, key=lambda e: (e.is_horizontal, round(e.at / _SNAP), e.low)):
        last = whole[-1] if whole else None
        same = last and last.is_horizontal == edge.is_horizontal and abs(last.at - edge.at) <= _SNAP
        if same and edge.low <= last.high + _SNAP:
            whole[-1] = Edge(last.is_horizontal, last.at, last.low, max(last.high, edge.high))
        else:
            whole.append(edge)
    return [edge for edge in whole if edge.high - edge.low > _SHORTEST]


def _snapped(places: list[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _SNAP:
            kept.append(place)
    return kept


def find_grids(edges: Iterable[Edge]) -> list[Grid]:
    """Grids of at least two columns among merged edges; frames, underlines and rules are none."""
    groups: list[list[Edge]] = []
    for edge in edges:
        met, apart = [], []
        for group in groups:
            meets = any(e.is_horizontal != edge.is_horizontal and e.crosses(edge) for e in group)
            (met if meets else apart).append(group)
        groups = [*apart, [edge, *(e for group in met for e in group)]]
    grids = []
    for group in groups:
        xs = _snapped([e.at for e in group if not e.is_horizontal])
        ys = _snapped([e.at for e in group if e.is_horizontal])
        if len(xs) > 2 and len(ys) > 1:
            grids.append(Grid(xs, ys, group))
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))
