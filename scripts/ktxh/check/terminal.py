"""Tell: findings in the terminal, line by line as they stand in the report, and at the end what could be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

import click

from ktxh.audit.findings import Finding
from ktxh.check import summary
from ktxh.check.inspect import Case, Inspection
from ktxh.check.words import word
from ktxh.read import forms
from ktxh.read.cells import Run, Style, plain, wrap
from ktxh.read.view import visible

_COLOURS: Mapping[str, Mapping[str, object]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "notice": {"fg": "blue", "bold": True},
    "number": {"bold": True, "underline": True},
    "heading": {"bold": True},
    "soft": {"dim": True},
}
_AROUND = 70  # code points of the clause on each side of its numbers
_EDGE = re.compile(r"\S*$"), re.compile(r"^\S*")


def styles(color: bool) -> Mapping[str, Style]:
    """How parts of the output look; all plain without colour."""
    return {name: partial(click.style, **look) if color else plain for name, look in _COLOURS.items()}


def lines_of(inspection: Inspection, *, color: bool, width: int, lang: str = "vi") -> Iterator[str]:
    """The whole answer for one report, each line at most `width` columns wide."""
    yield from _Screen(inspection, styles(color), max(width, 40), lang).lines()


class _Screen:
    def __init__(self, inspection: Inspection, look: Mapping[str, Style], width: int, lang: str) -> None:
        self.inspection, self.look, self.width, self.lang = inspection, look, width, lang

    def lines(self) -> Iterator[str]:
        yield from self._head()
        for line, cases in self.inspection.by_line():
            yield ""
            yield self.look["heading"](f"{word('phrase', 'line', self.lang)} {line}")
            for i, case in enumerate(cases):
                if i:
                    yield ""
                yield from self._case(case)
        yield ""
        for sentence in (
            summary.found(self.inspection, self.lang),
            summary.tested(self.inspection, self.lang),
            summary.coverage(self.inspection, self.lang),
        ):
            yield from wrap([Run(sentence)], self.width) if sentence else ()

    def _head(self) -> Iterator[str]:
        row = self.inspection.reading.report
        told = [visible(row["place_name_raw"]), forms.period(row["period"], self.lang)]
        where = " · ".join(part for part in (self.inspection.file, *told) if part)
        yield from wrap([Run(where, self.look["heading"])], self.width)

    def _case(self, case: Case) -> Iterator[str]:
        for i, finding in enumerate(case.told):
            if i:
                yield ""
            yield from self._finding(finding, case)
        for sentence in self.inspection.proposals(case, self.lang):
            yield from self._block("→ ", [Run(sentence)])
        if decided := (case.findings[0].decided_by or {}).get(self.lang):
            yield from self._block("? ", [Run(decided, self.look["soft"])])

    def _finding(self, finding: Finding, case: Case) -> Iterator[str]:
        name = word("severity", finding.severity, self.lang)
        runs = [Run(f"{name}: ", self.look[finding.severity]), Run(visible(finding.message[self.lang]))]
        if finding.line != case.line:
            runs.append(Run(f" ({word('phrase', 'line', self.lang).lower()} {finding.line})", self.look["soft"]))
        runs.append(Run(f" [{finding.finding_id.rpartition(':')[2]}]", self.look["soft"]))
        yield from self._block("", runs)
        yield from self._block("│ ", self._clause(finding))

    def _clause(self, finding: Finding) -> list[Run]:
        """The words around the finding's numbers, the numbers themselves standing out; far ones each with words of their own."""
        runs: list[Run] = []
        for start, end, numbers in self._stretches(finding):
            text = self.inspection.report.document.text
            at = start
            runs.append(Run("… " if start and text[start - 1] != "\n" else ""))
            for first, last in numbers:
                runs += [Run(visible(text[at:first])), Run(visible(text[first:last]), self.look["number"])]
                at = last
            runs += [Run(visible(text[at:end])), Run(" …" if end < len(text) and text[end] != "\n" else ""), Run(" ")]
        return runs

    def _stretches(self, finding: Finding) -> list[tuple[int, int, list[tuple[int, int]]]]:
        """Stretches of the text with the numbers in them; those that touch are one."""
        text = self.inspection.report.document.text
        found: list[tuple[int, int, list[tuple[int, int]]]] = []
        spans = sorted((self.inspection.spans[id_] for id_ in set(finding.numeral_ids)), key=lambda span: span.start)
        for span in spans:
            low = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
            line_end = text.find("\n", span.end)
            high = min(line_end if line_end >= 0 else len(text), span.end + _AROUND)
            low -= len(_EDGE[0].search(text[max(0, low - 30) : low]).group()) if text[low : low + 1].strip() else 0
            high += len(_EDGE[1].search(text[high : high + 30]).group())
            if found and low <= found[-1][1]:
                found[-1] = (found[-1][0], max(high, found[-1][1]), [*found[-1][2], (span.start, span.end)])
            else:
                found.append((low, high, [(span.start, span.end)]))
        return found

    def _block(self, mark: str, runs: list[Run]) -> Iterator[str]:
        for i, line in enumerate(wrap(runs, self.width - 2 - len(mark))):
            lead = mark if i == 0 or mark.startswith("│") else " " * len(mark)
            yield ("  " + lead + line).rstrip()
