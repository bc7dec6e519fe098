"""Row: what was read of a report as rows of the raw contract, all cells text, empty where the text does not say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ktxh import __version__
from ktxh.extract.contract import PLACE_SEPARATOR
from ktxh.extract.linking.terms import Relation
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.numbers.dates import find_dates
from ktxh.extract.numbers.numerals import Numeral
from ktxh.extract.structure.sections import Section

if TYPE_CHECKING:
    from ktxh.extract.reading import Report

Rows = dict[str, list[dict[str, str]]]


def rows_of(report: Report) -> Rows:
    """Every table of the contract, rows in document order, all cells text."""
    return {
        "raw_reports": [_report_row(report)],
        "raw_sections": [_section_row(report, section) for section in report.sections],
        "raw_section_spans": list(_span_rows(report)),
        "raw_numerals": [_numeral_row(report, numeral) for numeral in report.numerals],
        "raw_figures": [
            _figure_row(report, report.figures[n.ordinal]) for n in report.numerals if n.ordinal in report.figures
        ],
        "raw_dates": list(_date_rows(report)),
        "raw_places": list(_place_rows(report)),
        "raw_relations": [_relation_row(report, i, r) for i, r in enumerate(report.relations, start=1)],
        "raw_relation_terms": list(_term_rows(report)),
    }


def _report_row(report: Report) -> dict[str, str]:
    identity, document = report.identity, report.document
    return {
        "report_id": identity.report_id, "title": identity.title, "place_name_raw": identity.place_name_raw,
        "place_code": identity.place_code, "level": identity.level, "period": identity.period,
        "issued_on": identity.issued_on, "source_name": document.source_name, "source_sha256": document.source_sha256,
        "text_sha256": document.text_sha256, "char_count": str(len(document.text)), "line_count": str(document.line_count),
        "numeral_count": str(len(report.numerals)), "supersedes_report_id": "", "extractor_version": __version__,
    }  # fmt: skip


def _section_row(report: Report, section: Section) -> dict[str, str]:
    mark = (
        next((n for n in report.numerals if n.start == section.mark_at), None) if section.mark_at is not None else None
    )
    return {
        "report_id": report.identity.report_id, "section_id": report.section_id(section),
        "parent_section_id": report.section_id(section.parent) if section.parent else "",
        "section_type": section.section_type, "number": section.number, "title": section.title,
        "title_path": section.title_path, "mark_numeral_id": report.numeral_id(mark.ordinal) if mark else "",
        "marked_words": report.marked_words(section.footnote_of),
        "line_start": str(section.lines[0].number) if section.lines else "1",
    }  # fmt: skip


def _span_rows(report: Report) -> Iterable[dict[str, str]]:
    for section in report.sections:
        spans: list[list[int]] = []
        for line in section.lines:
            last = report.document.line_of(line.end - 1)  # a row may have been laid from several
            if spans and line.number == spans[-1][1] + 1:
                spans[-1][1] = last
            else:
                spans.append([line.number, last])
        for seq, (first, last) in enumerate(spans, start=1):
            yield {
                "report_id": report.identity.report_id, "section_id": report.section_id(section), "seq": str(seq),
                "line_start": str(first), "line_end": str(last),
            }  # fmt: skip


def _numeral_row(report: Report, numeral: Numeral) -> dict[str, str]:
    head = report.heads.get(numeral.ordinal)
    return {
        "report_id": report.identity.report_id, "numeral_id": report.numeral_id(numeral.ordinal),
        "line": str(report.document.line_of(numeral.start)), "char_start": str(numeral.start), "char_end": str(numeral.end),
        "raw_text": numeral.raw, "head_numeral_id": report.numeral_id(head) if head else "",
        "kind": report.kinds[numeral.ordinal], "section_id": report.section_id(report.home[numeral.ordinal].section),
    }  # fmt: skip


def _figure_row(report: Report, figure: Figure) -> dict[str, str]:
    value, section = figure.value, report.home[figure.value.ordinal].section
    reading, unit = value.reading, value.unit

    def ref(other: Figure | None) -> str:
        return report.numeral_id(other.value.ordinal) if other else ""

    return {
        "report_id": report.identity.report_id, "numeral_id": report.numeral_id(value.ordinal), "amount": reading.amount,
        "decimals": "" if reading.decimals is None else str(reading.decimals), "reading": reading.reading,
        "amount_alt": reading.alternative if reading.reading == "ambiguous" else "", "bound": value.bound,
        "qualifier": value.qualifier, "direction": figure.direction, "unit_raw": unit.raw, "unit_code": unit.code,
        "multiplier": str(unit.multiplier), "measure": figure.measure, "scenario": figure.scenario,
        "is_cumulative": "true" if figure.is_cumulative else "", "as_of": figure.as_of, "base_numeral_id": ref(figure.base),
        "comparator_kind": figure.comparator_kind, "comparator_numeral_id": ref(figure.comparator),
        "comparator_raw": figure.comparator_raw, "label_raw": figure.label, "parent_numeral_id": ref(figure.parent),
        "places_raw": PLACE_SEPARATOR.join(figure.places), "period": figure.period, "period_source": figure.period_source,
        "section_id": report.section_id(section), "footnote": section.footnote_of.number if section.footnote_of else "",
        "evidence": figure.evidence, "doubt": _doubt(figure),
    }  # fmt: skip


def _date_rows(report: Report) -> Iterable[dict[str, str]]:
    for i, found in enumerate(find_dates(report.document.text), start=1):
        inside = [n for n in report.numerals if found.start <= n.start < found.end]
        kinds = {report.kinds[n.ordinal] for n in inside}
        is_wrong = found.precision == "impossible" and "document_number" not in kinds
        if kinds & {"date", "period"} or is_wrong:
            yield {
                "report_id": report.identity.report_id, "date_id": f"{report.identity.report_id}:d{i:04d}", "value": found.value,
                "precision": found.precision, "numeral_ids": " ".join(report.numeral_id(n.ordinal) for n in inside),
                "raw_text": report.document.text[found.start : found.end], "char_start": str(found.start), "char_end": str(found.end),
            }  # fmt: skip


def _place_rows(report: Report) -> Iterable[dict[str, str]]:
    for i, (passage, mention, owner) in enumerate(
        sorted(report.mentions, key=lambda m: m[0].offsets[m[1].start]), start=1
    ):
        start, end = passage.document_span(mention.start, mention.end)
        yield {
            "report_id": report.identity.report_id, "place_mention_id": f"{report.identity.report_id}:p{i:04d}", "raw_text": mention.raw,
            "unit_word_raw": mention.unit_word, "line": str(report.document.line_of(start)), "char_start": str(start), "char_end": str(end),
            "numeral_id": report.numeral_id(owner.value.ordinal) if owner else "", "section_id": report.section_id(passage.section),
        }  # fmt: skip


def _relation_id(report: Report, number: int) -> str:
    return f"{report.identity.report_id}:r{number:04d}"


def _relation_row(report: Report, number: int, relation: Relation) -> dict[str, str]:
    return {
        "report_id": report.identity.report_id, "relation_id": _relation_id(report, number), "kind": relation.kind,
        "evidence": relation.evidence,
    }  # fmt: skip


def _term_rows(report: Report) -> Iterable[dict[str, str]]:
    for number, relation in enumerate(report.relations, start=1):
        for term_no, term in enumerate(relation.terms, start=1):
            start, end = relation.passage.document_span(term.start, term.end) if term.name else ("", "")
            yield {
                "report_id": report.identity.report_id, "relation_id": _relation_id(report, number), "term_no": str(term_no),
                "numeral_id": report.numeral_id(term.figure.value.ordinal) if term.figure else "", "name_raw": term.name,
                "char_start": str(start), "char_end": str(end), "role": term.role, "coefficient": f"{term.coefficient:f}",
            }  # fmt: skip


def _doubt(figure: Figure) -> str:
    """Why a person should look at this figure; empty when the reading is plain."""
    reasons = []
    if figure.value.reading.reading == "unreadable":
        reasons.append("unreadable number")
    if figure.value.reading.reading == "ambiguous":
        reasons.append("comma may be a thousands mark")
    if figure.value.reading.reading == "lenient":
        reasons.append("dot read as decimal")
    if not figure.value.unit.raw:
        reasons.append("no unit printed")
    if figure.measure in ("attainment_pct", "index_pct", "change_pct", "change_abs") and figure.base is None:
        reasons.append("no base printed")
    return "; ".join(reasons)
