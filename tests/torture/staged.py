"""A build without dbt and Great Expectations: their steps hand over a candidate that is there; all else is the real thing.

So the part that touches what readers have open can be run hundreds of times.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from ktxh.publish import build as building
from ktxh.publish import release
from ktxh.publish.archive import Archive
from ktxh.publish.steps import Outcome

TARGET = Path("warehouse/ktxh.duckdb")
SEED = Path("seeds/raw/raw_figures.csv")
DECLARED = "seeds:\n  - name: raw_figures\n    config: {column_types: {numeral_id: string}}\n"
Tamper = Callable[[str, Path], object]  # called after each step of dbt with its name and the candidate


def make_candidate(path: Path) -> Path:
    """Write a candidate of a few tables with a key, a reference, a view, comments and findings."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("""
            create schema raw; create schema marts; create schema quality;
            create table raw.raw_figures as select range as numeral_id from range(2000);
            create table marts.dim_unit (unit_code varchar primary key);
            create table marts.fct_observation (
                numeral_id integer primary key, unit_code varchar references marts.dim_unit (unit_code),
                amount decimal(38, 8), label_raw varchar
            );
            create view quality.dq_large as select * from marts.fct_observation where amount > 1000;
            create table quality.dq_finding (
                finding_id varchar primary key, report_id varchar, rule_code varchar, severity varchar, verdict varchar, line integer,
                stated varchar, message_vi varchar, message_en varchar, review_status varchar
            );
            insert into marts.dim_unit values ('VND'), ('ha');
            insert into marts.fct_observation select range, if(range % 2 = 0, 'VND', 'ha'), range * 1.5, 'Diện tích ' || range from range(2000);
            insert into quality.dq_finding values
                ('f1', 'r', 'sum', 'error', 'inconsistent', 12, '10', 'Tổng không khớp', 'The sum does not add up', 'accepted');
            comment on table marts.fct_observation is 'One row per figure · Mỗi dòng là một số liệu';
        """)
    return path


def make_project(folder: Path, candidate: Path | None = None) -> Path:
    """Make the folder of a project that `build` below takes; its candidate is a small one or the one given."""
    (folder / SEED.parent).mkdir(parents=True)
    (folder / SEED).write_text("numeral_id\n1\n", encoding="utf-8")
    (folder / SEED.parent.parent / "_seeds.yml").write_text(DECLARED, encoding="utf-8")
    (folder / "dbt_project.yml").write_text("name: staged\n", encoding="utf-8")
    if candidate:
        shutil.copy(candidate, folder / "handed_over.duckdb")
    else:
        make_candidate(folder / "handed_over.duckdb")
    return folder


def change(project: Path) -> None:
    """Change an input, so that the next build has something to do."""
    with (project / SEED).open("a", encoding="utf-8") as file:
        file.write("1\n")


def build(
    project: Path, *, tamper: Tamper | None = None, asked: list[bool] | None = None, **options: Any
) -> building.BuildResult:
    """Build as `ktxh build` does, with the steps of dbt and the gate handing over what is there; `asked` gets whether unit tests ran."""

    def hand_over(command: str, step: str, paths: building.Paths, unit_tests: bool) -> Outcome:
        if step == "models":
            shutil.copyfile(project / "handed_over.duckdb", paths.candidate)
        if asked is not None:
            asked.append(unit_tests)
        if tamper:
            tamper(step, paths.candidate)
        return Outcome(summary=step)

    def accept(paths: building.Paths, this_build: Any) -> Outcome:
        paths.page.write_text(f"accepted {this_build.build_id}", encoding="utf-8")
        return Outcome(summary="accepted")

    options = {"echo": lambda _: None} | options
    real = building._run_dbt, building._pass_gate
    building._run_dbt, building._pass_gate = hand_over, accept
    try:
        return building.build(project, target=TARGET, **options)
    finally:
        building._run_dbt, building._pass_gate = real


def hand_over_only() -> None:
    """Let every build of this process, in the current folder, take its candidate ready-made; the gate stays real."""

    def hand_over(command: str, step: str, paths: building.Paths, unit_tests: bool) -> Outcome:
        if step == "models":
            shutil.copyfile(paths.project / "handed_over.duckdb", paths.candidate)
        return Outcome(summary=step)

    building._run_dbt = hand_over


def check_published(target: Path) -> str:
    """Read the published file whole as a reader does and see that it is a release to the byte; returns its build_id."""
    current = Archive(target).current()
    assert current is not None, f"{target} is no release, or not the whole of one"
    release.read_whole(target)
    with duckdb.connect(str(target), read_only=True) as connection:
        ((build_id,),) = connection.execute("select build_id from meta.build").fetchall()
    assert build_id == current.build_id, "the manifest is of another file"
    return build_id


def check_recovered(target: Path) -> None:
    """See that file, page and releases are whole and that nothing else lies about."""
    releases = Archive(target)
    current = releases.current()
    assert current and releases.is_in_place(current), "the page is not of the published file"
    assert all(releases.is_whole(release) for release in releases.all())
    kept = {f"{one.build_id}{suffix}" for one in releases.all() for suffix in (".duckdb", ".html", ".json")}
    assert {path.name for path in releases.folder.iterdir()} - {"history.jsonl"} == kept, "leftovers among the releases"
    beside = {path.name for path in target.parent.iterdir()}
    assert beside - {releases.lock.name} == {target.name, "data_docs", "releases"}, (
        "leftovers beside the published file"
    )
