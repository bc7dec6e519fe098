"""Sum up: what was found, what was tested and how much could be tested, as sentences that the terminal and the page share."""

from __future__ import annotations

from ktxh.check.inspect import SEVERITIES, VERDICTS, Inspection
from ktxh.check.words import word
from ktxh.read import forms


def found(inspection: Inspection, lang: str) -> str:
    """How many findings there are, by severity."""
    counts = inspection.severities
    if not counts:
        return word("phrase", "nothing" if inspection.checked else "nothing_tested", lang)
    told = [
        _counted(counts[s], word("severity" if counts[s] == 1 else "severities", s, lang), lang)
        for s in SEVERITIES
        if counts[s]
    ]
    return word("phrase", "found", lang, count=count(counts.total(), lang), by_severity=", ".join(told)) + "."


def tested(inspection: Inspection, lang: str) -> str:
    """How many relations were tested, by verdict; empty when there are none."""
    verdicts = inspection.verdicts
    total = verdicts.total() - verdicts["untestable"]
    told = [_counted(verdicts[v], word("verdict", v, lang), lang) for v in VERDICTS[:-1] if verdicts[v]]
    lines = [word("phrase", "relations", lang, count=count(total, lang), by_verdict=", ".join(told))] if total else []
    if verdicts["untestable"]:
        lines.append(word("phrase", "untestable", lang, count=count(verdicts["untestable"], lang)))
    return " ".join(lines)


def coverage(inspection: Inspection, lang: str) -> str:
    """How many of the figures stand in a relation that was tested."""
    figures, checked = inspection.figure_count, len(inspection.checked)
    if not figures:
        return word("phrase", "no_figures", lang)
    share = 100 * checked // figures
    return word("phrase", "coverage", lang, checked=count(checked, lang), figures=count(figures, lang), share=share)


def count(number: int, lang: str) -> str:
    """A count with thousands marks."""
    return forms.number(str(number), lang)


def _counted(number: int, name: str, lang: str) -> str:
    return f"{count(number, lang)} {name}"
