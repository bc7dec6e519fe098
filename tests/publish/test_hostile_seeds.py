"""Texts that look like SQL, Jinja, HTML, formulas or paths go through a whole build as they are: nothing is run, nothing is lost."""

from __future__ import annotations

import csv
import itertools
import shutil
from pathlib import Path

import duckdb
import pytest

from ktxh.extract import store
from ktxh.extract.document import document_from_text
from ktxh.extract.reading import Report
from ktxh.publish.build import build
from tests.conftest import PROJECT, Published

TEXTS = (
    "'; drop table raw.raw_figures; --", "{{ 7 * 191 }}", "{% set x %}{% endset %}", "{{ env_var('HOME') }}", "<script>alert(1337)</script>",
    '"><img src=x onerror=alert(1337)>', "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "@SUM(A1:A9)", "../../../etc/passwd", "%s %n {0}", "\\", "\\N",
    "'x'", '"y"', "NULL", "a,b;c\td", "two\nlines",
)  # fmt: skip
# Texts without a closed vocabulary, and that join nothing.
FREE = {
    "raw_reports": ("title", "place_name_raw", "source_name", "extractor_version"),
    "raw_sections": ("number", "title", "title_path", "marked_words"),
    "raw_figures": ("qualifier", "comparator_raw", "label_raw", "footnote", "evidence", "doubt", "unit_raw"),
    "raw_dates": ("raw_text",),
    "raw_places": ("raw_text", "unit_word_raw"),
    "raw_relations": ("evidence",),
    "raw_relation_terms": ("name_raw",),
    "ref_places": ("place_name_vi", "place_name_en", "source"),
    "ref_place_variants": ("variant_name", "note"),
    "reading_corrections": ("reason", "author"),
}
REPORT = """BÁO CÁO
Tình hình năm 2024 của huyện {{ 7 * 191 }} '; drop table raw.raw_figures; --
I. <script>alert(1337)</script> KINH TẾ "{% endraw %}"
Tổng diện tích =cmd|' /C calc'!A0 gieo trồng 12.824,50 ha, đạt 107,05% kế hoạch;
=HYPERLINK("http://x") 5 hộ; 'x' 7 con; "y" 9 con; \\N 3 con; ../../../etc/passwd 4 tấn
Số lớn 12345678901234567890123456789012345678901234 đồng; 99999999999999999999999999999 tỷ đồng; 0,123456789012345678901 %; 999999999999999999 tỷ đồng, đạt 99,9% kế hoạch, trong đó 999.999.999.999.999.999 đồng, tăng 0,00000001%
"""


def _rows(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented district's seeds, each free text with one of the texts behind it, and a report of such texts."""
    folder = tmp_path_factory.mktemp("hostile") / "it's {{ 7 * 191 }}"
    seeds = shutil.copytree(PROJECT / "examples" / "phieng-sa" / "seeds", folder)
    incoming = store.Incoming(tmp_path_factory.mktemp("spool"))
    incoming.add(Report(document_from_text(REPORT, "<b>=1+1</b> {{ 7 * 191 }}.txt"), "hostile-990-2024").rows())
    store.write(seeds / "raw", incoming)
    texts = itertools.cycle(TEXTS)
    for path in sorted(seeds.rglob("*.csv")):
        header, rows = _rows(path)
        for row, column in itertools.product(rows, FREE.get(path.stem, ())):
            row[header.index(column)] += f" {next(texts)}" if row[header.index(column)] else ""
        if path.stem in ("raw_figures", "raw_sections"):  # each text alone, too
            for row, text in zip(rows, (*TEXTS, "=x" * 1_000_000), strict=False):
                row[header.index("evidence" if path.stem == "raw_figures" else "marked_words")] = text
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return seeds


def test_hostile_texts_go_through_a_whole_build(published: Published, hostile: Path, tmp_path: Path) -> None:
    project = shutil.copytree(
        published.project, tmp_path / "project"
    )  # other tests look at the candidate of the real build
    result = build(project, seeds=hostile, target=tmp_path / "x'y.duckdb", echo=lambda _: None)
    with duckdb.connect(str(project / "target" / "candidate.duckdb"), read_only=True) as connection:
        for path in sorted(hostile.rglob("*.csv")):
            header, rows = _rows(path)
            (schema,) = connection.execute(
                "select schema_name from duckdb_tables() where table_name = ?", [path.stem]
            ).fetchone()
            columns = ", ".join(f"coalesce({column}, '')" for column in header)
            loaded = connection.execute(f"select {columns} from {schema}.{path.stem}").fetchall()
            assert sorted(loaded) == sorted(map(tuple, rows)), path.stem
    with duckdb.connect(str(result.target), read_only=True) as connection:
        evidence = {text for (text,) in connection.execute("select evidence from marts.fct_observation").fetchall()}
        figures = connection.execute("select count(distinct numeral_id) from marts.fct_observation").fetchone()
    header, rows = _rows(hostile / "raw" / "raw_figures.csv")
    assert {row[header.index("evidence")] for row in rows if row[header.index("evidence")]} <= evidence
    assert figures == (len(rows),)
    page = result.data_docs.read_text(encoding="utf-8")
    assert "<script>alert" not in page and "<img src=x" not in page
