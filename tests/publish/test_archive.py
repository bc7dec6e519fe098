"""Releases: what is kept and for how long, going back, comparing, and the swap under readers and writers."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from ktxh.publish import rollback
from ktxh.publish.archive import Archive, Release, year_ends
from ktxh.publish.diff import as_text, diff
from ktxh.publish.errors import BuildFailed
from tests.torture import staged


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return staged.make_project(tmp_path / "project")


@pytest.fixture
def two(project: Path) -> tuple[Path, Release, Release]:
    """A project with two releases; the second has other rows and other findings."""
    first = staged.build(project).release
    with duckdb.connect(str(project / "handed_over.duckdb")) as connection:
        connection.execute("""
            delete from marts.fct_observation where numeral_id < 3;
            insert into marts.fct_observation values (9001, 'ha', 1, 'mới'), (9002, 'ha', 2, 'mới');
            update marts.fct_observation set amount = 0, label_raw = 'sửa' where numeral_id = 77;
            update marts.fct_observation set label_raw = null where numeral_id = 78;
            delete from quality.dq_finding;
            insert into quality.dq_finding values
                ('f2', 'r', 'change', 'error', 'inconsistent', 30, '5', 'Tăng không khớp', 'The change does not fit', null),
                ('f3', 'r', 'sum', 'warning', 'inconsistent', 31, '5', 'Đã giải thích', 'Explained', 'explained');
        """)
    staged.change(project)
    return project, first, staged.build(project).release


def other(release: Release, build_id: str) -> Release:
    return replace(
        release,
        build_id=build_id,
        built_at=f"{build_id[:4]}-{build_id[4:6]}-{build_id[6:8]}T{build_id[9:11]}:00:00+00:00",
    )


def test_a_release_says_what_it_is(two: tuple[Path, Release, Release]) -> None:
    project, first, second = two
    manifest = json.loads((project / f"warehouse/releases/ktxh/{second.build_id}.json").read_text(encoding="utf-8"))
    assert manifest["row_counts"]["marts.fct_observation"] == 1999
    assert manifest["findings"] == {"all": 2, "unreviewed": 1, "error": 1, "warning": 1}
    assert manifest["inputs"]["seeds/raw/raw_figures.csv"] != first.inputs["seeds/raw/raw_figures.csv"]
    assert manifest["versions"]["duckdb"] == duckdb.__version__
    assert str(project) not in json.dumps(manifest), "no path of a machine"


def test_the_newest_stay_and_the_last_of_each_year(two: tuple[Path, Release, Release]) -> None:
    project, _, newest = two
    releases = Archive(project / staged.TARGET)
    # 17:30 UTC on New Year's Eve is the next year in Vietnam.
    ids = ["20231231T173000Z-a", "20240601T080000Z-b", "20241231T103000Z-c", "20250101T080000Z-d", "20251230T080000Z-e"]
    for build_id in ids:
        release = other(newest, build_id)
        for suffix in (".duckdb", ".html", ".json"):
            releases.database(release).with_suffix(suffix).write_text(json.dumps(vars(release)))
    assert [release.build_id for release in year_ends(releases.all())] == [ids[4], ids[2]]
    assert [release.build_id for release in releases.all()][2:] == sorted(ids, reverse=True)
    gone = {release.build_id for release in releases.prune(2)}
    assert gone == {ids[0], ids[1], ids[3]}
    assert {path.stem for path in releases.folder.glob("*.*")} == {
        *(release.build_id for release in two[1:]), ids[2], ids[4],
    }  # fmt: skip


def test_the_published_release_is_never_pruned(two: tuple[Path, Release, Release]) -> None:
    project, first, _ = two
    rollback.rollback(project, staged.TARGET)
    assert Archive(project / staged.TARGET).prune(1) == []
    assert staged.check_published(project / staged.TARGET) == first.build_id


def test_going_back_holds_until_the_inputs_change(two: tuple[Path, Release, Release]) -> None:
    project, first, second = two
    target = project / staged.TARGET
    assert rollback.rollback(project, staged.TARGET).build_id == first.build_id
    assert staged.check_published(target) == first.build_id
    again = staged.build(project)
    assert (again.outcome, again.build_id) == ("unchanged", first.build_id), (
        "a schedule does not undo what a person did"
    )
    target.unlink()
    assert staged.build(project).build_id == first.build_id, "nor when the file is gone"

    assert rollback.rollback(project, staged.TARGET, second.build_id[:19]).build_id == second.build_id
    assert staged.build(project).build_id == second.build_id
    rollback.rollback(project, staged.TARGET, first.build_id)
    staged.change(project)
    third = staged.build(project)
    assert third.outcome == "published" and third.build_id not in (first.build_id, second.build_id)


def test_force_ends_what_a_person_went_back_to(two: tuple[Path, Release, Release]) -> None:
    project, first, _ = two
    rollback.rollback(project, staged.TARGET)
    forced = staged.build(project, force=True)
    assert staged.build(project).build_id == forced.build_id != first.build_id


def test_going_back_refuses_what_is_not_whole(two: tuple[Path, Release, Release]) -> None:
    project, first, second = two
    with Archive(project / staged.TARGET).database(first).open("ab") as file:
        file.write(b"rot")
    with pytest.raises(BuildFailed, match="damaged"):
        rollback.rollback(project, staged.TARGET)
    with pytest.raises(BuildFailed, match="no release named nothing"):
        rollback.rollback(project, staged.TARGET, "nothing")
    with pytest.raises(BuildFailed, match="2 releases named 20"):
        rollback.rollback(project, staged.TARGET, "20")
    with pytest.raises(BuildFailed, match="no releases"):
        rollback.rollback(project, Path("warehouse/other.duckdb"))
    assert staged.check_published(project / staged.TARGET) == second.build_id


def test_equal_inputs_lead_to_the_release_that_is_there(two: tuple[Path, Release, Release]) -> None:
    project, first, _ = two
    (project / staged.SEED).write_text("numeral_id\n1\n", encoding="utf-8")
    back = staged.build(project)
    assert (back.outcome, back.build_id) == ("restored", first.build_id)


def test_what_changed_is_told_by_table_key_and_column(two: tuple[Path, Release, Release]) -> None:
    project, first, second = two
    releases = Archive(project / staged.TARGET)
    found = diff(releases.database(first), releases.database(second))
    unit, observation = found.tables
    assert (unit.table, observation.table) == ("marts.dim_unit", "marts.fct_observation") and not unit.is_different
    assert (observation.added, observation.gone, observation.changed) == (2, 3, 2)
    assert observation.changed_columns == {"amount": 1, "label_raw": 2}
    assert observation.key == ("numeral_id",)
    assert {row for row in observation.examples if row[0] != "gone"} == {
        ("added", 9001), ("added", 9002), ("changed", 77), ("changed", 78),
    }  # fmt: skip
    assert [finding.finding_id for finding in found.new_findings] == ["f2", "f3"]
    assert [finding.finding_id for finding in found.resolved_findings] == ["f1"]
    text = as_text(found, with_rows=True)
    assert "amount 1, label_raw 2" in text and "9001" in text and "Tăng không khớp" in text
    same = diff(releases.database(second), releases.database(second))
    assert as_text(same, with_rows=True) == "no row of the marts and no finding differs"


def test_tables_columns_and_keyless_rows_that_differ(tmp_path: Path) -> None:
    files = tmp_path / "a.duckdb", tmp_path / "b.duckdb"
    for file, sql in zip(
        files,
        (
            "create table marts.gone (x int); create table marts.bag as select unnest([1, 1, 2]) as x, 0 as lost",
            "create table marts.came (x int); create table marts.bag as select unnest([1, 2, 3]) as x, 0 as new",
        ),
        strict=True,
    ):
        with duckdb.connect(str(file)) as connection:
            connection.execute(f"create schema marts; {sql}")
    found = diff(*files)
    assert (found.new_tables, found.lost_tables) == (("came",), ("gone",))
    (bag,) = found.tables
    assert (bag.added, bag.gone, bag.changed, bag.new_columns, bag.lost_columns) == (1, 1, 0, ("new",), ("lost",))
    assert (found.new_findings, found.resolved_findings) == ((), ()), "files without findings have none"


def test_readers_keep_the_old_file_and_a_new_connection_sees_the_new(two: tuple[Path, Release, Release]) -> None:
    project, first, second = two
    target = project / staged.TARGET
    ask = "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True)\nfor _ in sys.stdin: print(c.execute('select build_id from meta.build').fetchone()[0], flush=True)"
    with subprocess.Popen([sys.executable, "-c", ask, target], stdin=-1, stdout=-1, text=True) as reader:

        def answer() -> str:
            reader.stdin.write("\n")
            reader.stdin.flush()
            return reader.stdout.readline().strip()

        assert answer() == second.build_id
        rollback.rollback(project, staged.TARGET)
        assert answer() == second.build_id, "the old file, as long as it is held"
        assert staged.check_published(target) == first.build_id
        staged.change(project)
        built = staged.build(project)
        assert answer() == second.build_id
        assert staged.check_published(target) == built.build_id
        reader.stdin.close()


def test_who_wrote_into_the_published_file_is_overruled(two: tuple[Path, Release, Release]) -> None:
    project, _, second = two
    target = project / staged.TARGET
    write_and_die = """
import duckdb, os, sys
connection = duckdb.connect(sys.argv[1])
connection.execute("create table marts.scratch as select 1 as a")
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", write_and_die, target], check=True)
    assert target.with_name("ktxh.duckdb.wal").exists(), "else this test says nothing"
    assert staged.build(project).outcome == "restored"
    staged.check_recovered(target)
    assert staged.check_published(target) == second.build_id
    with duckdb.connect(str(target)) as connection:
        connection.execute("drop view quality.dq_large")
    assert staged.build(project).outcome == "restored", "the release was not reached through the published file"
