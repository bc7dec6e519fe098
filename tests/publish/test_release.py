"""The compact copy keeps what consumers see, says so when it did not, and only a finished copy replaces the target."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from ktxh.publish import release
from ktxh.publish.errors import BuildFailed


@pytest.fixture
def copied(small_candidate: Path, tmp_path: Path) -> Path:
    path = tmp_path / "copy.duckdb"
    release.copy(small_candidate, path)
    return path


def test_copy_reports_rows_of_every_published_relation(small_candidate: Path, tmp_path: Path) -> None:
    outcome = release.copy(small_candidate, tmp_path / "copy.duckdb")
    assert outcome.row_counts == {"marts.dim_unit": 1, "marts.fct_observation": 2, "quality.dq_large": 1}


def test_copy_holds_only_published_schemas(copied: Path) -> None:
    with duckdb.connect(str(copied), read_only=True) as connection:
        query = "select distinct schema_name from duckdb_tables() union select schema_name from duckdb_views() where not internal"
        assert {schema for (schema,) in connection.execute(query).fetchall()} == {"marts", "quality"}


def test_copy_keeps_decimals_text_comments_and_views(copied: Path) -> None:
    with duckdb.connect(str(copied), read_only=True) as connection:
        assert connection.execute("select amount, label_raw from quality.dq_large").fetchall() == [
            (Decimal("57147000000.00000001"), 'Thu ngân sách > "nội địa"')
        ]
        comments = """
            select comment from duckdb_tables() union all select comment from duckdb_columns()
            union all select comment from duckdb_views() order by comment"""
        assert [text for (text,) in connection.execute(comments).fetchall() if text] == [
            "In base units · Theo đơn vị gốc",
            "One row per figure · Mỗi dòng là một 'số liệu'",
            "One row per large figure · Mỗi dòng là một số lớn",
        ]


@pytest.mark.parametrize(
    ("statement", "violated"),
    [
        ("insert into marts.dim_unit values ('VND', 'x')", "Duplicate key"),
        ("insert into marts.dim_unit values ('ha', null)", "NOT NULL"),
        ("insert into marts.fct_observation values ('r:3', 1, 'tonne', 1, 'x', 0)", "foreign key"),
        ("insert into marts.fct_observation values ('r:3', 1, 'VND', 1, 'x', -1)", "CHECK"),
    ],
)
def test_copy_still_enforces_constraints(copied: Path, statement: str, violated: str) -> None:
    with duckdb.connect(str(copied)) as connection, pytest.raises(duckdb.ConstraintException, match=violated):
        connection.execute(statement)


def test_copy_is_written_for_older_drivers_and_in_small_blocks(copied: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{copied}' as copied (read_only)")
        query = "select tags['storage_version'] from duckdb_databases() where database_name = 'copied'"
        assert connection.execute(query).fetchone()[0].startswith(release.STORAGE_VERSION)
    assert copied.stat().st_size < 262_144, "one block of the default size is larger than this whole file"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("delete from marts.fct_observation where numeral_id = 'r:2'", "rows differ"),
        ("update marts.fct_observation set amount = 5.96 where numeral_id = 'r:2'", "rows differ"),
        ("comment on column marts.fct_observation.amount is null", "columns differ"),
        ("comment on table marts.fct_observation is 'other'", "tables and views differ"),
        ("alter table marts.fct_observation alter label_raw drop not null", "columns differ"),
        ("create table marts.dim_place (place_id varchar)", "tables and views differ"),
    ],
)
def test_check_names_what_differs(small_candidate: Path, copied: Path, change: str, what: str) -> None:
    with duckdb.connect(str(copied)) as connection:
        connection.execute(change)
    with pytest.raises(BuildFailed, match=what) as failure:
        release.check(small_candidate, copied)
    assert "candidate" in failure.value.rows or "copy" in failure.value.rows, "the differing rows are shown"


def test_a_view_on_what_stays_behind_fails_the_copy(small_candidate: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(small_candidate)) as connection:
        connection.execute("create view quality.dq_raw as select * from raw.raw_figures")
    with pytest.raises(duckdb.Error, match="raw"):
        release.copy(small_candidate, tmp_path / "copy.duckdb")


def test_a_table_outside_the_published_schemas_fails_the_copy(small_candidate: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(small_candidate)) as connection:
        connection.execute("create table main.stray (x integer)")
    with pytest.raises(BuildFailed, match=r"main\.stray"):
        release.copy(small_candidate, tmp_path / "copy.duckdb")
