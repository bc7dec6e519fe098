"""The invented district of examples/: two reports read, built into a file of their own, held against what their author expects.

`expected_year_over_year.csv` was written from the texts before the warehouse could read them; a row is found by the printed
numbers and their lines alone.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from ktxh.extract.document import read_document
from ktxh.extract.reading import Report
from ktxh.publish.build import build
from tests.conftest import PROJECT, Published

EXAMPLE = PROJECT / "examples" / "phieng-sa"
FIRST, SECOND = "phieng-sa-990-2022", "phieng-sa-990-2023"
with (Path(__file__).parent / "expected_year_over_year.csv").open(encoding="utf-8", newline="") as file:
    EXPECTED = list(csv.DictReader(file))
# A rate that one report gives as a share of a count and the other as a rate of its own is not held against itself.
NOT_JOINED = {"34"}
# `ước đạt`, `khoảng`: what such a value implies is open on both sides, so nothing shows as revised or not.
OPEN = {"15", "22"}


@pytest.fixture(scope="module")
def opened(published: Published, tmp_path_factory: pytest.TempPathFactory):
    target = tmp_path_factory.mktemp("example") / "phieng-sa.duckdb"
    build(published.project, seeds=Path("examples/phieng-sa/seeds"), target=target, echo=lambda _: None)
    with duckdb.connect(str(target), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_seeds_are_what_the_reports_give(name: str):
    rows = Report(read_document(EXAMPLE / "reports" / f"{name}.txt")).rows()
    for table, extracted in rows.items():
        with (EXAMPLE / "seeds" / "raw" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            kept = [row for row in csv.DictReader(file) if row["report_id"] == name]
        assert kept == [{column: str(value) for column, value in row.items()} for row in extracted], table


def test_nothing_invented_is_in_the_published_warehouse(published: Published):
    with duckdb.connect(str(published.result.target), read_only=True) as connection:
        places = connection.execute("select count(*) from marts.dim_place where place_code like '99%'").fetchone()
        reports = connection.execute("select report_id from marts.dim_report").fetchall()
    assert places == (0,)
    assert not {report for (report,) in reports} & {FIRST, SECOND}


@pytest.mark.parametrize("report_id", [FIRST, SECOND])
def test_figures_have_indicators(opened, report_id: str):
    figures, known = opened.execute(
        "select count(*), count(indicator_code) from marts.fct_observation where report_id = ? and statement_no = 1",
        [report_id],
    ).fetchone()
    assert known / figures >= 0.99, f"{known} of {figures}: see quality.dq_unmapped_indicator"


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["no"])
def test_earlier_report_beside_what_the_later_implies(opened, row: dict[str, str]):
    found = opened.execute(
        """
        select earlier.raw_text, earlier.line, comparison.is_revised,
            comparison.implied_low / now.multiplier, comparison.implied_high / now.multiplier
        from marts.fct_year_over_year as comparison
        inner join marts.fct_observation as now on comparison.current_numeral_id = now.numeral_id and now.statement_no = 1
        inner join marts.fct_observation as stated
            on comparison.numeral_id = stated.numeral_id and comparison.statement_no = stated.statement_no
        left join marts.fct_observation as earlier
            on comparison.earlier_numeral_id = earlier.numeral_id and earlier.statement_no = 1
        where comparison.report_id = ? and now.raw_text = ? and now.line = ? and stated.raw_text = ?
        """,
        [SECOND, row["printed_2023"], int(row["line_2023"]), row["comparison"]],
    ).fetchall()
    assert len(found) == 1, row["what"]
    raw, line, is_revised, low, high = found[0]
    if row["no"] in NOT_JOINED:
        assert raw is None, "held against the earlier report now: expect it as the others"
        return
    assert (raw, line) == (row["printed_2022"], int(row["line_2022"])), row["what"]
    assert is_revised == (None if row["no"] in OPEN else row["is_revised"] == "yes"), row["what"]
    if low is not None and high is not None:  # `khoảng` leaves both ends open
        for value, expected in ((low, row["implied_low"]), (high, row["implied_high"])):
            places = Decimal(expected).as_tuple().exponent
            assert round(Decimal(str(value)), -places) == Decimal(expected), row["what"]


def test_a_renamed_commune_is_one_place_under_two_names(opened):
    names = opened.execute(
        """
        select place.place_name_vi, profile.report_id, profile.roof_damaged_houses is not null or profile.figure_count > 0
        from marts.fct_commune_profile as profile
        inner join marts.dim_place as place using (place_id)
        where place.place_code = '99009' and profile.profile_level = 'unit'
        order by profile.report_id
        """
    ).fetchall()
    assert names == [("Nà Lịa", FIRST, True), ("Quang Lịa", SECOND, True)]
    houses = opened.execute(
        """
        select sum(damage.actual)
        from marts.fct_disaster_damage as damage
        inner join marts.dim_place as place using (place_id)
        where place.place_code = '99009' and damage.indicator_code = 'disaster_damaged_houses'
        """
    ).fetchone()
    assert houses == (Decimal(55),), "24 as Nà Lịa in 2022, 31 as Quang Lịa in 2023"


def test_flood_damage_by_commune_makes_up_the_printed_total(opened):
    found = opened.execute(
        """
        select period.start_date, sum(damage.actual), count(*)
        from marts.fct_disaster_damage as damage
        inner join marts.dim_period as period using (period_code)
        where damage.indicator_code = 'disaster_damaged_houses'
        group by extract(year from period.start_date), period.start_date
        order by period.start_date
        """
    ).fetchall()
    by_year: dict[int, Decimal] = {}
    for start, houses, _ in found:
        by_year[start.year] = by_year.get(start.year, Decimal(0)) + houses
    assert by_year == {2022: Decimal(146), 2023: Decimal(97)}


def test_the_slip_shows_as_a_total_that_its_parts_do_not_make_up(opened):
    found = opened.execute(
        "select raw_text from marts.fct_observation inner join quality.dq_total_beside_parts using (numeral_id) "
        "where difference != 0 and marts.fct_observation.indicator_code = 'investment_capital' and marts.fct_observation.report_id = ?",
        [SECOND],
    ).fetchall()
    assert ("47.390",) in found


def test_no_relation_is_called_wrong_but_those_of_the_slip(opened):
    found = opened.execute(
        "select report_id, line, kind from quality.dq_relation where verdict in ('inconsistent', 'unreadable') order by all"
    ).fetchall()
    assert found == [(SECOND, 72, "sum"), (SECOND, 90, "sum")], "47.390, which should be 43.790, stands in two sums"


def test_exactly_its_slip_is_found_and_mended(opened):
    found = opened.execute(
        "select report_id, line, rule_code, is_proposed from quality.dq_finding order by all"
    ).fetchall()
    assert found == [(SECOND, 72, "sum_does_not_close", True), (SECOND, 90, "sum_does_not_close", True)]
    firsts = opened.execute(
        "select distinct printed_text, proposed_text from quality.dq_suspect where rank = 1"
    ).fetchall()
    assert firsts == [("47.390", "43.790")]
