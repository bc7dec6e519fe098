"""Section: a node of the outline (part, numbered section, paragraph, bullet, footnote) with the lines it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from ktxh.extract.numbers.numerals import SUPERSCRIPTS
from ktxh.extract.structure.lines import Line

_SUPERSCRIPT_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")


@dataclass
class Section:
    """A node of the outline and, where it has words of its own, the lines that hold them in reading order."""

    ordinal: int
    parent: Section | None
    section_type: str  # document | part | section | paragraph | bullet | footnote
    number: str = ""
    title: str = ""
    depth: int = 0
    mark: str = ""
    lines: list[Line] = field(default_factory=list)
    footnote_of: Section | None = None  # the footnote that this node belongs to, itself included
    mark_at: int | None = None  # of a footnote: offset of its mark in the text

    @property
    def path(self) -> list[Section]:
        """From the document down to this node."""
        return [*(self.parent.path if self.parent else []), self]

    @property
    def title_path(self) -> str:
        """Titles from the outermost heading down, ` > ` between."""
        return " > ".join(node.title for node in self.path if node.title)


def without_marks(words: str) -> str:
    """Words of a heading without footnote marks and emphasis."""
    return words.translate(dict.fromkeys(map(ord, SUPERSCRIPTS))).strip(" *")


def mark_number(mark: str) -> int:
    """Number of a footnote mark: `¹²` and `12` are 12; a run of digits that no note has counts by its first nine."""
    return int(mark.translate(_SUPERSCRIPT_DIGITS)[:9])
