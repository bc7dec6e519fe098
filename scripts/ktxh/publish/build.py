"""From seeds to the published file: check, seed, models, tests, gate, compact copy, atomic rename.

Everything happens on a candidate; the published file is touched once, by the rename at the end.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click
import duckdb

from ktxh.publish import inputs, meta, release
from ktxh.publish import seeds as seed_files
from ktxh.publish.errors import BuildFailed
from ktxh.publish.steps import Outcome, Step, Steps

DBT_STEPS = {"seed": "seed", "models": "run", "tests": "test"}


@dataclass(frozen=True)
class BuildResult:
    """A finished build: what was published where, and how long every step took."""

    target: Path
    data_docs: Path
    build_id: str
    steps: tuple[Step, ...]
    row_counts: Mapping[str, int]  # published table or view, schema.name: rows

    @property
    def seconds(self) -> float:
        """Seconds on the clock, all steps."""
        return sum(step.seconds for step in self.steps)

    @property
    def dbt_seconds(self) -> float:
        """Of these, what dbt spent on itself and not on SQL."""
        return sum(step.dbt_seconds or 0 for step in self.steps)


@dataclass(frozen=True)
class Paths:
    """Where a build reads and writes; everything but the target is inside the project's `target` folder."""

    project: Path
    seeds: Path  # raw, places and rules of one collection of reports
    target: Path

    @property
    def work(self) -> Path:
        """Folder of the candidate and of dbt's artifacts."""
        return self.project / "target"

    @property
    def candidate(self) -> Path:
        """The file that dbt builds into."""
        return self.work / "candidate.duckdb"

    @property
    def page(self) -> Path:
        """The gate's page on the candidate; kept when the gate fails."""
        return self.work / "data_docs" / f"{self.target.stem}.html"

    @property
    def published_page(self) -> Path:
        """The same page beside the published file."""
        return self.target.parent / "data_docs" / self.page.name

    def shown(self, path: Path) -> str:
        """Return a path as people know it: within the project where it is there."""
        return str(path.relative_to(self.project) if path.is_relative_to(self.project) else path)


def build(
    project_dir: Path,
    *,
    target: Path | None = None,
    seeds: Path | None = None,
    echo: Callable[[str], object] = click.echo,
) -> BuildResult:
    """Build, test, accept and publish; `echo` gets a line as each step ends.

    `target` (default warehouse/ktxh.duckdb) and `seeds` (default seeds: the folder of raw, places and rules) are taken from
    `project_dir` when relative. Raises BuildFailed, with the failing rows, and then leaves the target as it was.
    """
    project = project_dir.resolve()
    paths = Paths(
        project=project,
        seeds=(project / (seeds or "seeds")).resolve(),  # `..` in it would lead dbt out of the project
        target=project / (target or "warehouse/ktxh.duckdb"),
    )
    if not (project / "dbt_project.yml").is_file():
        raise BuildFailed("start", f"{project} is no folder of the project: it has no dbt_project.yml")
    try:
        for folder in (paths.work, paths.page.parent, paths.published_page.parent):
            folder.mkdir(parents=True, exist_ok=True)
        with _alone(paths.work / "build.lock"), _environment(paths):
            return _build(paths, echo)
    except OSError as error:  # no such seeds, no right to write; within a step it is that step's failure
        raise BuildFailed("start", str(error)) from error


def _build(paths: Paths, echo: Callable[[str], object]) -> BuildResult:
    steps = Steps(echo)
    steps.run("check", lambda: seed_files.check(paths.project, paths.seeds))
    this_build = meta.Build(datetime.now(UTC), inputs.find(paths.project, paths.seeds))
    unfinished = release.unfinished(paths.target)
    release.remove(paths.candidate)
    release.remove(unfinished)  # left by a build that was killed

    for name, command in DBT_STEPS.items():
        steps.run(name, partial(_run_dbt, command, name, paths))
    steps.run("gate", lambda: _pass_gate(paths, this_build))
    copied = steps.run("copy", lambda: release.copy(paths.candidate, unfinished))
    steps.run("publish", lambda: _publish(paths, this_build, unfinished, copied.row_counts, steps.done))
    return BuildResult(paths.target, paths.published_page, this_build.build_id, tuple(steps.done), copied.row_counts)


def _run_dbt(command: str, step: str, paths: Paths) -> Outcome:
    from ktxh.publish import dbt_steps  # dbt takes 1.3 s to import, which is a part of the first step

    return dbt_steps.run(command, step, paths.project, paths.work, paths.candidate)


def _pass_gate(paths: Paths, this_build: meta.Build) -> Outcome:
    from ktxh.publish import datadocs, gate  # Great Expectations takes 3 s to import

    outcome = gate.run(paths.candidate, paths.seeds, paths.work / "gate")
    paths.page.write_text(datadocs.render(outcome.verdicts, this_build, paths.target.name), encoding="utf-8")
    if outcome.failed:
        reason = f"{len(outcome.failed)} of {len(outcome.verdicts)} expectations, see {paths.shown(paths.page)}"
        raise BuildFailed("gate", reason, "\n\n".join(map(str, outcome.failed)))
    return Outcome(summary=outcome.summary)


def _publish(
    paths: Paths, this_build: meta.Build, unfinished: Path, row_counts: Mapping[str, int], done: list[Step]
) -> Outcome:
    with duckdb.connect() as connection, release.attached(connection, unfinished):
        connection.execute("use release")
        layer_counts = meta.count_layers(paths.candidate, row_counts)
        meta.write(connection, this_build, paths.project, layer_counts, done)
        connection.execute("use memory")
    paths.page.replace(paths.published_page)
    release.swap(unfinished, paths.target)
    return Outcome(summary=f"{paths.shown(paths.target)}, {paths.shown(paths.published_page)}")


def _within_project(paths: Paths) -> Path:
    """Return a folder of the project that holds the seeds: dbt writes beside seeds that it finds elsewhere."""
    if paths.seeds.is_relative_to(paths.project):
        return paths.seeds
    copied = paths.work / "seeds"
    shutil.rmtree(copied, ignore_errors=True)
    for folder in inputs.COLLECTION.values():
        shutil.copytree(paths.seeds / folder, copied / folder)
    return copied


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold the project's build lock: two builds at once would share one candidate."""
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildFailed("start", "another build of this project is running") from None
        yield


@contextmanager
def _environment(paths: Paths) -> Iterator[None]:
    """Tell dbt which file and which seeds, and every tool to send nothing; put the environment back at the end."""
    before = dict(os.environ)
    os.environ |= {
        "KTXH_DATABASE": str(paths.candidate),
        "KTXH_SEEDS": str(_within_project(paths).relative_to(paths.project)),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
        "GX_ANALYTICS_ENABLED": "false",
    }
    try:
        yield
    finally:
        os.environ.clear()
        os.environ |= before
