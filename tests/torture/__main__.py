"""`make torture`: what `make test` does in small, at length; what is done is remembered in target/torture, so it can be interrupted.

Figures go to the terminal and to target/torture/figures.txt. After a change of the code that publishes all begins anew.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ktxh.publish import rollback
from tests.conftest import NOT_SOURCES, PROJECT
from tests.torture import cron, faults, machine, readers, staged
from tests.torture.kills import STEPS, Builder

WORK = PROJECT / "target" / "torture"
EXAMPLE = ("--seeds", "examples/phieng-sa/seeds")
TORTURED = ("archive", "build", "inputs", "lock", "release", "steps", "surroundings")  # what touches the published file
KILLS_PER_STEP, EXTRA_KILLS, FULL_EVERY = 10, 40, 20


def main() -> None:
    """Do what is not done yet, then print all figures."""
    notes = Notes(WORK / "done.jsonl")
    project = _prepare(notes)
    builder = Builder(project, EXAMPLE)
    kept = project / "handed_over.duckdb"
    with readers.reading(builder.target, WORK / "readers.jsonl"):
        kills(builder, notes)
        swaps(builder, notes)
    fault_points(kept, notes)
    for name, lines in {
        "full disk": lambda: machine.in_namespace("full_disk", kept, 12),
        "read-only mount": lambda: machine.in_namespace("read_only_disk"),
        "without rights": lambda: "\n".join(machine.without_rights(_fresh("rights"))),
        "rotten candidate": lambda: "\n".join(machine.rotten_candidate(_fresh("rotten"), kept, 40)),
        "rotten files": lambda: "\n".join(machine.rotten_files(_fresh("files"))),
        "cron": lambda: cron.run_once(_copy(_fresh("cron"))),
    }.items():
        notes.once(name, lines)
    report = "\n".join(figures(builder, notes))
    (WORK / "figures.txt").write_text(report + "\n", encoding="utf-8")
    print("\n" + report)


def kills(builder: Builder, notes: Notes) -> None:
    """Kill builds in every step; after each the published file is whole, and the next build, if quick, puts all right."""
    total = KILLS_PER_STEP * len(STEPS) + EXTRA_KILLS
    while (done := Counter(note["step"] for note in notes.of("kill"))).total() < total:
        number = done.total()
        chance = random.Random(number)
        lacking = [step for step in STEPS if done[step] < KILLS_PER_STEP]
        wanted = lacking[number % len(lacking)] if lacking else chance.choice(STEPS)
        before = staged.check_published(builder.target)
        reached = builder.kill_in(wanted, chance)
        if not reached:
            continue
        published = staged.check_published(builder.target)
        status, said = builder.finish()
        assert status == 0, said
        staged.check_recovered(builder.target)
        note = {"step": reached, "swapped": published != before, "recovered": said.splitlines()[-1].split(",")[0]}
        notes.add("kill", note)
        print(f"kill {number + 1}/{total} in {reached}: {note}", flush=True)
        if (number + 1) % FULL_EVERY == 0:
            status, said = builder.finish("--force")
            assert status == 0, said
            assert staged.check_published(builder.target) != published
            staged.check_recovered(builder.target)
            notes.add("full build", {"after": number + 1, "seconds": round(sum(builder.seconds.values()), 1)})


def swaps(builder: Builder, notes: Notes) -> None:
    """Swap the file under the readers by going back and forth between two releases."""
    for _ in range(60 - len(notes.of("swap"))):
        releases = staged.Archive(builder.target)
        other = next(one for one in releases.all() if one != releases.current())
        rollback.rollback(builder.project, staged.TARGET, other.build_id)
        assert staged.check_published(builder.target) == other.build_id
        notes.add("swap", {"to": other.build_id})
        time.sleep(2)


def fault_points(candidate: Path, notes: Notes) -> None:
    """Suffer every fault at every call that changes files, with the candidate of a whole build."""
    project = _fresh("faults")
    staged.make_project(project, candidate)
    staged.build(project)
    staged.change(project)
    names = faults.calls(project)
    for fault in list(faults.faults(names))[len(notes.of("fault")) :]:
        outcome = faults.suffer(project, fault)
        notes.add("fault", {"fault": str(fault), "how": fault.how, "outcome": outcome})
        print(f"{fault}: {outcome}, recovered", flush=True)


def figures(builder: Builder, notes: Notes) -> Iterator[str]:
    """Yield all that was found, for the closing note."""
    killed = Counter(note["step"] for note in notes.of("kill"))
    yield f"kills survived: {killed.total()} of {killed.total()} ({', '.join(f'{step} {killed[step]}' for step in STEPS)})"
    yield f"  of these after the rename: {sum(note['swapped'] for note in notes.of('kill'))}; full builds between: {len(notes.of('full build'))}"
    how = Counter(note["how"] for note in notes.of("fault"))
    yield f"faults survived: {how.total()} ({', '.join(f'{words} a call {count}' for words, count in how.items())})"
    seen = readers.summary(WORK / "readers.jsonl")
    yield "readers: " + ", ".join(f"{words} {value}" for words, value in seen.items())
    assert not seen["errors"], seen["errors"]
    for note in notes.of("once"):
        yield from (f"{note['name']}: {line}" for line in note["lines"])


class Notes:
    """What is done, a JSON line each."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def of(self, kind: str) -> list[dict]:
        """Return the notes of a kind."""
        lines = self.path.read_text(encoding="utf-8").splitlines() if self.path.exists() else []
        return [note for note in map(json.loads, lines) if note["kind"] == kind]

    def add(self, kind: str, note: dict) -> None:
        """Write one down."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"kind": kind, **note}, ensure_ascii=False) + "\n")

    def once(self, name: str, work: Callable[[], str]) -> None:
        """Do something that is not done yet and keep what it says; what cannot be done here is kept as skipped, with the reason."""
        if any(note["name"] == name for note in self.of("once")):
            return
        try:
            lines = work().splitlines()
        except pytest.skip.Exception as skipped:
            lines = [f"SKIPPED: {skipped}"]
        self.add("once", {"name": name, "lines": lines})
        print("\n".join(lines), flush=True)


def _prepare(notes: Notes) -> Path:
    """Return the copy of the project that is tortured; it and all notes are made anew when that code changed."""
    project, mark = WORK / "project", WORK / "files.sha256"
    digest = _digest()
    if not mark.exists() or mark.read_text() != digest:
        shutil.rmtree(WORK, ignore_errors=True)
        WORK.mkdir(parents=True)
        _copy(project)
        builder = Builder(project, EXAMPLE)
        status, said = builder.finish("--force")
        assert status == 0, said
        shutil.copy(project / "target" / "candidate.duckdb", project / "handed_over.duckdb")
        mark.write_text(digest)
    print(f"{len(notes.of('kill'))} kills and {len(notes.of('fault'))} faults are done already", flush=True)
    return project


def _copy(project: Path) -> Path:
    shutil.copytree(PROJECT, project, ignore=NOT_SOURCES)
    return project


def _fresh(name: str) -> Path:
    shutil.rmtree(WORK / name, ignore_errors=True)
    return WORK / name


def _digest() -> str:
    files = (PROJECT / "scripts" / "ktxh" / "publish" / f"{name}.py" for name in TORTURED)
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


if __name__ == "__main__":
    main()
