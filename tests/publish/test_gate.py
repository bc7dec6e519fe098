"""The gate accepts the real candidate, and refuses a corrupted one with the offending rows."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from ktxh.publish import gate
from ktxh.publish.expectations import TABLES
from tests.conftest import Published

PICK = "(select numeral_id from marts.fct_observation where reading = 'strict' and measure {} order by numeral_id limit 1 offset {})"
# What goes wrong in which row, and the demand that has to see it: (title, column or note).
CORRUPTIONS = {
    "measure = 'nonsense'": ("marts.fct_observation", "measure"),
    "scenario = 'hope'": ("marts.fct_observation", "scenario"),
    "bound = 'roughly'": ("marts.fct_observation", "bound"),
    "amount_low = amount + 1": ("marts.fct_observation", "amount_low ≤ amount"),
    "amount_high = amount - 1": ("marts.fct_observation", "amount ≤ amount_high"),
    "char_end = char_start - 1": ("marts.fct_observation", "char_start ≤ char_end"),
    "char_end = 100000000": ("marts.fct_observation, with its report", "char_end ≤ report_char_count"),
    "line = 100000000": ("marts.fct_observation, with its report", "line ≤ report_line_count"),
    "line = 0": ("marts.fct_observation", "line"),
    "amount_printed = -1": ("marts.fct_observation", "amount_printed"),
    "raw_text = '12,'": ("marts.fct_observation", "raw_text"),
    "amount = null": ("marts.fct_observation, what can be read", "amount"),
    "report_id = 'another'": ("marts.fct_observation", "report_id"),
    "unit_code = 'cubit'": ("marts.fct_observation", "unit_code"),
    "period_code = '1066'": ("marts.fct_observation", "period_code"),
    "place_id = 'Atlantis'": ("marts.fct_observation", "place_id"),
    "place_code = '99999'": ("marts.fct_observation, of a known place", "place_code"),
    "evidence = null, statement_no = 0": ("marts.fct_observation", "statement_no"),
}


@pytest.fixture(scope="module")
def corrupted(
    published: Published, tmp_path_factory: pytest.TempPathFactory
) -> tuple[gate.GateOutcome, dict[str, str]]:
    """Return the gate's outcome on a candidate with one corrupted row per rule, and which row (numeral_id) that is."""
    folder = tmp_path_factory.mktemp("corrupted")
    path = folder / "candidate.duckdb"
    path.write_bytes(published.candidate.read_bytes())
    rows = {}
    with duckdb.connect(str(path)) as connection:
        connection.execute("""
            create table marts.bridge as select * from marts.fct_observation_breakdown;
            drop table marts.fct_observation_breakdown;
            alter table marts.bridge rename to fct_observation_breakdown;
            create table marts.broken as select * from marts.fct_observation;
            drop table marts.fct_observation;
            alter table marts.broken rename to fct_observation;
            comment on column marts.dim_place.place_type is null;
            comment on table marts.dim_unit is 'One row per unit';
            create table marts.dim_untested as select 1::double as x where false;
        """)
        for number, change in enumerate(CORRUPTIONS):
            (rows[change],) = connection.execute(f"select {PICK.format('is not null', number)}").fetchone()
        for change, numeral_id in rows.items():
            connection.execute(f"update marts.fct_observation set {change} where numeral_id = ?", [numeral_id])
        connection.execute(
            "create or replace temp table last as select max(numeral_id) as numeral_id from marts.fct_observation"
        )
        (rows["lost"],) = connection.execute("from last").fetchone()
        connection.execute("delete from marts.fct_observation where numeral_id = (from last)")
        (rows["doubled"],) = connection.execute("select max(numeral_id) from marts.fct_observation").fetchone()
        connection.execute(
            "insert into marts.fct_observation from marts.fct_observation where numeral_id = ?", [rows["doubled"]]
        )
        (rows["no percentage"],) = connection.execute(
            f"select {PICK.format(chr(61) + chr(39) + 'share_pct' + chr(39), 0)}"
        ).fetchone()
        connection.execute(
            "update marts.fct_observation set unit_code = 'VND' where numeral_id = ?", [rows["no percentage"]]
        )
    return gate.run(path, published.project / "seeds", folder / "gate"), rows


def failed(outcome: gate.GateOutcome, title: str, about: str) -> list[gate.Verdict]:
    return [v for v in outcome.failed if v.title == title and (about == v.column or v.note.startswith(about))]


def offenders(verdicts: list[gate.Verdict]) -> set[object]:
    return {value for verdict in verdicts for row in verdict.rows for value in row}


def test_the_published_candidate_passed(published: Published) -> None:
    assert "expectations of" in published.shown


@pytest.mark.parametrize("change", CORRUPTIONS)
def test_a_corrupted_row_is_refused_and_shown(corrupted: tuple[gate.GateOutcome, dict[str, str]], change: str) -> None:
    outcome, rows = corrupted
    verdicts = failed(outcome, *CORRUPTIONS[change])
    assert rows[change] in offenders(verdicts), f"{change} in {rows[change]} went unseen"
    assert rows[change] in "\n".join(map(str, verdicts)), "the failure as text names the row"


def test_a_lost_and_a_doubled_figure_are_named(corrupted: tuple[gate.GateOutcome, dict[str, str]]) -> None:
    outcome, rows = corrupted
    assert rows["lost"] in offenders(
        failed(outcome, "marts.fct_observation", "exactly those of raw_figures.numeral_id")
    )
    assert rows["doubled"] in offenders(failed(outcome, "marts.fct_observation", "one row per key"))


def test_a_percentage_in_another_unit_is_named(corrupted: tuple[gate.GateOutcome, dict[str, str]]) -> None:
    outcome, rows = corrupted
    assert rows["no percentage"] in offenders(failed(outcome, "marts.fct_observation, percentages", "unit_code"))


def test_the_catalogue_is_refused_where_it_describes_badly(corrupted: tuple[gate.GateOutcome, dict[str, str]]) -> None:
    outcome, _ = corrupted
    assert "place_type" in offenders(failed(outcome, "catalogue", "column_comment"))
    assert "marts.dim_unit" in offenders(failed(outcome, "catalogue", "table_comment"))
    assert "marts.dim_untested" in offenders(failed(outcome, "catalogue", "data_type")), "DOUBLE has no place here"


def test_an_empty_table_without_demands_of_its_own_is_refused(
    corrupted: tuple[gate.GateOutcome, dict[str, str]],
) -> None:
    outcome, _ = corrupted
    assert failed(outcome, "marts.dim_untested", "is not empty")


def test_a_missing_table_and_a_missing_column_are_named(published: Published, tmp_path: Path) -> None:
    path = tmp_path / "candidate.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"attach '{published.candidate}' as real (read_only)")
        connection.execute("""
            create schema marts;
            create table marts.dim_place as select * exclude (place_type) from real.marts.dim_place;
        """)
    outcome = gate.run(path, published.project / "seeds", tmp_path / "gate")
    missing = {demand.table for demand in TABLES} - {"marts.dim_place"}
    assert missing <= offenders(failed(outcome, "catalogue", "all of these occur"))
    assert "place_type" in offenders(failed(outcome, "marts.dim_place", "has the columns"))


def test_a_numeral_that_a_person_says_is_no_figure_is_not_missed(tmp_path: Path):
    for name, text in {
        "raw/raw_numerals.csv": "numeral_id,raw_text\nr:1,15\nr:2,18\nr:3,2024\nr:4,7\n",
        "rules/reading_corrections.csv": "numeral_id,column_name,expected_raw_text,corrected_value\n"
        "r:1,kind,15,band_bound\nr:2,kind,19,band_bound\nr:3,kind,2024,figure\nr:4,unit_code,7,ha\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert gate._recounted({"r:1", "r:2", "r:4"}, tmp_path) == {"r:2", "r:3", "r:4"}
