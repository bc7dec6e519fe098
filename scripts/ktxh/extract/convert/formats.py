"""Choose: what a file is, by its first bytes and then its suffix, and which converter makes text of it."""

from __future__ import annotations

from pathlib import Path

from ktxh.extract.convert.encoding import decode
from ktxh.extract.errors import InputError

_PDF, _ZIP, _OLE, _RTF = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds a password-protected .docx
_SAVE_AS = "save it as .docx, as a PDF with a text layer, or as UTF-8 .txt"


def text_of(data: bytes, path: Path) -> str:
    """Text of a report's file: .docx, PDF with a text layer, plain text. Raises InputError with what to do about the rest."""
    suffix = path.suffix.lower()
    if data.lstrip()[:5] == _PDF:
        from ktxh.extract.convert.pdf import text_of_pdf

        return text_of_pdf(data, path)
    if data.startswith(_ZIP):
        from ktxh.extract.convert.word import text_of_word

        return text_of_word(data, path)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise InputError(path, "the Word file is protected by a password: save it without one")
        raise InputError(path, f"a file of Word 97–2003 (.doc) or the like: {_SAVE_AS}")
    if data.startswith(_RTF):
        raise InputError(path, f"a Rich Text file: {_SAVE_AS}")
    if suffix in (".docx", ".pdf"):
        raise InputError(path, f"broken: it does not begin as a {suffix} file does")
    if suffix not in (".txt", ""):
        raise InputError(path, f"cannot read {suffix} files: {_SAVE_AS}")
    return decode(data, path)
