"""Word and PDF files made for a test: nothing binary is kept in the repository."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import docx
import fontpkg_be_vietnam_pro
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
FONT = "Be Vietnam Pro"
pdfmetrics.registerFont(TTFont(FONT, fontpkg_be_vietnam_pro.ROOT / "files" / "BeVietnamPro-Regular.ttf"))

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 85.0, 540.0


def p(text: str = "", properties: str = "") -> str:
    """A paragraph: text in which `<` opens run-level XML of its own, else one run."""
    inner = text if text.startswith("<") else r(text)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def raised(text: str) -> str:
    """A run set as superscript."""
    return r(text, '<w:vertAlign w:val="superscript"/>')


def listed(text: str, level: int, number: int = 1) -> str:
    """A paragraph numbered by list `number`."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(text: str, properties: str = "") -> str:
    """A table cell; lines of `text` are paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(line) for line in text.split(chr(10)))}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows of cells."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def level(depth: int, form: str, template: str, more: str = "") -> str:
    """A level of a list definition."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{template}"/></w:lvl>'


def notes(kind: str, texts: dict[int, str]) -> str:
    """A footnotes or endnotes part: id → XML of its paragraphs."""
    inner = "".join(f'<w:{kind} w:id="{i}">{text}</w:{kind}>' for i, text in texts.items())
    return f"<w:{kind}s {NAMESPACES}>{inner}</w:{kind}s>"


def word(path: Path, body: str, numbering: str = "", footnotes: str = "", endnotes: str = "", styles: str = "") -> Path:
    """A .docx with this body; `numbering` is the inside of the numbering part, `styles` more styles."""
    document = docx.Document()
    element = document.element.body
    for child in list(element):
        if not child.tag.endswith("sectPr"):
            element.remove(child)
    for i, block in enumerate(parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>")):
        element.insert(i, block)
    if numbering:
        part = document.part.numbering_part.element
        for child in list(part):
            part.remove(child)
        part.extend(parse_xml(f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>"))
    if styles:
        document.styles.element.extend(parse_xml(f"<w:styles {NAMESPACES}>{styles}</w:styles>"))
    for name, blob in (("footnotes", footnotes), ("endnotes", endnotes)):
        if blob:
            kind, relation = (
                getattr(source, f"WML_{name.upper()}" if source is CT else name.upper()) for source in (CT, RT)
            )
            part = Part(PackURI(f"/word/{name}.xml"), kind, blob.encode(), document.part.package)
            document.part.relate_to(part, relation)
    document.save(str(path))
    return path


class Pdf:
    """A PDF drawn line by line, as Word would lay it out: justified lines of 14 points with an indent."""

    def __init__(self, path: Path, **options: object) -> None:
        self.path = path
        self.canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, **options)
        self.y = HEIGHT - 90

    def at(self, x: float, y: float, text: str, size: float = 14) -> None:
        """Text at a place of the page, from its lower left corner."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, y, text)

    def line(self, pieces: Iterable[tuple[str, str]], x: float, size: float, gap: float | None = None) -> None:
        """One line of (word, superscript behind it), words `gap` apart, at the height reached so far."""
        for text, mark in pieces:
            self.at(x, self.y, text, size)
            x += pdfmetrics.stringWidth(text, FONT, size)
            if mark:
                self.at(x, self.y + size * 0.35, mark, size * 0.6)
                x += pdfmetrics.stringWidth(mark, FONT, size * 0.6)
            x += pdfmetrics.stringWidth(" ", FONT, size) if gap is None else gap
        self.y -= size * 1.4

    def paragraph(self, text: str, size: float = 14, indent: float = 36) -> None:
        """A justified paragraph; `word^1` sets the 1 as superscript."""
        space, x, words, width = pdfmetrics.stringWidth(" ", FONT, size), LEFT + indent, [], 0.0
        for word_text in text.split(" "):
            plain, _, mark = word_text.partition("^")
            needed = pdfmetrics.stringWidth(plain, FONT, size) + pdfmetrics.stringWidth(mark, FONT, size * 0.6)
            if words and x + width + space * len(words) + needed > RIGHT:
                self.line(words, x, size, (RIGHT - x - width) / (len(words) - 1 or 1))
                x, words, width = LEFT, [], 0.0
            words.append((plain, mark))
            width += needed
        self.line(words, x, size)

    def footnotes(self, *texts: str, y: float = 130) -> None:
        """Notes of 10 points at the foot of the page, below a short rule."""
        self.canvas.line(LEFT, y + 14, LEFT + 144, y + 14)
        self.y = y
        for text in texts:
            self.paragraph(text, size=10, indent=0)

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """Ruled lines of a table."""
        self.canvas.grid(xs, ys)

    def next_page(self) -> None:
        """Start another page."""
        self.canvas.showPage()
        self.y = HEIGHT - 90

    def save(self) -> Path:
        """Write the file."""
        self.canvas.save()
        return self.path
