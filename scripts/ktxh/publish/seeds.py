"""Look at the seed CSVs before dbt sees them: each is what its YAML declares, and every reader of CSV reads it alike.

dbt and DuckDB take much without a word: a second header of one name, a row that is cut off, a quote that never closes.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from ktxh.extract.convert.encoding import check_letters, decode
from ktxh.extract.errors import InputError
from ktxh.publish import inputs
from ktxh.publish.errors import BuildFailed
from ktxh.publish.steps import Outcome
from ktxh.publish.texttable import MAX_ROWS

LONGEST_ROW = 2**24  # characters; in bytes what macros/load_csv_rows.sql says to DuckDB, four for one
_SHOWN = 60  # characters of a cell in a message
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DECLARES = re.compile(r"^seeds:", re.MULTILINE)


@dataclass(frozen=True)
class Declared:
    """A seed as its YAML has it: `columns` in the order of `column_types`, `key` from `meta`, and where that stands."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    path: Path


def check(project: Path, seeds: Path) -> Outcome:
    """Look at every seed of a collection and of the reference; `seeds` is the folder of raw, places and rules.

    Raises BuildFailed with `file:line: cause` for the first faults: a file that is missing or that nothing declares, an
    encoding other than UTF-8, NFC, LF; another header; broken quotes; a row of another width; a key that stands twice.
    """
    expected = declared(project)
    folders = [seeds / folder for folder in inputs.COLLECTION.values()]
    folders += [project / folder for folder in inputs.SHARED_SEEDS.values()]
    found = sorted(path for folder in folders for path in folder.rglob("*.csv"))
    faults = list(_misplaced(expected, found, seeds))
    row_count = 0
    for path in found:
        if path.stem in expected:
            try:
                row_count += len(rows(path, expected[path.stem]))
            except InputError as fault:
                faults.append(fault)
    if faults:
        said = [str(InputError(_within(fault.path, project), fault.cause, fault.line)) for fault in faults[:MAX_ROWS]]
        raise BuildFailed("check", f"{len(faults)} of the seeds cannot be loaded", "\n".join(said))
    return Outcome(summary=f"{len(found)} files, {row_count:,} rows")


def declared(project: Path) -> dict[str, Declared]:
    """Return the seeds that YAML files of the project declare, by name."""
    found = {}
    for path in sorted(file for folder in ("models", "seeds") for file in (project / folder).rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        for seed in yaml.load(text, yaml.CSafeLoader)["seeds"] if _DECLARES.search(text) else ():
            config = seed["config"]
            key = tuple(config.get("meta", {}).get("key", ()))
            found[seed["name"]] = Declared(seed["name"], tuple(config["column_types"]), key, path)
    return found


def rows(path: Path, seed: Declared) -> list[list[str]]:
    """Return the rows of a seed's file below its header. Raises InputError for the first thing that is not as declared."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from error
    numbered = _records(_text(data, path), path)
    line, header = next(numbered, (1, []))
    if wrong := _differences(header, seed.columns):
        raise InputError(path, wrong, line)
    found: list[list[str]] = []
    lines: dict[tuple[str, ...], int] = {}
    key = [header.index(column) for column in seed.key]
    for line, cells in numbered:
        if len(cells) != len(header):
            raise InputError(path, f"{len(cells)} cells where the header has {len(header)}", line)
        named = tuple(cells[i] for i in key)
        if key and lines.setdefault(named, line) != line:
            said = ", ".join(f"{name} {value[:_SHOWN]!r}" for name, value in zip(seed.key, named, strict=True))
            raise InputError(path, f"{said} stands in line {lines[named]} already", line)
        found.append(cells)
    return found


def _misplaced(expected: dict[str, Declared], found: list[Path], seeds: Path) -> Iterator[InputError]:
    places: dict[str, Path] = {}
    for path in found:
        if path.stem not in expected:
            yield InputError(path, "no seed of this name is declared: take the file away, or declare it in YAML")
        elif path.stem in places:
            yield InputError(path, f"the seed is there twice, also as {places[path.stem]}")
        places.setdefault(path.stem, path)
    for name, seed in expected.items():
        if name not in places:
            folder = seed.path.parent if seed.path.parent.name in inputs.SHARED_SEEDS else seeds
            yield InputError(folder, f"{name}.csv is missing; a seed without rows has its header alone")


def _text(data: bytes, path: Path) -> str:
    """Decode a seed: UTF-8 without a mark, NFC, LF, no control characters, no letters of a legacy encoding."""
    if data.startswith(_MARKS):
        raise InputError(path, "begins with a byte order mark: save it as UTF-8 without one", 1)
    text = decode(data, path)
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        if control[0] == "\r":
            raise InputError(path, "a carriage return: save it with line ends LF", line)
        raise InputError(path, f"a control character ({ord(control[0]):#04x})", line)
    if not unicodedata.is_normalized("NFC", text):
        lines = enumerate(text.split("\n"), start=1)
        line = next((n for n, words in lines if not unicodedata.is_normalized("NFC", words)), 1)
        raise InputError(path, "letters and their marks are apart: save it as composed Unicode (NFC)", line)
    if path.parent.name != inputs.COLLECTION["raw"]:  # letters of reports are looked at when they are read
        check_letters(text, path)
    return text


def _records(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the records of a CSV, each with the line that it starts in."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if sum(map(len, cells)) > LONGEST_ROW:
                raise InputError(path, f"a row of more than {LONGEST_ROW:,} characters", line)
            for cell in cells:
                if cell.startswith(" ") and cell.lstrip(" ").startswith('"'):
                    raise InputError(path, "a quote behind a blank: no two readers of CSV agree on it", line)
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(path, f"broken quoting ({error})", line) from error


def _differences(header: list[str], columns: tuple[str, ...]) -> str:
    """Say what is wrong with a header, empty when nothing is; the order of columns is theirs who write the file."""
    parts = (
        ("missing", [name for name in columns if name not in header]),
        ("not declared", [name for name in dict.fromkeys(header) if name not in columns]),
        ("twice", [name for name in dict.fromkeys(header) if header.count(name) > 1]),
    )
    said = "; ".join(f"{what}: {', '.join(repr(name[:_SHOWN]) for name in names)}" for what, names in parts if names)
    return said and f"the columns are not the declared ones, {said}"


def _within(path: Path, project: Path) -> Path:
    return path.relative_to(project) if path.is_relative_to(project) else path
