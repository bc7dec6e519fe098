"""The `meta` schema of the published file: which build this is, from which inputs, how many rows, how long."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from ktxh.publish.inputs import Inputs
from ktxh.publish.steps import Step

DEFINITION = Path(__file__).with_name("meta.sql")
RECORDED = (
    "ktxh",
    "dbt-core",
    "dbt-duckdb",
    "duckdb",
    "great-expectations",
    "python",
)  # in the order of meta.build's columns


@dataclass(frozen=True)
class Build:
    """One build: when it began (UTC) and what it depends on."""

    built_at: datetime
    inputs: Inputs

    @property
    def build_id(self) -> str:
        """Readable and unique: the time, and the first digits of the hash over the inputs."""
        milliseconds = self.built_at.microsecond // 1000
        return f"{self.built_at:%Y%m%dT%H%M%S}.{milliseconds:03}Z-{self.inputs.digest[:8]}"


@dataclass(frozen=True)
class LayerCount:
    """Rows of one table or view of the candidate; `layer` is its schema."""

    layer: str
    table_name: str
    row_count: int
    is_published: bool


def write(
    connection: duckdb.DuckDBPyConnection,
    build: Build,
    commit: tuple[str | None, bool | None],
    layer_counts: Sequence[LayerCount],
    steps: Sequence[Step],
) -> None:
    """Create and fill schema `meta` in the database that the connection uses; `commit` is what git_state says."""
    rows: dict[str, list[tuple]] = {
        "build": [_build_row(build, commit)],
        "input": [(item.path, item.role, item.sha256, item.bytes, item.row_count) for item in build.inputs.files],
        "layer_count": [(c.layer, c.table_name, c.row_count, c.is_published) for c in layer_counts],
        "step": [(n, s.name, s.seconds, s.sql_seconds, s.dbt_seconds, s.summary) for n, s in enumerate(steps, 1)],
    }
    connection.execute(DEFINITION.read_text(encoding="utf-8"))
    for table, values in rows.items():
        if values:
            marks = ", ".join("?" * len(values[0]))
            connection.executemany(f"insert into meta.{table} values ({marks})", values)


def _build_row(build: Build, commit: tuple[str | None, bool | None]) -> tuple:
    return (
        build.build_id,
        build.built_at.replace(tzinfo=None),
        build.inputs.digest,
        *commit,
        *(build.inputs.versions[tool] for tool in RECORDED),
    )


def count_layers(candidate: Path, published: Mapping[str, int]) -> list[LayerCount]:
    """Count every table and view of the candidate, sorted; `published` holds the names, `schema.table`, that are copied."""
    with duckdb.connect(str(candidate), read_only=True) as connection:
        relations = connection.execute(
            "select schema_name, table_name from duckdb_tables() union all"
            " select schema_name, view_name from duckdb_views() where not internal order by all"
        ).fetchall()
        return [
            LayerCount(schema, name, _count(connection, schema, name), f"{schema}.{name}" in published)
            for schema, name in relations
        ]


def _count(connection: duckdb.DuckDBPyConnection, schema: str, name: str) -> int:
    return connection.execute(f'select count(*) from "{schema}"."{name}"').fetchone()[0]


def git_state(project_dir: Path) -> tuple[str | None, bool | None]:
    """Return the commit and whether files differ from it; (None, None) where there is no git or no commit."""
    try:
        commit, changes = (
            subprocess.run(["git", "-C", project_dir, *arguments], capture_output=True, text=True, check=True).stdout
            for arguments in (("rev-parse", "HEAD"), ("status", "--porcelain"))
        )
    except (OSError, subprocess.CalledProcessError):
        return None, None
    return commit.strip(), bool(changes.strip())
