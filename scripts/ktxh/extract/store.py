"""Keep: the raw CSVs of a folder. A report that is there already is replaced, the others stay; never a half-written file."""

from __future__ import annotations

import csv
import difflib
import io
import os
import tempfile
from pathlib import Path

from ktxh.extract.contract import TABLES
from ktxh.extract.errors import InputError
from ktxh.extract.rows import Rows


def render(table: str, rows: list[dict[str, str]]) -> str:
    """CSV text of a table: header, LF, quotes only where needed. Raises KeyError when a row misses a column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(TABLES[table])
    writer.writerows([row[column] for column in TABLES[table]] for row in rows)
    return out.getvalue()


def load(folder: Path) -> Rows:
    """What the folder holds now; a missing file is an empty table. Raises InputError for a file of another shape."""
    rows: Rows = {}
    for table, columns in TABLES.items():
        path = folder / f"{table}.csv"
        rows[table] = []
        if not path.exists():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            try:
                header = next(reader, None)
                if header != list(columns):
                    raise InputError(path, f"the columns are not the raw contract's; expected {','.join(columns)}", 1)
                for cells in reader:
                    if len(cells) != len(columns):
                        raise InputError(
                            path, f"{len(cells)} cells where the header has {len(columns)}", reader.line_num
                        )
                    rows[table].append(dict(zip(columns, cells, strict=True)))
            except (csv.Error, UnicodeDecodeError) as error:
                raise InputError(path, str(error), reader.line_num or None) from error
    return rows


def merge(kept: Rows, reports: list[Rows]) -> Rows:
    """Rows of all reports, by report id and then document order; a report among `reports` replaces its earlier self."""
    new_ids = {row["report_id"] for report in reports for row in report["raw_reports"]}
    merged: Rows = {}
    for table in TABLES:
        rows = [row for row in kept[table] if row["report_id"] not in new_ids]
        rows.extend(row for report in reports for row in report[table])
        merged[table] = sorted(rows, key=lambda row: row["report_id"])  # stable: document order stays within a report
    return merged


def write(folder: Path, rows: Rows) -> None:
    """Write all tables: each one complete beside its place first, then all put in place by renames."""
    folder.mkdir(parents=True, exist_ok=True)
    staged: list[tuple[str, Path]] = []
    try:
        for table in TABLES:
            handle, name = tempfile.mkstemp(prefix=f".{table}.", suffix=".tmp", dir=folder)
            staged.append((name, folder / f"{table}.csv"))
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(render(table, rows[table]))
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
        for name, target in staged:
            Path(name).replace(target)
    finally:
        for name, _ in staged:
            Path(name).unlink(missing_ok=True)


def difference(folder: Path, rows: Rows) -> str:
    """Unified diff from the files as they are to what they should be; empty when they agree."""
    pieces = []
    for table in TABLES:
        path = folder / f"{table}.csv"
        now = path.read_text(encoding="utf-8") if path.exists() else ""
        then = render(table, rows[table])
        if now != then:
            lines = difflib.unified_diff(
                now.splitlines(True), then.splitlines(True), str(path), f"{table}.csv as extracted", n=0
            )
            pieces.extend(lines)
    return "".join(pieces)
