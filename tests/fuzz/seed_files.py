"""Fuzz the look at seeds: garbled bytes of a CSV are refused with file and line, or loaded with every cell as it stands.

Loading is the statement that macros/load_csv_rows.sql gives to DuckDB, taken from that file.
"""

from __future__ import annotations

import csv
import io
import random
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

import duckdb

from ktxh.extract.errors import InputError
from ktxh.publish import seeds
from tests.conftest import PROJECT
from tests.fuzz.texts import HOSTILE

COLUMNS = ("place_code", "place_name_vi", "note")
SEED = seeds.Declared("ref_places", COLUMNS, ("place_code",), Path("places.yml"))
SIGNS = (
    '"', '"', '""', ",", ",", "\n", "\n", "\r\n", "\r", " ", ' "', '" ', "\t", "'", ";", "#", "\0", "\ufeff", "\u0301", "\u2028", "\x85", "ắ", "NULL",
)  # fmt: skip
PIECES = (
    *(piece.encode("utf-8", "surrogatepass") for piece in (*HOSTILE, *SIGNS)),
    b"\xff", b"\xe1\xba", b"\xc0\x80", b"\xff\xfe",
)  # fmt: skip
_MACRO = (PROJECT / "macros" / "load_csv_rows.sql").read_text(encoding="utf-8")
OPTIONS = re.search(r"from '{{ path }}' \((.*?)\n\s+\)", _MACRO, re.DOTALL)[1].replace("{{ 2 ** 26 }}", str(2**26))


def data(seed: int, i: int) -> bytes:
    """Return input `i` of a seed: a CSV of a few rows, some bytes of it put in, taken out or exchanged."""
    rng = random.Random(f"{seed}:{i}")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
    writer.writerow(COLUMNS)
    for n in range(rng.randrange(5)):
        texts = (
            "".join(rng.choices((*HOSTILE[:-1], "Bắc Sơn", " ", ",", '"', "\n"), k=rng.randrange(4))) for _ in "ab"
        )
        writer.writerow((f"{n:05}", *texts))
    found = out.getvalue().encode()
    for _ in range(rng.randrange(4)):
        at = rng.randrange(len(found) + 1)
        found = found[:at] + rng.choice((rng.choice(PIECES), b"")) + found[at + rng.choice((0, 0, 1, 5)) :]
    return found


def run(data: bytes, path: Path, connection: duckdb.DuckDBPyConnection) -> str:
    """Look at the bytes as a seed; return `refused` or `kept`. Raises AssertionError when a cell would be lost or changed."""
    path.write_bytes(data)
    try:
        rows = seeds.rows(path, SEED)
    except InputError as error:
        assert str(error).startswith(f"{path}") and error.cause, "a refusal names its file"
        assert error.line or "UTF-16" in error.cause or "UTF-32" in error.cause, f"no line: {error.cause}"
        assert not error.line or error.line <= data.count(b"\n") + data.count(b"\r") + 1, "a line that the file has not"
        return "refused"
    header = next(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    names = ", ".join(f"{name} varchar" for name in header)
    connection.execute(f"create or replace table seed ({names})")
    connection.execute(f"copy seed from '{path}' ({OPTIONS})").fetchall()
    loaded = connection.execute("select columns(*)::varchar from seed").fetchall()
    assert [[cell or "" for cell in row] for row in loaded] == rows, f"{data!r} is loaded as {loaded!r}"
    return "kept"


def main() -> None:
    """Run inputs `first` to `first + count` of a seed; print findings and counts. Exit 1 after findings."""
    seed, first, count = (int(argument) for argument in sys.argv[1:])
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        for i in range(first, first + count):
            try:
                counts[run(data(seed, i), Path(folder) / "seed.csv", connection)] += 1
            except Exception as error:
                counts["findings"] += 1
                if counts["findings"] <= 10:
                    print(f"seed {seed} input {i}: {type(error).__name__}: {str(error)[:300]}", flush=True)
    print(f"{count:6} files, {dict(counts)}")
    raise SystemExit(1 if counts["findings"] else 0)


if __name__ == "__main__":
    main()
