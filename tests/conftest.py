"""Shared by all tests: where the real reports are, and one real build of a copy of the project."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from ktxh.publish.build import BuildResult, build

PROJECT = Path(__file__).resolve().parents[1]
NOT_SOURCES = shutil.ignore_patterns(".*", "target", "warehouse", "logs", "__pycache__")


@dataclass(frozen=True)
class Published:
    """A build of a copy of the project: what the person at the terminal saw, and which addresses it asked the network for."""

    project: Path
    result: BuildResult
    shown: str
    addresses: list[str]

    @property
    def candidate(self) -> Path:
        return self.project / "target" / "candidate.duckdb"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    project = tmp_path_factory.mktemp("build") / "project"
    shutil.copytree(PROJECT, project, ignore=NOT_SOURCES)
    lines: list[str] = []
    with pytest.MonkeyPatch.context() as caller, _network_attempts() as addresses:
        for name in ("DBT_SEND_ANONYMOUS_USAGE_STATS", "GX_ANALYTICS_ENABLED"):
            caller.setenv(name, "true")  # whatever the caller's environment says, nothing is sent
        caller.delenv("DO_NOT_TRACK", raising=False)
        result = build(project, echo=lines.append)
    return Published(project, result, "\n".join(lines), addresses)


@contextmanager
def _network_attempts() -> Iterator[list[str]]:
    """Every name looked up and every address connected to while the block runs, by Python's own audit events."""
    attempts: list[str] = []
    listening = True

    def hook(event: str, args: tuple) -> None:
        if listening and event in ("socket.getaddrinfo", "socket.connect", "socket.gethostbyname"):
            attempts.append(f"{event}{args!r}")

    sys.addaudithook(hook)
    yield attempts
    listening = False


def reports_folder() -> Path:
    """Folder of the reports' texts, which stay with their owners and are not part of the project."""
    return Path(os.environ.get("KTXH_REPORTS", PROJECT.parent / "shared" / "reports"))


@pytest.fixture(scope="session")
def bac_son_path() -> Path:
    path = reports_folder() / "bac-son-185-2024.txt"
    if not path.exists():
        pytest.skip(f"the report's text is not at {path}; set KTXH_REPORTS")
    return path


@pytest.fixture(scope="session")
def bac_son(bac_son_path):
    from ktxh.extract.document import read_document
    from ktxh.extract.reading import Report

    return Report(read_document(bac_son_path))
