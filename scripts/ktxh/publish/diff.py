"""What changed from one release to another: rows of the marts by their keys, and findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ktxh.publish import findings
from ktxh.publish.findings import Finding
from ktxh.publish.texttable import MAX_ROWS, as_table

SCHEMA = "marts"


@dataclass(frozen=True)
class TableDiff:
    """One mart: rows only in B, only in A, and with the same key but other values, with how many of these by column."""

    table: str
    key: tuple[str, ...]  # empty for a view: its rows are compared whole, so none counts as changed
    rows_before: int
    rows_after: int
    added: int
    gone: int
    changed: int
    changed_columns: Mapping[str, int]
    new_columns: tuple[str, ...]
    lost_columns: tuple[str, ...]
    example_columns: tuple[str, ...]
    examples: Sequence[tuple]  # what happened, key columns or row; the first MAX_ROWS

    @property
    def is_different(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.added or self.gone or self.changed or self.new_columns or self.lost_columns)


@dataclass(frozen=True)
class Diff:
    """All that changed from A to B."""

    tables: tuple[TableDiff, ...]
    new_tables: tuple[str, ...]
    lost_tables: tuple[str, ...]
    new_findings: tuple[Finding, ...]
    resolved_findings: tuple[Finding, ...]


def diff(before: Path, after: Path) -> Diff:
    """Compare two published files, A and B; neither is written to."""
    with duckdb.connect() as connection:
        for name, path in (("a", before), ("b", after)):
            literal = str(path).replace("'", "''")
            connection.execute(f"attach '{literal}' as {name} (read_only)")
        was, now = _columns(connection, "a"), _columns(connection, "b")
        keys = _keys(connection)
        both = [table for table in now if table in was]
        tables = tuple(_compare(connection, table, keys.get(table, ()), was[table], now[table]) for table in both)
    found_before, found_after = findings.read(before), findings.read(after)
    return Diff(
        tables=tables,
        new_tables=tuple(table for table in now if table not in was),
        lost_tables=tuple(table for table in was if table not in now),
        new_findings=tuple(found_after[name] for name in found_after if name not in found_before),
        resolved_findings=tuple(found_before[name] for name in found_before if name not in found_after),
    )


def _columns(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, list[str]]:
    query = """
        select table_name, list(column_name order by column_index) from duckdb_columns()
        where database_name = ? and schema_name = ? group by all order by all"""
    return dict(connection.execute(query, [database, SCHEMA]).fetchall())


def _keys(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    query = """
        select table_name, constraint_column_names from duckdb_constraints()
        where database_name = 'b' and schema_name = ? and constraint_type = 'PRIMARY KEY'"""
    return {table: tuple(columns) for table, columns in connection.execute(query, [SCHEMA]).fetchall()}


def _compare(
    connection: duckdb.DuckDBPyConnection, table: str, key: tuple[str, ...], was: list[str], now: list[str]
) -> TableDiff:
    shared = [column for column in now if column in was]
    a, b = (f'(select {_list(shared)} from {name}.{SCHEMA}."{table}")' for name in "ab")
    changes: dict[str, str] = {}
    if key and set(key) <= set(shared):
        named = list(key)
        same = " and ".join(f'a."{column}" = b."{column}"' for column in key)
        pairs = f"{b} as b join {a} as a on {same}"
        changes = {name: f'a."{name}" is distinct from b."{name}"' for name in shared if name not in key}
        different = f"{_list(key, 'b.')} from {pairs} where {' or '.join(changes.values()) or 'false'}"
        found = {
            "added": f"{_list(key)} from {b} as b anti join {a} as a on {same}",
            "gone": f"{_list(key)} from {a} as a anti join {b} as b on {same}",
            "changed": different,
        }
    else:  # as bags: a row that is there twice and then once is gone once
        key, named = (), shared
        found = {"added": f"* from (from {b} except all from {a})", "gone": f"* from (from {a} except all from {b})"}
    rows = " union all ".join(f"select '{what}' as what, {query}" for what, query in found.items())
    counts = dict(connection.execute(f"select what, count(*) from ({rows}) group by what").fetchall())
    by_column: dict[str, int] = {}
    if counts.get("changed"):
        sums = ", ".join(f"count_if({change})" for change in changes.values())
        by_column = dict(zip(changes, connection.execute(f"select {sums} from {pairs}").fetchone(), strict=True))
    return TableDiff(
        table=f"{SCHEMA}.{table}",
        key=key,
        rows_before=_count(connection, a),
        rows_after=_count(connection, b),
        added=counts.get("added", 0),
        gone=counts.get("gone", 0),
        changed=counts.get("changed", 0),
        changed_columns={column: count for column, count in by_column.items() if count},
        new_columns=tuple(column for column in now if column not in was),
        lost_columns=tuple(column for column in was if column not in now),
        example_columns=("what", *named),
        examples=connection.execute(
            f"select what, {_list(named)} from ({rows}) order by all limit {MAX_ROWS}"
        ).fetchall(),
    )


def _list(columns: Sequence[str], prefix: str = "") -> str:
    return ", ".join(f'{prefix}"{column}"' for column in columns)


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    return connection.execute(f"select count(*) from {relation}").fetchone()[0]


def as_text(found: Diff, *, with_rows: bool) -> str:
    """Return a comparison for people: a table of the marts that differ, then findings; `with_rows` adds keys of rows."""
    parts = []
    differing = [table for table in found.tables if table.is_different]
    if differing:
        columns = ("mart", "rows before", "after", "added", "gone", "changed", "changed columns")
        lines = [(t.table, t.rows_before, t.rows_after, t.added, t.gone, t.changed, _in_words(t)) for t in differing]
        parts.append(as_table(columns, lines, limit=len(lines)))
    for words, tables in (("new", found.new_tables), ("no longer there", found.lost_tables)):
        if tables:
            parts.append(f"marts {words}: {', '.join(tables)}")
    if with_rows:
        for table in differing:
            if table.examples:
                total = table.added + table.gone + table.changed
                parts.append(f"{table.table}\n{as_table(table.example_columns, table.examples, total=total)}")
    for words, which in (("new", found.new_findings), ("resolved", found.resolved_findings)):
        if which:
            parts.append(f"findings {words}: {len(which)}\n{findings.table(which)}")
    return "\n\n".join(parts) or "no row of the marts and no finding differs"


def _in_words(table: TableDiff) -> str:
    parts = [f"{column} {count:,}" for column, count in table.changed_columns.items()]
    parts += [f"+{column}" for column in table.new_columns] + [f"-{column}" for column in table.lost_columns]
    return ", ".join(parts)
