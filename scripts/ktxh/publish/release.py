"""From the tested candidate to the file that people open: compact copy, and check of the copy.

The copy holds only what consumers need and is written at a storage version that older drivers read: a plain DuckDB 2.0 file opens
in no 1.x driver.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ktxh.publish.archive import log_of
from ktxh.publish.errors import BuildFailed
from ktxh.publish.steps import Outcome
from ktxh.publish.texttable import as_table

STORAGE_VERSION = "v1.2.0"
BLOCK_SIZE = 16_384  # bytes; many small tables: a tenth of the file that the default of 262,144 makes
MODELLED_SCHEMAS = ("marts", "quality")  # what dbt builds and consumers read; `meta` is written by the build

# What has to be the same in the copy, each as a query over one attached database.
CATALOGUE = {
    "tables and views": """
        select schema_name, table_name, comment from duckdb_tables() where database_name = current_database()
        union all
        select schema_name, view_name, comment from duckdb_views() where database_name = current_database() and not internal""",
    "columns": """
        select schema_name, table_name, column_index, column_name, data_type, is_nullable, comment
        from duckdb_columns() where database_name = current_database() and not internal""",
    "constraints": """
        select schema_name, table_name, constraint_type, constraint_text, constraint_column_names
        from duckdb_constraints() where database_name = current_database()""",
}


@dataclass(frozen=True, kw_only=True)
class CopyOutcome(Outcome):
    """The finished copy: rows per published table or view, by `schema.name`."""

    row_counts: dict[str, int]


def remove(database: Path) -> None:
    """Delete a database file and its write-ahead log, where they are there."""
    for path in (database, log_of(database)):
        path.unlink(missing_ok=True)


def copy(candidate: Path, unfinished_file: Path) -> CopyOutcome:
    """Write MODELLED_SCHEMAS of the candidate to a new file: data, comments, views, constraints; then compare the two.

    COPY FROM DATABASE keeps all of that and the order that foreign keys want, but takes whole databases only; so the rest is dropped
    from a copy in memory before. Raises BuildFailed with what differs.
    """
    remove(unfinished_file)
    with duckdb.connect() as connection:
        connection.execute(f"attach {_literal(candidate)} as candidate (read_only)")
        connection.execute("attach ':memory:' as published")
        connection.execute("copy from database candidate to published")
        for schema in _other_schemas(connection):
            connection.execute(f'drop schema published."{schema}" cascade')
        with attached(connection, unfinished_file):
            connection.execute("copy from database published to release")
    row_counts = check(candidate, unfinished_file)
    size = f"{unfinished_file.stat().st_size / 1e6:.1f} MB"
    return CopyOutcome(
        summary=f"{len(row_counts)} tables, {sum(row_counts.values()):,} rows, {size}", row_counts=row_counts
    )


@contextmanager
def attached(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """Attach a file at the published storage version as `release`; everything is in the one file when this ends."""
    connection.execute(
        f"attach {_literal(path)} as release (storage_version '{STORAGE_VERSION}', block_size {BLOCK_SIZE})"
    )
    yield
    connection.execute("checkpoint release")
    connection.execute("detach release")


def check(candidate: Path, copied: Path) -> dict[str, int]:
    """Return rows per table and view of the copy, `schema.name`, once its catalogue and its data equal the candidate's.

    Each file is opened alone, so a view that leans on what was left behind fails here.
    """
    before, after = _content(candidate), _content(copied)
    for what, rows in before.items():
        missing, unexpected = sorted(rows - after[what], key=repr), sorted(after[what] - rows, key=repr)
        if missing or unexpected:
            differences = [("candidate", *row) for row in missing] + [("copy", *row) for row in unexpected]
            columns = ["only in", *(f"column {i}" for i in range(1, len(differences[0])))]
            raise BuildFailed("copy", f"{what} differ from the candidate", as_table(columns, differences))
    return {f"{schema}.{name}": count for schema, name, count, _ in sorted(after["rows"])}


def read_whole(database: Path) -> None:
    """Read every value of every table and view once; DuckDB raises where a block is not what was written."""
    with duckdb.connect(str(database), read_only=True) as connection:
        relations = "select schema_name, table_name from duckdb_tables() union all select schema_name, view_name from duckdb_views() where not internal"
        for schema, name in connection.execute(relations).fetchall():
            _fingerprint(connection, schema, name)


def _content(database: Path) -> dict[str, set[tuple]]:
    """Return the catalogue and, as `rows`, (schema, name, row count, sum of row hashes) of every published relation."""
    with duckdb.connect(str(database), read_only=True) as connection:
        content = {}
        for what, query in CATALOGUE.items():
            rows = connection.execute(query).fetchall()
            content[what] = {tuple(map(str, row)) for row in rows if row[0] in MODELLED_SCHEMAS}
        content["rows"] = {
            (schema, name, *_fingerprint(connection, schema, name)) for schema, name, _ in content["tables and views"]
        }
        return content


def _fingerprint(connection: duckdb.DuckDBPyConnection, schema: str, name: str) -> tuple[int, int]:
    query = f'select count(*), coalesce(sum(hash(relation)), 0) from "{schema}"."{name}" as relation'
    return connection.execute(query).fetchone()


def _other_schemas(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the schemas of `published` that stay behind; schema main cannot be dropped, so it has to be empty."""
    query = "select table_name from duckdb_tables() where database_name = 'published' and schema_name = 'main'"
    if strays := connection.execute(query).fetchall():
        names = ", ".join(f"main.{name}" for (name,) in strays)
        raise BuildFailed("copy", f"{names}: every table needs a schema of its layer")
    query = "select schema_name from duckdb_schemas() where database_name = 'published' and not internal"
    found = [schema for (schema,) in connection.execute(query).fetchall()]
    return [schema for schema in found if schema not in (*MODELLED_SCHEMAS, "main")]


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
