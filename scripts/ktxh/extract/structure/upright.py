"""Lay: tables that arrive one cell per line, heads first, become lines of cells again."""

from __future__ import annotations

from itertools import pairwise

from ktxh.extract.structure.cells import FIRST_HEAD, NUMBER, cells, is_row, row_cells
from ktxh.extract.structure.lines import Line

_LONGEST_HEAD = 60
_MOST_COLUMNS = 12


def lay_rows(lines: list[Line]) -> list[Line]:
    """The lines of a document, those of a table with a cell on each joined to rows; all others as they are."""
    laid: list[Line] = []
    i = 0
    while i < len(lines):
        columns, rows = _table_at(lines, i) if FIRST_HEAD.fullmatch(lines[i].text) else (0, 0)
        for _ in range(rows + 1 if rows else 0):
            laid.append(_joined(lines[i : i + columns]))
            i += columns
        if not rows:
            laid.append(lines[i])
            i += 1
    return laid


def _table_at(lines: list[Line], start: int) -> tuple[int, int]:
    """How many columns and rows the table has whose first head is there; 0 rows when there is none."""
    found = (0, 0)
    for columns in range(3, _MOST_COLUMNS + 1):
        heads = lines[start : start + columns]
        if len(heads) < columns or not _is_head(heads[-1]):
            break
        rows, at = 0, start + columns
        while _is_laid_row(lines[at : at + columns], columns):
            rows, at = rows + 1, at + columns
        if rows >= 2 and rows * columns > found[0] * found[1]:
            found = (columns, rows)
    return found


def _is_head(line: Line) -> bool:
    return len(line.text) <= _LONGEST_HEAD and not line.is_closed and not NUMBER.fullmatch(line.text.strip())


def _is_laid_row(row: list[Line], columns: int) -> bool:
    """Label, perhaps a unit, then nothing but numbers."""
    text = "\n".join(line.text for line in row)
    if len(row) < columns or len(cells(text)) != columns or not is_row(text):
        return False
    numbers = [bool(NUMBER.fullmatch(cell.text)) or cell.text in "-–" for cell in row_cells(text)]
    return all(second or not first for first, second in pairwise(numbers))


def _joined(row: list[Line]) -> Line:
    first, last = row[0], row[-1]
    text = "\n".join(line.text for line in row)
    return Line(first.number, first.start, last.end, first.start, text, "plain")
