"""The whole way on the real project: what is published, what stays when something fails, what is the same twice."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ktxh.publish import build as building
from ktxh.publish import inputs, meta, release
from ktxh.publish.errors import BuildFailed
from ktxh.publish.steps import Outcome
from tests.conftest import Published

PACKAGE = Path(building.__file__).parents[1]

STEPS = ["check", "seed", "models", "tests", "gate", "copy", "publish"]


@pytest.fixture
def opened(published: Published) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(published.result.target), read_only=True) as connection:
        yield connection


def state(path: Path) -> tuple[bytes, int, int]:
    return path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino


def test_every_step_is_shown_with_its_time(published: Published) -> None:
    shown = re.findall(r"^✓ (\w+) +\d+\.\d s  \S", published.shown, flags=re.MULTILINE)
    assert shown == STEPS == [step.name for step in published.result.steps]
    assert all(0 < step.dbt_seconds < step.seconds for step in published.result.steps[1:4])


def test_nothing_reaches_for_the_network(published: Published) -> None:
    assert published.addresses == [], "also when the caller's environment turns telemetry on"


def test_nothing_is_left_beside_the_published_file(published: Published) -> None:
    left = sorted(path.name for path in published.result.target.parent.iterdir())
    assert left == [".ktxh.duckdb.lock", "data_docs", "ktxh.duckdb", "releases"]


def test_figures_of_the_raw_seeds_are_all_published(published: Published, opened: duckdb.DuckDBPyConnection) -> None:
    raw = {row["numeral_id"] for row in inputs.rows(published.project / "seeds/raw/raw_figures.csv")}
    found = opened.execute("select numeral_id from marts.fct_observation").fetchall()
    assert {numeral_id for (numeral_id,) in found} == raw


def test_meta_says_which_inputs(published: Published, opened: duckdb.DuckDBPyConnection) -> None:
    recorded = dict(opened.execute("select path, sha256 from meta.input").fetchall())
    seeds = list((published.project / "seeds").rglob("*.csv"))
    assert seeds and {path.relative_to(published.project).as_posix() for path in seeds} <= set(recorded)
    for name, sha256 in recorded.items():
        folder = PACKAGE.parent if name.startswith("ktxh/") else published.project
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256, name
    assert {"profiles.yml", "ktxh/publish/release.py"} <= set(recorded)
    numerals = opened.execute("select row_count from meta.input where path = 'seeds/raw/raw_numerals.csv'").fetchone()
    assert numerals == (len(inputs.rows(published.project / "seeds/raw/raw_numerals.csv")),)


def test_meta_says_which_build(published: Published, opened: duckdb.DuckDBPyConnection) -> None:
    build = opened.execute("from meta.build").fetchall()
    assert len(build) == 1 and build[0][0] == published.result.build_id
    assert opened.execute("select duckdb_version from meta.build").fetchone() == (duckdb.__version__,)
    assert opened.execute("select step from meta.step order by step_no").fetchall() == [(name,) for name in STEPS[:-1]]
    wrong = "select step from meta.step where abs(seconds - sql_seconds - dbt_seconds) > 0.002"
    assert opened.execute(wrong).fetchall() == []
    assert str(published.project) not in str(opened.execute("from meta.step").fetchall() + build), (
        "no path of a machine"
    )


def test_meta_counts_every_layer(published: Published, opened: duckdb.DuckDBPyConnection) -> None:
    counted = {
        f"{layer}.{name}": n
        for layer, name, n in opened.execute(
            "select columns(* exclude is_published) from meta.layer_count where is_published"
        ).fetchall()
    }
    assert counted == published.result.row_counts
    assert {layer for (layer,) in opened.execute("select layer from meta.layer_count").fetchall()} > {
        "marts",
        "staging",
    }


def test_every_table_and_column_of_meta_is_described_twice(opened: duckdb.DuckDBPyConnection) -> None:
    comments = """
        select table_name, comment from duckdb_tables() where schema_name = 'meta'
        union all select table_name || '.' || column_name, comment from duckdb_columns() where schema_name = 'meta'"""
    poor = [name for name, comment in opened.execute(comments).fetchall() if not comment or " · " not in comment]
    assert poor == []


def wave_through(paths: building.Paths, this_build: meta.Build) -> Outcome:
    """Stand for a gate that accepts: what is tested here comes after it."""
    paths.page.write_text(f"accepted {this_build.build_id}", encoding="utf-8")
    return Outcome(summary="accepted")


@pytest.fixture
def ready(published: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose dbt steps hand over the real candidate at once; its published file is some bytes."""
    for folder in ("seeds", "models", "macros"):
        shutil.copytree(published.project / folder, tmp_path / folder)
    shutil.copy(published.project / "dbt_project.yml", tmp_path)
    (tmp_path / "warehouse").mkdir()
    (tmp_path / "warehouse/ktxh.duckdb").write_bytes(b"what was published before")

    def hand_over(command: str, step: str, paths: building.Paths, unit_tests: bool) -> Outcome:
        shutil.copy(published.candidate, paths.candidate)
        return Outcome(summary=step)

    monkeypatch.setattr(building, "_run_dbt", hand_over)
    return tmp_path


def test_refused_by_the_gate_leaves_the_published_file(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_over = building._run_dbt

    def corrupt(command: str, step: str, paths: building.Paths, unit_tests: bool) -> Outcome:
        done = hand_over(command, step, paths, unit_tests)
        with duckdb.connect(str(paths.candidate)) as connection:
            connection.execute(
                "update marts.fct_observation set measure = 'nonsense' where line = (select min(line) from marts.fct_observation)"
            )
        return done

    monkeypatch.setattr(building, "_run_dbt", corrupt)
    target = ready / "warehouse/ktxh.duckdb"
    before = state(target)
    with pytest.raises(BuildFailed) as failure:
        building.build(ready, echo=lambda _: None)
    assert state(target) == before
    assert failure.value.step == "gate" and "nonsense" in str(failure.value)
    assert "nonsense" in (ready / "target/data_docs/ktxh.html").read_text(encoding="utf-8"), "its page is kept"
    assert not (ready / "warehouse/data_docs/ktxh.html").exists(), "but not beside the published file"


def test_seeds_that_are_not_there_are_a_clear_failure(ready: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match="nowhere"):
        building.build(ready, seeds=tmp_path.parent / "nowhere", echo=lambda _: None)


def test_environment_is_quiet_during_and_the_same_after(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DO_NOT_TRACK", "0")
    monkeypatch.setenv("KTXH_SEEDS", "examples/elsewhere")
    before, seen = dict(os.environ), {}

    def look(*_: object) -> Outcome:
        seen.update(os.environ)
        raise BuildFailed("seed", "enough")

    monkeypatch.setattr(building, "_run_dbt", look)
    with pytest.raises(BuildFailed, match="enough"):
        building.build(ready, echo=lambda _: None)
    assert dict(os.environ) == before
    assert (seen["DO_NOT_TRACK"], seen["DBT_SEND_ANONYMOUS_USAGE_STATS"], seen["GX_ANALYTICS_ENABLED"]) == (
        "1",
        "false",
        "false",
    )
    assert seen["KTXH_SEEDS"] == "seeds", "the published warehouse is never built from a stray variable's seeds"


def test_same_inputs_same_data_also_from_another_folder_into_another_file(
    published: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_pass_gate", wave_through)
    seeds = shutil.copytree(published.project / "seeds", tmp_path / "elsewhere/seeds")
    before = state(published.result.target)
    listed = sorted(tmp_path.rglob("*"))
    again = building.build(published.project, target=tmp_path / "other/again.duckdb", seeds=seeds, echo=lambda _: None)
    assert again.outcome == building.PUBLISHED
    assert again.target == tmp_path / "other/again.duckdb"
    assert again.row_counts == published.result.row_counts
    assert release.check(published.result.target, again.target) == again.row_counts, "same catalogue, same rows"
    assert state(published.result.target) == before
    strays = [path for path in sorted(tmp_path.rglob("*")) if path not in listed and "other" not in path.parts]
    assert strays == [], "dbt writes nothing beside seeds outside the project"
