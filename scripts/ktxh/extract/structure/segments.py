"""Cut: where sentences, list items and parentheses of a passage begin and end, as every reader of figures needs them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

_STOP = re.compile(r"[.!?…]+(?:\s+|$)|(?<=[^\W\d_)%])[.](?=[^\W\d_]{2})")


@dataclass(frozen=True)
class Parenthesis:
    """A parenthesis: offsets of its signs in the passage; `close` is the end of the text when it never closes."""

    open: int
    close: int


class Segments:
    """Boundaries of one passage. Spans are offsets into its text, end exclusive."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._around: dict[int, Parenthesis | None] = {}

    @cached_property
    def sentence_ends(self) -> list[int]:
        """Offsets just behind each sentence."""
        stops = (match.end() for match in _STOP.finditer(self.text))
        return [end for end in stops if end >= len(self.text) or not self.text[end].islower()]

    @cached_property
    def parentheses(self) -> list[Parenthesis]:
        """All parentheses, inner ones after outer ones."""
        found, open_at = [], []
        for i, char in enumerate(self.text):
            if char == "(":
                open_at.append(i)
            elif char == ")" and open_at:
                found.append(Parenthesis(open_at.pop(), i))
        found.extend(Parenthesis(i, len(self.text)) for i in open_at)
        return sorted(found, key=lambda p: p.open)

    def parenthesis(self, at: int) -> Parenthesis | None:
        """The innermost parenthesis around an offset."""
        if at not in self._around:
            around = [p for p in self.parentheses if p.open < at < p.close]
            self._around[at] = around[-1] if around else None
        return self._around[at]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence around an offset; a sentence end inside a parenthesis that the offset lies outside of does not count."""
        ends = self.sentence_ends
        i = bisect_right(ends, at)
        return (ends[i - 1] if i else 0), (ends[i] if i < len(ends) else len(self.text))

    def item(self, at: int) -> tuple[int, int]:
        """The list item around an offset: between semicolons, inside its own parenthesis and sentence."""
        start, end = self.sentence(at)
        if around := self.parenthesis(at):
            start, end = max(start, around.open + 1), min(end, around.close)
        behind = bisect_left(self._semicolons, at)
        for stop in reversed(self._semicolons[:behind]):
            if stop < start:
                break
            if not self._is_aside(stop, at, start, end):
                start = stop + 1
                break
        for stop in self._semicolons[behind:]:
            if stop >= end:
                break
            if not self._is_aside(stop, at, start, end):
                return start, stop
        return start, end

    def _is_aside(self, stop: int, at: int, start: int, end: int) -> bool:
        """Whether a semicolon stands in a parenthesis of the span that an offset lies outside of."""
        p = self.parenthesis(stop)
        return p is not None and not p.open < at < p.close and start <= p.open and p.close <= end

    @cached_property
    def _semicolons(self) -> list[int]:
        return [i for i, char in enumerate(self.text) if char == ";"]

    def outside(self, start: int, end: int) -> str:
        """The text of a span with what stands in parentheses inside it left out (blanks instead, same length)."""
        text = list(self.text[start:end])
        for p in self.parentheses:
            if start <= p.open and p.close < end:
                text[p.open - start : p.close - start + 1] = " " * (p.close - p.open + 1)
        return "".join(text)
