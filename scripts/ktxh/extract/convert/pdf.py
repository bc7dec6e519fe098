"""Convert: a PDF with a text layer becomes lines of text. PDFium reads the file; page.py and layout.py make sense of it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ktxh.extract.convert.layout import flow
from ktxh.extract.convert.page import Page, read_page
from ktxh.extract.errors import InputError

_OCR = "run text recognition (OCR) on it first, or use the .docx"


def _cause(error: Exception) -> str:
    if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
        return "the PDF is protected by a password: save it without one"
    return f"the PDF is broken ({error})"


def text_of_pdf(data: bytes, path: Path) -> str:
    """Text of a PDF. Raises InputError for a broken or protected file, and for one with pages that are only pictures."""
    try:
        with pdfium.PdfDocument(data) as document:
            pages = [read_page(page, number) for number, page in enumerate(document, start=1)]
        _check_text_layer(pages, path)
        return flow(pages)
    except (pdfium.PdfiumError, ValueError, ArithmeticError) as error:  # the latter two for places that are no numbers
        raise InputError(path, _cause(error)) from error


def _check_text_layer(pages: list[Page], path: Path) -> None:
    if not any(page.lines or page.has_picture for page in pages):
        raise InputError(path, "there is no text in the PDF")
    if not any(page.lines for page in pages):
        raise InputError(path, f"the PDF has no text layer, it is a scan: {_OCR}")
    scanned = [str(page.number) for page in pages if not page.lines and page.has_picture]
    if scanned:
        raise InputError(path, f"page {', '.join(scanned)} of the PDF is a picture without text: {_OCR}")
