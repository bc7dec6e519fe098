"""Reports that were expected by a day and are not there. Looks at the clock, so it is no part of the data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ktxh.publish import inputs

FILE = "expected_reports.csv"
COLUMNS = ("place_code", "period", "expected_by")


def warnings(seeds: Path, today: date) -> list[str]:
    """Return a sentence per line of expected_reports.csv whose day is past and whose place and period no report in `seeds` has.

    The file is the curator's and may be absent; a line that cannot be read is a warning too, never a failure.
    """
    file, reports = seeds / FILE, seeds / "raw" / "raw_reports.csv"
    if not file.exists():
        return []
    try:
        there = {(row["place_code"], row["period"]) for row in inputs.rows(reports)} if reports.exists() else set()
        return [text for number, row in enumerate(inputs.rows(file), 2) if (text := _late(row, number, there, today))]
    except (OSError, ValueError, KeyError) as error:
        return [f"{FILE} cannot be read: {error}"]


def _late(row: dict[str, str | None], number: int, there: set[tuple[str, str]], today: date) -> str:
    place, period, expected_by = (row.get(column) or "" for column in COLUMNS)
    try:
        day = date.fromisoformat(expected_by)
    except ValueError:
        return f"{FILE}, line {number}: expected_by is no date: {expected_by!r}"
    if day >= today or (place, period) in there:
        return ""
    return f"expected and not there: the report of place {place} for {period}, by {day} ({(today - day).days} days ago)"
