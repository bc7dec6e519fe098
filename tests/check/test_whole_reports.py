"""Whole reports of invented districts by other hands: nothing is found in the clean text, and what its author planted is found.

`slips.tsv` is the author's list: what was printed instead of what, and what in the report proves it; `missed` says why the audit cannot see it.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from ktxh.check.inspect import Inspection
from tests.check.conftest import read

REPORTS = sorted((Path(__file__).parent / "reports").iterdir())
RIGHT_FIRST = 0.4  # of the slips found, at least so many with the right value as the first suspect


def slips_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "slips.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module", params=REPORTS, ids=lambda folder: folder.name)
def folder(request) -> Path:
    return request.param


@pytest.fixture(scope="module")
def slipped(folder) -> Inspection:
    lines = (folder / "clean.txt").read_text(encoding="utf-8").split("\n")
    for slip in slips_of(folder):
        line = int(slip["line"]) - 1
        assert lines[line].count(slip["right"]) == 1, slip
        lines[line] = lines[line].replace(slip["right"], slip["printed"])
    return read("\n".join(lines), f"{folder.name}.txt")


def number(words: str) -> str:
    """The first number of what was printed or meant: `98,6` of `98,6%`, `22` of `22 tỷ 40 triệu`."""
    return re.match(r"\d(?:[\d.,]*\d)?", words).group()


def told(inspection: Inspection) -> list[tuple[set[tuple[int, str]], str]]:
    """Of each finding: the numbers that it names, by line, and the value that it would rather see."""
    return [
        (
            {(inspection.spans[n].line, number(inspection.spans[n].text)) for n in finding.numeral_ids},
            finding.suspects[0].change.text if finding.suspects else "",
        )
        for finding in inspection.audit.findings
    ]


def test_a_clean_report_has_no_findings(folder):
    text = (folder / "clean.txt").read_text(encoding="utf-8")
    assert told(read(text, f"{folder.name}.txt")) == []


def test_every_planted_slip_is_found_or_named_as_missed(folder, slipped):
    named = set().union(*(numbers for numbers, _ in told(slipped)))
    found = {slip["line"] for slip in slips_of(folder) if (int(slip["line"]), number(slip["printed"])) in named}
    assert found == {slip["line"] for slip in slips_of(folder) if not slip["missed"]}


def test_nothing_but_planted_slips_is_found(folder, slipped):
    planted = {(int(slip["line"]), number(slip["printed"])) for slip in slips_of(folder)}
    assert [numbers for numbers, _ in told(slipped) if not numbers & planted] == []


def test_most_slips_found_are_put_right(folder, slipped):
    visible = [slip for slip in slips_of(folder) if not slip["missed"]]
    right = [
        slip
        for slip in visible
        if any(
            value == number(slip["right"])
            for numbers, value in told(slipped)
            if (int(slip["line"]), number(slip["printed"])) in numbers
        )
    ]
    assert len(right) >= RIGHT_FIRST * len(visible), [slip["printed"] for slip in visible if slip not in right]
