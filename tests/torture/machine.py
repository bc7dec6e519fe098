"""What a machine does to a build: a full disk, a read-only mount, a user without rights, a file with rotten blocks.

Disks are small tmpfs in a mount namespace of their own (`unshare`), so nothing of them outlives the attempt.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ktxh.publish import release
from ktxh.publish.errors import BuildFailed, Cause
from tests.torture import staged

ROOT = Path(__file__).resolve().parents[2]
NAMESPACES = (["unshare", "-m"], ["unshare", "-rm"])
NOBODY = 65534


def namespace() -> list[str]:
    """Return a command prefix that may mount, or skip."""
    for prefix in NAMESPACES:
        try:
            if subprocess.run([*prefix, "sh", "-c", "mount -t tmpfs tmpfs /mnt"], capture_output=True).returncode == 0:
                return prefix
        except OSError:
            break
    pytest.skip("this user may not mount a tmpfs, nor make a namespace in which it may")


def in_namespace(function: str, *arguments: object) -> str:
    """Run a function of this module where it may mount; returns what it printed."""
    command = [*namespace(), sys.executable, "-m", __name__, function, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def mount(folder: Path, size: int) -> None:
    """Mount a tmpfs of some bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)


def full_disk(project: Path, candidate: Path | None, attempts: int) -> Iterator[str]:
    """Build onto a disk with room for one more of everything, and with less and less of it; then make room and build."""
    staged.make_project(project, candidate)
    target = project / staged.TARGET
    mount(target.parent, 512_000_000)
    staged.build(project)
    used = shutil.disk_usage(target.parent).used
    for attempt in range(attempts):
        free = used * (attempt + 1) // attempts
        staged.change(project)
        before = staged.check_published(target)
        filler = target.parent / "filler"
        subprocess.run(["mount", "-o", f"remount,size={used + free}", target.parent], check=True)
        try:
            staged.build(project)
            outcome = "there was room"
        except BuildFailed as failure:
            assert failure.cause is Cause.SYSTEM, failure
            assert staged.check_published(target) == before
            outcome = f"{failure.step} failed, published as before"
        subprocess.run(["mount", "-o", "remount,size=512000000", target.parent], check=True)
        filler.unlink(missing_ok=True)
        staged.build(project, keep=1)
        assert staged.check_published(target) != before
        staged.check_recovered(target)
        yield f"{free / 1e6:.1f} MB free: {outcome}; recovered"


def read_only_disk(project: Path) -> Iterator[str]:
    """Build onto a disk that was mounted read-only since; then onto the same, writable again."""
    staged.make_project(project)
    target = project / staged.TARGET
    mount(target.parent, 64_000_000)
    before = staged.build(project).build_id
    staged.change(project)
    subprocess.run(["mount", "-o", "remount,ro", target.parent], check=True)
    try:
        staged.build(project)
        raise AssertionError("published onto a read-only disk")
    except BuildFailed as failure:
        assert failure.cause is Cause.SYSTEM and "Read-only" in failure.reason, failure
    assert staged.check_published(target) == before
    subprocess.run(["mount", "-o", "remount,rw", target.parent], check=True)
    assert staged.build(project).build_id != before
    staged.check_recovered(target)
    yield "read-only mount: failed, published as before; writable again: recovered"


def without_rights(project: Path) -> Iterator[str]:
    """Build as a user who may read all and write nothing; then as one who may."""
    staged.make_project(project)
    target = project / staged.TARGET
    before = staged.build(project, world_readable=True).build_id
    staged.change(project)
    if os.getuid() == 0:
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    else:
        target.parent.chmod(0o555)
    try:
        staged.build(project)
        raise AssertionError("published without the right to")
    except BuildFailed as failure:
        assert failure.cause is Cause.SYSTEM and "Permission denied" in failure.reason, failure
    with duckdb.connect(str(target), read_only=True) as connection:
        assert connection.execute("select build_id from meta.build").fetchall() == [(before,)]
    if os.getuid() == 0:
        os.seteuid(0)
        os.setegid(0)
    else:
        target.parent.chmod(0o755)
    assert staged.build(project).build_id != before
    staged.check_recovered(target)
    yield "a user without rights: failed, reads as before; with rights: recovered"


def rotten_candidate(project: Path, candidate: Path | None, attempts: int) -> Iterator[str]:
    """Overwrite 64 bytes of the candidate somewhere after a step of dbt: nothing but the true data may come out of it."""
    staged.make_project(project, candidate)
    target, truth = project / staged.TARGET, project / "handed_over.duckdb"
    staged.build(project)
    outcomes: dict[str, int] = {}
    for seed in range(attempts):
        chance = random.Random(seed)

        def rot(step: str, file: Path, chance: random.Random = chance) -> None:
            if step == "tests":
                with file.open("r+b") as opened:
                    opened.seek(chance.randrange(file.stat().st_size - 64))
                    opened.write(chance.randbytes(64))

        staged.change(project)
        before = staged.check_published(target)
        try:
            staged.build(project, tamper=rot)
            release.check(truth, target)
            outcome = "published the true data: the bytes held none"
        except BuildFailed as failure:
            assert staged.check_published(target) == before
            outcome = f"{failure.step} failed, published as before"
            staged.build(project)
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        staged.check_recovered(target)
    yield from (f"64 rotten bytes in the candidate, {count} times: {outcome}" for outcome, count in outcomes.items())


def rotten_files(project: Path) -> Iterator[str]:
    """Spoil the published file, its page, a log beside it, and its release: the next build puts it right, from the release or anew."""
    staged.make_project(project)
    target = project / staged.TARGET
    staged.build(project)

    def spoil(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 255
        path.write_bytes(content)

    page, log = target.parent / "data_docs/ktxh.html", target.with_name("ktxh.duckdb.wal")
    releases = staged.Archive(target)
    kept = releases.database(releases.all()[0])
    for words, harm, expected in (
        ("published file damaged", lambda: spoil(target), "restored"),
        ("published file gone", target.unlink, "restored"),
        ("page damaged", lambda: spoil(page), "restored"),
        ("a writer's log beside it", lambda: log.write_bytes(b"of another file"), "restored"),
        ("its release damaged too", lambda: (spoil(target), spoil(kept)), "published"),
    ):
        harm()
        outcome = staged.build(project).outcome
        assert outcome == expected, f"{words}: {outcome}"
        staged.check_published(target)
        yield f"{words}: {outcome}"


if __name__ == "__main__":
    function, *given = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "project"
        values = [None if text == "None" else int(text) if text.isdecimal() else Path(text) for text in given]
        try:
            for line in globals()[function](place, *values):
                print(line)
        finally:
            subprocess.run(["umount", place / staged.TARGET.parent], check=True)
