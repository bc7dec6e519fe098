"""What the warehouse finds in the real report, held against what two people found by eye before any of this was written.

`tests/gold/bac-son-185-2024/contradictions.csv` is their list. What the machine finds beyond it stands in `found_later.csv` once a person has
confirmed it by reading, with the arithmetic; what the list has and the machine misses is named here with its reason.
"""

from __future__ import annotations

import csv
import re

import duckdb
import pytest

from tests.conftest import PROJECT

GOLD = PROJECT / "tests/gold/bac-son-185-2024"


def _entries(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


BY_EYE = _entries("contradictions.csv")
CONFIRMED = [*BY_EYE, *_entries("found_later.csv")]
# Which rules may show a contradiction of the list's kinds.
SHOWN_BY = {
    "sum": {"sum_does_not_close", "parts_exceed_total"},
    "ratio": {"percentage_contradicts", "no_whole_number_before"},
    "change": {"change_contradicts"},
    "list_count": {"count_is_not_names"},
    "thousandfold": {"thousandfold_slip"},
    "other": {"number_unreadable"},
    "date": {"date_after_report", "date_impossible"},
    "plan_year": {"plan_of_other_year"},
    "band": {"place_in_two_bands"},
    "copy": {"amount_of_another_event"},
    "restatement": {"restatement_differs"},
}
# Entries of the list that nothing finds, and why.
MISSED = {
    "1": "that numbers of a register run with its days is not asked: plans are signed out of order in practice (low)",
    "2": "a plan that is exactly last year's herd is possible; equal percentages alone contradict nothing (low, one reader)",
    "5": "what rain is heavy is not known to the catalogue (low, one reader)",
    "7": "that the advanced standard presupposes the standard is not said in the reference (low, one reader)",
    "8": "twelve recognised under an earlier set and ten that meet the present one are no contradiction (low / medium)",
    "15": "the opening balance is not printed, and what the 65 tỷ is measured against is garbled (low / medium)",
    "20": "two head-counts of the same leavers are two indicators (low)",
    "26": "a period left over in words: no number differs (low, one reader)",
    "27": "the norm per head is not printed (medium, one reader)",
    "28": "the groups may overlap and are no closed list (low)",
    "29": "the province's rate is not printed (low)",
    "31": "two statements in words: no number differs",
    "32": "the word is wrong and not the number (low)",
}
# What both readers took for the right number, where they could tell.
CORRECTED = {
    "10": "03",
    "11": "01",
    "14": "647.911",
    "16": "51",
    "17": "51",
    "18": "42,6",
    "19": "41,1",
    "24": "87,3",
    "25": "100",
    "33": "1.559",
}


@pytest.fixture(scope="module")
def warehouse(published):
    with duckdb.connect(str(published.result.target), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def found(warehouse) -> list[tuple[str, str, int, set[str]]]:
    """Id, rule, line and printed numbers of every finding."""
    rows = warehouse.execute(
        "select finding_id, rule_code, line, stated || ' ' || message_vi from quality.dq_finding order by all"
    ).fetchall()
    return [(finding_id, rule, line, _numbers(text)) for finding_id, rule, line, text in rows]


def _numbers(text: str) -> set[str]:
    return {number.replace(".", "") for number in re.findall(r"\d[\d.,]*\d|\d", text)}


def told_by(entry: dict[str, str], finding: tuple[str, str, int, set[str]]) -> bool:
    """Whether an entry speaks of the line, the kind and a number of a finding."""
    _, rule, line, numbers = finding
    spans = [tuple(int(n) for n in part.split("-")) for part in re.split("[;,]", entry["lines"])]
    here = any(span[0] <= line <= span[-1] for span in spans)
    return here and rule in SHOWN_BY.get(entry["kind"], set()) and bool(numbers & _numbers(entry["figures"]))


def test_whatever_is_found_was_found_by_eye_too(found):
    assert [f[:3] for f in found if not any(told_by(entry, f) for entry in CONFIRMED)] == []
    assert len(found) >= 20


def test_what_was_found_by_eye_is_found_or_named(found):
    missed = {entry["no"] for entry in BY_EYE if not any(told_by(entry, f) for f in found)}
    assert missed == set(MISSED)


@pytest.mark.parametrize("number", CORRECTED)
def test_the_first_suspect_is_what_both_readers_would_write(warehouse, found, number):
    entry = next(entry for entry in BY_EYE if entry["no"] == number)
    findings = [f[0] for f in found if told_by(entry, f)]
    firsts = warehouse.execute(
        "select proposed_text from quality.dq_suspect where rank = 1 and list_contains(?, finding_id)", [findings]
    ).fetchall()
    assert findings and (CORRECTED[number],) in firsts


def test_nothing_falls_out_between_candidates_and_verdicts(published):
    with duckdb.connect(str(published.candidate), read_only=True) as connection:
        lost = connection.execute(
            """
            with candidates as (
                select 'stated' as source, relation_id from staging.stg_relations
                union all select 'gathered', relation_id from intermediate.int_relations_gathered
                union all select 'united', relation_id from intermediate.int_relation_terms_united
            )
            select candidates.* from candidates
            left join quality.dq_relation as relations using (relation_id)
            where relations.verdict is null
            """
        ).fetchall()
        sources = {row[0] for row in connection.execute("select distinct source from quality.dq_relation").fetchall()}
        unsaid = connection.execute(
            """
            select relation_id, relations.verdict, count(finding_id) as findings
            from quality.dq_relation as relations left join quality.dq_finding using (relation_id)
            group by all having findings != if(relations.verdict in ('inconsistent', 'unreadable'), 1, 0)
            """
        ).fetchall()
    assert lost == []
    assert sources == {"stated", "compared", "restated", "hierarchy", "identity", "curated"}
    assert unsaid == [], "each relation that fails is one finding, and no other is"


def test_every_number_of_a_suspect_and_finding_is_printed(warehouse):
    unknown = warehouse.execute(
        """
        select suspects.* from quality.dq_suspect as suspects
        left join marts.fct_observation as observations using (numeral_id)
        where observations.numeral_id is null or observations.raw_text != suspects.printed_text
        """
    ).fetchall()
    assert unknown == []
    shares = warehouse.execute(
        "select finding_id, sum(posterior), count(*) from quality.dq_suspect group by all having sum(posterior) > 3"
    ).fetchall()
    assert shares == [], "no finding is explained by more than three changes at once"
