"""Every file that a build reads, with its hash: what makes two published files the same data."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# Folder and endings, by the role that their files play.
CODE = {"model": "models", "macro": "macros", "audit": "scripts/ktxh/audit"}
SHARED_SEEDS = {"reference": "seeds/reference"}
COLLECTION = {"raw": "raw", "place": "places", "rule": "rules"}

csv.field_size_limit(2**31 - 1)  # a cell may hold a page; dbt reads CSV with the same module and takes the limit over


@dataclass(frozen=True)
class Input:
    """One input file; `path` is relative to the project, `row_count` without the header and only for CSV files."""

    role: str
    path: str
    sha256: str
    bytes: int
    row_count: int | None


def find(project_dir: Path, seeds: Path) -> list[Input]:
    """Return the raw, places and rules seeds of a collection, the reference, models, macros and the audit that models ask, and dbt_project.yml, by path."""
    roles = {role: seeds / folder for role, folder in COLLECTION.items()}
    roles |= {role: project_dir / folder for role, folder in (SHARED_SEEDS | CODE).items()}
    found = [
        _describe(role, path, project_dir)
        for role, folder in roles.items()
        for path in folder.rglob("*")
        if path.suffix in (".csv", ".sql", ".py", ".yml", ".md")
    ]
    found.append(_describe("project", project_dir / "dbt_project.yml", project_dir))
    return sorted(found, key=lambda item: item.path)


def digest(inputs: Iterable[Input]) -> str:
    """Return one sha256 over paths and hashes: the same for the same inputs, wherever and whenever."""
    return hashlib.sha256("\n".join(f"{item.sha256}  {item.path}" for item in inputs).encode()).hexdigest()


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file, every cell as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _describe(role: str, path: Path, project_dir: Path) -> Input:
    inside = path.is_relative_to(project_dir)
    name = path.relative_to(project_dir) if inside else Path(path.parent.name, path.name)
    content = path.read_bytes()
    row_count = len(rows(path)) if path.suffix == ".csv" else None
    return Input(role, name.as_posix(), hashlib.sha256(content).hexdigest(), len(content), row_count)
