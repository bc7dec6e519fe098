"""Terminal: a reading as text, numerals coloured by kind, under each paragraph a table of its figures, doubts at the end."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TextIO

import click

from ktxh.extract.reading import Report
from ktxh.read import details, forms
from ktxh.read.cells import DITTO, Column, Run, Style, plain, table, width_of, wrap
from ktxh.read.view import Figure, Node, Numeral, Piece, Reading, build, visible
from ktxh.read.words import KIND_GROUPS, MEASURE_FAMILIES, language, word

_GUTTER = 6
_INDENT = 2
_DEEPEST = 4
_NARROWEST = 30
# The columns of a paragraph's table: field → how narrow it may get (0: as wide as its widest cell).
_COLUMNS = {
    "printed": 0, "unit": 8, "base_units": 0, "measure": 10, "comparator": 8, "label": 16, "places": 8, "period": 8,
    "doubt": 8,
}  # fmt: skip
_HEADS = " › "
_COLOURS: Mapping[str, Mapping[str, object]] = {
    "level": {"fg": "cyan", "bold": True},
    "ratio": {"fg": "green", "bold": True},
    "change": {"fg": "magenta", "bold": True},
    "doubt": {"fg": "red", "bold": True, "underline": True},
    "warning": {"fg": "red"},
    "time": {"fg": "yellow"},
    "reference": {"fg": "blue"},
    "rating": {"fg": "yellow", "dim": True},
    "unit": {"dim": True},
    "heading": {"bold": True},
    "soft": {"dim": True},
}
_ARROWS = {"up": "↑ ", "down": "↓ "}
_SIGNS = {"more_than": "> ", "at_least": "≥ ", "less_than": "< ", "at_most": "≤ ", "about": "≈ "}


def wants_color(stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour: NO_COLOR forbids it, FORCE_COLOR asks for it (`… | less -R`), else only where a person looks."""
    if environ.get("NO_COLOR"):
        return False
    return bool(environ.get("FORCE_COLOR")) or stream.isatty()


def show(report: Report, *, echo: Callable[[str], object], color: bool, width: int, lang: str = "vi") -> None:
    """Hand the reading to `echo`, one line of at most `width` columns at a time; no escape codes unless `color`.

    Raises ValueError for a language that has no words.
    """
    _Screen(build(report), color, width, language(lang)).show(echo)


class _Screen:
    """Writes one reading; `_styles` are by family of figures, by group of other kinds, and by part of the page."""

    def __init__(self, reading: Reading, color: bool, width: int, lang: str) -> None:
        self.reading, self.width, self.lang = reading, max(width, _NARROWEST), lang
        self._styles: dict[str, Style] = {
            name: partial(click.style, **look) if color else plain for name, look in _COLOURS.items()
        }
        self._say = partial(word, lang=lang)

    def show(self, echo: Callable[[str], object]) -> None:
        for part in (self._head(), self._node(self.reading.root, 0), self._counts(), self._doubts()):
            for line in part:
                echo(line)

    # -- parts

    def _head(self) -> Iterator[str]:
        row = self.reading.report
        place = " · ".join(
            part for part in (visible(row["place_name_raw"]), forms.period(row["period"], self.lang)) if part
        )
        title = " — ".join(part for part in (place, visible(row["title"])) if part) or row["report_id"]
        yield from wrap([Run(title, self._styles["heading"])], self.width)
        families = ("level", "ratio", "change", "doubt")
        legend = [Run(self._say("family", name), self._styles[name]) for name in families]
        legend += [Run(self._say("group", name), self._styles[name]) for name in dict.fromkeys(KIND_GROUPS.values())]
        yield from wrap([run for item in legend for run in (Run(" · "), item)][1:], self.width)

    def _node(self, node: Node, depth: int, bar: str = "") -> Iterator[str]:
        outer, is_note = bar, node.type == "footnote"
        if is_note:
            bar += "│ "
        if node.lead or node.pieces:
            yield self._margin("", 0, outer).rstrip()
            yield from self._text(node, depth, bar)
            yield from self._table([node], depth, bar)
        inner = 0 if node.type in ("document", "part", "section") or is_note else depth + 1
        for note in node.notes:
            yield from self._node(note, inner if node.type == "bullet" else 0, bar)
        for is_row, group in groupby(node.children, key=lambda child: child.is_row):
            if is_row:
                yield from self._grid(list(group), inner, bar)
            else:
                for child in group:
                    yield from self._node(child, inner, bar)

    def _text(self, node: Node, depth: int, bar: str) -> Iterator[str]:
        lead = "".join(piece.text for piece in node.lead).strip()
        hang = width_of(lead) + 1 if lead else 0
        is_heading = node.type in ("part", "section")
        runs = [self._run(piece, is_heading) for piece in node.pieces]
        room = max(self._room(depth, bar) - hang, _NARROWEST // 2)
        marks = [self._run(piece, is_heading) for piece in node.lead]
        first = next(iter(wrap(marks, self.width)), "") if lead else ""
        for i, line in enumerate(wrap(runs, room)):
            margin = self._margin(str(node.line) if i == 0 else "", depth, bar)
            lead_cell = (first + " " if lead else "") if i == 0 else " " * hang
            yield (margin + lead_cell + line).rstrip()

    def _grid(self, rows: list[Node], depth: int, bar: str) -> Iterator[str]:
        """Rows of the report's own table, then one table of all their figures."""
        width = max(len(row.cells) for row in rows)
        shown = [[self._cell(row, cell) for cell in row.cells] + [Run("")] * (width - len(row.cells)) for row in rows]
        columns = [Column("", 10 if i == 0 else 4) for i in range(width)]
        yield self._margin("", 0, bar).rstrip()
        for i, line in enumerate(table(columns, shown, self._room(depth, bar))):
            yield self._margin(str(rows[0].line) if i == 0 else "", depth, bar) + line
        yield from self._table(rows, depth, bar)

    def _cell(self, row: Node, cell: Sequence[Piece]) -> Run:
        lead = "".join(piece.text for piece in row.lead) if cell is row.cells[0] else ""
        numeral = next((piece.numeral for piece in cell[:1] if piece.numeral), None)
        text = lead + "".join(piece.text for piece in cell)
        return Run(text, self._styles[self._look(numeral)] if numeral and not lead else plain)

    def _table(self, nodes: list[Node], depth: int, bar: str) -> Iterator[str]:
        numerals = [numeral for node in nodes for numeral in node.numerals]
        figures = [self.reading.figures[n.id] for n in numerals if n.id in self.reading.figures]
        if not figures:
            return
        columns = [Column(self._say("field", name), least, is_right=least == 0) for name, least in _COLUMNS.items()]
        rows = _with_dittos([self._row(figure) for figure in figures])
        for line in table(columns, rows, self._room(depth, bar) - _INDENT, self._styles["soft"]):
            yield self._margin("", depth, bar) + " " * _INDENT + line

    def _row(self, figure: Figure) -> list[Run]:
        row = figure.row
        family = MEASURE_FAMILIES.get(row["measure"], "level")
        style = self._styles["doubt" if figure.doubts else family]
        return [
            Run(_ARROWS.get(row["direction"], "") + _SIGNS.get(row["bound"], "") + figure.numeral.text, style),
            Run(visible(row["unit_raw"])),
            Run(details.base_amount(figure, self.lang)),
            Run(self._statement(figure)),
            Run(self._comparator(figure)),
            Run(_HEADS.join(details.label_path(figure))),
            Run(", ".join(details.places(figure))),
            Run(forms.period(row["period"], self.lang)),
            Run("; ".join(details.doubts(figure, self.lang)), self._styles["warning"]),
        ]

    def _statement(self, figure: Figure) -> str:
        """Measure, and scenario where it is not the usual one."""
        scenario = figure.row["scenario"]
        words = [self._say("measure", figure.row["measure"])]
        return " · ".join(words if scenario == "actual" else [*words, self._say("scenario", scenario)])

    def _comparator(self, figure: Figure) -> str:
        """The report's words for what it is measured against, else its kind, and the printed value."""
        kind = figure.row["comparator_kind"]
        words = visible(figure.row["comparator_raw"]) or (self._say("comparator_kind", kind) if kind else "")
        printed = [self.reading.numerals[id_].text for id_ in figure.links.get("comparator", ())]
        return " ".join(part for part in (words, *printed) if part)

    def _counts(self) -> Iterator[str]:
        numerals, figures = self.reading.numerals.values(), self.reading.figures.values()
        yield ""
        if not numerals:
            yield self._say("phrase", "no_numerals")
            return
        yield from self._count("kind", Counter(n.kind for n in numerals), self._say("phrase", "numerals"))
        for group in ("measure", "scenario") if figures else ():
            found = Counter(figure.row[group] for figure in figures)
            yield from self._count(group, found, self._say("phrase", "figures"))

    def _count(self, group: str, counts: Counter[str], name: str) -> Iterator[str]:
        runs = [Run(f"{counts.total()} {name}: ", self._styles["heading"])]
        for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            look = KIND_GROUPS.get(key, "") or MEASURE_FAMILIES.get(key, "")
            runs += [Run(f"{self._say(group, key)} {count}", self._styles.get(look, plain)), Run(" · ")]
        yield from wrap(runs[:-1], self.width)

    def _doubts(self) -> Iterator[str]:
        doubtful = self.reading.doubtful
        yield ""
        if not doubtful:
            yield self._say("phrase", "none_doubtful")
            return
        yield self._styles["heading"](f"{len(doubtful)} {self._say('phrase', 'doubtful')}:")
        columns = [
            Column(self._say("phrase", "line"), is_right=True),
            Column(self._say("field", "printed"), is_right=True),
        ]
        columns += [Column(self._say("field", name), 14) for name in ("doubt", "label", "evidence")]
        rows = [
            [
                Run(str(figure.numeral.line)),
                Run(figure.numeral.text, self._styles["doubt"]),
                Run("; ".join(details.doubts(figure, self.lang))),
                Run(_HEADS.join(details.label_path(figure))),
                Run(visible(figure.row["evidence"])),
            ]
            for figure in doubtful
        ]
        yield from table(columns, rows, self.width, self._styles["soft"])

    # -- pieces

    def _margin(self, number: str, depth: int, bar: str) -> str:
        gutter = number.rjust(_GUTTER - 2)
        return (
            (self._styles["soft"](gutter) if number else gutter) + "  " + bar + " " * (_INDENT * min(depth, _DEEPEST))
        )

    def _room(self, depth: int, bar: str) -> int:
        return self.width - _GUTTER - width_of(bar) - _INDENT * min(depth, _DEEPEST)

    def _run(self, piece: Piece, is_heading: bool) -> Run:
        if piece.numeral is None:
            return Run(piece.text, self._styles["heading"] if is_heading else plain)
        return Run(piece.text, self._styles[self._look(piece.numeral)])

    def _look(self, numeral: Numeral) -> str:
        figure = self.reading.figures.get(numeral.head or numeral.id)
        if figure is None:
            return KIND_GROUPS.get(numeral.kind, "reference")
        return "doubt" if figure.doubts else MEASURE_FAMILIES.get(figure.row["measure"], "level")


def _with_dittos(rows: list[list[Run]]) -> list[list[Run]]:
    """What labels, places and periods share with the row above becomes a ditto mark, a label head by head."""
    fields = list(_COLUMNS)
    shown = [list(row) for row in rows]
    for above, row, here in zip(rows, rows[1:], shown[1:], strict=False):
        for i in map(fields.index, ("label", "places", "period")):
            if row[i].text and row[i].text == above[i].text:
                here[i] = Run(DITTO)
        i = fields.index("label")
        heads, before = row[i].text.split(_HEADS), above[i].text.split(_HEADS)
        shared = next((n for n, pair in enumerate(zip(heads, before, strict=False)) if pair[0] != pair[1]), 0)
        if shared:
            here[i] = Run(_HEADS.join((DITTO, *heads[shared:])))
    return shown
