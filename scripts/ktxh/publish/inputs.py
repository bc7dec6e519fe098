"""Everything that a build depends on, with its hash: what makes two published files the same data.

Files of the project, the code of ktxh itself and the versions of the tools. Light to import and to run: it decides whether there is
anything to do.
"""

from __future__ import annotations

import csv
import hashlib
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import ktxh

# Folder, by the role that its files play.
LOGIC = {"model": "models", "macro": "macros", "test": "tests/dbt"}
SHARED_SEEDS = {"reference": "seeds/reference"}
COLLECTION = {"raw": "raw", "place": "places", "rule": "rules"}
PROJECT_FILES = ("dbt_project.yml", "profiles.yml")
SUFFIXES = (".csv", ".sql", ".py", ".yml", ".md")
CODE_SUFFIXES = (".py", ".sql", ".html", ".css", ".js")
DATA_ROLES = (*SHARED_SEEDS, *COLLECTION)
TOOLS = ("dbt-core", "dbt-adapters", "dbt-duckdb", "duckdb", "great-expectations", "jinja2", "pandas", "pyarrow")

csv.field_size_limit(2**31 - 1)  # a cell may hold a page; dbt reads CSV with the same module and takes the limit over


@dataclass(frozen=True)
class Input:
    """One input file; `path` is relative to the project, or begins with the name of its folder outside."""

    role: str
    path: str
    sha256: str
    bytes: int
    location: Path

    @property
    def row_count(self) -> int | None:
        """Rows of a CSV file without its header, None for others."""
        return len(rows(self.location)) if self.location.suffix == ".csv" else None


@dataclass(frozen=True)
class Inputs:
    """All input files, sorted by path, and the version of every tool that shapes the published file."""

    files: tuple[Input, ...]
    versions: Mapping[str, str]

    @cached_property
    def digest(self) -> str:
        """One sha256 over all of it: the same for the same inputs, wherever and whenever."""
        return _digest(self.files, self.versions)

    @cached_property
    def logic_digest(self) -> str:
        """The same without the data: models, macros, tests, code, versions."""
        return _digest((file for file in self.files if file.role not in DATA_ROLES), self.versions)


def find(project_dir: Path, seeds: Path) -> Inputs:
    """Return the raw, places and rules seeds of a collection, the reference, dbt's project, ktxh's own code and the tools' versions."""
    if not seeds.is_dir():
        raise FileNotFoundError(f"no folder of seeds: {seeds}")
    roles = {role: seeds / folder for role, folder in COLLECTION.items()}
    roles |= {role: project_dir / folder for role, folder in (SHARED_SEEDS | LOGIC).items()}
    found = [
        _describe(role, path, project_dir)
        for role, folder in roles.items()
        for path in folder.rglob("*")
        if path.suffix in SUFFIXES
    ]
    found += [
        _describe("project", path, project_dir) for name in PROJECT_FILES if (path := project_dir / name).is_file()
    ]
    found += _own_code()
    return Inputs(tuple(sorted(found, key=lambda item: item.path)), tool_versions())


def tool_versions() -> dict[str, str]:
    """Return the version of Python, of ktxh and of every tool that shapes the published file, by name."""
    return {
        "python": platform.python_version(),
        "ktxh": ktxh.__version__,
        **{name: version(name) for name in TOOLS},
    }


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file, every cell as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _own_code() -> Iterator[Input]:
    """Yield the files of the package, whole: which of them shape the published file is not worth a list that goes stale."""
    package = Path(ktxh.__file__).parent
    for path in package.rglob("*"):
        if path.suffix in CODE_SUFFIXES:
            yield _describe("code", path, package.parent)


def _digest(files: Iterable[Input], versions: Mapping[str, str]) -> str:
    lines = [f"{item.sha256}  {item.path}" for item in files]
    lines += [f"{name} {number}" for name, number in sorted(versions.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _describe(role: str, path: Path, project_dir: Path) -> Input:
    inside = path.is_relative_to(project_dir)
    name = path.relative_to(project_dir) if inside else Path(path.parent.name, path.name)
    content = path.read_bytes()
    return Input(role, name.as_posix(), hashlib.sha256(content).hexdigest(), len(content), path)
