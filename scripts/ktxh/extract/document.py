"""Read: a file becomes one NFC text with LF line ends, on which every offset of the raw contract counts."""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ktxh.extract.errors import InputError


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
    """A document from a string: line ends become LF, the text NFC."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Document(source_name, source_sha256, unicodedata.normalize("NFC", text))


def read_document(path: Path) -> Document:
    """Read a UTF-8 text file. Raises InputError for what is missing, empty, binary or in another encoding."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from error
    if not data.strip():
        raise InputError(path, "the file is empty")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(path, "the file is UTF-16, not UTF-8: save it as UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(path, f"byte {data[error.start]:#04x} is not UTF-8 ({error.reason})", line) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError(path, "a NUL character: this is a binary file, not text", line)
    return document_from_text(text, path.name, hashlib.sha256(data).hexdigest())
