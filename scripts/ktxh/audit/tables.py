"""Tabulate: the audit as tables of the warehouse, from what staging keeps and from relations of every source.

The warehouse and `ktxh check` say the same because both ask the same code; here it gets corrected readings, relations that the catalogue or a curator
adds, and what was noticed in SQL, which is only worded. Amounts leave as decimals.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import Any

import pyarrow as pa

from ktxh.audit import load
from ktxh.audit.explain import Suspect
from ktxh.audit.findings import Finding, audit, stable_id
from ktxh.audit.ledger import RESTATED, Ledger
from ktxh.audit.relations import PRECISE, Cell, Judgement, Relation, units_differ
from ktxh.audit.rules import LANGUAGES, RULES
from ktxh.audit.wording import quoted

AMOUNT, SHARE, TEXT = pa.decimal128(38, 8), pa.decimal128(9, 6), pa.string()
BETWEEN = " | "

JUDGED = pa.schema(
    {
        "report_id": TEXT, "relation_id": TEXT, "said_numeral_id": TEXT, "line": pa.int32(), "terms": TEXT,
        "stated_amount": AMOUNT, "stated_low": AMOUNT, "stated_high": AMOUNT,
        "recomputed_amount": AMOUNT, "recomputed_low": AMOUNT, "recomputed_high": AMOUNT,
        "residual": AMOUNT, "residual_in_last_places": AMOUNT, "smallest_visible_error": AMOUNT,
        "verdict": TEXT, "untestable_reason": TEXT,
    }
)  # fmt: skip

SUSPECT = pa.struct(
    {
        "numeral_id": TEXT, "printed_text": TEXT, "proposed_text": TEXT, "proposed_amount": AMOUNT, "unit_code": TEXT,
        "slip_kind": TEXT, "posterior": SHARE, "relations_mended": TEXT, "relations_supported": TEXT,
        "relations_broken": TEXT, "line": pa.int32(),
    }
)  # fmt: skip

RAISED = pa.schema(
    {
        "finding_id": TEXT, "report_id": TEXT, "rule_code": TEXT, "rule_name_vi": TEXT, "rule_name_en": TEXT,
        "severity": TEXT, "verdict": TEXT, "line": pa.int32(), "numeral_id": TEXT, "numeral_ids": TEXT,
        "relation_id": TEXT, "cause_id": TEXT, "stated": TEXT,
        "expected_low": AMOUNT, "expected_high": AMOUNT, "difference": AMOUNT,
        "message_vi": TEXT, "message_en": TEXT, "proposal_vi": TEXT, "proposal_en": TEXT,
        "decided_by_vi": TEXT, "decided_by_en": TEXT, "misread_chance": SHARE, "is_proposed": pa.bool_(),
        "evidence": TEXT, "suspects": pa.list_(SUSPECT),
    }
)  # fmt: skip

Rows = dict[str, list[dict[str, str]]]


def by_report(tables: Mapping[str, Any]) -> dict[str, Rows]:
    """Rows of relations of the database (raw table → relation with `report_id`), per report, as text as the raw contract has them."""
    reports: dict[str, Rows] = {}
    for name, relation in tables.items():
        columns = relation.columns
        for values in relation.fetchall():
            row = {column: _text(value) for column, value in zip(columns, values, strict=True)}
            reports.setdefault(row["report_id"], {table: [] for table in tables})[name].append(row)
    return {report_id: rows for report_id, rows in sorted(reports.items()) if rows["raw_reports"]}


def judged(tables: Mapping[str, Any]) -> pa.Table:
    """One row per relation: its verdict, intervals, residual and the smallest error that it shows."""
    found = []
    for report_id, rows in by_report(tables).items():
        ledger = Ledger(load.cells_of(rows), load.relations_of(rows))
        rejected = {row["relation_id"] for row in rows["raw_relations"] if row["status"] == "rejected"}
        found += [_judged(report_id, ledger, r, r.relation_id in rejected) for r in ledger.relations.values()]
    return pa.Table.from_pylist(found, JUDGED)


def _judged(report_id: str, ledger: Ledger, relation: Relation, is_rejected: bool) -> dict[str, Any]:
    judgement = ledger.judgements[relation.relation_id]
    stated = judgement.stated
    step = stated.step if stated else None
    is_untestable = is_rejected or judgement.verdict == "untestable"
    return {
        "report_id": report_id,
        "relation_id": relation.relation_id,
        "said_numeral_id": relation.said_id,
        "line": relation.line,
        "terms": " · ".join(f"{t.role} {ledger.text_of(t)}" for t in relation.terms),
        "stated_amount": _amount(stated.value if stated else None),
        "stated_low": _amount(stated.low if stated else None),
        "stated_high": _amount(stated.high if stated else None),
        "recomputed_amount": _amount(judgement.recomputed),
        "recomputed_low": _amount(judgement.low),
        "recomputed_high": _amount(judgement.high),
        "residual": _amount(judgement.residual),
        "residual_in_last_places": _amount(
            judgement.residual / step if step and judgement.residual is not None else None
        ),
        "smallest_visible_error": None if is_untestable else _amount(_visible(relation, judgement)),
        "verdict": "untestable" if is_rejected else judgement.verdict,
        "untestable_reason": "rejected" if is_rejected else _reason(ledger, relation) if is_untestable else None,
    }


def _visible(relation: Relation, judgement: Judgement) -> Decimal | None:
    """How far off the stated number may be without showing: the room of a subset, else the width of both intervals."""
    stated, low, high = judgement.stated, judgement.low, judgement.high
    if stated is None or stated.low is None or stated.high is None or low is None:
        return None
    if relation.kind == "subset":
        return max(stated.high - low, Decimal(0))
    if high is None:
        return None
    return abs(high - low) if relation.kind == "same" else high - low + stated.high - stated.low


def _reason(ledger: Ledger, relation: Relation) -> str:
    if relation.source == RESTATED and ledger.judgements[relation.relation_id].recomputed is not None:
        return "too_far_apart"
    if units_differ(relation, ledger.units):
        return "units_differ"
    return "base_not_printed" if relation.kind in ("ratio", "change") else "terms_missing"


def raised(tables: Mapping[str, Any], noticed: Any) -> pa.Table:
    """One row per finding with its suspects: of the audit, and of what was noticed in SQL."""
    found = []
    for rows in by_report(tables).values():
        kept = {row["relation_id"] for row in rows["raw_relations"] if row["status"] != "rejected"}
        for name in ("raw_relations", "raw_relation_terms"):
            rows[name] = [row for row in rows[name] if row["relation_id"] in kept]
        figures = {row["numeral_id"]: row for row in rows["raw_figures"]}
        result = audit(rows)
        found += [_row(finding, result.ledger, figures) for finding in result.findings]
    facts = [dict(zip(noticed.columns, values, strict=True)) for values in noticed.fetchall()]
    found += [_worded(fact) for fact in facts]
    return pa.Table.from_pylist(sorted(found, key=lambda row: row["finding_id"]), RAISED)


def _row(finding: Finding, ledger: Ledger, figures: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    relation = ledger.relations.get(finding.relation_id)
    first = (relation and relation.said_id) or finding.numeral_ids[0]
    return {
        **_head(finding.rule_code, finding.severity),
        "finding_id": finding.finding_id,
        "report_id": finding.report_id,
        "verdict": finding.verdict,
        "line": finding.line,
        "numeral_id": first,
        "numeral_ids": BETWEEN.join(finding.numeral_ids),
        "relation_id": finding.relation_id or None,
        "cause_id": finding.cause or None,
        "stated": finding.stated,
        "expected_low": _amount(finding.expected_low),
        "expected_high": _amount(finding.expected_high),
        "difference": _amount(finding.difference),
        **_by_language("message", finding.message),
        **_by_language("proposal", finding.proposal),
        **_by_language("decided_by", finding.decided_by or {}),
        "misread_chance": _share(finding.misread),
        "is_proposed": finding.is_proposed,
        "evidence": finding.evidence or None,
        "suspects": [
            _suspect(suspect, ledger.cells[suspect.change.cell_id], figures[suspect.change.cell_id])
            for suspect in finding.suspects
        ],
    }


def _suspect(suspect: Suspect, cell: Cell, figure: Mapping[str, str]) -> dict[str, Any]:
    value = suspect.change.value
    return {
        "numeral_id": cell.cell_id,
        "printed_text": cell.text,
        "proposed_text": suspect.change.text or None,
        "proposed_amount": _amount(None if value is None else value * Decimal(figure["multiplier"] or 1)),
        "unit_code": figure["unit_code"] or None,
        "slip_kind": suspect.change.slip,
        "posterior": _share(suspect.posterior),
        "relations_mended": BETWEEN.join(suspect.mended) or None,
        "relations_supported": BETWEEN.join(suspect.supported) or None,
        "relations_broken": BETWEEN.join(suspect.broken) or None,
        "line": cell.line,
    }


def _worded(fact: Mapping[str, Any]) -> dict[str, Any]:
    """A finding noticed in SQL: `rule_code`, `numeral_ids`, and the printed texts that its message quotes."""
    rule = RULES[fact["rule_code"]]
    numeral_ids = fact["numeral_ids"].split(BETWEEN)
    shown = {"said": quoted(fact["said"]), "other": quoted(fact["other"]), "subject": fact["subject"] or ""}
    ratio = fact["ratio"]
    messages = {
        language: rule.message[language].format(**shown, ratio=_ratio(ratio, language)) for language in LANGUAGES
    }
    return {
        **_head(fact["rule_code"], rule.severity),
        "finding_id": stable_id(fact["report_id"], fact["rule_code"] + (fact["subject"] or ""), numeral_ids),
        "report_id": fact["report_id"],
        "verdict": "inconsistent" if rule.severity == "error" else "doubtful",
        "line": fact["line"],
        "numeral_id": numeral_ids[0],
        "numeral_ids": fact["numeral_ids"],
        "stated": fact["said"],
        "expected_low": _amount(fact["expected_low"]),
        "expected_high": _amount(fact["expected_high"]),
        "difference": _amount(fact["difference"]),
        **_by_language("message", messages),
        "is_proposed": False,
        "evidence": fact["evidence"],
        "suspects": [],
    }


def _head(rule_code: str, severity: str) -> dict[str, str]:
    return {"rule_code": rule_code, "severity": severity, **_by_language("rule_name", RULES[rule_code].name)}


def _by_language(name: str, texts: Mapping[str, str]) -> dict[str, str | None]:
    return {f"{name}_{language}": texts.get(language) or None for language in LANGUAGES}


def _ratio(value: Decimal | None, language: str) -> str:
    """How many times, or which part: 10,0 or 1/1000."""
    if not value:
        return ""
    text = f"{value:.1f}" if value >= 1 else f"1/{1 / value:.0f}"
    return text.replace(".", ",") if language == "vi" else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def _amount(value: Decimal | None) -> Decimal | None:
    return _rounded(value, 8)


def _share(value: Any) -> Decimal | None:
    return None if value is None else _rounded(Decimal(repr(value)), 6)


def _rounded(value: Decimal | None, places: int) -> Decimal | None:
    if value is None:
        return None
    with localcontext(PRECISE):
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
