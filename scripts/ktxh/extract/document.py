"""Read: a file becomes one NFC text with LF line ends, on which every offset of the raw contract counts."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ktxh.extract.convert.encoding import check_letters
from ktxh.extract.convert.formats import text_of
from ktxh.extract.convert.prose import SYMBOLS
from ktxh.extract.errors import InputError

# One character for one, so that offsets hold: form feeds (page breaks) and other controls become blanks, halves of
# surrogate pairs the replacement character; Ð and ƣ are what some fonts and converters give for Đ and ư, and bullets of
# symbol fonts have no letter of their own.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_LOOKALIKES = str.maketrans("ÐðƢƣ", "ĐđƯư") | SYMBOLS


@dataclass(frozen=True)
class Document:
    """The text of a report. `text` is NFC with LF line ends; `source_sha256` is of the bytes as they came."""

    source_name: str
    source_sha256: str
    text: str

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset of the first code point of each line; item 0 is line 1."""
        starts = [0]
        starts.extend(i + 1 for i, char in enumerate(self.text) if char == "\n")
        return starts

    @cached_property
    def text_sha256(self) -> str:
        """SHA-256 of the text in UTF-8: two files with the same words have the same one."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def line_count(self) -> int:
        """Number of lines; a final line end does not open another."""
        return self.text.count("\n") + (not self.text.endswith("\n"))

    def line_of(self, offset: int) -> int:
        """1-based line that holds the code point at `offset`."""
        return bisect_right(self.line_starts, offset)


def document_from_text(text: str, source_name: str = "text", source_sha256: str = "") -> Document:
    """A document from a string: line ends become LF, the text NFC, control characters blanks."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Document(_clean(source_name).replace("\n", " "), source_sha256, _clean(text))


def _clean(text: str) -> str:
    """Look-alikes first: a mark behind one of them may have no letter to join before (`ƣ` and an acute are `ứ`)."""
    text = unicodedata.normalize("NFC", text.translate(_LOOKALIKES))
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub(" ", text))


def read_document(path: Path) -> Document:
    """Read a .docx, a PDF with a text layer or a text file.

    Raises InputError with file, cause and, where there is one, line: for what is missing, unreadable, empty, protected,
    broken, a scan, binary, in a legacy encoding or in a format that is not read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from error
    if not data.strip():
        raise InputError(path, "the file is empty")
    text = text_of(data, path)
    check_letters(text, path)
    document = document_from_text(text, path.name, hashlib.sha256(data).hexdigest())
    if not document.text.strip():
        raise InputError(path, "there is no text in the file")
    return document
