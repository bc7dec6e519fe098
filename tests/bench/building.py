"""What dbt costs: a whole build and one with unchanged inputs, and the same SQL run without dbt. Builds into a scratch folder.

Raw means: the seeds by read_csv, the very statements that dbt had run for each model (target/run), comments, data tests and unit tests, in
dbt's order, over one connection. CPU seconds stand beside those on the clock: a busy machine disturbs them less.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb

from tests.conftest import NOT_SOURCES, PROJECT

ROUNDS = 3
MAIN = "from ktxh.cli import main; main()"


def main() -> None:
    """Print seconds of each step by dbt and raw, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(shutil.copytree(PROJECT, Path(folder) / "project", ignore=NOT_SOURCES))
        first = run(project, "--force")
        built = min((run(project, "--force") for _ in range(ROUNDS)), key=lambda times: times["cpu"])
        unchanged = min((run(project) for _ in range(ROUNDS)), key=lambda times: times["clock"])
        with duckdb.connect(str(project / "warehouse/ktxh.duckdb"), read_only=True) as connection:
            steps = connection.execute("select step, seconds, sql_seconds, dbt_seconds from meta.step").fetchall()
        raw = min((raw_seconds(project, Path(folder)) for _ in range(ROUNDS)), key=lambda times: sum(times.values()))
    print(f"{'':28}{'clock':>8}{'cpu':>8}  seconds")
    for name, times in (("first build (parses all)", first), ("full build", built), ("nothing to do", unchanged)):
        print(f"{name:28}{times['clock']:8.2f}{times['cpu']:8.2f}")
    print(f"\n{'':12}{'dbt':>8}{'of it SQL':>12}{'raw SQL':>10}{'ratio':>8}")
    by_dbt = {name: (float(seconds), float(sql)) for name, seconds, sql, own in steps if own is not None}
    rows = [(name, *by_dbt[name], raw[name]) for name in by_dbt]
    rows.append(("all", *(sum(row[i] for row in rows) for i in (1, 2, 3))))
    for name, seconds, sql, without in rows:
        print(f"{name:12}{seconds:8.2f}{sql:12.2f}{without:10.2f}{seconds / without:8.1f}")


def run(project: Path, *options: str) -> dict[str, float]:
    """Run `ktxh build` in a process of its own; seconds on the clock and of CPU."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-c", MAIN, "build", *options], cwd=project, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"clock": time.perf_counter() - start, "cpu": cpu}


def raw_seconds(project: Path, folder: Path) -> dict[str, float]:
    """Run the build's own SQL without dbt; seconds by step."""
    manifest = json.loads((project / "target/manifest.json").read_text(encoding="utf-8"))
    results = json.loads((project / "target/run_results.json").read_text(encoding="utf-8"))["results"]
    nodes = {**manifest["nodes"], **manifest["unit_tests"]}
    parents = {name: [parent for parent in manifest["parent_map"][name] if parent in nodes] for name in nodes}
    ordered = [nodes[name] for name in TopologicalSorter(parents).static_order()]
    seeds = [node for node in ordered if node["resource_type"] == "seed"]
    models = [node for node in ordered if node["resource_type"] == "model"]
    file = folder / "candidate.duckdb"
    file.unlink(missing_ok=True)
    with duckdb.connect(str(file), config={"threads": 2}) as connection:
        for schema in {node["schema"] for node in (*seeds, *models)}:
            connection.execute(f"create schema if not exists {schema}")
        return {
            "seed": _timed(lambda: [connection.execute(_seed(node, project)) for node in seeds]),
            "models": _timed(lambda: [_model(connection, node, project) for node in models]),
            "tests": _timed(lambda: [connection.execute(one["compiled_code"]).fetchall() for one in results]),
        }


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _seed(node: dict[str, Any], project: Path) -> str:
    path = project / node["original_file_path"]
    return f"create table {node['relation_name']} as from read_csv('{path}', header = true, all_varchar = true)"


def _model(connection: duckdb.DuckDBPyConnection, node: dict[str, Any], project: Path) -> None:
    path = project / "target/run" / node["package_name"] / node["original_file_path"]
    connection.execute(path.read_text(encoding="utf-8").replace("__dbt_tmp", ""))
    if node["config"]["persist_docs"].get("relation"):
        kind = "view" if node["config"]["materialized"] == "view" else "table"
        relation = node["relation_name"]
        comments = [f"comment on {kind} {relation} is $c${node['description']}$c$"]
        comments += [
            f"comment on column {relation}.{c['name']} is $c${c['description']}$c$" for c in node["columns"].values()
        ]
        connection.execute(";".join(comments))


if __name__ == "__main__":
    main()
