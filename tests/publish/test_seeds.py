"""What of a seed file is refused before dbt sees it: which file, which line, why. All of it in one go, and quickly."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktxh.extract.errors import InputError
from ktxh.publish import seeds
from ktxh.publish.errors import BuildFailed
from tests.conftest import PROJECT
from tests.fuzz import seed_files

HEADER = "place_code,place_name_vi,note\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project's seeds and the YAML that declares them."""
    for folder in ("seeds", "models/staging"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    return tmp_path


def faults(project: Path) -> list[str]:
    with pytest.raises(BuildFailed) as failure:
        seeds.check(project, project / "seeds")
    assert failure.value.step == "check"
    return failure.value.rows.splitlines()


def test_the_seeds_are_as_declared_and_looking_costs_little() -> None:
    for collection in ("seeds", "examples/phieng-sa/seeds"):
        begun = time.process_time()
        outcome = seeds.check(PROJECT, PROJECT / collection)
        assert time.process_time() - begun < 1, "0.1 s on a quiet machine"
        assert outcome.summary.startswith(f"{len(seeds.declared(PROJECT))} files, ")


def test_every_declared_seed_has_a_key() -> None:
    assert [seed.name for seed in seeds.declared(PROJECT).values() if not set(seed.key) <= set(seed.columns)] == []
    assert all(seed.key for seed in seeds.declared(PROJECT).values())


@pytest.mark.parametrize(
    ("data", "line", "cause"),
    [
        (b"", 1, "missing: 'place_code', 'place_name_vi', 'note'"),
        (b"\n", 1, "missing: 'place_code'"),
        (b"place_code,note\n", 1, "missing: 'place_name_vi'"),
        (b"place_code,place_name_vi,note,more\n", 1, "not declared: 'more'"),
        (b"place_code,place_name_vi,note,note\n", 1, "twice: 'note'"),
        (b"Place_code,place_name_vi,note\n", 1, "missing: 'place_code'; not declared: 'Place_code'"),
        (b"place_code;place_name_vi;note\n", 1, "not declared: 'place_code;place_name_vi;note'"),
        (HEADER + "1,a,\n2,b\n", 3, "2 cells where the header has 3"),
        (HEADER + "1,a,,\n", 2, "4 cells where the header has 3"),
        (HEADER + "1,a,\n\n2,b,\n", 3, "0 cells"),
        (HEADER + '1,"a\nb",\n1,b,\n', 4, "place_code '1' stands in line 2 already"),
        (HEADER + '1,"a,\n2,b,\n', 2, "broken quoting"),
        (HEADER + '1,"a"b,\n', 2, "broken quoting"),
        (HEADER + '1,a,\n2, "b",\n', 3, "a quote behind a blank"),
        (HEADER + "1,a\0b,\n", 2, "NUL"),
        (HEADER + "1,\x1b[31mb,\n", 2, "a control character (0x1b)"),
        (HEADER.replace("\n", "\r\n"), 1, "a carriage return"),
        (HEADER + "1,a\rb,\n", 2, "a carriage return"),
        ("\ufeff" + HEADER, 1, "byte order mark"),
        (HEADER.encode("utf-16"), 1, "byte order mark: save it as UTF-8 without one"),
        (HEADER.encode() + b"1,a,\n2,\xc3,\n", 3, "byte 0xc3 is not UTF-8"),
        (HEADER + "1,a,\n2,Bắc Sơn,\n".replace("ắ", "ă\u0301"), 3, "composed Unicode (NFC)"),
        (HEADER + "1,Báº¯c SÆ¡n,BÃ¬nh Ä\u0091á»\u0093\n", 2, "UTF-8 that was read as windows-1252"),
        (HEADER + '1,"' + "x\n" * (seeds.LONGEST_ROW // 2) + '",\n', 2, "a row of more than 16,777,216 characters"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 60 else None,
)
def test_what_cannot_be_loaded_is_refused_with_its_line(
    tmp_path: Path, data: bytes | str, line: int, cause: str
) -> None:
    path = tmp_path / "ref_places.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    with pytest.raises(InputError) as refused:
        seeds.rows(path, seed_files.SEED)
    assert cause in refused.value.cause
    assert refused.value.line == line


def test_all_faults_are_told_at_once_and_files_too_many_or_too_few(project: Path) -> None:
    (project / "seeds/raw/raw_dates.csv").write_text("date_id\n", encoding="utf-8")
    (project / "seeds/places/ref_places.csv").unlink()
    (project / "seeds/raw/raw_x'; drop table y; --.csv").write_text("a\n", encoding="utf-8")
    (project / "seeds/rules/raw_sections.csv").write_text("a\n", encoding="utf-8")
    (project / "seeds/reference/ref_units.csv").unlink()
    (project / "seeds/reference/ref_units.csv").mkdir()
    said = "\n".join(faults(project))
    for line in (
        "seeds/raw/raw_dates.csv:1: the columns are not the declared ones, missing: 'report_id', 'value'",
        "seeds: ref_places.csv is missing",
        "seeds/raw/raw_x'; drop table y; --.csv: no seed of this name is declared",
        "seeds/rules/raw_sections.csv: the seed is there twice",
        "seeds/reference/ref_units.csv: Is a directory",
    ):
        assert line in said


def test_the_macro_says_the_same_limit() -> None:
    assert "max_line_size 67108864" in seed_files.OPTIONS and seeds.LONGEST_ROW * 4 == 67108864


def loaded(data: bytes, tmp_path: Path) -> str:
    with duckdb.connect() as connection:
        return seed_files.run(data, tmp_path / "seed.csv", connection)


def test_a_cell_of_ten_megabytes_is_kept(tmp_path: Path) -> None:
    data = HEADER + f'1,"{"=x," * 3_500_000}",\n'
    assert loaded(data.encode(), tmp_path) == "kept"


@pytest.mark.parametrize(
    "rows",
    [
        "'x','y','z'\n'p','q','r'\n",  # DuckDB's own guess takes these quotes off
        '1,"a\nb","c""d"\n',
        "1,{{ 1 }},{% x %}\n",
        "1,=cmd|' /C calc'!A0,@x\n",
        "1,NULL,\\N\n",
        "#1,a,b\n",
        "1, a ,\t\n",
    ],
)
def test_harmless_texts_are_kept_as_they_are(tmp_path: Path, rows: str) -> None:
    assert loaded((HEADER + rows).encode(), tmp_path) == "kept"


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n\t",'), max_size=20)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_text_that_is_written_as_csv_is_kept_or_refused(tmp_path_factory: pytest.TempPathFactory, cells) -> None:
    import csv
    import io

    out = io.StringIO()
    rows = [(f"{n:05}", *pair) for n, pair in enumerate(cells)]
    csv.writer(out, lineterminator="\n").writerows([seed_files.COLUMNS, *rows])
    with duckdb.connect() as connection:
        seed_files.run(out.getvalue().encode(), tmp_path_factory.getbasetemp() / "any.csv", connection)
