"""Find: what a report contradicts, one finding per failing relation and per number or date that cannot be, each with its suspects.

Only what is true of the genre is asked here, so that any report can be checked without a curator. What wants meaning (one indicator
stated twice, an identity of the catalogue, last year's value) is asked in SQL.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from ktxh.audit import formula, load, wording
from ktxh.audit.explain import Explanation, Suspect, explain
from ktxh.audit.ledger import Ledger, amount_of
from ktxh.audit.manner import Manner
from ktxh.audit.relations import HUNDRED, Cell, Relation, judge
from ktxh.audit.rules import LANGUAGES, OF_KIND, RULES
from ktxh.audit.search import Change
from ktxh.audit.slips import spell, undo
from ktxh.read import forms

Rows = Mapping[str, list[dict[str, str]]]
_PLAN_YEAR = re.compile(r"(?:kế\s+hoạch|KH|dự\s+toán|chỉ\s+tiêu)\b.{0,40}?năm\s+(\d{4})", re.IGNORECASE)
_MOST_READINGS = 10  # of an unreadable number
_ESTIMATED = frozenset(("sum", "ratio", "growth"))  # arithmetic that bears numbers out to the digit
_FAR = Decimal("0.03")  # further than anybody rounds a number that is told as an estimate
_NEAR = 30  # code points between a document's number and its date


@dataclass(frozen=True)
class Finding:
    """One contradiction; amounts are in base units, `message` and `proposal` by language."""

    finding_id: str  # the same as long as the same numbers stand in the same relation
    report_id: str
    rule_code: str
    severity: str
    verdict: str
    line: int
    numeral_ids: tuple[str, ...]
    stated: str
    message: Mapping[str, str]
    proposal: Mapping[str, str]
    evidence: str = ""
    relation_id: str = ""
    cause: str = ""  # findings with the same cause are explained together
    expected_low: Decimal | None = None
    expected_high: Decimal | None = None
    difference: Decimal | None = None
    suspects: tuple[Suspect, ...] = ()
    misread: float | None = None
    is_proposed: bool = False
    decided_by: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Audit:
    """A report audited: its ledger of cells and relations, and what was found, in reading order."""

    report_id: str
    ledger: Ledger
    findings: tuple[Finding, ...]


def audit(rows: Rows) -> Audit:
    """Audit one report from its raw tables."""
    report = rows["raw_reports"][0]
    ledger = Ledger(load.cells_of(rows), load.relations_of(rows))
    found = [
        *of_relations(report["report_id"], ledger),
        *of_estimates(report["report_id"], ledger),
        *of_numbers(report["report_id"], ledger, rows),
        *of_dates(report, rows),
        *of_plans(report["report_id"], rows),
    ]
    found.sort(key=lambda finding: (finding.line, finding.numeral_ids, finding.relation_id))
    return Audit(report["report_id"], ledger, tuple(_told_apart(found)))


def _told_apart(found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings of the same kind about the same numbers (a count beside two lists) get an ordinal behind the id."""
    seen: Counter[str] = Counter()
    for finding in found:
        seen[finding.finding_id] += 1
        ordinal = seen[finding.finding_id]
        yield finding if ordinal == 1 else replace(finding, finding_id=f"{finding.finding_id}.{ordinal}")


def _broken(
    report_id: str, rule_code: str, numeral_ids: Iterable[str], facts: Mapping[str, Mapping[str, object]], **told: Any
) -> Finding:
    """A rule broken by some numbers: its severity, id and message; `facts` by language fill the message."""
    numeral_ids, rule = tuple(numeral_ids), RULES[rule_code]
    return Finding(
        finding_id=stable_id(report_id, rule_code, numeral_ids),
        report_id=report_id,
        rule_code=rule_code,
        severity=rule.severity,
        numeral_ids=numeral_ids,
        message={lang: rule.message[lang].format(**facts[lang]) for lang in LANGUAGES},
        **told,
    )


def of_relations(report_id: str, ledger: Ledger) -> Iterator[Finding]:
    """One finding for each relation that fails."""
    for number, explanation in enumerate(explain(ledger), start=1):
        for relation_id in explanation.relation_ids:
            yield _of_relation(
                report_id, ledger, ledger.relations[relation_id], explanation, f"{report_id}:c{number:03d}"
            )


def _of_relation(report_id: str, ledger: Ledger, relation: Relation, explanation: Explanation, cause: str) -> Finding:
    judgement = ledger.judgements[relation.relation_id]
    cells = (ledger.cells[term.cell_id] for term in relation.terms if term.cell_id)
    unreadable = [cell for cell in cells if cell.amount is None]
    if relation.kind == "whole_before" and len(explanation.relation_ids) == 1:
        # One of the two is wrong, and nothing says which.
        explanation = replace(explanation, suspects=(), cells=())
    suspects = tuple(s for s in explanation.suspects if s.change.cell_id in relation.cell_ids)
    first, rule_code = explanation.first, OF_KIND[relation.kind]
    if judgement.verdict == "unreadable":
        rule_code = "number_unreadable"
        if not suspects:  # no reading makes the relation hold: what is printed is wrong all the same
            suspects = _readings(unreadable[0], ledger.manner)
            explanation = replace(explanation, suspects=(), misread=0.0)
    elif first and first.change.slip in ("separator", "scale") and first.posterior >= 0.5:
        rule_code = "thousandfold_slip"
    return Finding(
        finding_id=stable_id(report_id, relation.kind, relation.cell_ids),
        report_id=report_id,
        rule_code=rule_code,
        severity=RULES[rule_code].severity,
        verdict=judgement.verdict,
        line=relation.line,
        numeral_ids=tuple(term.cell_id for term in relation.terms if term.cell_id),
        stated=next((c.text for c in unreadable), wording.said(ledger, relation)),
        message={lang: wording.message(ledger, relation, rule_code, first, lang) for lang in LANGUAGES},
        proposal={
            lang: wording.proposal(ledger, explanation, suspects, lang)
            if explanation.suspects or not unreadable
            else wording.readings(suspects, lang)
            for lang in LANGUAGES
        },
        evidence=relation.evidence,
        relation_id=relation.relation_id,
        cause=cause,
        expected_low=judgement.low,
        expected_high=judgement.high,
        difference=judgement.residual,
        suspects=suspects,
        misread=explanation.misread,
        is_proposed=explanation.is_proposed,
        decided_by={lang: wording.decided_by(ledger, explanation, lang) for lang in LANGUAGES},
    )


def of_estimates(report_id: str, ledger: Ledger) -> Iterator[Finding]:
    """Relations that hold only because *ước* or *khoảng* leaves a number open, and would be far off without."""
    for relation in ledger.relations.values():
        judgement, cells = ledger.judgements[relation.relation_id], [ledger.cells[c] for c in relation.cell_ids]
        told_about = {cell.bound for cell in cells} == {"about", "exact"}
        if judgement.verdict != "holds" or relation.kind not in _ESTIMATED or not told_about:
            continue
        as_printed = {cell.cell_id: amount_of(replace(cell, bound="exact")) for cell in cells}
        found = judge(relation, as_printed, ledger.units)
        against = abs(found.recomputed or 0) + (HUNDRED if relation.kind == "growth" else 0)
        gap = abs(found.residual) / against if found.residual is not None and against else Decimal(0)
        if found.verdict != "inconsistent" or gap < _FAR:
            continue
        shown = spell((100 * gap).quantize(Decimal("0.1")), "")
        yield _broken(
            report_id,
            "estimate_disagrees",
            (term.cell_id for term in relation.terms if term.cell_id),
            {lang: {"gap": shown, "arithmetic": formula.formula(ledger, relation, lang)} for lang in LANGUAGES},
            verdict=judgement.verdict,
            line=relation.line,
            stated=wording.said(ledger, relation),
            proposal=dict.fromkeys(LANGUAGES, ""),
            evidence=relation.evidence,
            relation_id=relation.relation_id,
            expected_low=found.low,
            expected_high=found.high,
            difference=found.residual,
        )


def of_numbers(report_id: str, ledger: Ledger, rows: Rows) -> Iterator[Finding]:
    """Numbers that cannot be read and stand in no relation, and commas that may be thousands marks, or must be one where relations hold."""
    explained = {cell_id for relation in ledger.failing for cell_id in relation.cell_ids}
    for figure in rows["raw_figures"]:
        cell = ledger.cells[figure["numeral_id"]]
        if cell.amount is None and cell.cell_id not in explained:
            readings = _readings(cell, ledger.manner)
            yield _alone(report_id, "number_unreadable", "unreadable", cell.cell_id, ledger, figure, readings)
        elif cell.alternative is not None and cell.cell_id not in explained:
            agreed = tuple(_as_thousands(cell) for r in ledger.of_cell[cell.cell_id] if r.kind in _ESTIMATED)[:1]
            yield _alone(report_id, "number_ambiguous", "ambiguous", cell.cell_id, ledger, figure, agreed)


def _as_thousands(cell: Cell) -> Suspect:
    """A comma that its relations bear out as a thousands mark, with the dot that belongs there."""
    return Suspect(Change(cell.cell_id, spell(cell.amount, "."), cell.amount, "separator"), 1.0, (), (), ())


def _readings(cell: Cell, manner: Manner) -> tuple[Suspect, ...]:
    """What an unreadable number may have been when no relation tells: by the slips, and by how the report writes its numbers."""
    weighed = [(c, c.likelihood * manner.odds(cell, c.text, c.value, c.decimals)) for c in undo(cell.text)]
    total = sum(weight for _, weight in weighed)
    likeliest = sorted(weighed, key=lambda item: (-item[1], item[0].text))[:_MOST_READINGS]
    return tuple(Suspect(Change(cell.cell_id, c.text, c.value, c.slip), w / total, (), (), ()) for c, w in likeliest)


def _alone(
    report_id: str,
    rule_code: str,
    verdict: str,
    cell_id: str,
    ledger: Ledger,
    figure: Mapping[str, str],
    suspects: tuple[Suspect, ...],
) -> Finding:
    cell = ledger.cells[cell_id]
    facts = {
        lang: {
            "said": wording.quoted(cell.text),
            "recomputed": forms.number(figure["amount"], lang),
            "alternative": forms.number(figure["amount_alt"], lang),
        }
        for lang in LANGUAGES
    }
    return _broken(
        report_id,
        rule_code,
        [cell_id],
        facts,
        verdict=verdict,
        line=cell.line,
        stated=cell.text,
        proposal={lang: wording.readings(suspects, lang) for lang in LANGUAGES},
        evidence=figure["evidence"],
        suspects=suspects,
    )


def of_dates(report: Mapping[str, str], rows: Rows) -> Iterator[Finding]:
    """Days that no calendar has, and documents dated after the report that cites them."""
    numerals = {row["numeral_id"]: row for row in rows["raw_numerals"]}
    order = list(numerals)
    position = {numeral_id: i for i, numeral_id in enumerate(order)}
    for row in rows["raw_dates"]:
        ids = row["numeral_ids"].split()
        before = numerals[order[position[ids[0]] - 1]] if position[ids[0]] else None
        cites = (
            before is not None
            and before["kind"] == "document_number"
            and int(row["char_start"]) - int(before["char_end"]) <= _NEAR
        )
        if row["precision"] == "impossible":
            yield _dated(report, row, ids, numerals, "date_impossible", "impossible")
        elif row["precision"] == "day" and report["issued_on"] and cites and row["value"] > report["issued_on"]:
            yield _dated(report, row, ids, numerals, "date_after_report", "inconsistent")


def _dated(
    report: Mapping[str, str],
    row: Mapping[str, str],
    ids: list[str],
    numerals: Mapping[str, dict[str, str]],
    rule_code: str,
    verdict: str,
) -> Finding:
    facts = {"said": wording.quoted(row["raw_text"]), "issued": forms.date(report["issued_on"])}
    year = int(report["issued_on"][:4]) if report["issued_on"] else None
    in_year = None
    if rule_code == "date_after_report" and year:
        same_day = date.fromisoformat(row["value"]).replace(day=1, year=year).isoformat()[:8] + row["value"][8:]
        in_year = same_day if same_day <= report["issued_on"] else None
    proposal = {"vi": f"Có thể là năm {year}." if in_year else "", "en": f"Perhaps the year {year}." if in_year else ""}
    return _broken(
        report["report_id"],
        rule_code,
        ids,
        dict.fromkeys(LANGUAGES, facts),
        verdict=verdict,
        line=int(numerals[ids[0]]["line"]),
        stated=row["raw_text"],
        proposal=proposal,
        evidence=row["raw_text"],
    )


def of_plans(report_id: str, rows: Rows) -> Iterator[Finding]:
    """Results measured against the plan of another year than their own."""
    lines = {row["numeral_id"]: int(row["line"]) for row in rows["raw_numerals"]}
    for row in rows["raw_figures"]:
        named = _PLAN_YEAR.search(row["comparator_raw"])
        own = re.fullmatch(r"(\d{4})(?:-.*)?", row["period"])
        if row["measure"] != "attainment_pct" or row["scenario"] not in ("actual", "estimate") or not named or not own:
            continue
        if named.group(1) != own.group(1):
            meant = row["comparator_raw"].replace(named.group(1), own.group(1))
            yield _broken(
                report_id,
                "plan_of_other_year",
                [row["numeral_id"]],
                {
                    lang: {"said": row["comparator_raw"], "period": forms.period(row["period"], lang)}
                    for lang in LANGUAGES
                },
                verdict="inconsistent",
                line=lines[row["numeral_id"]],
                stated=row["comparator_raw"],
                proposal={"vi": f"Có thể là «{meant}».", "en": f"Perhaps “{meant}”."},
                evidence=row["evidence"],
            )


def stable_id(report_id: str, kind: str, numeral_ids: Iterable[str]) -> str:
    """The id of a finding: report, and a hash over its kind and numbers."""
    digest = hashlib.sha256("|".join([kind, *sorted(numeral_ids)]).encode()).hexdigest()
    return f"{report_id}:f{digest[:8]}"
