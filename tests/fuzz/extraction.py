"""Fuzz extraction: whatever the text, every numeral is accounted for and every offset, reference and cell holds.

`make fuzz` runs this; a small part runs in `make test`. A finding is printed with seed and number, and becomes a test.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
import traceback
import unicodedata
from collections import Counter
from pathlib import Path

from ktxh.extract import contract, store
from ktxh.extract.document import Document, document_from_text, read_document
from ktxh.extract.errors import InputError
from ktxh.extract.numbers.numerals import SUPERSCRIPTS
from ktxh.extract.reading import Report
from ktxh.extract.rows import Rows
from ktxh.publish import seeds
from ktxh.read import page, terminal
from tests.extract.test_accounting import check as check_numerals
from tests.fuzz import texts

# A passage costs at most the square of its length, and is no longer than passages.LONGEST.
SECONDS, SECONDS_PER_CHARACTER = 2.0, 1 / 1000
_MARKS = re.compile(rf"[\s*{SUPERSCRIPTS}]+")
IDS = {
    "raw_reports": "report_id", "raw_sections": "section_id", "raw_numerals": "numeral_id", "raw_figures": "numeral_id",
    "raw_dates": "date_id", "raw_places": "place_mention_id", "raw_relations": "relation_id",
}  # fmt: skip
VOCABULARIES = {
    "reading": contract.READINGS, "bound": contract.BOUNDS, "measure": contract.MEASURES, "scenario": contract.SCENARIOS,
    "comparator_kind": contract.COMPARATOR_KINDS | {""},
}  # fmt: skip


def run(text: str, *, thoroughly: bool = False) -> str:
    """Read one text and prove what must hold; return `read` or `refused`. Raises AssertionError, or whatever extraction raised."""
    begun = time.process_time()
    document = document_from_text(text)
    assert unicodedata.is_normalized("NFC", document.text), "the text is not NFC"
    report = Report(document, "test")
    rows = report.rows()
    taken = time.process_time() - begun
    assert taken < SECONDS + SECONDS_PER_CHARACTER * len(text), f"{taken:.1f} s for {len(text)} characters"
    check_numerals(report, document.text)
    check_rows(rows, document)
    if not thoroughly:
        return "read"
    assert Report(document_from_text(text), "test").rows() == rows, "another reading gives other rows"
    with tempfile.TemporaryDirectory() as folder:
        check_files(rows, Path(folder))
        html = page.render(report)
        assert "<img src=x" not in html and html.count("<script") == 2, "markup of a report stands in the page"
        terminal.show(report, echo=lambda *_, **__: None, color=False, width=80, lang="vi")
        path = Path(folder) / "x-185-2024.txt"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            Report(read_document(path))
        except InputError as error:
            assert str(error).startswith(f"{path}:"), "a refusal names its file"
            return "refused"
    return "read"


def check_rows(rows: Rows, document: Document) -> None:
    """Columns, vocabularies, offsets, identifiers and references of the raw contract."""
    for table, columns in contract.TABLES.items():
        for row in rows[table]:
            assert tuple(row) == columns or set(row) == set(columns), f"{table}: columns {set(row) ^ set(columns)}"
            for column, cell in row.items():
                assert isinstance(cell, str), f"{table}.{column}: {cell!r} is no text"
                assert unicodedata.is_normalized("NFC", cell), f"{table}.{column}: {cell!r} is not NFC"
            if row.get("char_start"):
                start, end = int(row["char_start"]), int(row["char_end"])
                assert 0 <= start < end <= len(document.text), f"{table}: {start}–{end} is outside the text"
                if table in ("raw_dates", "raw_numerals"):
                    assert document.text[start:end] == row["raw_text"], f"{table}: {row['raw_text']!r} is not the slice"
                if table == "raw_places":
                    found = _MARKS.sub("", document.text[start:end])  # a mark or the end of a line may stand in a name
                    assert found == _MARKS.sub("", row["raw_text"]), f"{table}: {row['raw_text']!r} is not {found!r}"
    known = {table: [row[column] for row in rows[table]] for table, column in IDS.items()}
    for table, found in known.items():
        assert len(set(found)) == len(found), f"{table}: identifiers repeat"
    numerals, figures, sections = (set(known[f"raw_{name}"]) for name in ("numerals", "figures", "sections"))
    for row in rows["raw_figures"]:
        for column, allowed in VOCABULARIES.items():
            assert row[column] in allowed, f"{column}: {row[column]!r}"
        for column in ("base_numeral_id", "comparator_numeral_id", "parent_numeral_id"):
            assert row[column] in figures | {""}, f"{column}: {row[column]} is no figure"
            assert row[column] != row["numeral_id"], f"{column} of {row['numeral_id']} is itself"
        assert row["section_id"] in sections
    for table, column, allowed in (
        ("raw_numerals", "head_numeral_id", figures),
        ("raw_numerals", "section_id", sections),
        ("raw_places", "numeral_id", figures),
        ("raw_sections", "parent_section_id", sections),
        ("raw_sections", "mark_numeral_id", numerals),
        ("raw_relation_terms", "numeral_id", figures),
        ("raw_relation_terms", "relation_id", set(known["raw_relations"])),
    ):
        strays = {row[column] for row in rows[table]} - allowed - {""}
        assert not strays, f"{table}.{column}: {strays} lead nowhere"
    parents = {row["numeral_id"]: row["parent_numeral_id"] for row in rows["raw_figures"]}
    for figure in parents:
        seen = set()
        while figure:
            assert figure not in seen, f"{figure} is a part of itself"
            seen.add(figure)
            figure = parents[figure]


def check_files(rows: Rows, folder: Path) -> None:
    """What is written is what a build reads, cell for cell, and writing again changes nothing."""
    incoming = store.Incoming(folder)
    incoming.add(rows)
    store.write(folder / "raw", incoming)
    for table, columns in contract.TABLES.items():
        path = folder / "raw" / f"{table}.csv"
        seed = seeds.Declared(table, columns, (IDS[table],) if table in IDS else (), path)
        assert seeds.rows(path, seed) == [[row[column] for column in columns] for row in rows[table]], f"{table}: rows"
    assert not list(store.difference(folder / "raw", incoming)), "the files differ from what was written"


def main() -> None:
    """Run inputs `first` to `first + count` of a seed; print each new kind of finding, and the counts. Exit 1 after findings."""
    seed, first, count = (int(argument) for argument in sys.argv[1:])
    found_texts, counts, kinds, slowest = texts.sources(), Counter(), Counter(), (0.0, 0)
    for i in range(first, first + count):
        begun = time.process_time()
        try:
            counts[run(texts.text(seed, i, found_texts), thoroughly=i % 10 == 0)] += 1
        except Exception as error:
            counts["findings"] += 1
            where = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
            kinds[kind] += 1
            if kinds[kind] <= 3:
                print(f"seed {seed} input {i}: {kind}: {str(error)[:200]}", flush=True)
        slowest = max(slowest, (time.process_time() - begun, i))
        if (i + 1 - first) % 1000 == 0:
            print(
                f"{i + 1 - first:6} inputs, {dict(counts)}, slowest {slowest[0]:.2f} s (input {slowest[1]})", flush=True
            )
    for kind, times in kinds.most_common():
        print(f"{times:6}  {kind}")
    raise SystemExit(1 if kinds else 0)


if __name__ == "__main__":
    main()
