"""Join: the words of one paragraph, bullet or footnote in reading order, with the way back to every offset.

In `text` emphasis asterisks and footnote marks are blanks, so that grammar sees the sentence; lengths stay the same.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from ktxh.extract.document import Document
from ktxh.extract.numbers.numerals import SUPERSCRIPTS, Numeral, is_exponent
from ktxh.extract.structure.sections import Section

LONGEST = (
    6000  # code points of one passage: reading looks at a passage as a whole, so a line of megabytes is read in pieces
)
_SENTENCE_END = re.compile(r"[.!?…;]\s+(?=[^\W\d_a-z])")
_MARK = re.compile(rf"[{SUPERSCRIPTS}]+|\*")


@dataclass(frozen=True)
class Token:
    """A numeral at its place in a passage (offsets into `Passage.text`)."""

    numeral: Numeral
    start: int
    end: int


@dataclass
class Passage:
    """The running text of one outline node, or a piece of it when it is longer than `LONGEST`.

    `offsets[i]` is the document offset of `text[i]`.
    """

    section: Section
    text: str
    offsets: array[int]
    tokens: list[Token]
    markers: list[Numeral] = field(default_factory=list)  # numerals in front of the words: `2.1.`, `(1)`, `¹²`

    def document_span(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of `text[start:end]`."""
        return self.offsets[start], self.offsets[end - 1] + 1


def read_passages(document: Document, sections: list[Section], numerals: list[Numeral]) -> list[Passage]:
    """The passages of the nodes that have lines. Every numeral is a token or a marker of exactly one passage."""
    starts = [numeral.start for numeral in numerals]

    def within(start: int, end: int) -> list[Numeral]:
        return numerals[bisect_left(starts, start) : bisect_left(starts, end)]

    passages = []
    for section in sections:
        text, offsets, tokens, markers = [], array("Q"), [], []
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
            passages.extend(_pieces(Passage(section, "".join(text), offsets, tokens, markers)))
    return passages


def _pieces(whole: Passage) -> Iterator[Passage]:
    """A passage in pieces of at most `LONGEST` code points, cut behind a sentence, else at a blank, never in a numeral."""
    start, size = 0, len(whole.text)
    starts = [token.start for token in whole.tokens]
    while size - start > LONGEST:
        stop = start + LONGEST
        ends = [match.end() for match in _SENTENCE_END.finditer(whole.text, start + LONGEST // 2, stop)]
        end = ends[-1] if ends else whole.text.rfind(" ", start + 1, stop) + 1 or stop
        last = bisect_left(starts, end) - 1
        if last >= 0 and start < whole.tokens[last].start < end < whole.tokens[last].end:
            end = whole.tokens[last].start
        yield _piece(whole, starts, start, end)
        start = end
    yield whole if start == 0 else _piece(whole, starts, start, size)


def _piece(whole: Passage, starts: list[int], start: int, end: int) -> Passage:
    inside = whole.tokens[bisect_left(starts, start) : bisect_left(starts, end)]
    tokens = [Token(token.numeral, token.start - start, token.end - start) for token in inside]
    markers = whole.markers if start == 0 else []
    return Passage(whole.section, whole.text[start:end], whole.offsets[start:end], tokens, markers)


def _without_marks(text: str) -> str:
    def blank(match: re.Match[str]) -> str:
        keep = match.group()[0] in SUPERSCRIPTS and is_exponent(text, match.start())
        return match.group() if keep else " " * len(match.group())

    return _MARK.sub(blank, text)
