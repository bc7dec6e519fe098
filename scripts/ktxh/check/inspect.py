"""Inspect: one report read and audited, its findings gathered by cause, and how much of it could be checked at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from ktxh.audit import formula, wording
from ktxh.audit.explain import Suspect
from ktxh.audit.findings import Audit, Finding, audit
from ktxh.audit.relations import Relation
from ktxh.extract.document import read_document
from ktxh.extract.reading import Report
from ktxh.read.view import Reading, build

SEVERITIES = ("error", "warning", "notice")
VERDICTS = ("exact", "rounded", "truncated", "holds", "inconsistent", "unreadable", "untestable")
# Of the verdicts that a number gets, by all the relations it stands in, the one it is marked by.
_WORST = ("unreadable", "inconsistent", "truncated", "holds", "rounded", "exact")


@dataclass(frozen=True)
class Span:
    """Where a number stands: its text, 1-based line and column, 0-based offsets with the end exclusive, all in code points."""

    numeral_id: str
    text: str
    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True)
class Case:
    """Findings with one cause, explained once; `number` counts cases in reading order."""

    number: int
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> str:
        """The gravest of its findings'."""
        return min((f.severity for f in self.findings), key=SEVERITIES.index)

    @property
    def told(self) -> list[Finding]:
        """Its findings without those that say the same of the same number: an unreadable one fails all its relations."""
        return list({finding.message["vi"]: finding for finding in reversed(self.findings)}.values())[::-1]

    @property
    def line(self) -> int:
        """Where it is seen first."""
        return self.findings[0].line

    @property
    def suspects(self) -> list[Suspect]:
        """Every reading that would mend it, likeliest first."""
        found = {suspect.change: suspect for finding in self.findings for suspect in finding.suspects}
        return sorted(found.values(), key=lambda s: -s.posterior)

    @property
    def numeral_ids(self) -> tuple[str, ...]:
        """The numbers that it is about."""
        return tuple(dict.fromkeys(id_ for finding in self.findings for id_ in finding.numeral_ids))


@dataclass(frozen=True)
class Inspection:
    """A report with everything that was found out about it."""

    file: str
    report: Report
    rows: Mapping[str, list[dict[str, str]]]
    audit: Audit

    @cached_property
    def reading(self) -> Reading:
        """The view of the text that readers for people share."""
        return build(self.report)

    @cached_property
    def spans(self) -> Mapping[str, Span]:
        """Every numeral; one that is printed as several (16 tỷ 434 triệu) reaches to its last part."""
        starts, text = self.report.document.line_starts, self.report.document.text
        ends = {row["head_numeral_id"]: int(row["char_end"]) for row in self.rows["raw_numerals"]}
        found = {}
        for row in self.rows["raw_numerals"]:
            start, end = int(row["char_start"]), ends.get(row["numeral_id"], int(row["char_end"]))
            line = int(row["line"])
            whole = " ".join(text[start:end].split())
            found[row["numeral_id"]] = Span(row["numeral_id"], whole, line, start - starts[line - 1] + 1, start, end)
        return found

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Findings by cause, in reading order."""
        causes: dict[str, list[Finding]] = {}
        for finding in self.audit.findings:
            causes.setdefault(finding.cause or finding.finding_id, []).append(finding)
        return tuple(Case(i, tuple(findings)) for i, findings in enumerate(causes.values(), start=1))

    @cached_property
    def severities(self) -> Counter[str]:
        """How many cases of each severity."""
        return Counter(case.severity for case in self.cases)

    @cached_property
    def verdicts(self) -> Counter[str]:
        """How many relations got each verdict."""
        return Counter(judgement.verdict for judgement in self.audit.ledger.judgements.values())

    @cached_property
    def checked(self) -> Mapping[str, str]:
        """The figures in at least one tested relation, each with the worst verdict among its relations."""
        ledger = self.audit.ledger
        found: dict[str, str] = {}
        for name, relation in ledger.relations.items():
            verdict = ledger.judgements[name].verdict
            for cell_id in relation.cell_ids if verdict != "untestable" else ():
                found[cell_id] = min(found.get(cell_id, verdict), verdict, key=_WORST.index)
        return found

    @property
    def figure_count(self) -> int:
        """How many figures the report prints."""
        return len(self.rows["raw_figures"])

    def formula(self, relation: Relation, lang: str) -> str:
        """The arithmetic of a relation on one line."""
        return formula.formula(self.audit.ledger, relation, lang)

    def proposals(self, case: Case, lang: str) -> list[str]:
        """What may be wrong, a sentence each, likeliest first."""
        first = case.findings[0]
        if not first.cause:
            return [first.proposal[lang]] if first.proposal[lang] else []
        proposed = case.suspects[0] if first.is_proposed and case.suspects else None
        return wording.proposals(self.audit.ledger, case.suspects, proposed, first.misread, lang)

    def by_line(self) -> list[tuple[int, list[Case]]]:
        """Cases by the line where they are seen first."""
        ordered = sorted(self.cases, key=lambda case: (case.line, case.number))
        return [(line, list(cases)) for line, cases in groupby(ordered, key=lambda case: case.line)]


def inspect(path: Path) -> Inspection:
    """Read and audit a file. Raises InputError when it cannot be read."""
    return inspect_report(Report(read_document(path)), str(path))


def inspect_report(report: Report, file: str = "") -> Inspection:
    """Audit a report that was read."""
    rows = report.rows()
    return Inspection(file or report.document.source_name, report, rows, audit(rows))


def exit_code(inspections: list[Inspection], *, strict: bool = False) -> int:
    """1 when there is an error or a warning, with `strict` a notice too; else 0."""
    counts = sum((inspection.severities for inspection in inspections), Counter())
    return int(bool(counts["error"] or counts["warning"] or (strict and counts["notice"])))
