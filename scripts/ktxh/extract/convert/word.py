"""Convert: a Word file (.docx, .docm, .dotx) becomes lines of text, as Word would print it with all changes accepted.

Source of the names: ECMA-376 part 1. python-docx opens the package; what it has no reader for (footnotes, list numbers,
text boxes, tracked changes) is read from the parts here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.package import Package
from lxml.etree import XPath
from lxml.etree import _Element as Element

from ktxh.extract.convert.numbering import Numbering, value_of
from ktxh.extract.convert.prose import LEFT, UP, as_line, as_row, as_text, lowered, raised, visible
from ktxh.extract.errors import InputError
from ktxh.extract.numbers.numerals import SUPERSCRIPTS

_W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PRINTED = {
    qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-",
}  # fmt: skip
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_NOT_TEXT = {qn(f"w:{name}") for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr", "sdtEndPr", "txbxContent")}
_SETTINGS = {"superscript": raised, "subscript": lowered}

_NOT_PRINTED = XPath(
    "//w:del[not(parent::w:rPr or parent::w:trPr)] | //w:moveFrom[not(parent::w:rPr or parent::w:trPr)]"
    " | //w:tr[w:trPr/w:del] | //w:r[w:rPr/w:vanish[not(@w:val='0' or @w:val='false')]]",
    namespaces=_W,
)
_END_IS_DELETED = XPath("boolean(./w:pPr/w:rPr[w:del or w:moveFrom])", namespaces=_W)
_IS_MERGED_UP = XPath("boolean(./w:tcPr/w:vMerge[not(@w:val='restart')])", namespaces=_W)

Piece = tuple[str, str]  # text, and how it is set: "" | superscript | subscript | note


def _root(part: Part) -> Element:
    """XML of a part with what Word does not print taken out: deletions, moved-from text, the second version of a drawing."""
    root = parse_xml(part.blob)
    gone = _NOT_PRINTED(root)
    gone.extend(node for node in root.iter(f"{_MC}Fallback") if node.getparent().find(f"{_MC}Choice") is not None)
    for node in gone:
        node.getparent().remove(node)
    return root


class _Word:
    """One Word file being read: counts its lists and notes in reading order."""

    def __init__(self, data: bytes) -> None:
        self.main = Package.open(io.BytesIO(data)).main_document_part
        self.body = _root(self.main).find(qn("w:body"))
        self.numbering = Numbering(self._part(RT.NUMBERING), self._part(RT.STYLES))
        self.notes: dict[tuple[str, str], int] = {}
        self.footnote_count = sum(1 for _ in self.body.iter(qn("w:footnoteReference"))) if self.body is not None else 0

    def _part(self, relation: str) -> Element | None:
        try:
            return _root(self.main.part_related_by(relation))
        except KeyError:
            return None

    def text(self) -> str:
        """The whole text: body, then notes."""
        body = list(self._lines(self.body))
        return as_text(body, self._note_lines())

    def _note_lines(self) -> Iterator[tuple[int, list[str]]]:
        found: dict[tuple[str, str], Element] = {}
        for kind, relation in (("footnote", RT.FOOTNOTES), ("endnote", RT.ENDNOTES)):
            part = self._part(relation)
            for node in part.iter(qn(f"w:{kind}")) if part is not None else ():
                found[kind, node.get(qn("w:id"))] = node
        for key, number in sorted(self.notes.items(), key=lambda item: item[1]):
            if key in found:
                yield number, list(self._lines(found[key]))

    # -- blocks

    def _lines(self, parent: Element) -> Iterator[str]:
        """Lines of the paragraphs and tables below `parent`, in reading order."""
        carried: list[Piece] = []  # of paragraphs whose end was deleted: they go on in the next
        for block in parent:
            if block.tag == qn("w:p"):
                if _END_IS_DELETED(block):
                    carried.extend(self._pieces(block))
                    continue
                yield from self._paragraph(block, carried)
                carried = []
            elif block.tag == qn("w:tbl"):
                yield from self._table(block)
            elif block.tag not in _NOT_TEXT:
                yield from self._lines(block)
        if carried:
            yield from map(as_line, _joined(carried).split("\n"))

    def _paragraph(self, node: Element, carried: list[Piece]) -> Iterator[str]:
        label = self.numbering.label(node)
        text = _joined([*carried, *self._pieces(node)])
        if text.strip():
            lines = text.strip("\n").split("\n")
            lines[0] = f"{label} {lines[0]}" if label else lines[0]
            yield from map(as_line, lines)
        for box in node.iter(qn("w:txbxContent")):
            if next(box.iterancestors(qn("w:p"))) is node:
                yield from self._lines(box)

    def _table(self, node: Element) -> Iterator[str]:
        """A line per row; a table of at most two columns with paragraphs in its cells lays out text and is read as such."""
        rows = [list(self._cells(row)) for row in _below(node, "tr")]
        width = max((len(row) for row in rows), default=0)
        if width == 1 or (width == 2 and any(len(lines) > 1 for row in rows for lines in row)):
            yield from (line for row in rows for lines in row for line in lines if line not in (LEFT, UP))
        else:
            yield from (as_row(" ".join(lines) for lines in row) for row in rows)

    def _cells(self, row: Element) -> Iterator[list[str]]:
        """Lines of each cell on the table's grid; a merged cell stands where it begins, `←` or `↑` where it goes on."""
        yield from ([] for _ in range(_count(row, "trPr/gridBefore", 0)))
        for cell in _below(row, "tc"):
            goes_on = _IS_MERGED_UP(cell)
            yield [UP] if goes_on else [line for line in self._lines(cell) if line]
            yield from ([LEFT] for _ in range(_count(cell, "tcPr/gridSpan", 1) - 1))

    # -- words

    def _pieces(self, node: Element, setting: str = "") -> Iterator[Piece]:
        """Text below a paragraph, run or wrapper (hyperlink, field, insertion, content control, formula)."""
        for child in node:
            if child.tag in (qn("w:t"), f"{_M}t"):
                yield child.text or "", setting
            elif child.tag in _PRINTED:
                yield _PRINTED[child.tag], ""
            elif child.tag in _NOTES:
                yield raised(str(self._note_number(_NOTES[child.tag], child.get(qn("w:id"))))), "note"
            elif child.tag == qn("w:sym"):
                yield chr(int(child.get(qn("w:char"), "20"), 16)), ""
            elif child.tag == qn("w:r"):
                yield from self._pieces(child, self._setting(child))
            elif child.tag == f"{_M}sup":
                yield from self._pieces(child, "superscript")
            elif child.tag not in _NOT_TEXT and isinstance(child.tag, str):
                yield from self._pieces(child, setting)

    def _setting(self, run: Element) -> str:
        own = value_of(run, "rPr/vertAlign")
        setting = own or self.numbering.vertical(value_of(run, "rPr/rStyle")) or ""
        return setting if setting in _SETTINGS else ""

    def _note_number(self, kind: str, name: str) -> int:
        """Footnotes count from 1 in the order of their marks, endnotes go on behind them."""
        if (kind, name) not in self.notes:
            before = 0 if kind == "footnote" else self.footnote_count
            self.notes[kind, name] = before + sum(1 for other, _ in self.notes if other == kind) + 1
        return self.notes[kind, name]


def _below(node: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through content controls."""
    for child in node:
        if child.tag == qn(f"w:{name}"):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")):
            yield from _below(child, name)


def _count(node: Element, path: str, default: int) -> int:
    value = value_of(node, path)
    return min(int(value), 63) if value and value.isdecimal() else default  # 63: Word's most columns


def _joined(pieces: list[Piece]) -> str:
    """Text of a paragraph. Two marks, or an exponent and a mark, that touch get a blank: `m² ¹` is not m to the 21st."""
    out = ""
    for setting, group in groupby((piece for piece in pieces if piece[0]), key=lambda piece: piece[1]):
        for text in [t for t, _ in group] if setting == "note" else ["".join(t for t, _ in group)]:
            text = _SETTINGS.get(setting, str)(visible(text))
            if out and text and out[-1] in SUPERSCRIPTS and text[0] in SUPERSCRIPTS:
                out += " "
            out += text
    return out


def text_of_word(data: bytes, path: Path) -> str:
    """Text of a Word file. Raises InputError for a package that is broken or holds something else."""
    try:
        word = _Word(data)
        if word.body is None:
            raise InputError(path, "not a Word document: save it as .docx from Word or LibreOffice")
        return word.text()
    except InputError:
        raise
    except Exception as error:  # zipfile, lxml and python-docx each raise their own kinds for a broken file
        raise InputError(
            path, f"the Word file is broken or not a Word file ({error or type(error).__name__})"
        ) from error
