"""Failed dbt nodes as text that a person can act on: what it means, where it is written, and the rows themselves.

Reads dbt's artifacts (run_results.json, manifest.json), its public contract, and the candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from ktxh.publish.texttable import MAX_ROWS, as_table

# dbt's own generic tests answer with the offending values of one column, in their first column.
TESTS_OF_VALUES = ("accepted_values", "not_null", "relationships", "unique")
Node = Mapping[str, Any]


def report(results: Iterable[Node], nodes: Mapping[str, Node], candidate: Path) -> str:
    """Return one paragraph per result of run_results.json; `nodes` are the manifest's, by unique_id."""
    return "\n\n".join(_paragraph(result, nodes, candidate) for result in results)


def _paragraph(result: Node, nodes: Mapping[str, Node], candidate: Path) -> str:
    node, message = nodes[result["unique_id"]], (result["message"] or "").strip()
    parts = [
        f"{result['status'].upper()}  {node['name']}  ({node['original_file_path']})",
        " ".join((node.get("description") or "").split()),
    ]
    if node["resource_type"] == "test" and result["status"] in ("fail", "warn"):
        attached = nodes.get(node.get("attached_node") or "")
        parts.append(_rows(query_of_test(node, attached, result["compiled_code"]), candidate))
    else:
        parts.append(message)
    if node["resource_type"] == "model" and result["compiled_code"]:
        if "Constraint Error" in message:
            for broken, query in queries_of_constraints(node, nodes, result["compiled_code"]):
                rows = _rows(query, candidate)
                parts.append(f"{broken}:\n{rows}" if rows else "")
        else:
            parts.append(_line(node, result["compiled_code"], candidate))
    return "\n".join(filter(None, parts))


def _rows(query: str, candidate: Path) -> str:
    """Return the first rows of a query as a table, or nothing when it has none."""
    with duckdb.connect(str(candidate), read_only=True) as connection:
        (total,) = connection.execute(f"select count(*) from ({query})").fetchone()
        if not total:
            return ""
        connection.execute(f"select * from ({query}) limit {MAX_ROWS}")
        columns = [column[0] for column in connection.description]
        return as_table(columns, connection.fetchall(), total=total)


def _line(model: Node, compiled: str, candidate: Path) -> str:
    """Return the line of the compiled file at which DuckDB stops: dbt reports lines of SQL that it wraps around a model."""
    with duckdb.connect(str(candidate), read_only=True) as connection:
        try:
            connection.execute(f"explain {compiled}")
        except duckdb.Error as error:
            _, line, where = str(error).partition("LINE ")
            return f"{model['compiled_path']}, {line}{where}" if line else ""
    return ""


def query_of_test(test: Node, model: Node | None, compiled: str) -> str:
    """Return SQL for the rows that a data test means.

    A test written by hand selects what it wants to be seen. dbt's own four answer with bare values, NULL for not_null: for these the
    model's rows that carry such a value are shown, its primary key first.
    """
    test_name = (test.get("test_metadata") or {}).get("name")
    column = test.get("column_name")
    if model is None or column is None or test_name not in TESTS_OF_VALUES:
        return compiled
    return (
        f"{_select(model, [column.strip(chr(34))])} from {model['relation_name']} as model"
        f" where exists (select 1 from ({compiled}) as test(value) where test.value is not distinct from model.{column})"
        " order by all"
    )


def queries_of_constraints(model: Node, nodes: Mapping[str, Node], compiled: str) -> Iterator[tuple[str, str]]:
    """Yield each constraint that a model declares, in words, and SQL for the rows of the model that break it."""
    for constraint in _constraints(model):
        columns = constraint["columns"]
        listed = ", ".join(columns)
        if constraint["type"] in ("primary_key", "unique"):
            broken = f"qualify count(*) over (partition by {listed}) > 1"
        elif constraint["type"] == "not_null":
            broken = f"where {listed} is null"
        elif constraint["type"] == "check":
            broken = f"where not ({constraint['expression']})"
        elif constraint["type"] == "foreign_key" and constraint["to"]:
            parent = _referenced(constraint["to"], nodes)
            pairs = zip(constraint["to_columns"], columns, strict=True)
            same = " and ".join(f"parent.{there} = model.{here}" for there, here in pairs)
            present = " and ".join(f"model.{column} is not null" for column in columns)
            broken = f"where {present} and not exists (select 1 from {parent} as parent where {same})"
        else:
            continue
        words = f"{constraint['type'].replace('_', ' ')} ({listed or constraint['expression']})"
        yield words, f"{_select(model, columns)} from ({compiled}) as model {broken} order by all"


def _constraints(model: Node) -> Iterator[dict[str, Any]]:
    yield from model["constraints"]
    for name, column in model["columns"].items():
        for constraint in column["constraints"]:
            yield {**constraint, "columns": [name]}


def _referenced(reference: str, nodes: Mapping[str, Node]) -> str:
    """Return the relation behind `ref('name')`; a constraint may also spell out the relation."""
    match = re.fullmatch(r"ref\(['\"](\w+)['\"]\)", reference)
    named = (node["relation_name"] for node in nodes.values() if match and node["name"] == match[1])
    return next(named, reference)


def _select(model: Node, columns: list[str]) -> str:
    """Return the head of a query for a model's rows: primary key, the columns in question, then all others."""
    key = [name for item in _constraints(model) if item["type"] == "primary_key" for name in item["columns"]]
    first = ", ".join(f'model."{name}"' for name in dict.fromkeys((*key, *columns)))
    names = first.replace("model.", "")
    return f"select {first}, model.* exclude ({names})" if first else "select model.*"
