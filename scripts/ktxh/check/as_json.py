"""Write: an inspection as one JSON document for editors and pipelines; `findings.schema.json` says what is in it.

Lines and columns count from 1, offsets from 0 with the end exclusive, all in code points of the document's text. Amounts are
strings in base units, so that no reader rounds them.
"""

from __future__ import annotations

import json
from decimal import Decimal

from ktxh import __version__
from ktxh.audit.explain import Suspect
from ktxh.audit.findings import Finding
from ktxh.audit.relations import Relation
from ktxh.audit.rules import RULES, SLIPS
from ktxh.check.inspect import SEVERITIES, VERDICTS, Inspection, Span

FORMAT = "ktxh-findings/1"


def render(inspection: Inspection, *, lang: str = "vi", indent: int | None = 2) -> str:
    """One document, the same for the same report; with `indent` None on one line."""
    return json.dumps(document(inspection, lang), ensure_ascii=False, indent=indent) + "\n"


def document(inspection: Inspection, lang: str = "vi") -> dict[str, object]:
    """The document as Python objects."""
    row = inspection.reading.report
    verdicts = inspection.verdicts
    return {
        "format": FORMAT,
        "made_by": f"ktxh {__version__}",
        "lang": lang,
        "file": inspection.file,
        "report": {name: row[name] for name in ("report_id", "title", "period", "issued_on", "text_sha256")}
        | {"place": row["place_name_raw"]},
        "summary": {
            "figures": inspection.figure_count,
            "figures_checked": len(inspection.checked),
            "findings": {severity: inspection.severities[severity] for severity in SEVERITIES},
            "relations": {verdict: verdicts[verdict] for verdict in VERDICTS},
        },
        "findings": [_finding(inspection, finding, lang) for finding in inspection.audit.findings],
        "relations": [_relation(inspection, relation, lang) for relation in inspection.audit.ledger.relations.values()],
    }


def _finding(inspection: Inspection, finding: Finding, lang: str) -> dict[str, object]:
    ledger = inspection.audit.ledger
    relation = ledger.relations.get(finding.relation_id)
    return {
        "finding_id": finding.finding_id,
        "rule": finding.rule_code,
        "rule_name": RULES[finding.rule_code].name[lang],
        "severity": finding.severity,
        "verdict": finding.verdict,
        **_place(inspection.spans[_seat(finding)]),
        "message": finding.message[lang],
        "arithmetic": inspection.formula(relation, lang) if relation else "",
        "proposal": finding.proposal[lang],
        "decided_by": (finding.decided_by or {}).get(lang, ""),
        "is_proposed": finding.is_proposed,
        "misread": finding.misread,
        "cause": finding.cause or None,
        "relation_id": finding.relation_id or None,
        "stated": finding.stated,
        "expected_low": _amount(finding.expected_low),
        "expected_high": _amount(finding.expected_high),
        "difference": _amount(finding.difference),
        "evidence": finding.evidence,
        "numbers": [_number(inspection.spans[id_]) for id_ in dict.fromkeys(finding.numeral_ids)],
        "suspects": [_suspect(inspection, suspect, lang) for suspect in finding.suspects],
    }


def _seat(finding: Finding) -> str:
    """The number that an editor puts the message at: the likeliest wrong one, else the first."""
    return finding.suspects[0].change.cell_id if finding.suspects else finding.numeral_ids[0]


def _suspect(inspection: Inspection, suspect: Suspect, lang: str) -> dict[str, object]:
    change = suspect.change
    return {
        **_number(inspection.spans[change.cell_id]),
        "proposed": change.text or None,
        "value": _amount(change.value),
        "slip": change.slip,
        "slip_name": SLIPS[change.slip][lang],
        "posterior": suspect.posterior,
        "mends": list(suspect.mended),
        "supports": list(suspect.supported),
        "breaks": list(suspect.broken),
    }


def _relation(inspection: Inspection, relation: Relation, lang: str) -> dict[str, object]:
    judgement = inspection.audit.ledger.judgements[relation.relation_id]
    return {
        "relation_id": relation.relation_id,
        "kind": relation.kind,
        "verdict": judgement.verdict,
        "line": relation.line,
        "arithmetic": inspection.formula(relation, lang),
        "evidence": relation.evidence,
        "terms": [
            {
                "role": term.role,
                "coefficient": _amount(term.coefficient),
                "numeral_id": term.cell_id,
                "text": inspection.spans[term.cell_id].text if term.cell_id else term.name,
            }
            for term in relation.terms
        ],
    }


def _number(span: Span) -> dict[str, object]:
    return {"numeral_id": span.numeral_id, "text": span.text, **_place(span)}


def _place(span: Span) -> dict[str, int]:
    return {"line": span.line, "column": span.column, "char_start": span.start, "char_end": span.end}


def _amount(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
