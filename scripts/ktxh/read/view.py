"""View: a report as read, in the order in which a person reads it; what the terminal and the page both show.

Built from the rows of the raw contract and the outline, so a reader sees what the warehouse gets and nothing else.
Nodes are nested as in the outline, with one difference: footnotes stand right behind the text that carries their mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ktxh.extract.reading import Report
from ktxh.extract.structure.cells import cells
from ktxh.extract.structure.lines import Line
from ktxh.extract.structure.sections import Section

_EMPHASIS = re.compile(r"\*(?=\S)[^*\n]*[^*\s]\*")
_BLANKS = re.compile(r"\s*")
_BEFORE_DIGIT = re.compile(r"[^\d²³]*")
# What a terminal would obey or a page could not show: C0, C1 and bidirectional controls.
_UNSEEN = {code: 0x2400 + code for code in (*range(0x09), *range(0x0B, 0x20))}
_UNSEEN |= {0x7F: 0x2421, 0x09: 0x20}
_UNSEEN |= dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F), 0xFFFD)

# What one figure may be to another: the contract's references, and the same seen from the other end.
REFERENCES = {"base": "base_numeral_id", "comparator": "comparator_numeral_id", "total": "parent_numeral_id"}
REVERSE = {"base": "said_of_it", "comparator": "measured_against_it", "total": "part"}


@dataclass(frozen=True)
class Numeral:
    """One numeral: its row's id, kind, line and text; `head` of a later part of a value; `date` in ISO where it is in one."""

    id: str
    kind: str
    line: int
    text: str
    head: str = ""
    date: str = ""
    note: str = ""  # of a footnote's mark: the section id of the footnote


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is shown in one way. `joint` is the line where text that a page cut goes on."""

    text: str
    numeral: Numeral | None = None
    is_unit: bool = False
    is_emphasis: bool = False
    joint: int = 0


@dataclass(frozen=True)
class Node:
    """A heading, paragraph, bullet, footnote or row of a table; `lead` is its number, bullet or mark; `line` its first line."""

    id: str
    type: str
    number: str
    title: str
    line: int
    lead: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    cells: tuple[tuple[Piece, ...], ...]  # of a row of a table: `pieces` cell by cell
    notes: tuple[Node, ...]
    children: tuple[Node, ...]

    @property
    def is_row(self) -> bool:
        """Whether it is shown as a row of a table."""
        return bool(self.cells)

    @property
    def numerals(self) -> list[Numeral]:
        """Numerals of its own text, in order, without notes and children."""
        return [piece.numeral for piece in (*self.lead, *self.pieces) if piece.numeral]

    @property
    def text(self) -> str:
        """Its own words."""
        return "".join(piece.text for piece in self.pieces)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for node in (*self.notes, *self.children):
            yield from node.walk()


@dataclass(frozen=True)
class Figure:
    """A numeral of kind `figure`: its contract row, and by role the ids of the figures that it is tied to."""

    numeral: Numeral
    row: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]
    relations: tuple[str, ...]

    @property
    def doubts(self) -> list[str]:
        """Why a person should look at it."""
        return [doubt for doubt in self.row["doubt"].split("; ") if doubt]


@dataclass(frozen=True)
class Relation:
    """Arithmetic that the text states: its terms as (role, numeral id or "", listed name, coefficient)."""

    id: str
    kind: str
    evidence: str
    terms: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Reading:
    """A whole report as read; figures and numerals by id, in document order."""

    report: Mapping[str, str]
    root: Node
    numerals: Mapping[str, Numeral]
    figures: Mapping[str, Figure]
    relations: Mapping[str, Relation]
    sections: Mapping[str, str]  # section id → title path

    @property
    def doubtful(self) -> list[Figure]:
        """Figures that a person should look at, in document order."""
        return [figure for figure in self.figures.values() if figure.doubts]


def visible(text: str) -> str:
    """The text with every control character replaced by one that can be seen; lengths stay the same."""
    return text.translate(_UNSEEN)


def build(report: Report) -> Reading:
    """The view of a report that was read."""
    rows = report.rows()
    dates = {numeral: row["value"] for row in rows["raw_dates"] for numeral in row["numeral_ids"].split()}
    notes = {row["mark_numeral_id"]: row["section_id"] for row in rows["raw_sections"] if row["mark_numeral_id"]}
    spans = []
    for row in rows["raw_numerals"]:
        id_ = row["numeral_id"]
        numeral = Numeral(id_, row["kind"], int(row["line"]), row["raw_text"], row["head_numeral_id"],
                          dates.get(id_, ""), notes.get(id_, ""))  # fmt: skip
        spans.append((int(row["char_start"]), int(row["char_end"]), numeral))
    numerals = {numeral.id: numeral for _, _, numeral in spans}
    units = {row["numeral_id"]: row["unit_raw"] for row in rows["raw_figures"] if row["unit_raw"]}
    relations = _relations(rows["raw_relations"], rows["raw_relation_terms"])
    return Reading(
        report=rows["raw_reports"][0],
        root=_Builder(report, spans, units).node(report.sections[0]),
        numerals=numerals,
        figures=_figures(rows["raw_figures"], numerals, relations),
        relations=relations,
        sections={row["section_id"]: row["title_path"] for row in rows["raw_sections"]},
    )


def _relations(rows: list[dict[str, str]], terms: list[dict[str, str]]) -> dict[str, Relation]:
    by_relation = defaultdict(list)
    for term in terms:
        by_relation[term["relation_id"]].append(
            (term["role"], term["numeral_id"], term["name_raw"], term["coefficient"])
        )
    return {
        row["relation_id"]: Relation(
            row["relation_id"], row["kind"], row["evidence"], tuple(by_relation[row["relation_id"]])
        )
        for row in rows
    }


def _figures(
    rows: list[dict[str, str]], numerals: dict[str, Numeral], relations: dict[str, Relation]
) -> dict[str, Figure]:
    links: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for role, column in REFERENCES.items():
            if other := row[column]:
                links[row["numeral_id"]][role].append(other)
                links[other][REVERSE[role]].append(row["numeral_id"])
    stated = defaultdict(list)
    for relation in relations.values():
        for numeral in dict.fromkeys(term[1] for term in relation.terms if term[1]):
            stated[numeral].append(relation.id)
    return {
        id_: Figure(
            numerals[id_], row, {role: tuple(ids) for role, ids in links[id_].items()}, tuple(stated.get(id_, ()))
        )
        for row in rows
        for id_ in [row["numeral_id"]]
    }


class _Builder:
    """Turns sections into nodes."""

    def __init__(self, report: Report, spans: list[tuple[int, int, Numeral]], units: dict[str, str]) -> None:
        self.report, self.spans, self.units = report, spans, units
        self.text = report.document.text
        self.starts = [start for start, _, _ in spans]
        self.below: dict[int, list[Section]] = defaultdict(list)
        for section in report.sections:
            if section.parent is not None:
                self.below[section.parent.ordinal].append(section)
        self.line_numbers = sorted(line.number for section in report.sections for line in section.lines)

    def node(self, section: Section) -> Node:
        below = self.below[section.ordinal]
        notes = [item for item in below if item.mark_at is not None]  # a footnote without a mark stays where it is
        rest = [item for item in below if item.mark_at is None]
        row = () if below else tuple(self._cells(section))
        return Node(
            id=self.report.section_id(section),
            type=section.section_type,
            number=section.number,
            title=visible(section.title),
            line=section.lines[0].number if section.lines else 1,
            lead=tuple(self._lead(section)),
            pieces=tuple(piece for cell in row for piece in cell) or tuple(self._text(section)),
            cells=row,
            notes=tuple(self.node(item) for item in sorted(notes, key=lambda item: item.mark_at)),
            children=tuple(self.node(item) for item in rest),
        )

    def _lead(self, section: Section) -> Iterator[Piece]:
        for line in section.lines[:1]:
            yield from self._pieces(line, line.start, line.body)

    def _text(self, section: Section) -> Iterator[Piece]:
        """The words of all lines, joined."""
        for i, line in enumerate(section.lines):
            if i:
                yield Piece(" ", joint=line.number if self._is_cut(section.lines[i - 1], line) else 0)
            yield from self._pieces(line, line.start if i else line.body, line.end)

    def _cells(self, section: Section) -> Iterator[tuple[Piece, ...]]:
        """The cells of a section that is one row of a table; none of any other."""
        if len(section.lines) == 1 and section.section_type in ("paragraph", "bullet") and section.lines[0].is_tabular:
            line = section.lines[0]
            for cell in cells(self.text[line.body : line.end]):
                yield tuple(self._pieces(line, line.body + cell.start, line.body + cell.end))

    def _is_cut(self, line: Line, following: Line) -> bool:
        """Whether other text stands between two lines that are read as one."""
        return self.line_numbers[bisect_left(self.line_numbers, line.number) + 1] != following.number

    def _pieces(self, line: Line, start: int, end: int) -> Iterator[Piece]:
        """The stretches of `text[start:end]`: numerals, their units, and words, plain or between asterisks."""
        emphasis = [match.span() for match in _EMPHASIS.finditer(self.text, line.body, line.end)]
        at = start
        for first, last, numeral in self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            yield from self._words(at, first, emphasis)
            yield from self._words(first, last, emphasis, numeral=numeral)
            at = min(self._unit_end(last, self.units.get(numeral.id, "")), end)
            yield from self._words(last, at, emphasis, is_unit=True)
        yield from self._words(at, end, emphasis)

    def _unit_end(self, at: int, unit: str) -> int:
        """Where the printed unit behind a numeral ends (`m²` at its exponent); `at` when it is not printed right there."""
        words = _BEFORE_DIGIT.match(unit).group()
        start = _BLANKS.match(self.text, at).end()
        return start + len(words) if words and self.text.startswith(words, start) else at

    def _words(self, start: int, end: int, emphasis: list[tuple[int, int]], **marks: object) -> Iterator[Piece]:
        """`text[start:end]` cut where emphasis begins and ends, without its asterisks."""
        at = start
        for i in range(max(0, bisect_left(emphasis, (start, start)) - 1), len(emphasis)):
            first, last = emphasis[i]
            if first >= end:
                break
            if last <= at:
                continue
            if at < first:
                yield Piece(visible(self.text[at:first]), **marks)
            low, high = max(at, first + 1), min(end, last - 1)
            if low < high:
                yield Piece(visible(self.text[low:high]), is_emphasis=True, **marks)
            at = min(end, last)
        if at < end:
            yield Piece(visible(self.text[at:end]), **marks)
