"""What dbt costs: a whole build and one with unchanged inputs, and the same SQL run without dbt. Builds into a scratch folder.

Raw means: the seeds by read_csv, the very statements that dbt had run for each model (target/run), comments, data tests and unit tests, in
dbt's order, over one connection. The ratio is one of CPU seconds, threads of DuckDB included: a busy machine disturbs them less.
"""

from __future__ import annotations

import json
import resource
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from graphlib import TopologicalSorter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb

from tests.conftest import NOT_SOURCES, PROJECT

ROUNDS = 2
MAIN = "from ktxh.cli import main; main()"


def main() -> None:
    """Print seconds of a build, and of each step of dbt beside the same SQL without it."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(shutil.copytree(PROJECT, Path(folder) / "project", ignore=NOT_SOURCES))
        first = run(project)
        corrections = project / "seeds/rules/reading_corrections.csv"  # other data, the same logic: no unit tests
        corrections.write_text(corrections.read_text("utf-8").replace(",ktxh,", ",bench,"), encoding="utf-8")
        data = run(project)
        built = min((run(project, "--force") for _ in range(ROUNDS)), key=lambda times: times["cpu"])
        unchanged = min((run(project) for _ in range(ROUNDS)), key=lambda times: times["clock"])
        by_dbt = least(lambda: in_own_process("dbt_seconds", project))
        raw = least(lambda: in_own_process("raw_seconds", project))
    print(f"{'':40}{'clock':>8}{'cpu':>8}  seconds")
    for name, times in (
        ("first build, all is parsed", first),
        ("build with --force", built),
        ("build after a change of data alone", data),
        ("nothing to do", unchanged),
    ):
        print(f"{name:40}{times['clock']:8.2f}{times['cpu']:8.2f}")
    print(f"\n{'cpu seconds':12}{'dbt':>8}{'raw SQL':>10}{'ratio':>8}")
    for name, seconds in {**by_dbt, "all": sum(by_dbt.values())}.items():
        without = sum(raw.values()) if name == "all" else raw.get(name)
        print(f"{name:12}{seconds:8.2f}" + (f"{without:10.2f}{seconds / without:8.1f}" if without else ""))


def least(measure: Callable[[], dict[str, float]]) -> dict[str, float]:
    """Return the round of least sum."""
    return min((measure() for _ in range(ROUNDS)), key=lambda times: sum(times.values()))


def in_own_process(function: str, project: Path) -> dict[str, float]:
    """Call a function of this module in a fresh process, whose CPU seconds are its own."""
    command = [sys.executable, "-m", "tests.bench.building", function, str(project)]
    return json.loads(subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout)


def dbt_seconds(project: Path) -> dict[str, float]:
    """Run the steps of dbt as a build does; CPU seconds by step, and of dbt's import."""
    start = time.process_time()
    from ktxh.publish import build, dbt_steps
    from ktxh.publish.surroundings import Paths, told_to_tools

    paths = Paths(project, project / "seeds", project / "warehouse/ktxh.duckdb")
    paths.candidate.unlink(missing_ok=True)
    seconds = {"import": time.process_time() - start}
    with told_to_tools(paths):
        for step, command in build.DBT_STEPS.items():
            seconds[step] = _timed(lambda s=step, c=command: dbt_steps.run(c, s, project, paths.work, paths.candidate))
    return seconds


def run(project: Path, *options: str) -> dict[str, float]:
    """Run `ktxh build` in a process of its own; seconds on the clock and of CPU."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-c", MAIN, "build", *options], cwd=project, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"clock": time.perf_counter() - start, "cpu": cpu}


def raw_seconds(project: Path) -> dict[str, float]:
    """Run the build's own SQL without dbt; CPU seconds by step."""
    manifest = json.loads((project / "target/manifest.json").read_text(encoding="utf-8"))
    results = json.loads((project / "target/run_results.json").read_text(encoding="utf-8"))["results"]
    nodes = {**manifest["nodes"], **manifest["unit_tests"]}
    parents = {name: [parent for parent in manifest["parent_map"][name] if parent in nodes] for name in nodes}
    ordered = [nodes[name] for name in TopologicalSorter(parents).static_order()]
    seeds = [node for node in ordered if node["resource_type"] == "seed"]
    models = [node for node in ordered if node["resource_type"] == "model"]
    file = project / "raw" / "candidate.duckdb"  # dbt's SQL names the database after its file
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True)
    with duckdb.connect(str(file), config={"threads": 2}) as connection:
        for schema in {node["schema"] for node in (*seeds, *models)}:
            connection.execute(f"create schema if not exists {schema}")
        return {
            "seed": _timed(lambda: [connection.execute(_seed(node, project)) for node in seeds]),
            "models": _timed(lambda: [_model(connection, node, project, nodes) for node in models]),
            "tests": _timed(lambda: [connection.execute(one["compiled_code"]).fetchall() for one in results]),
        }


def _timed(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _seed(node: dict[str, Any], project: Path) -> str:
    path = project / node["original_file_path"]
    return f"create table {node['relation_name']} as from read_csv('{path}', header = true, all_varchar = true)"


def _model(connection: duckdb.DuckDBPyConnection, node: dict[str, Any], project: Path, nodes: dict[str, Any]) -> None:
    if node["language"] == "python":
        connection.from_arrow(_python_model(connection, node, project, nodes)).create(node["relation_name"])
    else:
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


def _python_model(
    connection: duckdb.DuckDBPyConnection, node: dict[str, Any], project: Path, nodes: dict[str, Any]
) -> Any:
    """What a Python model makes of the tables that it refers to."""
    relations = {other["name"]: other["relation_name"] for other in nodes.values() if other.get("relation_name")}
    dbt = SimpleNamespace(config=lambda **_: None, ref=lambda name: connection.sql(f"from {relations[name]}"))
    return runpy.run_path(str(project / node["original_file_path"]))["model"](dbt, connection)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(globals()[sys.argv[1]](Path(sys.argv[2]))))
    else:
        main()
