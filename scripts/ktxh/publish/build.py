"""From seeds to the published file: check, seed, models, tests, gate, compact copy, release, atomic rename.

Everything happens on a candidate; the published file is touched once, by the rename at the end. When the inputs lead to a release
that is there already, nothing of this happens: DuckDB, dbt and Great Expectations are not even imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ktxh.publish import findings, inputs, lock
from ktxh.publish.archive import KEEP, PRIVATE, WORLD_READABLE, Archive, Release
from ktxh.publish.errors import BuildFailed, Cause
from ktxh.publish.findings import Finding
from ktxh.publish.inputs import Inputs
from ktxh.publish.steps import Outcome, Step, Steps
from ktxh.publish.surroundings import Paths, private_files, told_to_tools

if TYPE_CHECKING:
    from ktxh.publish.meta import Build

DBT_STEPS = {"seed": "seed", "models": "run", "tests": "test"}
PUBLISHED, RESTORED, UNCHANGED = "published", "restored", "unchanged"


@dataclass(frozen=True)
class BuildResult:
    """What is published now: just built, put back from its release, or as it was."""

    outcome: str  # published | restored | unchanged
    target: Path
    data_docs: Path
    release: Release
    steps: tuple[Step, ...] = ()  # none when nothing was built
    new_findings: tuple[Finding, ...] = ()  # unreviewed, and not in the release before

    @property
    def build_id(self) -> str:
        """Name of the release."""
        return self.release.build_id

    @property
    def row_counts(self) -> Mapping[str, int]:
        """Rows by published table or view, schema.name."""
        return self.release.row_counts

    @property
    def seconds(self) -> float:
        """Seconds on the clock, all steps."""
        return sum(step.seconds for step in self.steps)

    @property
    def dbt_seconds(self) -> float:
        """Of these, what dbt spent on itself and not on SQL."""
        return sum(step.dbt_seconds or 0 for step in self.steps)


@dataclass(frozen=True)
class Options:
    """How to build: see `build`."""

    force: bool
    strict: bool
    keep: int
    mode: int  # of the published file and its page


def build(
    project_dir: Path,
    *,
    target: Path | None = None,
    seeds: Path | None = None,
    force: bool = False,
    strict: bool = False,
    keep: int = KEEP,
    world_readable: bool = False,
    echo: Callable[[str], object] = click.echo,
) -> BuildResult:
    """Build, test, accept and publish, unless the inputs lead to what is published; `echo` gets a line as each step ends.

    `target` (default warehouse/ktxh.duckdb) and `seeds` (default seeds: the folder of raw, places and rules) are taken from
    `project_dir` when relative. `force` builds whatever the inputs are; `strict` refuses findings that are new and unreviewed; `keep`
    releases stay, and those of year ends; `world_readable` lets every user of the machine read what is published.
    Raises BuildFailed, with the failing rows, and then leaves the target as it was.
    """
    project = project_dir.resolve()
    paths = Paths(
        project=project,
        seeds=(project / (seeds or "seeds")).resolve(),  # `..` in it would lead dbt out of the project
        target=project / (target or "warehouse/ktxh.duckdb"),
    )
    if not (project / "dbt_project.yml").is_file():
        reason = f"{project} is no folder of the project: it has no dbt_project.yml"
        raise BuildFailed("start", reason, cause=Cause.SETUP)
    options = Options(force, strict, keep, WORLD_READABLE if world_readable else PRIVATE)
    try:
        with ExitStack() as stack:
            return _alone(paths, options, stack, echo)
    except FileNotFoundError as error:  # no such seeds
        raise BuildFailed("start", str(error), cause=Cause.SETUP) from error
    except OSError as error:  # no space, no right to write; within a step it is that step's failure
        raise BuildFailed("start", str(error), cause=Cause.SYSTEM) from error


def _alone(paths: Paths, options: Options, stack: ExitStack, echo: Callable[[str], object]) -> BuildResult:
    releases = Archive(paths.target)
    for folder in (paths.work, paths.page.parent, releases.page.parent):
        folder.mkdir(parents=True, exist_ok=True)
    stack.enter_context(private_files())
    # Two builds of a project share one candidate, and two projects may share a target.
    for path in (paths.lock, releases.lock):
        if killed := stack.enter_context(lock.held(path)):
            echo(f"a build before was killed: {killed}")
    stack.enter_context(releases.tidy())

    found = inputs.find(paths.project, paths.seeds)
    if not options.force and (answer := releases.answer(found.digest)):
        if releases.is_in_place(answer):
            releases.let_read(options.mode)
            return BuildResult(UNCHANGED, paths.target, releases.page, answer)
        if releases.is_whole(answer):
            releases.put_in_place(answer, options.mode)
            return BuildResult(RESTORED, paths.target, releases.page, answer)
    stack.enter_context(told_to_tools(paths))
    return _build(paths, releases, found, options, echo)


def _build(
    paths: Paths, releases: Archive, found: Inputs, options: Options, echo: Callable[[str], object]
) -> BuildResult:
    from ktxh.publish import meta, release
    from ktxh.publish import seeds as seed_files

    steps = Steps(echo)
    steps.run("check", lambda: seed_files.check(paths.project, paths.seeds))
    this_build = meta.Build(datetime.now(UTC), found)
    before = releases.comparable()
    release.remove(paths.candidate)

    # Unit tests look at models and never at data: what passed for the same models, tests and tools passes again.
    unit_tests = options.force or before is None or before.logic_sha256 != found.logic_digest
    for name, command in DBT_STEPS.items():
        steps.run(name, partial(_run_dbt, command, name, paths, unit_tests))
    accepted = steps.run(
        "gate", lambda: _accept(paths, this_build, before and releases.database(before), options.strict)
    )
    copied = steps.run("copy", lambda: release.copy(paths.candidate, releases.unfinished))
    made = steps.run(
        "publish",
        lambda: _publish(paths, releases, this_build, copied.row_counts, accepted.counts, options, steps.done),
    )
    return BuildResult(PUBLISHED, paths.target, releases.page, made.release, tuple(steps.done), accepted.new)


def _run_dbt(command: str, step: str, paths: Paths, unit_tests: bool) -> Outcome:
    from ktxh.publish import dbt_steps  # dbt takes 1.3 s to import, which is a part of the first step

    return dbt_steps.run(command, step, paths.project, paths.work, paths.candidate, unit_tests=unit_tests)


@dataclass(frozen=True, kw_only=True)
class Accepted(Outcome):
    """The gate step's outcome: how many findings, and which are unreviewed and not in the release before."""

    counts: Mapping[str, int]
    new: tuple[Finding, ...]


def _accept(paths: Paths, this_build: Build, before: Path | None, strict: bool) -> Accepted:
    outcome = _pass_gate(paths, this_build)
    now = findings.read(paths.candidate)
    new = findings.new_unreviewed(now, findings.read(before) if before else {})
    if strict and new:
        reason = f"{len(new)} new findings that nobody has reviewed"
        raise BuildFailed("gate", reason, findings.table(new), cause=Cause.FINDINGS)
    return Accepted(summary=outcome.summary, counts=findings.counts(now), new=tuple(new))


def _pass_gate(paths: Paths, this_build: Build) -> Outcome:
    from ktxh.publish import datadocs, gate  # Great Expectations takes 3 s to import

    outcome = gate.run(paths.candidate, paths.seeds, paths.work / "gate")
    paths.page.write_text(datadocs.render(outcome.verdicts, this_build, paths.target.name), encoding="utf-8")
    if outcome.failed:
        reason = f"{len(outcome.failed)} of {len(outcome.verdicts)} expectations, see {paths.shown(paths.page)}"
        raise BuildFailed("gate", reason, "\n\n".join(map(str, outcome.failed)))
    return Outcome(summary=outcome.summary)


@dataclass(frozen=True, kw_only=True)
class Published(Outcome):
    """The publish step's outcome."""

    release: Release


def _publish(
    paths: Paths,
    releases: Archive,
    this_build: Build,
    row_counts: Mapping[str, int],
    finding_counts: Mapping[str, int],
    options: Options,
    done: list[Step],
) -> Published:
    import duckdb

    from ktxh.publish import meta, release

    commit, has_changes = meta.git_state(paths.project)
    with duckdb.connect() as connection, release.attached(connection, releases.unfinished):
        connection.execute("use release")
        layer_counts = meta.count_layers(paths.candidate, row_counts)
        meta.write(connection, this_build, (commit, has_changes), layer_counts, done)
        connection.execute("use memory")
    release.read_whole(releases.unfinished)
    if inputs.find(paths.project, paths.seeds).digest != this_build.inputs.digest:
        raise BuildFailed("publish", "inputs changed while they were built; build again", cause=Cause.BUSY)
    made = releases.add(
        paths.page,
        build_id=this_build.build_id,
        built_at=this_build.built_at.isoformat(timespec="microseconds"),
        seeds=paths.shown(paths.seeds),
        inputs_sha256=this_build.inputs.digest,
        logic_sha256=this_build.inputs.logic_digest,
        inputs={item.path: item.sha256 for item in this_build.inputs.files},
        versions=dict(this_build.inputs.versions),
        git_commit=commit,
        row_counts=dict(row_counts),
        findings=dict(finding_counts),
    )
    if options.force:
        releases.let_go()
    releases.put_in_place(made, options.mode)
    releases.prune(options.keep)
    return Published(summary=f"{paths.shown(paths.target)}, {paths.shown(releases.page)}", release=made)
