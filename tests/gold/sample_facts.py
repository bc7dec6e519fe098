"""Draw rows of the sector facts at random and print what each says, for a person to judge from the report's text alone.

    python -m tests.gold.sample_facts [warehouse/ktxh.duckdb] SEED [COUNT]

The same seed draws the same rows of the same warehouse. First verdicts are kept beside the gold readings.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import duckdb

COLUMNS = ("actual", "estimate", "previous", "target", "plan", "plan_central", "plan_province", "plan_district")


def rows(connection: duckdb.DuckDBPyConnection) -> list[dict]:
    """Return every row of every sector fact, with the name of its table, sorted by table and key."""
    tables = connection.execute(
        "select table_name from duckdb_columns() where column_name = 'fact_key' order by table_name"
    ).fetchall()
    found = []
    for (table,) in tables:
        cursor = connection.execute(f"select * from marts.{table} order by fact_key")
        names = [column[0] for column in cursor.description]
        found += [{"table": table, **dict(zip(names, row, strict=True))} for row in cursor.fetchall()]
    return found


def describe(connection: duckdb.DuckDBPyConnection, row: dict) -> str:
    """Return a row in words: indicator, members, place, period, and each value with the number it was printed as."""
    name, unit = connection.execute(
        "select indicator_name_vi || ' · ' || indicator_name_en, coalesce(symbol, unit_code) "
        "from marts.dim_indicator join marts.dim_unit using (unit_code) where indicator_code = ?",
        [row["indicator_code"]],
    ).fetchone()
    lines = [f"{row['table']}: {name} [{row['indicator_code']}]"]
    for column, code in row.items():
        if column.endswith("_code") and code not in (None, "_T"):
            member = connection.execute(
                "select axis_name_vi || ' = ' || member_name_vi from marts.dim_breakdown where axis_code = ? and member_code = ?",
                [column.removesuffix("_code"), code],
            ).fetchone()
            lines += [f"  {member[0]}"] if member else []
    place = connection.execute(
        "select place_type || ' ' || place_name_vi from marts.dim_place where place_id = ?", [row["place_id"]]
    ).fetchone()
    shared = f", shared by {row['shared_place_ids']}" if row["shared_place_ids"] else ""
    rest = ", what the stated parts leave over of this total" if row["is_remainder"] else ""
    lines.append(f"  {place[0] if place else '?'}{shared}, period {row['period_code']}{rest}")
    for column in COLUMNS:
        if row[column] is not None:
            raw, line, evidence = connection.execute(
                "select raw_text, line, evidence from marts.fct_observation where numeral_id = ? order by statement_no limit 1",
                [row[f"{column}_numeral_id"]],
            ).fetchone()
            said = row.get(f"{column.partition('_')[0]}_bound") or "exact"
            bound = f" ({said})" if said != "exact" else ""
            as_of = (
                f" as of {row['actual_as_of_date']}"
                if column == "actual" and row["actual_as_of_date"] is not None
                else ""
            )
            lines.append(
                f"  {column} = {row[column].normalize():f} {unit}{bound}{as_of} ← `{raw}`, line {line}: {evidence}"
            )
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print the drawn rows, numbered."""
    database, seed, count = Path("warehouse/ktxh.duckdb"), arguments[0], 60
    if seed.endswith(".duckdb"):
        database, seed, *rest = Path(arguments[0]), *arguments[1:]
        count = int(rest[0]) if rest else count
    with duckdb.connect(str(database), read_only=True) as connection:
        everything = rows(connection)
        drawn = random.Random(seed).sample(everything, min(count, len(everything)))
        for number, row in enumerate(drawn, start=1):
            print(f"{number}. {describe(connection, row)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
