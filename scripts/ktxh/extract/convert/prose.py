"""The shape that every converted format takes: a paragraph a line, a table row a line, footnotes behind the body.

A line with a tab is a row of a table and nothing else: tabs inside prose become blanks. `←` and `↑` stand in cells that are
merged with the one to the left or above, so that an empty cell and a spanned one differ. docs/formats.md has the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ktxh.extract.numbers.numerals import SUPERSCRIPTS

LEFT, UP = "←", "↑"
BULLETS = "-–—+*•●▪◦"

_DIGITS = "0123456789"
_RAISED = str.maketrans(_DIGITS, SUPERSCRIPTS)
_LOWERED = str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉")
_BRACKETED = re.compile(r"(\[\d+\])")
# What a page does not show: soft hyphen, zero-width blanks and joiners, byte order mark, bidi marks.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
# Bullets of the Symbol and Wingdings fonts, which live in the private use area.
SYMBOLS = str.maketrans({
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0a8": "◦", "\uf02a": "*", "\uf02b": "+", "\uf02d": "-",
    "\uf076": "-", "\uf0d8": "-", "\uf0fc": "-",
})  # fmt: skip


def raised(text: str) -> str:
    """Text set as superscript: its digits as superscript digits; a bracketed mark, `[1]`, stays."""
    return "".join(p if _BRACKETED.fullmatch(p) else p.translate(_RAISED) for p in _BRACKETED.split(text))


def lowered(text: str) -> str:
    """Text set as subscript: its digits as subscript digits."""
    return text.translate(_LOWERED)


def visible(text: str) -> str:
    """The text without what a page does not show; bullets of symbol fonts as the bullets they look like."""
    return text.translate(_INVISIBLE).translate(SYMBOLS)


def as_line(text: str) -> str:
    """One line of prose: no tab, no blanks around it."""
    return text.replace("\t", " ").strip()


def as_row(cells: Iterable[str]) -> str:
    """One line of a table: cells with a tab between, white space inside a cell as one blank; empty when all cells are."""
    texts = [" ".join(cell.split()) for cell in cells]
    return "\t".join(texts) if any(text not in ("", LEFT, UP) for text in texts) else ""


def as_text(body: Iterable[str], notes: Iterable[tuple[int, Sequence[str]]]) -> str:
    """The whole text: lines of the body, then each note (number, lines) as `¹ …` in the order of its mark.

    Behind the body no sentence is cut, and the outline ties a note to its mark wherever its text stands. The items of a
    list that a note's first line announces stay lines; its other paragraphs become one, so that none is taken for body.
    """
    lines = [line for line in body if line]
    for number, paragraphs in notes:
        first, *others = [line for line in paragraphs if line] or [""]
        note = [f"{raised(str(number))} {first}".rstrip()]
        for line in others:
            if first.endswith(":") and line[0] in BULLETS:
                note.append(line)
            else:
                note[-1] += f" {line}"
        lines.extend(note)
    return "".join(f"{line}\n" for line in lines)
