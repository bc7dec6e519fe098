"""Cells: text laid out in a terminal's columns: widths as shown, wrapping that keeps each character's style, aligned tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

GAP = "  "
DITTO = "″"  # in a cell: as above
_WORD = re.compile(r"\S+|\s+")

Style = Callable[[str], str]


def plain(text: str) -> str:
    """The style that leaves text as it is."""
    return text


@dataclass(frozen=True)
class Run:
    """Text in one style."""

    text: str
    style: Style = plain


def width_of(text: str) -> int:
    """Columns that a text takes: none for a combining mark, two for a wide character."""
    if text.isascii():
        return len(text)
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if char < "\u0300" or "\u1e00" <= char <= "\u1eff":
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap(runs: Sequence[Run], width: int) -> Iterator[str]:
    """Lines of at most `width` columns, broken at blanks; a longer word is cut. At least one line, blanks between words kept single."""
    line: list[Run] = []
    used, pending = 0, False
    for word in _words(runs):
        if word is None:
            pending = used > 0
            continue
        needs = sum(width_of(run.text) for run in word)
        if used and used + pending + needs > width:
            yield _paint(line)
            line, used, pending = [], 0, False
        if pending:
            line.append(Run(" ", word[0].style if line and line[-1].style is word[0].style else plain))
            used, pending = used + 1, False
        for run in word:
            for piece in _cut(run, width - used, width) if needs > width else (run,):
                if used and used + width_of(piece.text) > width:
                    yield _paint(line)
                    line, used = [], 0
                line.append(piece)
                used += width_of(piece.text)
    yield _paint(line)


def _words(runs: Sequence[Run]) -> Iterator[list[Run] | None]:
    """Words as runs that touch, None for the blanks between them."""
    word: list[Run] = []
    for run in runs:
        for match in _WORD.finditer(run.text):
            if not match.group().isspace():
                word.append(Run(match.group(), run.style))
                continue
            if word:
                yield word
                word = []
            yield None
    if word:
        yield word


def _cut(run: Run, first: int, width: int) -> Iterator[Run]:
    room, start, used = max(first, 1), 0, 0
    for i, char in enumerate(run.text):
        step = _width(char)
        if used + step > room and i > start:
            yield Run(run.text[start:i], run.style)
            room, start, used = width, i, 0
        used += step
    yield Run(run.text[start:], run.style)


def _paint(line: Sequence[Run]) -> str:
    """One string; neighbours in the same style are painted at once."""
    joined: list[Run] = []
    for run in line:
        if joined and joined[-1].style is run.style:
            joined[-1] = Run(joined[-1].text + run.text, run.style)
        else:
            joined.append(run)
    return "".join(run.style(run.text) for run in joined)


@dataclass(frozen=True)
class Column:
    """A column of a table; when the table is too wide its cells wrap, down to `least` columns (0: they never do)."""

    head: str
    least: int = 0
    is_right: bool = False


def table(columns: Sequence[Column], rows: Sequence[Sequence[Run]], width: int, head: Style = plain) -> Iterator[str]:
    """Lines of a table without its empty columns; where no column can shrink enough, each row flows as one paragraph."""
    filled = [i for i in range(len(columns)) if any(row[i].text for row in rows)]
    columns, rows = [columns[i] for i in filled], [[row[i] for i in filled] for row in rows]
    if not rows or not columns:
        return
    natural = [max(width_of(text) for text in (c.head, *(row[i].text for row in rows))) for i, c in enumerate(columns)]
    widths = _fit(columns, natural, width - len(GAP) * (len(columns) - 1))
    if widths is None:
        for row in rows:
            flow = [run for cell in row if cell.text not in ("", DITTO) for run in (Run(" · "), cell)][1:]
            lines = wrap(flow, max(width - 2, 1))
            yield from (("" if i == 0 else "  ") + line for i, line in enumerate(lines))
        return
    if any(column.head for column in columns):
        yield from _lines(columns, [Run(column.head, head) for column in columns], widths)
    for row in rows:
        yield from _lines(columns, row, widths)


def _fit(columns: Sequence[Column], natural: Sequence[int], room: int) -> list[int] | None:
    """Widths that fit into `room`, taken from the column with most to give; None when there is not enough."""
    widths = list(natural)
    spare = [max(0, width - column.least) if column.least else 0 for column, width in zip(columns, widths, strict=True)]
    if sum(widths) - sum(spare) > room:
        return None
    while sum(widths) > room:
        at = spare.index(max(spare))
        widths[at], spare[at] = widths[at] - 1, spare[at] - 1
    return widths


def _lines(columns: Sequence[Column], row: Sequence[Run], widths: Sequence[int]) -> Iterator[str]:
    cells = [list(wrap([Run(run.text)], width)) for run, width in zip(row, widths, strict=True)]
    for i in range(max(len(cell) for cell in cells)):
        parts = []
        for column, run, cell, width in zip(columns, row, cells, widths, strict=True):
            text = cell[i] if i < len(cell) else ""
            blanks = " " * (width - width_of(text))
            shown = run.style(text) if text else ""
            parts.append(blanks + shown if column.is_right else shown + blanks)
        yield GAP.join(parts).rstrip()
