"""The rules of verdicts stand twice, in SQL for what is published and in Python for the search: they say the same of the real report."""

from __future__ import annotations

import csv

import duckdb

from ktxh.audit.ledger import Ledger
from ktxh.audit.load import cells_of, relations_of

TABLES = ("raw_figures", "raw_numerals", "raw_relations", "raw_relation_terms")


def rows_of(folder) -> dict[str, list[dict[str, str]]]:
    rows = {}
    for table in TABLES:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows[table] = list(csv.DictReader(file))
    return rows


def test_python_and_sql_give_each_relation_the_same_verdict(published):
    rows = rows_of(published.project / "seeds/raw")
    ledger = Ledger(cells_of(rows), relations_of(rows))
    python = {name: judgement.verdict for name, judgement in ledger.judgements.items()}
    with duckdb.connect(str(published.result.target), read_only=True) as connection:
        sql = dict(
            connection.execute(
                "select relation_id, verdict from quality.dq_relation where source = 'stated'"
            ).fetchall()
        )
    assert python == sql
    assert len(python) >= 180
    assert len(set(python.values())) >= 5, "several verdicts occur, or the agreement says little"
