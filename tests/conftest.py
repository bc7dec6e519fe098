"""Where the real reports are: beside the project, or where KTXH_REPORTS points."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


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
