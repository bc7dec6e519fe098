"""Run dbt, one command a step, in this process.

Three commands in one process take about as long as one `dbt build` (dbt is imported once, its parsing reused), and half of what three
subprocesses take. So every step is a command of its own and shows its own time. docs/publishing.md has the figures.
"""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from ktxh.publish import failing_rows
from ktxh.publish.errors import BuildFailed, Cause
from ktxh.publish.steps import Outcome

FAILED = ("error", "fail", "runtime error")
OF_THE_SYSTEM = ("IO Error:", "[Errno ", "Out of Memory Error:")


def run(
    command: str, step: str, project_dir: Path, target_dir: Path, candidate: Path, *, unit_tests: bool = True
) -> Outcome:
    """Run `dbt seed`, `dbt run` or `dbt test` on the candidate (profiles.yml reads its path from KTXH_DATABASE).

    Raises BuildFailed with dbt's own message (file and line) when a seed or model fails, and with the failing rows when a
    test fails; the outcome's notes hold the rows of tests that only warn. The candidate is closed when this returns. Without
    `unit_tests`, `dbt test` runs data tests alone.
    """
    queries: list[tuple[float, float]] = []

    def remember_query(event: Any) -> None:
        if event.info.name == "SQLQueryStatus":
            end = event.info.ts.seconds + event.info.ts.nanos / 1e9
            queries.append((end - event.data.elapsed, end))

    options = {
        "--project-dir": project_dir,
        "--profiles-dir": project_dir,
        "--target-path": target_dir,
        "--log-path": project_dir / "logs",
        "--log-level": "none",  # the console is ours
        "--log-level-file": "info",  # debug costs a second and says little more: the compiled SQL is in the target folder
    }
    arguments = [command, "--no-send-anonymous-usage-stats", *(str(part) for pair in options.items() for part in pair)]
    if command == "seed":
        arguments.append("--no-write-json")  # half a second for a manifest that the next step writes again
    if command == "test" and not unit_tests:
        arguments += ["--exclude-resource-type", "unit_test"]
    try:
        with _no_garbage_collection():
            outcome = dbtRunner(callbacks=[remember_query]).invoke(arguments)
    finally:
        DuckDBConnectionManager.close_all_connections()  # else this process keeps the file open for writing
    if outcome.exception is not None:
        reason = str(outcome.exception).strip()
        raise BuildFailed(step, reason, cause=_cause([reason])) from outcome.exception

    results = [_plain(result) for result in outcome.result.results]
    failed = [result for result in results if result["status"] in FAILED]
    warned = [result for result in results if result["status"] == "warn"]
    nodes: dict[str, dict[str, Any]] = {}
    if failed or warned:
        nodes = _own_nodes(outcome.result) if command == "seed" else _nodes(_read(target_dir / "manifest.json"))
    if failed or not outcome.success:
        skipped = sum(result["status"] == "skipped" for result in results)
        reason = f"{len(failed)} of {len(results)}" + (f", {skipped} skipped" if skipped else "")
        cause = _cause([result["message"] or "" for result in failed])
        raise BuildFailed(step, reason, failing_rows.report(failed, nodes, candidate), cause=cause)
    return Outcome(
        summary=_summary(results), sql_seconds=covered(queries), notes=failing_rows.report(warned, nodes, candidate)
    )


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Spare dbt's large, living graph of nodes the collector's rounds: a tenth of its time, for some 150 MB until the step ends."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


def _cause(messages: Iterable[str]) -> Cause:
    """Tell what the machine did (a full disk, no right to write) from what is wrong with the data, by DuckDB's and Python's words."""
    return Cause.SYSTEM if any(word in text for text in messages for word in OF_THE_SYSTEM) else Cause.DATA


def _plain(result: Any) -> dict[str, Any]:
    node = result.node
    return {
        "unique_id": node.unique_id,
        "status": str(result.status),
        "message": result.message,
        "compiled_code": getattr(node, "compiled_code", None),
    }


def covered(intervals: Iterable[tuple[float, float]]) -> float:
    """Return the seconds in which at least one query ran: the length of the union of (start, end) intervals."""
    total, reached = 0.0, float("-inf")
    for start, end in sorted(intervals):
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return total


def _summary(results: list[dict[str, Any]]) -> str:
    kinds = Counter(result["unique_id"].partition(".")[0] for result in results)
    words = {"seed": "seeds", "model": "models", "test": "data tests", "unit_test": "unit tests"}
    warnings = sum(result["status"] == "warn" for result in results)
    parts = [f"{count} {words.get(kind, kind)}" for kind, count in sorted(kinds.items())]
    return ", ".join(parts + ([f"{warnings} warnings"] if warnings else []))


def _nodes(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {**manifest["nodes"], **manifest["unit_tests"]}


def _own_nodes(result: Any) -> dict[str, dict[str, Any]]:
    return {item.node.unique_id: item.node.to_dict() for item in result.results}


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))
