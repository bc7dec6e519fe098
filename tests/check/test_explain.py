"""`ktxh explain`: a figure or a finding of a published file, by its id or the end of one."""

from __future__ import annotations

import duckdb
import pytest
from click.testing import CliRunner

from ktxh.cli import main

OBSERVATIONS = [
    ("x-1-2024:00011", 1, 8, "1.595", 1595, 0, "Lập biên bản 1.595 vụ (đất 661 vụ, rừng 890 vụ, nước 08 vụ)", "Lập biên bản"),
    ("x-1-2024:00012", 1, 8, "661", 661, 0, "đất 661 vụ", "Lập biên bản > đất"),
    ("x-1-2024:00013", 1, 8, "890", 890, 0, "rừng 890 vụ", "Lập biên bản > rừng"),
    ("x-1-2024:00014", 1, 8, "08", 8, 0, "nước 08 vụ", "Lập biên bản > nước"),
    ("x-1-2024:00020", 1, 9, "12", 12, 0, "trồng 12 cây", "trồng"),
    ("x-2-2024:00020", 1, 9, "13", 13, 0, "trồng 13 cây", "trồng"),
]  # fmt: skip


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    """A file with the tables that the command reads, and one finding."""
    path = tmp_path_factory.mktemp("warehouse") / "ktxh.duckdb"
    with duckdb.connect(str(path)) as connection:
        for statement in """
            create schema marts;
            create schema quality;
            create table marts.fct_observation (numeral_id text, statement_no int, line int, raw_text text, amount_printed decimal(38, 8), decimals int,
                evidence text, label_raw text, report_id text, measure text, scenario text, comparator_raw text, period_code text, indicator_code text,
                unit_raw text, unit_code text, multiplier decimal(38, 0), bound text, amount_alt_printed decimal(38, 8));
            create table quality.dq_relation (relation_id text, kind text, verdict text, evidence text);
            create table quality.dq_relation_term (relation_id text, term_no int, role text, numeral_id text, name_raw text, printed_text text, coefficient decimal(38, 8));
            create table quality.dq_finding (finding_id text, report_id text, rule_code text, rule_name_vi text, rule_name_en text, severity text, verdict text, line int,
                numeral_id text, numeral_ids text, relation_id text, message_vi text, message_en text, proposal_vi text, proposal_en text, decided_by_vi text, decided_by_en text,
                review_status text, review_note text, evidence text);
            create table quality.dq_suspect (finding_id text, rank int, numeral_id text, printed_text text, proposed_text text, slip_kind text, posterior double,
                relations_mended int, relations_supported int, relations_broken int, line int);
            insert into quality.dq_relation values ('x-1-2024:r0001', 'sum', 'inconsistent', 'Lập biên bản');
            insert into quality.dq_relation_term values ('x-1-2024:r0001', 1, 'total', 'x-1-2024:00011', null, '1.595', 1),
                ('x-1-2024:r0001', 2, 'part', 'x-1-2024:00012', null, '661', 1), ('x-1-2024:r0001', 3, 'part', 'x-1-2024:00013', null, '890', 1),
                ('x-1-2024:r0001', 4, 'part', 'x-1-2024:00014', null, '08', 1);
            insert into quality.dq_finding values ('x-1-2024:fabc', 'x-1-2024', 'sum_does_not_close', 'Tổng không khớp', 'Sum', 'error', 'inconsistent', 8, 'x-1-2024:00011',
                'x-1-2024:00011 x-1-2024:00012 x-1-2024:00013 x-1-2024:00014', 'x-1-2024:r0001', 'Tổng ghi là «1.595».', 'The total is «1.595».', '', '', 'Xem sổ gốc.', 'See the book.',
                'accepted', 'đã hỏi', 'Lập biên bản 1.595 vụ');
            insert into quality.dq_suspect values ('x-1-2024:fabc', 1, 'x-1-2024:00011', '1.595', '1.559', 'transposed', 0.98, 1, 0, 0, 8)
        """.split(";"):
            connection.execute(statement)
        for id_, statement_no, line, text, amount, decimals, evidence, label in OBSERVATIONS:
            connection.execute(
                "insert into marts.fct_observation values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'level', 'actual', null, '2024', 'case', 'vụ', 'case', 1, 'exact', null)",
                [id_, statement_no, line, text, amount, decimals, evidence, label, id_.partition(":")[0]],
            )
    return path


def explain(db, *arguments):
    return CliRunner().invoke(main, ["explain", *arguments, "--db", str(db), "--width", "160"], catch_exceptions=False)


@pytest.mark.parametrize("wanted", ["x-1-2024:fabc", "fabc"])
def test_a_finding_with_sentence_arithmetic_and_candidates(db, wanted):
    text = explain(db, wanted).output
    assert "lỗi: Tổng ghi là «1.595»." in text
    assert "Câu chữ: Lập biên bản 1.595 vụ" in text
    assert "không khớp: 661 + 890 + 08 = 1.559 ≠ 1.595" in text
    assert "98% «1.595» → «1.559» đảo hai chữ số liền nhau · khớp lại 1 phép tính" in text
    assert "Xem sổ gốc." in text and "Người soát xét: accepted · đã hỏi" in text


@pytest.mark.parametrize("wanted", ["x-1-2024:00012", "00012"])
def test_a_figure_with_meaning_relations_and_findings(db, wanted):
    text = explain(db, wanted).output
    assert "Câu chữ: đất 661 vụ" in text
    assert "Ý nghĩa: 661 vụ · Lập biên bản > đất · giá trị · năm 2024 · case" in text
    assert "661 + 890 + 08 = 1.559 ≠ 1.595" in text and "«1.595» → «1.559»" in text


def test_a_figure_that_nothing_tests_says_so(db):
    text = explain(db, "x-1-2024:00020").output
    assert "Không nằm trong phép tính nào" in text and "Không có nội dung cần xem lại." in text


def test_english(db):
    text = explain(db, "fabc", "--lang", "en").output
    assert "error: The total is «1.595»." in text and "inconsistent: 661 + 890 + 08" in text and "See the book." in text


@pytest.mark.parametrize(
    ("wanted", "said"), [("zzz", "no figure and no finding"), ("00020", "x-1-2024:00020, x-2-2024:00020")]
)
def test_what_is_not_there_or_not_one(db, wanted, said):
    result = explain(db, wanted)
    assert result.exit_code == 1 and said in result.output


def test_no_file_and_another_file(tmp_path):
    assert "no such file" in explain(tmp_path / "none.duckdb", "x").output
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    assert "not a warehouse of this version" in explain(tmp_path / "other.duckdb", "x").output


def test_the_file_stays_as_it_was(db):
    before = db.read_bytes()
    explain(db, "fabc")
    assert db.read_bytes() == before
