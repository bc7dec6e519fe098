"""Cell: the cells of one line of a table, apart by tabs, bars or wide blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_TAB = re.compile(r"\t")
_BAR = re.compile(r"\|")
_GAP = re.compile(r"\s{2,}|\s*\n\s*")
_SERIAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ])[.)]?|[-+*•]|")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-ZĐ])(?:\s?=[\d\s+\-−*/x×:()%]+)?\)?")
_WORD = re.compile(r"[^\W\d_]{2}")
ROUND_UNIT = re.compile(r"(?P<number>1(?:\.?000)+|100)\s+[^\W\d_].*")  # 1000 tấn: so many are counted as one
NUMBER = re.compile(r"[(+\-−]?\s?\d[\d.,]*\s?%?\)?")
FIRST_HEAD = re.compile(
    r"\s*(?:s?tt|số\s+tt|năm|(?:tên\s+)?(?:các\s+)?chỉ\s+tiêu|nội\s+dung|hạng\s+mục|tên\s+\S+)\s*", re.IGNORECASE
)
_YEAR = re.compile(r"(?:(?:[Nn]ăm|KH|TH|[Ưư]ớc)\s+)?(?:19|20)\d\d")
LEFT, ABOVE = "←", "↑"  # a merged cell goes on from the left, from above


@dataclass(frozen=True)
class Cell:
    """A cell of a line: its text and offsets in the passage."""

    text: str
    start: int
    end: int


def cells(text: str) -> list[Cell]:
    """The cells of a line. Between tabs or bars an empty one counts too, outer bars are a frame; by wide blanks there are no empty ones."""
    mark = _TAB if "\t" in text else _BAR if "|" in text else None
    found, at = [], 0
    for gap in [*(mark or _GAP).finditer(text), None]:
        end = gap.start() if gap else len(text)
        if mark or text[at:end].strip():
            found.append(Cell(text[at:end].strip(), at, end))
        at = gap.end() if gap else end
    if mark is _BAR:
        first, last = int(not found[0].text), len(found) - int(not found[-1].text and len(found) > 1)
        return found[first:last]
    return found


def _is_numbered(row: list[Cell]) -> bool:
    """Whether the first cell numbers the row and the second names it."""
    return len(row) >= 3 and bool(_SERIAL.fullmatch(row[0].text) and _WORD.search(row[1].text))


def row_cells(text: str) -> list[Cell]:
    """The cells of a row from its label on: a serial number in front is left out."""
    row = cells(text)
    return row[1:] if _is_numbered(row) else row


def is_head_of_years(row: list[Cell]) -> bool:
    """Whether cells are `Chỉ tiêu | 2021 | 2022 | 2023`: heads, though all but the first are numbers."""
    return len(row) >= 3 and bool(FIRST_HEAD.fullmatch(row[0].text)) and all(_YEAR.fullmatch(c.text) for c in row[2:])


@lru_cache(maxsize=256)  # every stage asks it of the same lines
def is_row(text: str) -> bool:
    """Whether a line is a row: a label, then at least two cells that are numbers; between tabs or bars one is enough."""
    row = row_cells(text)
    if is_head_of_years(row):
        return False
    numbers = [cell for cell in row[1:] if NUMBER.fullmatch(cell.text)]
    return len(row) >= 3 and len(numbers) >= (1 if is_tabbed(text) else 2) and bool(_WORD.search(row[0].text))


@lru_cache(maxsize=256)
def is_tabular(text: str) -> bool:
    """Whether a line is a row or a line of heads: many short cells. Such a line stands alone."""
    row = cells(text)
    return (
        is_row(text) or is_tabbed(text) or "\n" in text or (len(row) >= 4 and all(len(cell.text) <= 40 for cell in row))
    )


def is_tabbed(text: str) -> bool:
    """Whether it is a line of a table whose cells stand between tabs or bars: three of them or more."""
    return max(text.count("\t"), text.count("|")) >= 2


def serials(text: str) -> list[Cell]:
    """The cells that number a row or, in the line below the heads, the columns: `1`, `II`, `A`, `5=4/3`."""
    row = cells(text)
    if len(row) >= 3 and all(_COLUMN_NUMBER.fullmatch(cell.text) for cell in row if cell.text):
        return row
    return row[:1] if (is_tabbed(text) or is_row(text)) and _is_numbered(row) else []
