"""Rows as a table of plain text, for people who read a failure in a terminal or a CI log."""

from __future__ import annotations

from collections.abc import Sequence

MAX_ROWS = 20
MAX_WIDTH = 150
MAX_CELL = 48
GAP = "  "


def as_table(
    columns: Sequence[str], rows: Sequence[Sequence[object]], *, total: int | None = None, limit: int = MAX_ROWS
) -> str:
    """Lay rows out under their column names; columns that do not fit are named below, rows past `limit` counted.

    `total` is how many rows there are when `rows` holds only the first of them.
    """
    cells = [[_cell(value) for value in row] for row in rows[:limit]]
    widths = [max(len(text) for text in column) for column in zip(columns, *cells, strict=True)]
    shown = _columns_that_fit(widths)
    lines = [
        GAP.join(row[i].ljust(widths[i]) for i in range(shown)).rstrip()
        for row in (list(columns), ["─" * width for width in widths], *cells)
    ]
    hidden = max(len(rows), total or 0) - len(cells)
    if hidden > 0:
        lines.append(f"… {hidden:,} more")
    if shown < len(columns):
        lines.append(f"(no room for: {', '.join(columns[shown:])})")
    return "\n".join(lines)


def _columns_that_fit(widths: Sequence[int]) -> int:
    used = 0
    for i, width in enumerate(widths):
        used += width + len(GAP)
        if used > MAX_WIDTH and i > 0:
            return i
    return len(widths)


def _cell(value: object) -> str:
    text = "NULL" if value is None else " ".join(str(value).split())
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…"
