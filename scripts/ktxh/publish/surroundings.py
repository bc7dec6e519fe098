"""Where a build works, and what the tools that it calls are told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ktxh.publish.inputs import COLLECTION


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
    def lock(self) -> Path:
        """Held by the one build that works here."""
        return self.work / "build.lock"

    @property
    def candidate(self) -> Path:
        """The file that dbt builds into."""
        return self.work / "candidate.duckdb"

    @property
    def page(self) -> Path:
        """The gate's page on the candidate; kept when the gate fails."""
        return self.work / "data_docs" / f"{self.target.stem}.html"

    def shown(self, path: Path) -> str:
        """Return a path as people know it: within the project where it is there."""
        return str(path.relative_to(self.project) if path.is_relative_to(self.project) else path)


@contextmanager
def private_files() -> Iterator[None]:
    """Create files that only their owner and group read: candidate, copies, logs and releases hold what is not published yet."""
    before = os.umask(0o027)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def told_to_tools(paths: Paths) -> Iterator[None]:
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


def _within_project(paths: Paths) -> Path:
    """Return a folder of the project that holds the seeds: dbt writes beside seeds that it finds elsewhere."""
    if paths.seeds.is_relative_to(paths.project):
        return paths.seeds
    copied = paths.work / "seeds"
    shutil.rmtree(copied, ignore_errors=True)
    for folder in COLLECTION.values():
        shutil.copytree(paths.seeds / folder, copied / folder)
    return copied
