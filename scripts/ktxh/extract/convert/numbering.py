"""Number: the `1.`, `a)`, `-` that Word prints before a paragraph and keeps in its list definitions, not in the text.

Source of the rules: ECMA-376 part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from ktxh.extract.convert.prose import BULLETS, visible

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_MAX_DEPTH = 20  # of styles based on styles: a broken file may go round


def value_of(node: Element | None, path: str) -> str | None:
    """`w:val` of the element at a path of `w:` names below `node`; None when either is missing."""
    found = None if node is None else node.find("/".join(qn(f"w:{name}") for name in path.split("/")))
    return None if found is None else found.get(qn("w:val"))


def _number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else None


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def _letters(number: int) -> str:
    """a … z, aa, bb …: Word repeats the letter."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def _written(number: int, form: str) -> str:
    if not 0 < number < 4000:
        return str(number)
    if form in ("upperRoman", "lowerRoman"):
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form in ("upperLetter", "lowerLetter"):
        return _letters(number).upper() if form == "upperLetter" else _letters(number)
    return f"{number:02d}" if form == "decimalZero" else str(number)


@dataclass
class Level:
    """One level of a list as defined: number format, template (`%1.%2.`), first number, when it starts again."""

    form: str = "decimal"
    template: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""

    @classmethod
    def read(cls, node: Element) -> Level:
        """From a `w:lvl`."""
        start = _number(value_of(node, "start"))
        return cls(
            value_of(node, "numFmt") or "decimal", value_of(node, "lvlText") or "", 1 if start is None else start,
            _number(value_of(node, "lvlRestart")), node.find(qn("w:isLgl")) is not None, value_of(node, "pStyle") or "",
        )  # fmt: skip


@dataclass
class _List:
    """A `w:num`: the definition that it counts with, the levels it changes, the numbers it starts anew at, and where it has."""

    definition: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    started: set[int] = field(default_factory=set)


class Numbering:
    """Counts the paragraphs of a document in reading order. Either part may be missing (None)."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self.styles = {} if styles is None else {s.get(qn("w:styleId")): s for s in styles.iter(qn("w:style"))}
        self.lists: dict[str, _List] = {}
        self.definitions: dict[str, dict[int, Level]] = {}
        self.links: dict[str, str] = {}  # definition → the numbering style that it stands for
        self.counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._read(numbering)

    def _read(self, root: Element) -> None:
        for node in root.iter(qn("w:abstractNum")):
            name = node.get(qn("w:abstractNumId"))
            self.definitions[name] = self._levels(node)
            if link := value_of(node, "numStyleLink"):
                self.links[name] = link
        for node in root.iter(qn("w:num")):
            entry = _List(value_of(node, "abstractNumId") or "")
            for override in node.iter(qn("w:lvlOverride")):
                depth = _number(override.get(qn("w:ilvl"))) or 0
                entry.levels.update(self._levels(override))
                start = _number(value_of(override, "startOverride"))
                if start is not None:
                    entry.starts[depth] = start
            self.lists[node.get(qn("w:numId"))] = entry

    @staticmethod
    def _levels(node: Element) -> dict[int, Level]:
        return {_number(level.get(qn("w:ilvl"))) or 0: Level.read(level) for level in node.iter(qn("w:lvl"))}

    def _chain(self, style: str | None) -> list[Element]:
        chain: list[Element] = []
        while style in self.styles and len(chain) < _MAX_DEPTH:
            chain.append(self.styles[style])
            style = value_of(chain[-1], "basedOn")
        return chain

    def vertical(self, style: str | None) -> str | None:
        """`superscript` or `subscript` where a style sets it."""
        values = (value_of(node, "rPr/vertAlign") for node in self._chain(style))
        return next((value for value in values if value), None)

    def _definition(self, entry: _List) -> str:
        link = self.links.get(entry.definition)
        for node in self._chain(link):
            target = self.lists.get(value_of(node, "pPr/numPr/numId") or "")
            if target is not None and target.definition not in self.links:
                return target.definition
        return entry.definition

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """List and level of a paragraph: its own, or its style's."""
        own = value_of(paragraph, "pPr/numPr/numId")
        depth = _number(value_of(paragraph, "pPr/numPr/ilvl"))
        if own is not None:
            return (own, depth or 0) if own in self.lists else None
        for node in self._chain(value_of(paragraph, "pPr/pStyle")):
            name = value_of(node, "pPr/numPr/numId")
            if name is None:
                continue
            if name not in self.lists:
                return None
            levels = self.definitions.get(self._definition(self.lists[name]), {})
            linked = next((i for i, level in levels.items() if level.style == node.get(qn("w:styleId"))), 0)
            in_style = _number(value_of(node, "pPr/numPr/ilvl"))
            return name, next(i for i in (depth, in_style, linked) if i is not None)
        return None

    def label(self, paragraph: Element) -> str:
        """What Word prints before this paragraph, empty for none. To be asked once per paragraph, in reading order."""
        place = self._place(paragraph)
        if place is None:
            return ""
        entry, depth = self.lists[place[0]], place[1]
        definition = self._definition(entry)
        levels = {**self.definitions.get(definition, {}), **entry.levels}
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(definition, {})
        starts_anew = depth not in counts or (depth in entry.starts and depth not in entry.started)
        counts[depth] = entry.starts.get(depth, level.start) if starts_anew else counts[depth] + 1
        entry.started.add(depth)
        for deeper in [i for i in counts if i > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                del counts[deeper]
        if level.form == "bullet":
            glyph = visible(level.template)
            return glyph if glyph and glyph in BULLETS else "-"
        return self._filled(level, levels, counts).strip()

    @staticmethod
    def _filled(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        def written(match: re.Match[str]) -> str:
            depth = int(match.group(1)) - 1
            other = levels.get(depth, Level())
            if other.form in ("none", "bullet"):
                return ""
            return _written(counts.setdefault(depth, other.start), "decimal" if level.legal else other.form)

        return re.sub(r"%([1-9])", written, level.template)
