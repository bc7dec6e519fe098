"""Flow: the lines of pages become paragraphs; page furniture is left out, footnotes are set apart from the body."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ktxh.extract.convert.page import Line, Page
from ktxh.extract.convert.prose import as_text, raised
from ktxh.extract.numbers.numerals import SUPERSCRIPTS

_PAGE_NUMBER = re.compile(r"\W*(?:trang\s*)?(\d{1,4})\W*(?:/\s*\d+)?\W*", re.IGNORECASE)
_NOTE_MARK = re.compile(rf"([{SUPERSCRIPTS}]+)\s*(?=\S)")
_MARKED = re.compile(
    r"\s*(?:[-–—+*•●▪◦]\s|\d{1,2}(?:\.\d{1,2})*\s*[.)]\s|[a-zđ]\s*[.)]\s|[IVX]{1,6}\s*[.)]\s|\(\d{1,2}\)\s)"
)
_CLOSED = re.compile(rf"[.!?…:;][)”\"*\s{SUPERSCRIPTS}]*$")
_BROKEN_WORD = re.compile(r"(?<=\S)([-/])\n(?=\S)")  # `108/NQ-` at a line's end
_VALUE = str.maketrans(SUPERSCRIPTS, "0123456789")
_SMALLER = 0.95  # of the body's size: a footnote's line
_INDENT = 0.5  # of a line's size: what tells two left edges apart
_DEEPEST = 5.0  # of a line's size: the first line's indent
_SPACE = 0.25  # of a line's size: the narrowest blank
_APART = 1.2  # of a line's size: a gap that parts two blocks


def _body_size(pages: Sequence[Page]) -> float:
    sizes: Counter[float] = Counter()
    for line in (line for page in pages for line in page.lines if not line.is_row):
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def drop_furniture(pages: Sequence[Page]) -> None:
    """Take heads, feet and page numbers out: first or last lines that repeat at one height, or that count the pages."""
    for edge in (0, -1):
        while _drop_outermost([page for page in pages if page.lines and not page.lines[edge].is_row], edge, len(pages)):
            pass


def _drop_outermost(pages: Sequence[Page], edge: int, page_count: int) -> bool:
    def place(page: Page) -> int:
        line = page.lines[edge]
        return round((line.top if edge == 0 else page.height - line.bottom) / 10)

    outermost = Counter((page.lines[edge].text, place(page)) for page in pages)
    numbers = {page.number: match for page in pages if (match := _PAGE_NUMBER.fullmatch(page.lines[edge].text))}
    steps = Counter(int(match.group(1)) - number for number, match in numbers.items())
    dropped = False
    for page in pages:
        count = outermost[page.lines[edge].text, place(page)]
        repeats = count > 1 and 2 * count >= page_count - 1  # on every other page, the first left aside
        number = numbers.get(page.number)
        step = int(number.group(1)) - page.number if number else None
        if repeats or (step is not None and (step == 0 or steps[step] > 1)):
            page.lines.pop(edge)
            dropped = True
    return dropped


def _note_number(line: Line, expected: int, shown: str) -> tuple[int, str] | None:
    """Number and text of a note that begins at `line`: with a superscript, or as some writers print it, with the plain
    number that is next and whose mark is `shown` on the page.
    """
    if match := _NOTE_MARK.match(line.text):
        return int(match.group(1).translate(_VALUE)), line.text[match.end() :]
    plain = str(expected)
    if line.text.startswith(plain) and raised(plain) in shown:
        return expected, line.text[len(plain) :].lstrip()
    return None


def _is_ruled_off(page: Page, i: int) -> bool:
    """Whether a rule is drawn between line `i` of a page and the one before."""
    above = page.lines[i - 1].bottom if i else 0.0
    return any(above - 1 < rule < page.lines[i].top + 1 for rule in page.rules)


def split_notes(pages: Sequence[Page], body_size: float) -> tuple[list[Line], list[tuple[int, list[Line]]]]:
    """Body lines, and each footnote's number and lines. Footnotes are the small lines at a page's end, below a rule or from
    a mark on; what stands before the first mark goes on with the note that the page before had cut.
    """
    body: list[Line] = []
    notes: list[tuple[int, list[Line]]] = []
    for page in pages:
        start = len(page.lines)
        while start and not page.lines[start - 1].is_row and page.lines[start - 1].size < _SMALLER * body_size:
            start -= 1
        ruled = next((i for i in range(start, len(page.lines)) if _is_ruled_off(page, i)), None)
        start = start if ruled is None else ruled
        shown = "\n".join(line.text for line in page.lines[:start])
        is_in_note = bool(notes) and (ruled is not None or not _CLOSED.search(notes[-1][1][-1].text))
        body.extend(page.lines[:start])
        for line in page.lines[start:]:
            if found := _note_number(line, notes[-1][0] + 1 if notes else 1, shown):
                number, line.text = found
                notes.append((number, [line]))
                is_in_note = True
            else:
                (notes[-1][1] if is_in_note else body).append(line)
    return body, notes


@dataclass(frozen=True)
class _Block:
    """Left and right edge of the text that lines of one size on pages of one width stand in."""

    left: float
    right: float


def _blocks(lines: Sequence[Line]) -> dict[tuple[float, float], _Block]:
    """The block of each (page width, size): from nearly the leftmost to nearly the rightmost place, a stray line left aside;
    where only short lines stand, up to a right margin as wide as the left one.
    """
    places: defaultdict[tuple[float, float], list[Line]] = defaultdict(list)
    for line in lines:
        if not line.is_row:
            places[line.page_width, line.size].append(line)
    blocks = {}
    for key, group in places.items():
        stray = len(group) // 20
        left, right = sorted(line.x0 for line in group)[stray], sorted(line.x1 for line in group)[-1 - stray]
        blocks[key] = _Block(left, max(right, key[0] - left))
    return blocks


def _goes_on(paragraph: Sequence[Line], line: Line, block: _Block) -> bool:
    """Whether the break before `line` is the page's and not the writer's: its first word had no room on the line before,
    and it begins where the paragraph's next line has to. In doubt it is the writer's: the outline joins cut sentences.
    """
    last = paragraph[-1]
    step = _INDENT * last.size
    needed = line.first_width + _SPACE * last.size
    if line.is_row or last.is_row or abs(line.size - last.size) > 0.1 * last.size:
        return False
    if line.top - last.bottom > _APART * last.size:
        return False
    is_centred = all(abs(line.x0 + line.x1 - other.x0 - other.x1) < 2 * step for other in paragraph)
    if is_centred and abs(line.x0 - last.x0) > step and last.x1 - last.x0 + needed > block.right - block.left:
        return True
    if last.x1 + needed < block.right:
        return False
    if len(paragraph) > 1:
        return abs(line.x0 - last.x0) < step
    if _MARKED.match(last.text) and line.x0 > last.x0:
        return True  # a hanging indent
    is_first = step < last.x0 - line.x0 and last.x0 < block.left + _DEEPEST * last.size
    at_edge = max(line.x0, last.x0) < block.left + step and not _MARKED.match(line.text)
    return is_first or at_edge


def join_paragraphs(lines: Sequence[Line]) -> list[str]:
    """Lines joined where only the page's width broke them."""
    blocks = _blocks(lines)
    paragraphs: list[list[Line]] = []
    for line in lines:
        last = paragraphs[-1][-1] if paragraphs else line
        block = blocks.get((last.page_width, last.size))
        if paragraphs and block and _goes_on(paragraphs[-1], line, block):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [_BROKEN_WORD.sub(r"\1", "\n".join(line.text for line in lines)).replace("\n", " ") for lines in paragraphs]


def flow(pages: Sequence[Page]) -> str:
    """Text of all pages in reading order: body, then footnotes."""
    drop_furniture(pages)
    body, notes = split_notes(pages, _body_size(pages))
    return as_text(join_paragraphs(body), [(number, join_paragraphs(lines)) for number, lines in notes])
