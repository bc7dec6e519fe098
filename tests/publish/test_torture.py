"""`make torture` in small: the worst moments, one disk of each kind, some rot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture import faults, machine, staged


@pytest.fixture(scope="module")
def suffering(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A published project, and the names of the calls by which its build changes files."""
    project = staged.make_project(tmp_path_factory.mktemp("torture") / "project")
    staged.build(project)
    staged.change(project)
    return project, faults.calls(project)


def test_a_build_that_dies_after_a_rename_or_within_a_copy(suffering: tuple[Path, list[str]]) -> None:
    project, names = suffering
    worst = [
        fault
        for fault in faults.faults(names)
        if (fault.name == "replace" and fault.how == faults.AFTER) or fault.how == faults.MIDST
    ]
    assert len(worst) == 8, (
        "renames of release, manifest, file and page; copies of candidate, release's page, file and page"
    )
    outcomes = {faults.suffer(project, fault) for fault in worst}
    assert outcomes == {"published", "not published"}, "both sides of the swap were seen"


def test_a_disk_that_is_full_when_files_are_brought_to_it(suffering: tuple[Path, list[str]]) -> None:
    project, names = suffering
    full = [fault for fault in faults.faults(names) if fault.name == "fsync" and fault.how == faults.FULL]
    assert len(full) >= 6
    for fault in full[::4]:
        faults.suffer(project, fault)


def test_a_disk_with_less_room_than_a_build_wants() -> None:
    said = machine.in_namespace("full_disk", None, 2).splitlines()
    assert len(said) == 2 and any("failed, published as before" in line for line in said), said


def test_a_disk_that_is_mounted_read_only() -> None:
    assert "recovered" in machine.in_namespace("read_only_disk")


def test_a_user_without_rights(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:2]):  # pytest's own folders are closed to others
        folder.chmod(0o755)
    assert list(machine.without_rights(tmp_path / "project"))


def test_rotten_bytes(tmp_path: Path) -> None:
    assert sum(int(line.split(",")[1].split()[0]) for line in machine.rotten_candidate(tmp_path / "a", None, 2)) == 2
    assert len(list(machine.rotten_files(tmp_path / "b"))) == 5
