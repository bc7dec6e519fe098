"""Close: rows of numbers that add up to the one before them, so that they are its parts though no word says so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ktxh.extract.linking.levels import at, same_thing
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.structure.segments import Parenthesis, Segments


def nest_closing_rows(levels: list[Figure], segments: Segments) -> None:
    """Numbers that add up to the one before them, with no unit of their own or words of kind for one.

    `124 người (tăng 13) - A 69, B 27, C 28`, `60 trường (20 mầm non, 40 tiểu học)`, `9 giải, gồm 02 nhất, 07 nhì`
    """
    for i, total in enumerate(levels):
        if total.value.has_own_unit and not total.value.unit.is_percent and total.value.reading.amount:
            inner = next((segments.parenthesis(at(f)) for f in levels[i + 1 : i + 2]), None)
            around = segments.parenthesis(at(total))
            for within in (around, inner) if inner is not around else (around,):
                row = _closing_row(total, levels[i + 1 : i + 40], within, segments)
                if all(part.parent in (None, total) for part in row):
                    for part in row:
                        part.parent, part.part_list = total, f"row:{row[0].value.ordinal}"
                        if within is not None and not part.value.prints_unit:
                            part.value.unit = replace(total.value.unit, end=part.value.end)


def _closing_row(
    total: Figure, following: list[Figure], around: Parenthesis | None, segments: Segments
) -> list[Figure]:
    """The figures behind a total, in one parenthesis or none, that add up to it; empty when they do not."""
    row, rest, end = [], Decimal(total.value.reading.amount), segments.sentence(at(total))[1]
    for figure in following:
        value = figure.value
        if at(figure) >= end:
            break
        if segments.parenthesis(at(figure)) != around:
            continue  # an aside
        own = value.has_own_unit and (around is None or value.prints_unit)
        bare = not own or not value.unit.code
        alike = not own or value.unit.raw.lower() not in total.value.unit.raw.lower()
        fits = bare and alike and value.bound == "exact" and not value.unit.is_percent and value.reading.amount
        if not fits or (not value.has_own_unit and not same_thing(total, figure)):
            break
        row.append(figure)
        rest -= Decimal(value.reading.amount)
        if rest <= 0:
            break
    return row if rest == 0 and len(row) > 1 else []
