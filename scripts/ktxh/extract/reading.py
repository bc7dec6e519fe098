"""Extract: one document becomes the rows of the raw contract. Nothing is guessed: what the text does not say stays empty."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from ktxh import __version__
from ktxh.extract import cues
from ktxh.extract.contract import PLACE_SEPARATOR
from ktxh.extract.dates import find_dates
from ktxh.extract.document import Document
from ktxh.extract.figures import Context, Figure, inherit
from ktxh.extract.identity import Identity, identify
from ktxh.extract.kinds import sort_numerals
from ktxh.extract.labels import name_figures
from ktxh.extract.measures import read_figures
from ktxh.extract.numerals import Numeral, find_numerals
from ktxh.extract.outline import read_outline
from ktxh.extract.parents import find_parents
from ktxh.extract.passages import Passage, read_passages
from ktxh.extract.periods import Scope, assign_periods, read_scope, scope_for_child
from ktxh.extract.places import Mention, assign_inherited, assign_places, find_places, gazetteer
from ktxh.extract.sections import Section
from ktxh.extract.segments import Segments
from ktxh.extract.values import read_values

_PARTS = re.compile(r"(?:gồm|trong đó|cụ thể)[\s:*]*$", re.IGNORECASE)
_LIST_NOTE = re.compile(r"(?:gồm|trong đó|bao gồm)\W|\d", re.IGNORECASE)

Rows = dict[str, list[dict[str, str]]]


class Report:
    """One report as read: outline, passages, numerals with their kinds, figures. `rows()` gives the contract's tables."""

    def __init__(self, document: Document, report_id: str | None = None) -> None:
        self.document = document
        self.identity: Identity = identify(document, report_id)
        self.numerals: list[Numeral] = find_numerals(document.text)
        self.sections: list[Section] = read_outline(document)
        self.passages: list[Passage] = read_passages(document, self.sections, self.numerals)
        self.kinds: dict[int, str] = {}
        self.heads: dict[int, int] = {}  # ordinal of a figure's later part → ordinal of its first numeral
        self.figures: dict[int, Figure] = {}
        self.home: dict[int, Passage] = {}
        self.mentions: list[tuple[Passage, Mention, Figure | None]] = []
        self._read()

    # -- reading

    def _read(self) -> None:
        known = gazetteer([passage.text for passage in self.passages])
        levels: dict[int, list[Figure]] = {}
        scopes: dict[int, tuple[Passage, Segments, Scope]] = {}
        for passage in self.passages:
            kinds = sort_numerals(passage)
            segments = Segments(passage.text)
            values = read_values(passage, kinds)
            context, target_year = self._context(passage.section)
            figures = read_figures(passage, values, segments, context)
            name_figures(passage, figures, segments)
            announced, announces_all = self._announced(passage, levels)
            find_parents(passage, figures, segments, announced, announces_all)
            inherit(figures)
            mentions = find_places(passage.text, known, self.identity.place_name_raw)
            assign_places(passage, figures, segments, mentions)
            assign_inherited(figures)
            scope = read_scope(passage, segments, self.identity.year, self._inherited_period(passage.section, scopes))
            scopes[passage.section.ordinal] = (passage, segments, scope)
            assign_periods(passage, figures, segments, scope, self.identity.period, target_year)
            self._keep(passage, kinds, figures, mentions)
            levels[passage.section.ordinal] = [figure for figure in figures if figure.is_level]

    def _keep(self, passage: Passage, kinds: dict[int, str], figures: list[Figure], mentions: list[Mention]) -> None:
        self.kinds.update(kinds)
        for numeral in [*passage.markers, *(token.numeral for token in passage.tokens)]:
            self.home[numeral.ordinal] = passage
        head = None
        for token in passage.tokens:
            if kinds[token.numeral.ordinal] == "figure":
                head = token.numeral.ordinal
            elif kinds[token.numeral.ordinal] == "figure_part" and head:
                self.heads[token.numeral.ordinal] = head
        self.figures.update({figure.value.ordinal: figure for figure in figures})
        for mention in mentions:
            owner = next((f for f in figures if mention.raw in f.places), None)
            self.mentions.append((passage, mention, owner))

    def _context(self, section: Section) -> tuple[Context, int | None]:
        """Whether the headings above look past the report's year, and to which year; what the line above announced."""
        year = self.identity.year
        announced = ""
        if section.parent is not None and section.parent.lines and section.parent.lines[-1].announces:
            last = section.parent.lines[-1].text.lower()
            announced = "estimate" if cues.ESTIMATE.search(last) or cues.ESTIMATE_LATER.search(last) else ""
        for node in reversed(section.path):
            years = [int(y) for y in re.findall(r"(?<!\d)(20\d\d)(?!\d)", node.title)]
            if years and node.section_type in ("part", "section") and cues.AIM_TITLE.search(node.title):
                ahead = year is not None and min(years) > year
                return Context(year, ahead, announced), (max(years) if ahead else None)
            if node.section_type in ("part", "section") and (
                cues.AIM_HEADING.match(node.title) or cues.AHEAD_HEADING.search(node.title)
            ):
                return Context(year, True, announced), None
        term = cues.TERM.search(self.document.text[:300])
        if term and year is not None and int(term.group(1)) >= year and not self.identity.title:
            return Context(year, True, announced), int(term.group(2))  # the resolution of a term that begins
        return Context(year, False, announced), None

    @staticmethod
    def _inherited_period(section: Section, scopes: dict[int, tuple[Passage, Segments, Scope]]) -> str:
        """The period that holds where a footnote's mark stands, or where the line above announced this one."""
        parent = section.parent
        if parent is None or parent.ordinal not in scopes:
            return ""
        passage, segments, scope = scopes[parent.ordinal]
        if section.section_type == "footnote" and section.mark_at is not None:
            return scope_for_child(scope, passage, segments, bisect_left(passage.offsets, section.mark_at))
        if section.section_type in ("bullet", "paragraph") and (
            parent.lines[-1].announces or parent.section_type == "footnote"
        ):
            return scope_for_child(scope, passage, segments, len(passage.text))
        return scope.inherited

    def _announced(self, passage: Passage, levels: dict[int, list[Figure]]) -> tuple[list[Figure], bool]:
        """The totals that a passage may hang under, and whether all its items are parts of the last one.

        A bullet's parent may end with one (`61.460 triệu đồng, gồm:`); a footnote that is a list breaks down the number
        in front of its mark.
        """
        section, parent = passage.section, passage.section.parent
        if section.section_type == "footnote":
            return self._before_mark(section), bool(_LIST_NOTE.match(passage.text))
        if section.section_type != "bullet" or parent is None or not parent.lines:
            return [], False
        if not parent.lines[-1].announces or not _PARTS.search(parent.lines[-1].text):
            return [], False
        return (
            self._before_mark(parent) if parent.section_type == "footnote" else levels.get(parent.ordinal, [])
        ), False

    def _before_mark(self, note: Section) -> list[Figure]:
        """The levels in the sentence that carries a footnote's mark, up to the mark."""
        home = next((p for p in self.passages if p.section is note.parent), None)
        if home is None or note.mark_at is None:
            return []
        at = bisect_left(home.offsets, note.mark_at)
        start, _ = Segments(home.text).sentence(max(0, at - 1))
        tokens = [token for token in home.tokens if start <= token.start < at and token.numeral.ordinal in self.figures]
        figures = [self.figures[token.numeral.ordinal] for token in tokens]
        return [figure for figure in figures if figure.is_level][-1:]

    # -- rows

    def numeral_id(self, ordinal: int) -> str:
        """`<report_id>:<ordinal, five digits>`."""
        return f"{self.identity.report_id}:{ordinal:05d}"

    def section_id(self, section: Section) -> str:
        """`<report_id>:s<ordinal, four digits>`."""
        return f"{self.identity.report_id}:s{section.ordinal:04d}"

    def rows(self) -> Rows:
        """Every table of the contract, rows in document order, all cells text."""
        return {
            "raw_reports": [self._report_row()],
            "raw_sections": [self._section_row(section) for section in self.sections],
            "raw_section_spans": list(self._span_rows()),
            "raw_numerals": [self._numeral_row(numeral) for numeral in self.numerals],
            "raw_figures": [
                self._figure_row(self.figures[n.ordinal]) for n in self.numerals if n.ordinal in self.figures
            ],
            "raw_dates": list(self._date_rows()),
            "raw_places": list(self._place_rows()),
            "raw_relations": [],
            "raw_relation_terms": [],
        }

    def _report_row(self) -> dict[str, str]:
        identity, document = self.identity, self.document
        return {
            "report_id": identity.report_id, "title": identity.title, "place_name_raw": identity.place_name_raw,
            "place_code": identity.place_code, "level": identity.level, "period": identity.period,
            "issued_on": identity.issued_on, "source_name": document.source_name, "source_sha256": document.source_sha256,
            "text_sha256": document.text_sha256, "char_count": str(len(document.text)), "line_count": str(document.line_count),
            "numeral_count": str(len(self.numerals)), "supersedes_report_id": "", "extractor_version": __version__,
        }  # fmt: skip

    def _section_row(self, section: Section) -> dict[str, str]:
        mark = (
            next((n for n in self.numerals if n.start == section.mark_at), None)
            if section.mark_at is not None
            else None
        )
        return {
            "report_id": self.identity.report_id, "section_id": self.section_id(section),
            "parent_section_id": self.section_id(section.parent) if section.parent else "",
            "section_type": section.section_type, "number": section.number, "title": section.title,
            "title_path": section.title_path, "mark_numeral_id": self.numeral_id(mark.ordinal) if mark else "",
            "line_start": str(section.lines[0].number) if section.lines else "1",
        }  # fmt: skip

    def _span_rows(self) -> Iterable[dict[str, str]]:
        for section in self.sections:
            spans: list[list[int]] = []
            for line in section.lines:
                if spans and line.number == spans[-1][1] + 1:
                    spans[-1][1] = line.number
                else:
                    spans.append([line.number, line.number])
            for seq, (first, last) in enumerate(spans, start=1):
                yield {
                    "report_id": self.identity.report_id, "section_id": self.section_id(section), "seq": str(seq),
                    "line_start": str(first), "line_end": str(last),
                }  # fmt: skip

    def _numeral_row(self, numeral: Numeral) -> dict[str, str]:
        head = self.heads.get(numeral.ordinal)
        return {
            "report_id": self.identity.report_id, "numeral_id": self.numeral_id(numeral.ordinal),
            "line": str(self.document.line_of(numeral.start)), "char_start": str(numeral.start), "char_end": str(numeral.end),
            "raw_text": numeral.raw, "head_numeral_id": self.numeral_id(head) if head else "",
            "kind": self.kinds[numeral.ordinal], "section_id": self.section_id(self.home[numeral.ordinal].section),
        }  # fmt: skip

    def _figure_row(self, figure: Figure) -> dict[str, str]:
        value, section = figure.value, self.home[figure.value.ordinal].section
        reading, unit = value.reading, value.unit

        def ref(other: Figure | None) -> str:
            return self.numeral_id(other.value.ordinal) if other else ""

        return {
            "report_id": self.identity.report_id, "numeral_id": self.numeral_id(value.ordinal), "amount": reading.amount,
            "decimals": "" if reading.decimals is None else str(reading.decimals), "reading": reading.reading,
            "amount_alt": reading.alternative if reading.reading == "ambiguous" else "", "bound": value.bound,
            "qualifier": value.qualifier, "direction": figure.direction, "unit_raw": unit.raw, "unit_code": unit.code,
            "multiplier": str(unit.multiplier), "measure": figure.measure, "scenario": figure.scenario,
            "is_cumulative": "true" if figure.is_cumulative else "", "as_of": figure.as_of, "base_numeral_id": ref(figure.base),
            "comparator_kind": figure.comparator_kind, "comparator_numeral_id": ref(figure.comparator),
            "comparator_raw": figure.comparator_raw, "label_raw": figure.label, "parent_numeral_id": ref(figure.parent),
            "places_raw": PLACE_SEPARATOR.join(figure.places), "period": figure.period, "period_source": figure.period_source,
            "section_id": self.section_id(section), "footnote": section.footnote_of.number if section.footnote_of else "",
            "evidence": figure.evidence, "doubt": _doubt(figure),
        }  # fmt: skip

    def _date_rows(self) -> Iterable[dict[str, str]]:
        for i, found in enumerate(find_dates(self.document.text), start=1):
            inside = [n for n in self.numerals if found.start <= n.start < found.end]
            kinds = {self.kinds[n.ordinal] for n in inside}
            if kinds & {"date", "period"}:
                yield {
                    "report_id": self.identity.report_id, "date_id": f"{self.identity.report_id}:d{i:04d}", "value": found.value,
                    "precision": found.precision, "numeral_ids": " ".join(self.numeral_id(n.ordinal) for n in inside),
                    "raw_text": self.document.text[found.start : found.end], "char_start": str(found.start), "char_end": str(found.end),
                }  # fmt: skip

    def _place_rows(self) -> Iterable[dict[str, str]]:
        for i, (passage, mention, owner) in enumerate(
            sorted(self.mentions, key=lambda m: m[0].offsets[m[1].start]), start=1
        ):
            start, end = passage.document_span(mention.start, mention.end)
            yield {
                "report_id": self.identity.report_id, "place_mention_id": f"{self.identity.report_id}:p{i:04d}", "raw_text": mention.raw,
                "unit_word_raw": mention.unit_word, "line": str(self.document.line_of(start)), "char_start": str(start), "char_end": str(end),
                "numeral_id": self.numeral_id(owner.value.ordinal) if owner else "", "section_id": self.section_id(passage.section),
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


def extract(document: Document, report_id: str | None = None) -> Rows:
    """The rows of one document."""
    return Report(document, report_id).rows()
