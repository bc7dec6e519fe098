"""The audit as tables: what a curator rejects raises nothing, what is added does, what SQL notices is worded."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from ktxh.audit.tables import BETWEEN, judged, raised

REPORT = "r"
NUMBERS = {"00001": "1.595", "00002": "661", "00003": "890", "00004": "8"}


@pytest.fixture
def staging():
    """Tables of a report with one sum that does not close, `status` of the relation as given."""
    connection = duckdb.connect()

    def tables(status: str):
        queries = {
            "raw_reports": f"select '{REPORT}' as report_id, date '2024-12-06' as issued_on",
            "raw_numerals": " union all ".join(
                f"select '{REPORT}' as report_id, '{name}' as numeral_id, '{text}' as raw_text, 1 as line, "
                "0 as char_start, 1 as char_end, null as head_numeral_id, 'figure' as kind"
                for name, text in NUMBERS.items()
            ),
            "raw_figures": " union all ".join(
                f"select '{REPORT}' as report_id, '{name}' as numeral_id, {text.replace('.', '')}::decimal(38, 8) as amount, "
                "0 as decimals, null as amount_alt, 'exact' as bound, 'case' as unit_code, 1 as multiplier, 'level' as measure, "
                "'actual' as scenario, null as comparator_raw, '2024' as period, 'words' as evidence"
                for name, text in NUMBERS.items()
            ),
            "raw_dates": f"select '{REPORT}' as report_id, '' as numeral_ids, '' as precision where false",
            "raw_relations": f"select '{REPORT}' as report_id, 'k1' as relation_id, 'sum' as kind, 'curated' as source, "
            f"'{status}' as status, 'words' as evidence",
            "raw_relation_terms": " union all ".join(
                f"select '{REPORT}' as report_id, 'k1' as relation_id, {number} as term_no, '{role}' as role, "
                f"'{name}' as numeral_id, null as name_raw, 1::decimal(38, 8) as coefficient"
                for number, (name, role) in enumerate(zip(NUMBERS, ["total", *["part"] * 3], strict=True))
            ),
        }
        return {name: connection.sql(query) for name, query in queries.items()}

    return tables


@pytest.fixture
def nothing():
    return duckdb.sql("select null as rule_code where false")


def test_a_relation_that_is_added_raises_a_finding(staging, nothing):
    (verdict,) = judged(staging("added")).to_pylist()
    assert (verdict["verdict"], verdict["residual"], verdict["smallest_visible_error"]) == ("inconsistent", 36, 0)
    (finding,) = raised(staging("added"), nothing).to_pylist()
    assert finding["rule_code"] == "sum_does_not_close"
    assert finding["numeral_ids"] == BETWEEN.join(NUMBERS)
    assert finding["suspects"][0]["proposed_amount"] == Decimal(1559)
    assert "1.559" in finding["message_vi"] and "1.559" in finding["message_en"], (
        "numbers are quoted as the report prints them"
    )


def test_a_relation_that_is_rejected_stays_visible_and_raises_nothing(staging, nothing):
    (verdict,) = judged(staging("rejected")).to_pylist()
    assert (verdict["verdict"], verdict["untestable_reason"]) == ("untestable", "rejected")
    assert raised(staging("rejected"), nothing).num_rows == 0


def test_the_same_numbers_give_the_same_id(staging, nothing):
    ids = [raised(staging(status), nothing).to_pylist()[0]["finding_id"] for status in ("added", "confirmed")]
    assert ids[0] == ids[1] and ids[0].startswith(f"{REPORT}:f")


@pytest.mark.parametrize(("ratio", "vi", "en"), [("10.03", "10,0", "10.0"), ("0.001", "1/1000", "1/1000")])
def test_what_sql_notices_is_worded(staging, ratio: str, vi: str, en: str):
    noticed = duckdb.sql(
        "select 'r' as report_id, 'tenfold_jump' as rule_code, '00001 | 00002' as numeral_ids, 3 as line, 'trâu' as subject, "
        f"'1.595 con' as said, '159 con' as other, {ratio}::decimal(38, 8) as ratio, null::decimal(38, 8) as expected_low, "
        "null::decimal(38, 8) as expected_high, null::decimal(38, 8) as difference, 'words' as evidence"
    )
    (finding,) = raised(staging("rejected"), noticed).to_pylist()
    assert (finding["severity"], finding["numeral_id"], finding["line"]) == ("notice", "00001", 3)
    assert finding["message_vi"] == f"«1.595 con» bằng {vi} lần «159 con»."
    assert finding["message_en"] == f"«1.595 con» is {en} times «159 con»."
