"""Page: a reading as one HTML file that needs no network, for a person who checks it against the text.

Whatever a report says is data here: the template escapes it, the script reads it from JSON and writes it as text, and the
page's own policy allows no script or style but the two it was made with (their hashes) and no request at all.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ktxh.extract.reading import Report
from ktxh.read import details, forms
from ktxh.read.view import Figure, Node, Numeral, Reading, build, visible
from ktxh.read.words import KIND_GROUPS, MEASURE_FAMILIES, language, word, words_of

_HERE = Path(__file__).parent
_SCRIPTS = ("page.js", "find.js")
# In JSON inside HTML: what could end the element, or a line in old script engines.
_INERT = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
_SHOWN_APART = frozenset(("amount", "measure", "scenario", "evidence", "doubt"))


def render(report: Report, *, lang: str = "vi") -> str:
    """The page as text, the same for the same reading. Raises ValueError for a language that has no words."""
    reading = build(report)
    say = partial(word, lang=language(lang))
    style, script = Markup(stylesheet()), Markup("\n".join(_part(name) for name in _SCRIPTS))
    return (
        environment()
        .get_template("page.html")
        .render(
            lang=lang,
            say=say,
            reading=reading,
            row={key: visible(value) for key, value in reading.report.items()},
            period=forms.period(reading.report["period"], lang),
            issued_on=forms.date(reading.report["issued_on"]),
            marks=partial(_mark, reading),
            headings=list(_headings(reading.root, reading)),
            doubts=_doubts(reading, lang),
            amount=partial(details.amount, lang=lang),
            label=lambda figure: " › ".join(details.label_path(figure)),
            facets=_facets(reading),
            families=dict.fromkeys(MEASURE_FAMILIES.values()),
            measure_families=MEASURE_FAMILIES,
            kind_groups=KIND_GROUPS,
            style=style,
            script=script,
            data=Markup(inert_json(_data(reading, lang))),
            policy=policy_of(style, script),
            notes=lambda numeral: (),
            date=forms.date,
        )
    )


def environment(*folders: Path) -> Environment:
    """Templates of these folders, then of this one; what they are given is escaped."""
    found = Environment(
        loader=FileSystemLoader([*folders, _HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["by_emphasis"] = lambda pieces: groupby(pieces, key=lambda piece: piece.is_emphasis)
    found.filters["by_row"] = lambda nodes: groupby(nodes, key=lambda node: node.is_row)
    return found


def _part(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def stylesheet(more: str = "", more_dark: str = "") -> str:
    """The page's style with the dark palette set where the system asks for it, and where the reader does."""
    dark = _part("dark.css") + more_dark
    return (
        f"{_part('page.css')}{more}@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme='light']) {{\n{dark}}} }}\n"
        f"@media screen {{ :root[data-theme='dark'] {{\n{dark}}} }}\n"
    )


def policy_of(style: str, script: str) -> str:
    """The content policy of a page that runs this style and this script, and sends no request."""

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    return (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def inert_json(data: object) -> str:
    """JSON that can stand inside a script element whatever its texts are."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_INERT)


def _mark(reading: Reading, numeral: Numeral) -> str:
    """Classes of a numeral's mark: family, measure, scenario and doubt of a figure; group and kind of any other."""
    figure = reading.figures.get(numeral.head or numeral.id)
    if figure is None:
        return f"o {KIND_GROUPS.get(numeral.kind, 'reference')} k-{numeral.kind}"
    row = figure.row
    classes = ["f", MEASURE_FAMILIES.get(row["measure"], "level"), row["measure"], row["scenario"]]
    return " ".join(dict.fromkeys(classes + ["doubt"] * bool(figure.doubts)))


def _headings(node: Node, reading: Reading, depth: int = 0) -> Iterator[tuple[Node, int, int]]:
    """Parts and sections with their depth and how many figures below them to look at."""
    for child in node.children:
        if child.type in ("part", "section"):
            ids = [numeral.id for below in child.walk() for numeral in below.numerals]
            yield child, depth, sum(bool(reading.figures[id_].doubts) for id_ in ids if id_ in reading.figures)
            yield from _headings(child, reading, depth + 1)


def _doubts(reading: Reading, lang: str) -> list[tuple[str, list[Figure]]]:
    """Reasons, rarest first, each with its figures in document order; a figure stands under its rarest reason."""
    counts = Counter(doubt for figure in reading.doubtful for doubt in figure.doubts)
    groups: dict[str, list[Figure]] = {
        doubt: [] for doubt, _ in sorted(counts.items(), key=lambda item: (item[1], item[0]))
    }
    for figure in reading.doubtful:
        groups[min(figure.doubts, key=lambda doubt: (counts[doubt], doubt))].append(figure)
    return [(word("doubt", doubt, lang), figures) for doubt, figures in groups.items() if figures]


def _facets(reading: Reading) -> dict[str, list[tuple[str, int]]]:
    """What a reader can filter by: group → values with counts, most frequent first."""
    figures = reading.figures.values()
    found = {
        "measure": Counter(figure.row["measure"] for figure in figures),
        "scenario": Counter(figure.row["scenario"] for figure in figures),
        "doubt": Counter(doubt for figure in figures for doubt in figure.doubts),
        "kind": Counter(numeral.kind for numeral in reading.numerals.values()),
    }
    return {group: sorted(counts.items(), key=lambda item: (-item[1], item[0])) for group, counts in found.items()}


def _data(reading: Reading, lang: str) -> dict[str, object]:
    """What the script shows: figures by id, relations, words."""
    say = partial(word, lang=lang)
    groups = ("field", "role", "kind", "measure", "scenario", "page")
    return {
        "figures": {id_: _figure(figure, reading, lang) for id_, figure in reading.figures.items()},
        "relations": {
            relation.id: {
                "kind": say("relation", relation.kind),
                "terms": [[say("role", role), id_, visible(name)] for role, id_, name, _ in relation.terms],
                "sum": details.sum_of_parts(relation, reading, lang),
            }
            for relation in reading.relations.values()
        },
        "words": {group: words_of(group, lang) for group in groups}
        | {"sum": say("phrase", "parts_add_up_to"), "line": say("phrase", "line")},
    }


def _figure(figure: Figure, reading: Reading, lang: str) -> dict[str, object]:
    found = details.describe(figure, reading, lang)
    texts = {detail.field: detail.text for detail in found}
    return {
        "value": details.amount(figure, lang),
        "label": details.label_path(figure),
        "measure": figure.row["measure"],
        "family": MEASURE_FAMILIES.get(figure.row["measure"], "level"),
        "scenario": figure.row["scenario"],
        "doubts": figure.doubts,
        "doubt": texts.get("doubt", ""),
        "evidence": texts.get("evidence", ""),
        "line": figure.numeral.line,
        "links": details.linked(figure),
        "relations": figure.relations,
        "details": [[d.field, d.text, d.ids] for d in found if d.field not in _SHOWN_APART],
    }
