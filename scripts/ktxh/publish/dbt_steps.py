"""Run dbt, one command a step, in this process.

Measured warm, with 13 seeds, 17 models and 57 tests on two cores: three commands in one process take 7 s (dbt is imported once, its parsing
reused), one `dbt build` about as long, three subprocesses 12 s. So every step is a command of its own and shows its own time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from ktxh.publish import failing_rows
from ktxh.publish.errors import BuildFailed
from ktxh.publish.steps import Outcome

FAILED = ("error", "fail", "runtime error")


def run(command: str, step: str, project_dir: Path, target_dir: Path, candidate: Path) -> Outcome:
    """Run `dbt seed`, `dbt run` or `dbt test` on the candidate (profiles.yml reads its path from KTXH_DATABASE).

    Raises BuildFailed with dbt's own message (file and line) when a seed or model fails, and with the failing rows when a
    test fails; the outcome's notes hold the rows of tests that only warn. The candidate is closed when this returns.
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
        "--log-level": "none",  # the console is ours; logs/dbt.log keeps everything
        "--log-level-file": "debug",
    }
    arguments = [command, "--no-send-anonymous-usage-stats", *(str(part) for pair in options.items() for part in pair)]
    try:
        outcome = dbtRunner(callbacks=[remember_query]).invoke(arguments)
    finally:
        DuckDBConnectionManager.close_all_connections()  # else this process keeps the file open for writing
    if outcome.exception is not None:
        raise BuildFailed(step, str(outcome.exception).strip()) from outcome.exception

    results = _read(target_dir / "run_results.json")["results"]
    failed = [result for result in results if result["status"] in FAILED]
    warned = [result for result in results if result["status"] == "warn"]
    nodes = _nodes(_read(target_dir / "manifest.json")) if failed or warned else {}
    if failed or not outcome.success:
        skipped = sum(result["status"] == "skipped" for result in results)
        reason = f"{len(failed)} of {len(results)}" + (f", {skipped} skipped" if skipped else "")
        raise BuildFailed(step, reason, failing_rows.report(failed, nodes, candidate))
    return Outcome(
        summary=_summary(results), sql_seconds=covered(queries), notes=failing_rows.report(warned, nodes, candidate)
    )


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


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))
