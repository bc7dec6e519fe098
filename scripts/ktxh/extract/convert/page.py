"""See: what a PDF page shows, as lines of text with their places and table rows with their cells.

Coordinates are points from the top left corner of the page as a reader sees it (turned pages are turned back).
"""

from __future__ import annotations

import ctypes
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ktxh.extract.convert.grid import Edge, Grid, find_grids
from ktxh.extract.convert.prose import as_line, as_row, lowered, raised, visible

_HYPHENS = (0x02, 0xFFFE)  # what PDFium gives for a hyphen at a line's end
# In parts of the height of a line:
_SAME_LINE = 0.4  # two centres nearer than this stand on one line
_BLANK = 0.12  # a gap as wide as this is a blank, printed or not
_COLUMN = 2.5  # a gap as wide as this parts two columns
_SMALL = 0.8  # a glyph lower than this may be set above or below the line
_OFF_LINE = (0.03, 0.15)  # how far its centre is then above or below that of the line


@dataclass(frozen=True)
class Glyph:
    """One printed character, a blank included, and its box."""

    char: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Of the font's box, not of the letter."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Vertical centre of the font's box."""
        return (self.top + self.bottom) / 2


@dataclass
class Run:
    """Glyphs at one height that follow each other in the file: a file may draw a line's letters out of order, font by font."""

    glyphs: list[Glyph]

    def takes(self, glyph: Glyph) -> bool:
        """Whether `glyph` goes on this run."""
        last = self.glyphs[-1]
        return glyph.height == last.height and glyph.middle == last.middle


@dataclass
class Line:
    """A line of prose or a row of a table. `size` is the height of most of its glyphs, `first_width` that of its first word."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float = 0.0
    first_width: float = 0.0
    is_row: bool = False
    page_width: float = 0.0


@dataclass
class Page:
    """What one page shows: lines and rows from top to bottom, and the heights of rules drawn outside tables."""

    number: int  # from 1
    height: float
    lines: list[Line] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    has_picture: bool = False


def _turn(page: pdfium.PdfPage) -> tuple[float, ...]:
    """Matrix (a, b, c, d, e, f) from the page's own coordinates to those of its reader: y down, rotation undone."""
    left, bottom, right, top = page.get_mediabox()
    return {
        0: (1, 0, 0, -1, -left, top), 90: (0, 1, 1, 0, -bottom, -left),
        180: (-1, 0, 0, 1, right, -bottom), 270: (0, -1, -1, 0, top, right),
    }[page.get_rotation() % 360]  # fmt: skip


def _apply(matrix: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _glyphs(page: pdfium.PdfPage, turn: tuple[float, ...]) -> Iterator[Glyph]:
    """Characters with their boxes, in the order of the file; blanks that PDFium only infers are left out."""
    textpage, box = page.get_textpage(), raw.FS_RECTF()
    for i in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, i)
        char = "-" if code in _HYPHENS else chr(code)
        if code < 0x20 or (char.isspace() and raw.FPDFText_IsGenerated(textpage, i)):
            continue
        raw.FPDFText_GetLooseCharBox(textpage, i, box)
        (xa, ya), (xb, yb) = _apply(turn, box.left, box.top), _apply(turn, box.right, box.bottom)
        yield Glyph(char, min(xa, xb), max(xa, xb), round(min(ya, yb), 2), round(max(ya, yb), 2))


def _runs(glyphs: Iterable[Glyph]) -> list[Run]:
    runs: list[Run] = []
    for glyph in glyphs:
        if runs and runs[-1].takes(glyph):
            runs[-1].glyphs.append(glyph)
        else:
            runs.append(Run([glyph]))
    return runs


def _lines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that stand on one line, from left to right; lines from top to bottom."""
    lines: list[list[Run]] = []
    for run in sorted(_runs(glyphs), key=lambda run: run.glyphs[0].middle):
        first = run.glyphs[0]
        for line in lines[-3:]:
            tallest = max((r.glyphs[0] for r in line), key=lambda glyph: glyph.height)
            if abs(tallest.middle - first.middle) < _SAME_LINE * max(tallest.height, first.height):
                line.append(run)
                break
        else:
            lines.append([run])
    for line in lines:
        glyphs = sorted((glyph for run in line for glyph in run.glyphs), key=lambda glyph: glyph.x0)
        if not all(glyph.char.isspace() for glyph in glyphs):
            yield glyphs


def _line(glyphs: list[Glyph]) -> Line:
    """Text of one line: blanks where gaps are, a tab where a column ends, raised digits as superscripts."""
    glyphs, blanks = _without_blanks(glyphs)
    heights = Counter(round(glyph.height, 1) for glyph in glyphs)
    size = max(heights, key=lambda height: (heights[height], height)) or 1.0
    middle = next((glyph.middle for glyph in glyphs if round(glyph.height, 1) == size), glyphs[0].middle)

    def shown(glyph: Glyph) -> str:
        above = (middle - glyph.middle) / size
        if glyph.height > _SMALL * size or -_OFF_LINE[1] < above < _OFF_LINE[0]:
            return glyph.char
        return raised(glyph.char) if above > 0 else lowered(glyph.char)

    text, first_end = shown(glyphs[0]), 0.0
    for i, (before, glyph) in enumerate(pairwise(glyphs), start=1):
        gap = (glyph.x0 - before.x1) / size
        between = "\t" if gap > _COLUMN else " " if i in blanks or gap > _BLANK else ""
        if between and not first_end:
            first_end = before.x1
        text += between + shown(glyph)
    x0, x1 = min(g.x0 for g in glyphs), max(g.x1 for g in glyphs)
    cells = visible(text).split("\t")
    text = as_row(cells) if len(cells) > 1 else as_line(cells[0])
    return Line(text, x0, x1, min(g.top for g in glyphs), max(g.bottom for g in glyphs), size,
                (first_end or x1) - x0, len(cells) > 1)  # fmt: skip


def _without_blanks(glyphs: list[Glyph]) -> tuple[list[Glyph], set[int]]:
    """The printed glyphs, and the numbers of those with a blank in front."""
    printed: list[Glyph] = []
    blanks: set[int] = set()
    for glyph in glyphs:
        if glyph.char.isspace():
            blanks.add(len(printed))
        else:
            printed.append(glyph)
    return printed, blanks


def _rows(grid: Grid, glyphs: list[Glyph]) -> Iterator[Line]:
    """A line for each row of a table that holds text."""
    cells: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        cells[grid.cell_at((glyph.x0 + glyph.x1) / 2, glyph.middle)].append(glyph)
    texts = {cell: " ".join(_line(line).text for line in _lines(inside)) for cell, inside in cells.items()}
    for i, (top, bottom) in enumerate(pairwise(grid.ys)):
        text = as_row(sign or texts.get((i, j), "") for j, sign in enumerate(grid.signs[i]))
        if text:
            yield Line(text, grid.xs[0], grid.xs[-1], top, bottom, is_row=True)


def _edges(page: pdfium.PdfPage, turn: tuple[float, ...]) -> tuple[list[Edge], bool]:
    """Straight strokes and box sides along the page's axes, and whether there is a picture on it."""
    edges: list[Edge] = []
    has_picture = False
    for item in page.get_objects():
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            has_picture = True
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            edges.extend(_path_edges(item, turn))
    return edges, has_picture


def _path_edges(item: pdfium.PdfObject, turn: tuple[float, ...]) -> Iterator[Edge]:
    matrix = item.get_matrix().get()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = None
    for i in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(turn, *_apply(matrix, x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield from Edge.between(last, point)
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield from Edge.between(point, start)


def read_page(page: pdfium.PdfPage, number: int) -> Page:
    """Lines and table rows of a page, from top to bottom."""
    turn = _turn(page)
    width, height = page.get_size()
    edges, has_picture = _edges(page, turn)
    glyphs = list(_glyphs(page, turn))
    lines: list[Line] = []
    grids = find_grids(edges)
    for grid in grids:
        inside = [glyph for glyph in glyphs if grid.holds((glyph.x0 + glyph.x1) / 2, glyph.middle)]
        glyphs = [glyph for glyph in glyphs if not grid.holds((glyph.x0 + glyph.x1) / 2, glyph.middle)]
        lines.extend(_rows(grid, inside))
    lines.extend(map(_line, _lines(glyphs)))
    for line in lines:
        line.page_width = width
    rules = [e.at for e in edges if e.is_horizontal and not any(grid.holds(e.low, e.at) for grid in grids)]
    return Page(number, height, sorted(lines, key=lambda line: (line.top, line.x0)), rules, has_picture)
