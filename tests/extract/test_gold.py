"""The machine alone against two readings by eye: floors under what it reads today, so that no later rule loses what an earlier one won."""

from __future__ import annotations

from tests.gold.score import compare

FLOORS = {
    "figures": 0.99, "amount": 1.0, "unit": 0.98, "mult": 1.0, "bound": 0.99, "dir": 0.99, "measure": 0.99, "scenario": 0.98,
    "cum": 0.99, "base": 0.98, "cmp_kind": 0.99, "cmp": 0.97, "cmp_raw": 0.98, "parent": 0.94, "places": 0.95, "period": 0.97,
}  # fmt: skip


def test_no_column_falls_below_its_floor(bac_son):
    shares, _ = compare(bac_son)
    below = {column: round(shares[column], 3) for column, floor in FLOORS.items() if shares[column] < floor}
    assert not below
