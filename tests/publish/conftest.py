"""A small candidate with everything that a copy has to keep."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest


@pytest.fixture
def small_candidate(tmp_path: Path) -> Path:
    """A candidate with everything that a copy has to keep, and with schemas that it must not take along."""
    path = tmp_path / "candidate.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("""
            create schema raw;
            create schema marts;
            create schema quality;
            create table raw.raw_figures (numeral_id varchar);
            create table marts.dim_unit (unit_code varchar primary key, unit_name_vi varchar not null);
            create table marts.fct_observation (
                numeral_id varchar, statement_no integer, unit_code varchar references marts.dim_unit (unit_code),
                amount decimal(38, 8), label_raw varchar not null, char_start integer check (char_start >= 0),
                primary key (numeral_id, statement_no)
            );
            create view quality.dq_large as select * from marts.fct_observation where amount > 1000;
            insert into marts.dim_unit values ('VND', 'đồng Việt Nam');
            insert into marts.fct_observation values
                ('r:1', 1, 'VND', 57147000000.00000001, 'Thu ngân sách > "nội địa"', 0), ('r:2', 1, null, 5.95, 'Tỷ lệ hộ nghèo', 3);
            comment on table marts.fct_observation is 'One row per figure · Mỗi dòng là một ''số liệu''';
            comment on column marts.fct_observation.amount is 'In base units · Theo đơn vị gốc';
            comment on view quality.dq_large is 'One row per large figure · Mỗi dòng là một số lớn';
        """)
    return path
