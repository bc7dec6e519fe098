"""The consumers' acceptance of a candidate: Great Expectations over the tables that would be published.

Route: the candidate's tables as Parquet, read by GX as pandas with Arrow types, so that decimals stay decimals.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read by GX when it makes a context

import great_expectations as gx
import pandas
from great_expectations.data_context.types.base import ProgressBarsConfig

from ktxh.publish import inputs
from ktxh.publish.expectations import CATALOGUE, SELECTIONS, TABLES, Demand, expectations
from ktxh.publish.release import MODELLED_SCHEMAS
from ktxh.publish.texttable import MAX_ROWS, as_table

logging.getLogger("great_expectations").propagate = False  # dbt's libraries set the root logger to talk; warnings stay


@dataclass(frozen=True)
class Verdict:
    """One expectation and what was found; `rows` are the first offending rows under `row_columns`, key columns first."""

    title: str
    expectation: str  # GX's name of it
    column: str  # empty where the note names the columns, or the whole table is meant
    note: str  # English · Tiếng Việt
    allowed: str  # the values, the least value or the pattern
    success: bool
    observed: str
    unexpected: int
    row_columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def __str__(self) -> str:
        heading = " ".join(
            filter(None, (f"{self.title}:", self.column, self.note, self.allowed and f"({self.allowed})"))
        )
        found = as_table(self.row_columns, self.rows, total=self.unexpected) if self.rows else self.observed
        return f"{heading}\n{found}"


@dataclass(frozen=True)
class GateOutcome:
    """Every verdict of the gate, in the order of the demands."""

    verdicts: tuple[Verdict, ...]

    @property
    def failed(self) -> list[Verdict]:
        """Verdicts that stand in the way of publishing."""
        return [verdict for verdict in self.verdicts if not verdict.success]

    @property
    def summary(self) -> str:
        """How much was asked, in a few words."""
        return f"{len(self.verdicts)} expectations of {len({verdict.title for verdict in self.verdicts})} selections"


def run(candidate: Path, seeds: Path, folder: Path) -> GateOutcome:
    """Check every demand on the candidate built from `seeds`; `folder` takes the Parquet files and is emptied first.

    A table that is published and has no demands of its own has to have one row per declared key and, a dimension, not to be empty.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    batches = _parquet_batches(folder)

    with duckdb.connect(str(candidate), read_only=True) as connection:

        @cache
        def published(reference: str) -> list[Any]:
            table, _, column = reference.rpartition(".")
            query = f"select distinct {column} from {table} where {column} is not null order by all"
            return [value for (value,) in connection.execute(query).fetchall()]

        @cache
        def raw(reference: str) -> list[str]:
            table, _, column = reference.partition(".")
            values = {row[column] for row in inputs.rows(seeds / "raw" / f"{table}.csv")}
            return sorted(_recounted(values, seeds) if reference == "raw_figures.numeral_id" else values)

        keys = _declared_keys(connection)
        verdicts: list[Verdict] = []
        for demand in all_demands(keys):
            file = folder / f"{len(list(folder.iterdir())):02}.parquet"
            query = demand.query or f"select * from {demand.table}"
            connection.sql(query).write_parquet(str(file))
            verdicts.extend(_verdicts(demand, batches(file), expectations(demand, published, raw)))
    return GateOutcome(tuple(verdicts))


def _recounted(figures: set[str], seeds: Path) -> set[str]:
    """Return the figures after what a person decided: a numeral may be made a figure, or none, while its printed text is as it was."""
    printed = {row["numeral_id"]: row["raw_text"] for row in inputs.rows(seeds / "raw" / "raw_numerals.csv")}
    for row in inputs.rows(seeds / "rules" / "reading_corrections.csv"):
        if row["column_name"] == "kind" and printed.get(row["numeral_id"]) == row["expected_raw_text"]:
            figures = figures - {row["numeral_id"]} | (
                {row["numeral_id"]} if row["corrected_value"] == "figure" else set()
            )
    return figures


def all_demands(keys: dict[str, tuple[str, ...]]) -> list[Demand]:
    """Return the demands on the tables that are there; `keys` are their declared primary keys, by `schema.table`.

    A promised table that is not there is missed by the catalogue's demand.
    """
    promised = {demand.table for demand in TABLES}
    others = [
        Demand(table, key, may_be_empty=not table.startswith("marts.dim_"))
        for table, key in keys.items()
        if table not in promised
    ]
    return [CATALOGUE, *(demand for demand in (*TABLES, *SELECTIONS, *others) if demand.table in keys)]


def _declared_keys(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    """Return every published table and view, `schema.table`, with the columns of its primary key, if it has one."""
    query = """
        select schema_name || '.' || relation, coalesce(constraint_column_names, [])
        from (
            select schema_name, table_name as relation from duckdb_tables()
            union all
            select schema_name, view_name from duckdb_views() where not internal
        ) as relations
        left join (
            select schema_name, table_name as relation, constraint_column_names
            from duckdb_constraints() where constraint_type = 'PRIMARY KEY'
        ) as keys using (schema_name, relation)
        where list_contains(?, schema_name)
        order by all"""
    rows = connection.execute(query, [list(MODELLED_SCHEMAS)]).fetchall()
    return {relation: tuple(columns) for relation, columns in rows}


def _parquet_batches(folder: Path):
    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_pandas_filesystem("candidate", base_directory=folder)

    def batch(file: Path):
        asset = source.add_parquet_asset(file.stem, dtype_backend="pyarrow")
        return asset.add_batch_definition_path(file.stem, file.name).get_batch()

    return batch


def _verdicts(demand: Demand, batch: Any, asked: Sequence[Any]) -> Iterable[Verdict]:
    for order, expectation in enumerate(asked):
        expectation.meta = {"order": order}
    suite = gx.ExpectationSuite(demand.title, expectations=list(asked))
    form = {"result_format": "COMPLETE", "return_unexpected_index_query": False, "partial_unexpected_count": MAX_ROWS}
    if demand.key:
        form["unexpected_index_column_names"] = [*demand.key, *demand.shown]
    results = batch.validate(suite, result_format=form).results
    for result in sorted(results, key=lambda result: result.expectation_config.meta["order"]):
        yield verdict_of(demand, result)


def verdict_of(demand: Demand, result: Any) -> Verdict:
    """Return what an ExpectationValidationResult of GX says, with the offending rows in one shape for every kind."""
    arguments = result.expectation_config.kwargs
    rows = [] if result.success else _offending_rows(result.result)
    rows.sort(key=lambda row: [str(row.get(name)) for name in demand.key])
    named = {name for row in rows for name in row}
    columns = tuple(name for name in dict.fromkeys((*demand.key, *demand.shown, *sorted(named))) if name in named)
    return Verdict(
        title=demand.title,
        expectation=result.expectation_config.type,
        column=arguments.get("column") or ", ".join(arguments.get("column_list", ())),
        note=result.expectation_config.notes,
        allowed=_allowed(arguments),
        success=bool(result.success),
        observed=_observed(result),
        unexpected=max(len(rows), sum(_set_difference(result.result)) or result.result.get("unexpected_count") or 0),
        row_columns=columns,
        rows=tuple(tuple(None if pandas.isna(row.get(name)) else row[name] for name in columns) for row in rows),
    )


def _allowed(arguments: dict[str, Any]) -> str:
    values = arguments.get("value_set") or arguments.get("column_set") or ()
    if len(values) > MAX_ROWS:
        return f"{len(values):,} values"
    return ", ".join(map(str, values)) or arguments.get("regex", "")


def _offending_rows(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the first MAX_ROWS rows, or missing values, or missing columns, that an expectation did not like."""
    rows = [dict(row) for row in found.get("partial_unexpected_index_list") or ()]
    if not rows and "partial_missing_list" in found:
        rows = [{"problem": "missing", "value": value} for value in sorted(found["partial_missing_list"], key=str)]
        extra = found.get("partial_unexpected_list") or ()
        rows += [{"problem": "unexpected", "value": value} for value in sorted(extra, key=str)]
    rows += [{"problem": "missing column", "value": name} for name in _missing_columns(found)]
    return rows[:MAX_ROWS]


def _set_difference(found: dict[str, Any]) -> tuple[int, int]:
    """Return how many values, or columns, of a wanted set are missing, and how many are there beside it."""
    if "partial_missing_list" in found:
        return found["missing_count"], found.get("unexpected_count") or 0
    return len(_missing_columns(found)), 0


def _missing_columns(found: dict[str, Any]) -> list[str]:
    return ((found.get("details") or {}).get("mismatched") or {}).get("missing") or []


def _observed(result: Any) -> str:
    """Return what was looked at and what was found, in words of both languages."""
    found, arguments = result.result, result.expectation_config.kwargs
    if not found:  # could not be computed: a column is missing
        errors = (error for error in result.exception_info.values() if isinstance(error, dict))
        return next((error["exception_message"].strip() for error in errors), "an error")
    if result.expectation_config.type.startswith("expect_table_row_count"):
        return f"{found['observed_value']:,} dòng · rows"
    if "element_count" not in found:
        wanted = arguments.get("value_set") or arguments["column_set"]
        missing, extra = _set_difference(found)
        return (
            f"đủ cả · all {len(wanted):,}" if result.success else f"{missing:,} thiếu · missing, {extra:,} thừa · extra"
        )
    empty = found.get("missing_count") or 0
    checked = f"{found['element_count'] - empty:,} dòng · rows" + (f", {empty:,} trống · empty" if empty else "")
    return checked if result.success else f"{found['unexpected_count']:,} / {checked}"
