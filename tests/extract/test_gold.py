"""The machine alone against what people read: goals that it reaches, so that no later rule loses what an earlier one won."""

from __future__ import annotations

import pytest

from ktxh.publish import inputs
from tests.conftest import PROJECT
from tests.gold import passages, relations, score

GOALS = {
    "figures": 0.99, "amount": 1.0, "unit": 0.99, "mult": 0.99, "bound": 0.99, "dir": 0.99, "measure": 0.98, "scenario": 0.98,
    "cum": 0.99, "base": 0.97, "cmp_kind": 0.99, "cmp": 0.98, "cmp_raw": 0.99, "parent": 0.97, "places": 0.97, "period": 0.97,
    "parent precision": 0.95, "parent recall": 0.95, "relation precision": 0.95, "relation recall": 0.95,
}  # fmt: skip
PASSAGES = {"figures": 0.97, "amount": 0.98, "unit": 0.95, "role": 0.92}


def test_the_report_read_by_eye(bac_son):
    found, _ = relations.compare(bac_son)
    shares = score.compare(bac_son)[0] | score.parents(bac_son)
    shares |= {f"relation {name}": found[name] for name in ("precision", "recall")}
    assert {name: round(shares[name], 3) for name, goal in GOALS.items() if shares[name] < goal} == {}


def test_after_corrections_every_figure_is_right(bac_son):
    corrected = inputs.rows(PROJECT / "seeds" / "rules" / "reading_corrections.csv")
    assert score.compare(bac_son, corrected)[1] == []
    assert len({row["numeral_id"] for row in corrected}) <= 0.02 * len(bac_son.figures)


@pytest.mark.parametrize("folder", ["dev", "held_back"])
def test_passages_from_elsewhere(folder):
    shares, _ = passages.score(PROJECT / "tests" / "passages" / folder)
    assert {name: round(shares[name], 3) for name, goal in PASSAGES.items() if shares[name] < goal} == {}
