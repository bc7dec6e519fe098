"""Keep: the raw CSVs of a folder. A report that is there already is replaced, the others stay; never a half-written file."""

from __future__ import annotations

import csv
import difflib
import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from ktxh.extract.contract import TABLES
from ktxh.extract.errors import InputError
from ktxh.extract.rows import Rows

csv.field_size_limit(2**31 - 1)  # a clause may be a line of megabytes


def _lines(table: str, rows: Iterable[dict[str, str]], header: bool = False) -> str:
    """CSV lines of a table, LF, quotes only where needed. Raises KeyError when a row misses a column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if header:
        writer.writerow(TABLES[table])
    writer.writerows([row[column] for column in TABLES[table]] for row in rows)
    return out.getvalue()


class Incoming:
    """Newly read reports, each kept on disk as the CSV lines of its tables, so that memory does not grow with their number."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.report_ids: dict[str, int] = {}  # and the number that names the files of each

    def add(self, rows: Rows) -> None:
        """Take in the rows of one report."""
        report_id = rows["raw_reports"][0]["report_id"]
        self.report_ids.setdefault(report_id, len(self.report_ids))
        for table in TABLES:
            self._path(report_id, table).write_text(_lines(table, rows[table]), encoding="utf-8", newline="")

    def lines(self, report_id: str, table: str) -> str:
        """The CSV lines of one table of one report."""
        return self._path(report_id, table).read_text(encoding="utf-8")

    def _path(self, report_id: str, table: str) -> Path:
        return self.folder / f"{self.report_ids[report_id]}.{table}.csv"


def _kept(path: Path, table: str) -> Iterator[tuple[str, str]]:
    """The reports of an existing file and their CSV lines, one report at a time. Raises InputError for a file of another shape."""
    if not path.exists():
        return
    columns = TABLES[table]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            if next(reader, None) != list(columns):
                raise InputError(path, f"the columns are not the raw contract's; expected {','.join(columns)}", 1)
            for report_id, group in groupby(_checked(reader, path, len(columns)), key=lambda cells: cells[0]):
                yield report_id, _lines(table, (dict(zip(columns, cells, strict=True)) for cells in group))
        except (csv.Error, UnicodeDecodeError) as error:
            raise InputError(path, str(error), reader.line_num or None) from error


def _checked(reader: Iterator[list[str]], path: Path, width: int) -> Iterator[list[str]]:
    for cells in reader:
        if len(cells) != width:
            raise InputError(path, f"{len(cells)} cells where the header has {width}", reader.line_num)
        yield cells


def merged(folder: Path, table: str, incoming: Incoming) -> Iterator[str]:
    """A table as text, piece by piece: header, then reports in order of their ids; an incoming one replaces its earlier self."""
    yield _lines(table, [], header=True)
    waiting = sorted(incoming.report_ids)
    for report_id, lines in _kept(folder / f"{table}.csv", table):
        while waiting and waiting[0] <= report_id:
            yield incoming.lines(waiting.pop(0), table)
        if report_id not in incoming.report_ids:
            yield lines
    for report_id in waiting:
        yield incoming.lines(report_id, table)


def write(folder: Path, incoming: Incoming) -> None:
    """Write all tables: each one complete beside its place first, then all put in place by renames."""
    folder.mkdir(parents=True, exist_ok=True)
    staged: list[tuple[Path, Path]] = []
    try:
        for table in TABLES:
            handle, name = tempfile.mkstemp(prefix=f".{table}.", suffix=".tmp", dir=folder)
            staged.append((Path(name), folder / f"{table}.csv"))
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.writelines(merged(folder, table, incoming))
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
        for name, target in staged:
            name.replace(target)
    finally:
        for name, _ in staged:
            name.unlink(missing_ok=True)


def difference(folder: Path, incoming: Incoming) -> Iterator[str]:
    """Unified diff from the files as they are to what they should be; nothing when they agree."""
    for table in TABLES:
        path = folder / f"{table}.csv"
        then = "".join(merged(folder, table, incoming))  # first: it says what is wrong with a file that cannot be read
        now = path.read_text(encoding="utf-8") if path.exists() else ""
        if now != then:
            names = (str(path), f"{table}.csv as extracted")
            yield from difflib.unified_diff(now.splitlines(True), then.splitlines(True), *names, n=0)
