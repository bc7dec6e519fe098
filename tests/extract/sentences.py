"""Read one invented sentence as a report of its own."""

from __future__ import annotations

from ktxh.extract.document import document_from_text
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.reading import Report

HEAD = "BÁO CÁO\nTình hình phát triển kinh tế - xã hội năm 2023\n\nI. KẾT QUẢ\n\n"


def read(sentence: str) -> dict[str, Figure]:
    """Figures by printed text; the text must hold each number once."""
    report = Report(document_from_text(HEAD + sentence + "\n", "x-505-2023.txt"))
    return {figure.value.token.numeral.raw: figure for figure in report.figures.values()}
