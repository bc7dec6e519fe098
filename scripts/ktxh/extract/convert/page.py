"""See: what a PDF page shows, as lines of text with their places and table rows with their cells.

Coordinates are points from the top left corner of the page as a reader sees it (turned pages are turned back).
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ktxh.extract.convert.grid import Edge, Grid, find_grids, merged
from ktxh.extract.convert.prose import as_line, as_row, lowered, raised, visible

Matrix = tuple[float, float, float, float, float, float]  # a b c d e f: x' = ax + cy + e, y' = bx + dy + f

_HYPHENS = (0x02, 0xFFFE)  # what PDFium gives for a hyphen at a line's end
_THIN = 3.0  # points: a filled box thinner than this is a stroke
# In parts of the font's size:
_ASCENT, _DESCENT = 0.9, 0.25  # of a line's box above and below its base line
_SAME_LINE = 0.5  # two base lines nearer than this are of one line (one letter of it may be raised)
_BLANK = 0.15  # a gap as wide as this is a blank, printed or not
_COLUMN = 2.5  # a gap as wide as this parts two columns
_SMALL = 0.8  # a glyph smaller than this may be set above or below the line,
_RAISED, _LOWERED = 0.1, 0.05  # if its base line is so far above or below


@dataclass(frozen=True)
class Glyph:
    """One printed character, a blank included: left and right edge, base line, size of its font."""

    char: str
    x0: float
    x1: float
    base: float
    size: float

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of its box."""
        return (self.x0 + self.x1) / 2, self.base - 0.3 * self.size


@dataclass
class Line:
    """A line of prose or a row of a table. `size` is that of most of its glyphs, `first_width` the width of its first word."""

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


def _turn(page: pdfium.PdfPage) -> Matrix:
    """Matrix (a, b, c, d, e, f) from the page's own coordinates to those of its reader: y down, rotation undone."""
    left, bottom, right, top = page.get_mediabox()
    return {
        0: (1, 0, 0, -1, -left, top), 90: (0, 1, 1, 0, -bottom, -left),
        180: (-1, 0, 0, 1, right, -bottom), 270: (0, -1, -1, 0, top, right),
    }[page.get_rotation() % 360]  # fmt: skip


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _glyphs(page: pdfium.PdfPage, turn: Matrix) -> Iterator[Glyph]:
    """Characters with their places, in the order of the file.

    Blanks that PDFium infers from the order of the file are left out, since a file may draw a line's letters font by font;
    but a printed blank behind one of those is dropped by PDFium, and shows in the gap up to the next character.
    """
    textpage, box, matrix = page.get_textpage(), raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    last_item, base, size, inferred = None, 0.0, 1.0, None
    for i in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, i)
        char = "-" if code in _HYPHENS else chr(code)
        item = ctypes.cast(raw.FPDFText_GetTextObject(textpage, i), ctypes.c_void_p).value
        if item is None or (char.isspace() and raw.FPDFText_IsGenerated(textpage, i)):
            raw.FPDFText_GetCharOrigin(textpage, i, x, y)
            inferred = _apply(turn, x.value, y.value)[0] if char == " " else None
            continue
        if item != last_item:
            raw.FPDFText_GetCharOrigin(textpage, i, x, y)
            raw.FPDFText_GetMatrix(textpage, i, matrix)
            base = round(_apply(turn, x.value, y.value)[1], 2)
            size = round(raw.FPDFText_GetFontSize(textpage, i) * math.hypot(matrix.c, matrix.d), 2) or 1.0
            last_item, inferred = item, None
        raw.FPDFText_GetLooseCharBox(textpage, i, box)
        xa, xb = sorted((_apply(turn, box.left, box.top)[0], _apply(turn, box.right, box.bottom)[0]))
        if inferred is not None and _BLANK * size < xa - inferred < _COLUMN * size:
            yield Glyph(" ", inferred, xa, base, size)
        inferred = None
        if char >= " ":
            yield Glyph(char, xa, xb, base, size)


def _lines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that stand on one line, from left to right; lines from top to bottom."""
    levels: defaultdict[tuple[float, float], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        levels[glyph.base, glyph.size].append(glyph)
    lines: list[list[tuple[float, float]]] = []
    for base, size in sorted(levels):
        for line in lines[-3:]:
            main_base, main_size = max(line, key=lambda level: level[1])
            if abs(base - main_base) < _SAME_LINE * max(size, main_size):
                line.append((base, size))
                break
        else:
            lines.append([(base, size)])
    for line in lines:
        together = sorted((glyph for level in line for glyph in levels[level]), key=lambda glyph: glyph.x0)
        if not all(glyph.char.isspace() for glyph in together):
            yield together


def _line(glyphs: list[Glyph]) -> Line:
    """Text of one line: blanks where gaps are, a tab where a column ends, raised digits as superscripts."""
    glyphs, blanks = _without_blanks(glyphs)
    levels = Counter((glyph.size, glyph.base) for glyph in glyphs)
    size, base = max(levels, key=lambda level: (levels[level], level))

    def shown(glyph: Glyph) -> str:
        above = (base - glyph.base) / size
        if glyph.size > _SMALL * size or -_LOWERED < above < _RAISED:
            return glyph.char
        return raised(glyph.char) if above > 0 else lowered(glyph.char)

    text, first_end = shown(glyphs[0]), 0.0
    for i, (before, glyph) in enumerate(pairwise(glyphs), start=1):
        gap = (glyph.x0 - before.x1) / size
        between = "\t" if gap > _COLUMN else " " if i in blanks or gap > _BLANK else ""
        if between and not first_end:
            first_end = before.x1
        text += between + shown(glyph)
    x0, x1 = glyphs[0].x0, max(glyph.x1 for glyph in glyphs)
    cells = visible(text).split("\t")
    text = as_row(cells) if len(cells) > 1 else as_line(cells[0])
    top, bottom = base - _ASCENT * size, base + _DESCENT * size
    return Line(text, x0, x1, top, bottom, size, (first_end or x1) - x0, is_row=len(cells) > 1)


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
        cells[grid.cell_at(*glyph.centre)].append(glyph)
    texts = {cell: " ".join(_line(line).text for line in _lines(inside)) for cell, inside in cells.items()}
    for i, (top, bottom) in enumerate(pairwise(grid.ys)):
        text = as_row(sign or texts.get((i, j), "") for j, sign in enumerate(grid.signs[i]))
        if text:
            yield Line(text, grid.xs[0], grid.xs[-1], top, bottom, is_row=True)


def _edges(page: pdfium.PdfPage, turn: Matrix) -> Iterator[Edge]:
    """Sides along the page's axes of all strokes and of thin filled boxes; a filled area is shading, not a side."""
    for item in page.get_objects([raw.FPDF_PAGEOBJ_PATH]):
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        for points in _outlines(item, turn):
            width, height = (max(side) - min(side) for side in zip(*points, strict=True))
            if stroke.value or min(width, height) < _THIN:
                for a, b in pairwise(points):
                    yield from Edge.between(a, b)


def _outlines(item: pdfium.PdfObject, turn: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Points of each part of a path; a curve counts as its ends."""
    matrix = item.get_matrix().get()
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for i in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(_apply(turn, *_apply(matrix, x.value, y.value)))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def read_page(page: pdfium.PdfPage, number: int) -> Page:
    """Lines and table rows of a page, from top to bottom."""
    turn = _turn(page)
    width, height = page.get_size()
    edges = merged(_edges(page, turn))
    has_picture = next(page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]), None) is not None
    glyphs = list(_glyphs(page, turn))
    lines: list[Line] = []
    grids = find_grids(edges)
    for grid in grids:
        inside = [glyph for glyph in glyphs if grid.holds(*glyph.centre)]
        glyphs = [glyph for glyph in glyphs if not grid.holds(*glyph.centre)]
        lines.extend(_rows(grid, inside))
    lines.extend(map(_line, _lines(glyphs)))
    for line in lines:
        line.page_width = width
    rules = [e.at for e in edges if e.is_horizontal and not any(grid.holds(e.low, e.at) for grid in grids)]
    return Page(number, height, sorted(lines, key=lambda line: (line.top, line.x0)), rules, has_picture)
