"""Series: values that a sentence gives for several years at once, each in the order of its year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ktxh.extract.meaning.figures import Figure
from ktxh.extract.structure.passages import Passage
from ktxh.extract.structure.segments import Segments

_YEARS = re.compile(
    r",?\s*(?:(?:trong|qua|của)\s+)?(?:(?:các|những|\d+)\s+)?năm\s+(?P<years>20\d\d(?:\s*(?:,|;|và)\s*(?:năm\s+)?20\d\d)+)"
    r"\s*,?\s*(?:lần\s+lượt|tương\s+ứng)(?:\s+(?:là|đạt|còn))?\s*:?\s*(?=\d)",
    re.IGNORECASE,
)
_OWN_YEAR = re.compile(r",?\s*(?:và\s+)?năm\s+(?P<year>20\d\d)\s*(?:là|đạt|còn|:)?\s*$", re.IGNORECASE)


def read_series(passage: Passage, figures: list[Figure], segments: Segments, report_year: int | None) -> None:
    """`Tỷ lệ hộ nghèo các năm 2021, 2022 và 2023 lần lượt là 9,1%, 8,4% và 7,9%`, `… năm 2021 là 9,1%, năm 2022 là 8,4%`.

    Sets label, period and scenario of each value.
    """
    for label, years, values in [*_in_turn(passage, figures, segments), *_one_by_one(passage, figures, segments)]:
        for year, figure in zip(years, values, strict=False):
            figure.label, figure.period, figure.period_source = " ".join(label.split()).strip(" ,;:-–."), year, "stated"
            if report_year is not None and int(year) < report_year and figure.scenario == "actual":
                figure.scenario = "previous"


def _in_turn(
    passage: Passage, figures: list[Figure], segments: Segments
) -> Iterator[tuple[str, list[str], list[Figure]]]:
    """The years first, then the values in their order."""
    for match in _YEARS.finditer(passage.text):
        years = re.findall(r"20\d\d", match.group("years"))
        start, end = segments.item(match.start())[0], segments.sentence(match.start())[1]
        values = [f for f in figures if match.end() <= f.value.start < end and f.is_level and f.base is None]
        if len(values) >= len(years):
            before = max([start, *(f.value.end for f in figures if f.value.end <= match.start())])
            yield passage.text[before : match.start()], years, values


def _one_by_one(
    passage: Passage, figures: list[Figure], segments: Segments
) -> Iterator[tuple[str, list[str], list[Figure]]]:
    """Each value behind its own year; two at least, with nothing else between them, are a series."""
    run: list[tuple[str, Figure]] = []
    label, end = "", 0
    for figure in [*figures, None]:
        match = None
        if figure is not None:
            floor = max(end, segments.item(figure.value.start)[0])
            match = _OWN_YEAR.search(passage.text, floor, figure.value.start) if figure.is_level else None
        goes_on = match is not None and bool(run) and match.start() == floor and floor == end
        if not goes_on:
            if len(run) > 1:
                yield label, [year for year, _ in run], [f for _, f in run]
            run, label = [], passage.text[floor : match.start()] if match else ""
        if match is not None:
            run.append((match.group("year"), figure))
        end = figure.value.end if figure is not None else end
