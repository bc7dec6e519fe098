"""Cell: the cells of one line of a table, apart by tabs, bars or wide blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass

_GAP = re.compile(r"\s{2,}|\t+|\s*\|\s*")
NUMBER = re.compile(r"[(+\-−]?\s?\d[\d.,]*\s?%?\)?")


@dataclass(frozen=True)
class Cell:
    """A cell of a line: its text and offsets in the passage."""

    text: str
    start: int
    end: int


def cells(text: str) -> list[Cell]:
    """The cells of a line, empty ones left out."""
    found, at = [], 0
    for gap in [*_GAP.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[at:end].strip():
            found.append(Cell(text[at:end].strip(), at, end))
        at = gap.end() if gap else end
    return found


def is_row(text: str) -> bool:
    """Whether a line is a row: a label, then at least two cells that are numbers."""
    row = cells(text)
    numbers = [cell for cell in row[1:] if NUMBER.fullmatch(cell.text)]
    return len(row) >= 3 and len(numbers) >= 2 and not NUMBER.fullmatch(row[0].text)


def is_tabular(text: str) -> bool:
    """Whether a line is a row or a line of heads: many short cells. Such a line stands alone."""
    row = cells(text)
    return is_row(text) or (len(row) >= 4 and all(len(cell.text) <= 40 for cell in row))
