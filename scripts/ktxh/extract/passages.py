"""Join: the words of one paragraph, bullet or footnote in reading order, with the way back to every offset.

In `text` emphasis asterisks and footnote marks are blanks, so that grammar sees the sentence; lengths stay the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from ktxh.extract.document import Document
from ktxh.extract.numerals import SUPERSCRIPTS, Numeral, is_exponent
from ktxh.extract.sections import Section

_MARK = re.compile(rf"[{SUPERSCRIPTS}]+|\*")


@dataclass(frozen=True)
class Token:
    """A numeral at its place in a passage (offsets into `Passage.text`)."""

    numeral: Numeral
    start: int
    end: int


@dataclass
class Passage:
    """The running text of one outline node. `offsets[i]` is the document offset of `text[i]`."""

    section: Section
    text: str
    offsets: list[int]
    tokens: list[Token]
    markers: list[Numeral] = field(default_factory=list)  # numerals in front of the words: `2.1.`, `(1)`, `¹²`

    def document_span(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of `text[start:end]`."""
        return self.offsets[start], self.offsets[end - 1] + 1


def read_passages(document: Document, sections: list[Section], numerals: list[Numeral]) -> list[Passage]:
    """One passage per node that has lines. Every numeral is a token or a marker of exactly one passage."""
    starts = [numeral.start for numeral in numerals]

    def within(start: int, end: int) -> list[Numeral]:
        return numerals[bisect_left(starts, start) : bisect_left(starts, end)]

    passages = []
    for section in sections:
        text, offsets, tokens, markers = [], [], [], []
        for line in section.lines:
            if text:
                text.append(" ")
                offsets.append(line.body)
            shift = len(offsets) - line.body
            markers.extend(within(line.start, line.body))
            tokens.extend(Token(n, n.start + shift, n.end + shift) for n in within(line.body, line.end))
            text.append(_without_marks(document.text[line.body : line.end]))
            offsets.extend(range(line.body, line.end))
        if text:
            passages.append(Passage(section, "".join(text), offsets, tokens, markers))
    return passages


def _without_marks(text: str) -> str:
    def blank(match: re.Match[str]) -> str:
        keep = match.group()[0] in SUPERSCRIPTS and is_exponent(text, match.start())
        return match.group() if keep else " " * len(match.group())

    return _MARK.sub(blank, text)
