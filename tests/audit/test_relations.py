"""Which relations of the real report do not hold, held against what two people found by eye before any of this was written.

`tests/gold/bac-son-185-2024/contradictions.csv` is the list; what is found is confirmed by it, what it has and is missed is named here.
"""

from __future__ import annotations

import csv
import re

import duckdb
import pytest

from tests.conftest import PROJECT

with (PROJECT / "tests/gold/bac-son-185-2024/contradictions.csv").open(encoding="utf-8", newline="") as file:
    BY_EYE = list(csv.DictReader(file))

SHOWN_BY = {"thousandfold": "ratio"}  # a comma for a dot shows in the percentages of the number
# Of what both readers are sure of and digits can show: not found so far, and why.
MISSED = {
    ("141;163;157", "ratio"): "which plan the disbursement is measured against is not printed beside it",
    ("119-125;99", "sum"): "that bands of communes make up all communes is said by no form of words",
}


@pytest.fixture(scope="module")
def wrong(published) -> list[tuple[int, str, list[str]]]:
    """Line, kind and printed numbers of every relation that does not hold or cannot be read."""
    with duckdb.connect(str(published.result.target), read_only=True) as connection:
        rows = connection.execute(
            "select line, kind, terms from quality.dq_relation where verdict in ('inconsistent', 'unreadable') order by all"
        ).fetchall()
    return [(line, kind, re.findall(r"\d[\d.,]*\d|\d", terms)) for line, kind, terms in rows]


def told_by(entry: dict[str, str], line: int, numbers: list[str]) -> bool:
    """Whether an entry speaks of this line and of the number that the relation is about."""
    spans = [tuple(int(n) for n in part.split("-")) for part in re.split("[;,]", entry["lines"])]
    here = any(span[0] <= line <= span[-1] for span in spans)
    printed = {n.replace(".", "") for n in re.findall(r"\d[\d.,]*\d|\d", entry["figures"] + " " + entry["stated"])}
    return here and len({n.replace(".", "") for n in numbers} & printed) >= 1


def test_whatever_does_not_hold_was_found_by_eye_too(wrong):
    assert [item for item in wrong if not any(told_by(entry, item[0], item[2]) for entry in BY_EYE)] == []
    assert len(wrong) >= 12


def test_what_both_readers_are_sure_of_is_found_or_named(wrong):
    sure = [
        entry
        for entry in BY_EYE
        if entry["readers"] == "ab"
        and entry["confidence"].startswith("high")
        and entry["kind"] in ("sum", "ratio", "list_count", "thousandfold")
    ]
    missed = {
        (entry["lines"], entry["kind"])
        for entry in sure
        if not any(
            kind == SHOWN_BY.get(entry["kind"], entry["kind"]) and told_by(entry, line, numbers)
            for line, kind, numbers in wrong
        )
    }
    assert missed == set(MISSED)
    assert len(sure) >= 10


def test_every_relation_gets_a_verdict(published):
    with duckdb.connect(str(published.candidate), read_only=True) as connection:
        stated, judged = connection.execute(
            "select (select count(*) from staging.stg_relations), "
            "(select count(*) from quality.dq_relation where source = 'stated' and verdict is not null)"
        ).fetchone()
    assert stated == judged
