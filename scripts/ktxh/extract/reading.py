"""Extract: one document becomes the rows of the raw contract. Nothing is guessed: what the text does not say stays empty."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import zip_longest

from ktxh.extract.document import Document
from ktxh.extract.identity import Identity, identify
from ktxh.extract.linking.by_name import link_by_name
from ktxh.extract.linking.closing import nest_closing_rows
from ktxh.extract.linking.columns import column_sums
from ktxh.extract.linking.names import names_in_note
from ktxh.extract.linking.parents import find_parents
from ktxh.extract.linking.relations import find_relations
from ktxh.extract.linking.sums import announced_sums
from ktxh.extract.linking.terms import Relation
from ktxh.extract.meaning import cues
from ktxh.extract.meaning.figures import Context, Figure, inherit
from ktxh.extract.meaning.measures import read_figures
from ktxh.extract.meaning.periods import Scope, assign_periods, read_scope, scope_for_child
from ktxh.extract.meaning.places import Mention, assign_inherited, assign_places, find_places, gazetteer
from ktxh.extract.meaning.plans import tie_given_plans
from ktxh.extract.meaning.series import read_series
from ktxh.extract.meaning.tables import Table, go_on, read_heads, read_row
from ktxh.extract.naming.labels import name_figures
from ktxh.extract.numbers.dates import period_ends
from ktxh.extract.numbers.kinds import sort_numerals
from ktxh.extract.numbers.numerals import Numeral, find_numerals
from ktxh.extract.numbers.values import read_values
from ktxh.extract.rows import Rows, rows_of
from ktxh.extract.structure.cells import is_row
from ktxh.extract.structure.outline import read_outline
from ktxh.extract.structure.passages import Passage, read_passages
from ktxh.extract.structure.sections import Section
from ktxh.extract.structure.segments import Segments

_PARTS = re.compile(r"(?:gồm|trong đó|chia ra|cụ thể)[\s:*]*$", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:phần|điều)\s+\S+?[.:]?\s+", re.IGNORECASE)
_LIST_NOTE = re.compile(r"(?:gồm|trong đó|bao gồm)\W|\d", re.IGNORECASE)


def _sets_aims(words: str) -> bool:
    ahead = cues.AHEAD_HEADING.search(words) and not cues.RESULT_TITLE.search(words)
    return bool(ahead or cues.ANNOUNCES_AIMS.match(words))


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
        self.relations: list[Relation] = []
        self.mentions: list[tuple[Passage, Mention, Figure | None]] = []
        self._read()

    # -- reading

    def _read(self) -> None:
        known = gazetteer([passage.text for passage in self.passages])
        levels: dict[int, list[Figure]] = {}
        read: list[tuple[Passage, list[Figure]]] = []
        table: Table | None = None
        tables: list[Table] = []
        caption = ""
        scopes: dict[int, tuple[Passage, Segments, Scope]] = {}
        for passage, following in zip_longest(self.passages, self.passages[1:]):
            kinds = sort_numerals(passage)
            segments = Segments(passage.text)
            values = read_values(passage, kinds)
            context, target_year = self._context(passage.section)
            row = is_row(passage.text)
            table = table if row else self._table(passage, table, caption, following.text if following else "")
            caption = passage.text
            in_table = table is not None and row
            if in_table and not table.rows:
                tables.append(table)
            figures = read_row(passage, values, table) if in_table else read_figures(passage, values, segments, context)
            marked = self._before_mark(passage.section) if passage.section.section_type == "footnote" else []
            announced, announces_all = self._announced(passage, levels, marked)
            find_parents(passage, figures, segments, announced, announces_all)
            nest_closing_rows([figure for figure in figures if figure.is_level], segments)
            inherit(figures)
            if not in_table:
                name_figures(passage, figures, segments, known)
                link_by_name(passage, figures, segments)
                read_series(passage, figures, segments, self.identity.year)
            mentions = find_places(passage.text, known, self.identity.place_name_raw)
            assign_places(passage, figures, segments, mentions)
            assign_inherited(figures)
            inherited = self._inherited_period(passage.section, scopes, marked)
            scope = read_scope(passage, segments, self.identity.year, inherited, self.identity.period)
            scopes[passage.section.ordinal] = (passage, segments, scope)
            assign_periods(passage, figures, segments, scope, self.identity.period, target_year)
            self._keep(passage, kinds, figures, mentions)
            self.relations.extend(find_relations(passage, figures, segments, mentions))
            if listed := names_in_note(passage, [] if figures else marked):
                self.relations.append(listed)
            beside = {f.comparator for f in figures if f.comparator_kind in ("plan", "previous")}
            levels[passage.section.ordinal] = [
                f
                for f in figures
                if f.is_level and f not in beside and (f.parent is None or f.part_list.startswith("announced"))
            ]
            read.append((passage, figures))
        tie_given_plans(self.figures.values())
        self.relations.extend(announced_sums(read))
        for one in tables:
            self.relations.extend(column_sums(one))
        self.relations.sort(key=lambda r: min(term.figure.value.ordinal for term in r.terms if term.figure))

    def _table(self, passage: Passage, table: Table | None, caption: str, following: str) -> Table | None:
        """The table that is open behind a line that is no row: opened by heads, closed by the first line that is none of its lines."""
        if table is not None and (same := go_on(table, passage.text)):
            return same
        return read_heads(passage.text, caption, self.identity.year, following)

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
        ends, issued = period_ends(self.identity.period), self.identity.issued_on
        announced = ""
        if section.parent is not None and section.parent.lines and section.parent.lines[-1].announces:
            last = section.parent.lines[-1].text.lower()
            announced = "estimate" if cues.ESTIMATE.search(last) or cues.ESTIMATE_LATER.search(last) else ""
        heads = [node.lines[-1] for node in section.path[:-1] if node.section_type in ("bullet", "paragraph")]
        if not announced and any(line.announces and _sets_aims(line.words) for line in heads):
            announced = "target"
        for node in reversed(section.path):
            if node.section_type not in ("part", "section"):
                continue
            years = [int(y) for y in re.findall(r"(?<!\d)(20\d\d)(?!\d)", node.title)]
            sets_aims = bool(cues.SETS_AIMS.match(node.title))
            if years and (sets_aims or cues.AIM_TITLE.search(node.title)):
                ahead = year is not None and (min(years) > year or (sets_aims and max(years) >= year))
                last = max(years) if ahead else None
                return Context(year, ahead, ends, announced, issued, last), last
            told = cues.RESULT_TITLE.search(node.title)
            if cues.AIM_HEADING.match(_ARTICLE.sub("", node.title)) or (
                cues.AHEAD_HEADING.search(node.title) and not told
            ):
                last = self._year_ahead(node)
                return Context(year, True, ends, announced, issued, last), last
        term = cues.TERM.search(self.document.text[:300])
        over = cues.TERM_IS_OVER.search(self.document.text[:300])
        if term and not over and year is not None and int(term.group(1)) >= year and not self.identity.title:
            last = int(term.group(2))  # the resolution of a term that begins
            return Context(year, True, ends, announced, issued), last
        return Context(year, False, ends, announced, issued), None

    def _year_ahead(self, heading: Section) -> int | None:
        """The year that a heading of aims without one takes from those above it: `PHẦN II: PHƯƠNG HƯỚNG NĂM 2024` > `Chỉ tiêu`."""
        for node in reversed(heading.path):
            years = [int(y) for y in re.findall(r"(?<!\d)(20\d\d)(?!\d)", node.title)]
            if years:
                ahead = self.identity.year is not None and min(years) > self.identity.year
                return max(years) if ahead and cues.AIM_TITLE.search(node.title) else None
        return None

    @staticmethod
    def _inherited_period(
        section: Section, scopes: dict[int, tuple[Passage, Segments, Scope]], marked: list[Figure]
    ) -> str:
        """The period of the number that a footnote's mark stands at, or that holds there, or where the line above announced this one."""
        parent = section.parent
        if parent is None or parent.ordinal not in scopes:
            return ""
        passage, segments, scope = scopes[parent.ordinal]
        if section.section_type == "footnote" and section.mark_at is not None:
            at = bisect_left(passage.offsets, section.mark_at)
            if marked and marked[-1].period_source != "report" and not passage.text[marked[-1].value.end : at].strip():
                return marked[-1].period
            return scope_for_child(scope, passage, segments, at)
        if section.section_type in ("bullet", "paragraph") and (
            parent.lines[-1].announces or parent.section_type == "footnote"
        ):
            return scope_for_child(scope, passage, segments, len(passage.text))
        return scope.inherited

    def _announced(
        self, passage: Passage, levels: dict[int, list[Figure]], marked: list[Figure]
    ) -> tuple[list[Figure], bool]:
        """The totals that a passage may hang under, and whether all its items are parts of the last one.

        A bullet's parent may end with one (`61.460 triệu đồng, gồm:`); a footnote that is a list breaks down the number
        in front of its mark.
        """
        section, parent = passage.section, passage.section.parent
        if section.section_type == "footnote":
            return marked[-1:], bool(_LIST_NOTE.match(passage.text))
        if section.section_type != "bullet" or parent is None or not parent.lines:
            return [], False
        if not _PARTS.search(parent.lines[-1].text):
            return [], False
        return (
            self._before_mark(parent) if parent.section_type == "footnote" else levels.get(parent.ordinal, [])
        ), False

    def _before_mark(self, note: Section) -> list[Figure]:
        """The levels in the sentence that carries a footnote's mark, up to the mark."""
        if note.mark_at is None:
            return []
        pieces = [p for p in self.passages if p.section is note.parent and p.offsets and p.offsets[0] <= note.mark_at]
        if not pieces:
            return []
        home = pieces[-1]
        at = bisect_left(home.offsets, note.mark_at)
        start, _ = Segments(home.text).sentence(max(0, at - 1))
        tokens = [token for token in home.tokens if start <= token.start < at and token.numeral.ordinal in self.figures]
        figures = [self.figures[token.numeral.ordinal] for token in tokens]
        return [figure for figure in figures if figure.is_level]

    def marked_words(self, note: Section | None) -> str:
        """The words that a footnote is about: of the clause that its mark ends, what stands behind the mark before it."""
        pieces = [
            p for p in self.passages if note and p.section is note.parent and p.offsets and note.mark_at is not None
        ]
        pieces = [p for p in pieces if p.offsets[0] <= note.mark_at]
        if not pieces:
            return ""
        home = pieces[-1]
        at = bisect_left(home.offsets, note.mark_at)
        marks = [bisect_left(home.offsets, other) for other in self._marks if other < note.mark_at]
        start, _ = Segments(home.text).item(max(0, at - 1))
        return " ".join(home.text[max([start, *marks]) : at].split()).strip(" ,;:.")

    @cached_property
    def _marks(self) -> list[int]:
        return sorted(s.mark_at for s in self.sections if s.section_type == "footnote" and s.mark_at is not None)

    # -- identifiers

    def numeral_id(self, ordinal: int) -> str:
        """`<report_id>:<ordinal, five digits>`."""
        return f"{self.identity.report_id}:{ordinal:05d}"

    def section_id(self, section: Section) -> str:
        """`<report_id>:s<ordinal, four digits>`."""
        return f"{self.identity.report_id}:s{section.ordinal:04d}"

    def rows(self) -> Rows:
        """Every table of the contract, rows in document order, all cells text."""
        return rows_of(self)
