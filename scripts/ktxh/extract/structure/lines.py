"""See: what kind of line each line of a report is, by its own first characters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ktxh.extract.document import Document
from ktxh.extract.numbers.numerals import SUPERSCRIPTS
from ktxh.extract.structure.cells import is_tabbed, is_tabular

_FOOTNOTE = re.compile(rf"\s*(?:([{SUPERSCRIPTS}]+)|\[(\d{{1,3}})\])\s*")
_PART = re.compile(r"\s*(?:PHẦN\s+(?:THỨ\s+)?(\S+)\b\.?:?|ĐIỀU\s+(\d{1,3})\.)", re.IGNORECASE)  # Điều: of a resolution
_ROMAN = re.compile(r"\s*([IVX]{1,6})\s*(?:[.\-–)]+\s+|/\s*)(?=\S)")
_UPPER = re.compile(r"\s*(?:PHẦN\s+)?([A-H])\s*[.)\-–/]+\s*(?=[^\W\d_]{2})")
_NUMBERED = re.compile(
    r"\s*(\d{1,2}(?:\.\d{1,2})+)(?:(?:\s*[.):\-–]+)?\s*(?=[^\W\d_])|[.)]\s+(?=\d{1,2}\s+[^\W\d_]))"  # 2.1. Title · 2.1 Title · 2.1. 3 tháng
    r"|\s*(\d{1,2})(?:\s*[.):\-–]+\s*(?=[^\W\d_])|[.)\-–]\s+(?=\d[\d.,]*\s*(?:%|[^\W\d_]))"  # 2. Title · 2) Title · 2- 100% xã
    r"|\s?/\s+(?=[^\W\d_a-zđ]))"  # 2/ Title
)
_LETTERED = re.compile(r"\s*([a-zđ])\s*(?:[.)]\s+(?=\S)|\)(?=[^\W\d_a-zđ]))")
_BULLET = re.compile(r"\s*([-–—+*•●▪◦])(?!\d)\s*(?=\S)")
_CLOSED = re.compile(rf"[.!?…:;][)”\"*\s{SUPERSCRIPTS}]*$")
_SENTENCE_END = re.compile(rf"[.!?…][)”\"*\s{SUPERSCRIPTS}]*$")
_PAGE = re.compile(r"\s*(?:[-–]\s*\d{1,4}\s*[-–]|[Tt]rang\s+\d{1,4}(?:\s*/\s*\d{1,4})?)\s*")
_OPENS_LIST = re.compile(r"(?:trong\s+đó|(?:bao\s+)?gồm|cụ\s+thể|chia\s+ra|như\s+sau)\s*$", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d.,]*\s*(?:%|ha\b|tấn|con\b|tỷ|triệu|đồng|hộ\b|người)")
_TITLE_MAX = 200


@dataclass(frozen=True)
class Line:
    """A line that holds text. `body` is where its words start, after number, bullet or mark; offsets as in Document."""

    number: int
    start: int
    end: int
    body: int
    text: str
    form: str  # part | upper | capital | roman | numbered | lettered | bullet | footnote | page | plain
    mark: str = ""

    @property
    def words(self) -> str:
        """The text without its mark."""
        return self.text[self.body - self.start :].strip()

    @property
    def is_tabular(self) -> bool:
        """Whether it is a line of a table: it stands alone."""
        return is_tabular(self.words)

    @property
    def is_closed(self) -> bool:
        """Whether the sentence ends here: a line that is not closed goes on somewhere else."""
        if self.is_tabular:
            return True
        return bool(_CLOSED.search(self.text)) and self.text.count("(") <= self.text.count(")")

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends with a full stop, not with a colon that announces more."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def announces(self) -> bool:
        """Whether it ends with a colon: a list follows."""
        return self.text.rstrip(" *").endswith(":")

    @property
    def opens_list(self) -> bool:
        """Whether a list follows, said with a colon or without one: `tổng 548 nhà, trong đó`."""
        return self.announces or bool(_OPENS_LIST.search(self.text))

    @property
    def goes_on(self) -> bool:
        """Whether it starts in the middle of a sentence."""
        first = self.words.lstrip('*(“" ')[:1]
        return (
            self.form == "plain"
            and not self.is_tabular
            and (first.islower() or first.isdigit() or self.words[:1] in ")%,;./")
        )

    @property
    def is_title(self) -> bool:
        """Whether it reads like a heading: numbered (or in capitals), short, no figure list, no sentence end."""
        words = self.words
        if not words or len(words) > _TITLE_MAX or words[:1].islower():
            return False
        if self.form == "plain":
            return is_capital(words)
        return ". " not in words.replace("TP. ", "") and not _FIGURE.search(words)


def is_capital(words: str) -> bool:
    """Whether words are written in capitals throughout, as titles are."""
    letters = [char for char in words if char.isalpha()]
    return len(letters) > 2 and all(char.isupper() for char in letters)


def _form(text: str) -> tuple[str, str, int]:
    if is_tabbed(text):
        return "plain", "", 0  # a row: its serial number is a cell, not the number of a section
    if _PAGE.fullmatch(text):
        return "page", "", len(text) - len(text.lstrip())
    if match := _FOOTNOTE.match(text):
        return "footnote", match.group(1) or match.group(2), match.end()
    if match := _PART.match(text):
        return "part", match.group(1) or match.group(2), match.end()
    if (match := _UPPER.match(text)) and is_capital(text[match.end() :]):
        return "upper", match.group(1), match.end()
    if match := _ROMAN.match(text):
        return "roman", match.group(1), match.end()
    if match := _NUMBERED.match(text):
        return "numbered", match.group(1) or match.group(2), match.end()
    if match := _LETTERED.match(text):
        return "lettered", match.group(1), match.end()
    if match := _BULLET.match(text):
        return "bullet", match.group(1), match.end()
    form = "capital" if is_capital(text) and len(text.split()) >= 3 and len(text) <= _TITLE_MAX else "plain"
    return form, "", len(text) - len(text.lstrip())


def read_lines(document: Document) -> list[Line]:
    """Every line with a word or a digit on it; blank lines are left out."""
    lines = []
    for number, start in enumerate(document.line_starts, start=1):
        stop = document.text.find("\n", start)
        end = len(document.text) if stop < 0 else stop
        text = document.text[start:end]
        if not text.strip():
            continue
        form, mark, body = _form(text)
        lines.append(Line(number, start, end, start + body, text, form, mark))
    return lines
