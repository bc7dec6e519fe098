"""Load: cells and relations from the rows of the raw contract, as extraction gives them or as the seeds keep them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from ktxh.audit.relations import SAID, Cell, Relation, Term

_ALIKE = {"percentage_point": "percent"}  # what percentages differ by
UNITS = Path(__file__).parents[3] / "seeds/reference/ref_units.csv"


@cache
def units() -> Mapping[str, dict[str, str]]:
    """The reference's units by code: dimension, base unit, factor to it, whether counted in whole pieces."""
    with UNITS.open(encoding="utf-8", newline="") as file:
        return {row["unit_code"]: row for row in csv.DictReader(file)}


def cells_of(rows: Mapping[str, list[dict[str, str]]]) -> list[Cell]:
    """One cell per figure of the raw tables."""
    numerals = {row["numeral_id"]: row for row in rows["raw_numerals"]}
    parts: dict[str, list[str]] = {}
    for row in rows["raw_numerals"]:
        if row["head_numeral_id"]:
            parts.setdefault(row["head_numeral_id"], []).append(row["raw_text"])
    return [_cell(row, numerals[row["numeral_id"]], parts.get(row["numeral_id"], [])) for row in rows["raw_figures"]]


def _cell(figure: dict[str, str], numeral: dict[str, str], parts: list[str]) -> Cell:
    unit = units().get(figure["unit_code"])
    multiplier = Decimal(figure["multiplier"] or 1)
    factor = Decimal(unit["factor_to_base"]) if unit else Decimal(1)
    return Cell(
        cell_id=figure["numeral_id"],
        text=_printed([numeral["raw_text"], *parts], figure.get("evidence", "")),
        amount=Decimal(figure["amount"]) if figure["amount"] else None,
        decimals=int(figure["decimals"] or 0),
        bound=figure["bound"] or "exact",
        scale=multiplier * factor,
        is_count=unit is None or unit["is_countable"] == "true",
        unit=""
        if unit is None or unit["dimension"] == "count"
        else _ALIKE.get(unit["base_unit_code"], unit["base_unit_code"]),
        is_compound=bool(parts),
        line=int(numeral["line"]),
        alternative=Decimal(figure["amount_alt"]) if figure["amount_alt"] else None,
    )


def _printed(numerals: list[str], evidence: str) -> str:
    """A number as it is printed, one in several numerals with the words between: `22 tỷ 40 triệu`."""
    if len(numerals) == 1:
        return numerals[0]
    whole = re.search(r"\s*[^\W\d]+\s*".join(map(re.escape, numerals)) + r"\s*[^\W\d]+", evidence)
    return " ".join(whole.group().split()) if whole else numerals[0]


def relations_of(rows: Mapping[str, list[dict[str, str]]]) -> list[Relation]:
    """The relations of the raw tables with their terms in order."""
    terms: dict[str, list[Term]] = {}
    for row in rows["raw_relation_terms"]:
        term = Term(row["role"], row["numeral_id"] or None, Decimal(row["coefficient"] or 1), row["name_raw"])
        terms.setdefault(row["relation_id"], []).append(term)
    lines = {row["numeral_id"]: int(row["line"]) for row in rows["raw_numerals"]}
    return [
        Relation(
            row["relation_id"],
            row["kind"],
            tuple(terms[row["relation_id"]]),
            _line(terms[row["relation_id"]], lines),
            row["evidence"],
            row.get("source") or "stated",
        )
        for row in rows["raw_relations"]
    ]


def _line(terms: Iterable[Term], lines: Mapping[str, int]) -> int:
    """The line of the number that the others are held against; of equals the first."""
    cells = [term for term in terms if term.cell_id]
    said = [term for term in cells if term.role in SAID]
    return min(lines[term.cell_id] for term in said or cells)
