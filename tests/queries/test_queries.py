"""Every question of docs/queries runs on the published file and gives the answer that was read from the report by hand."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

QUERIES = Path(__file__).resolve().parents[2] / "docs" / "queries"
FILES = sorted(QUERIES.glob("*.sql"))


@pytest.fixture(scope="module")
def opened(published):
    with duckdb.connect(str(published.result.target), read_only=True) as connection:
        yield connection


def test_there_are_enough_questions_and_the_index_names_them_all():
    index = (QUERIES / "README.md").read_text(encoding="utf-8")
    assert len(FILES) >= 25
    assert [file.name for file in FILES if f"({file.name})" not in index] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_question_is_answered_as_read_by_hand(file: Path, opened: duckdb.DuckDBPyConnection):
    cursor = opened.execute(file.read_text(encoding="utf-8"))
    header = [column[0] for column in cursor.description]
    found = [header, *([_text(value) for value in row] for row in cursor.fetchall())]
    with file.with_suffix(".csv").open(encoding="utf-8", newline="") as answer:
        assert found == list(csv.reader(answer))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_question_is_asked_in_both_languages_and_by_meaning(file: Path):
    text = file.read_text(encoding="utf-8")
    assert re.match(r"-- VN: .+\n(?:-- .+\n)*-- EN: .+\n(?:-- .+\n)*-- Lines: [\d–, ]", text)
    asked = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    told_by_place_in_text = re.findall(
        r":\d{5}'|\b(?:label_raw|section_title_path|evidence)\b|\bline\s*(?:=|in\b)", asked
    )
    assert told_by_place_in_text == [], "a question asks by indicator, place and period, not by where the answer stands"


def _text(value: object) -> str:
    """A value as the answers write it: no trailing zeros, true and false, empty for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal):
        plain = f"{Decimal(str(value)):f}"
        return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"
    return str(value)
