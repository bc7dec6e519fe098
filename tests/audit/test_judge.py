"""When a relation holds: by its printed digits, whatever its kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ktxh.audit.ledger import Ledger
from ktxh.audit.relations import Cell, Relation, Term

AREA = {"unit": "m2"}
PERCENT = {"unit": "percent"}
CASES = {
    "closes": ("sum", "exact", 0, [("total", "10"), ("part", "6"), ("part", "4")]),
    "does not close": ("sum", "inconsistent", 36, [("total", "1595"), ("part", "661"), ("part", "890"), ("part", "8")]),
    "what is taken away": ("sum", "exact", 0, [("total", "7"), ("part", "10"), ("part", "3", {"sign": -1})]),
    "closes by rounding": ("sum", "rounded", "0.02", [("total", "566.7"), ("part", "280.2"), ("part", "286.48")]),
    "total is about": ("sum", "holds", -7, [("total", "10", {"bound": "about"}), ("part", "17")]),
    "units differ": ("sum", "untestable", None, [("total", "10", AREA), ("part", "10", {"unit": "VND"})]),
    "total unreadable": ("sum", "unreadable", None, [("total", None), ("part", "10")]),
    "some of it": ("subset", "holds", 3, [("total", "10"), ("part", "7")]),
    "more than all of it": ("subset", "inconsistent", -1, [("total", "10"), ("part", "11")]),
    "right share": ("ratio", "exact", None, [("numerator", "1"), ("denominator", "3"), ("percent", "33.3", PERCENT)]),
    "share cut off": ("ratio", "truncated", None, [("numerator", "2"), ("denominator", "3"), ("percent", "66", PERCENT)]),
    "wrong share": (
        "ratio", "inconsistent", None, [("numerator", "442"), ("denominator", "1075"), ("percent", "41.4", PERCENT)],
    ),
    "share of nothing printed": ("ratio", "untestable", None, [("numerator", "4"), ("percent", "41", PERCENT)]),
    "part of growth": (
        "change", "rounded", "0.4", [("current", "125", AREA), ("change", "25", AREA), ("percent", "25.4", PERCENT)],
    ),
    "risen by": ("change", "exact", 0, [("current", "125"), ("previous", "100"), ("change", "25")]),
    "fallen by something else": ("change", "inconsistent", 5, [("current", "80"), ("previous", "100"), ("change", "15")]),
    "growth": ("growth", "exact", 0, [("current", "125"), ("previous", "100"), ("growth", "25", PERCENT)]),
    "fall": ("growth", "exact", 0, [("current", "75"), ("previous", "100"), ("growth", "25", {**PERCENT, "sign": -1})]),
    "fall taken for growth": (
        "growth", "inconsistent", 50, [("current", "75"), ("previous", "100"), ("growth", "25", PERCENT)],
    ),
    "said again": ("same", "exact", 0, [("member", "17"), ("member", "17")]),
    "said more precisely": ("same", "rounded", None, [("member", "578", AREA), ("member", "577.79", AREA)]),
    "said otherwise": ("same", "inconsistent", None, [("member", "17"), ("member", "71")]),
    "names counted": ("list_count", "exact", 0, [("count", "2"), ("member", "xã A"), ("member", "xã B")]),
    "names miscounted": ("list_count", "inconsistent", 1, [("count", "2"), ("member", "xã A")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_relations_hold_by_their_printed_digits(name: str):
    kind, verdict, residual, printed = CASES[name]
    cells, terms = [], []
    for number, (role, text, *more) in enumerate(printed):
        options = dict(more[0]) if more else {}
        sign = Decimal(options.pop("sign", 1))
        if text is not None and not text[0].isdigit():
            terms.append(Term(role, None, name=text))
            continue
        decimals = len(text.partition(".")[2]) if text else 0
        is_count = not decimals and options.get("unit", "") in ("", "VND")
        amount = None if text is None else Decimal(text)
        cells.append(Cell(str(number), text or "4,4,2", amount, decimals, is_count=is_count, **options))
        terms.append(Term(role, str(number), sign))
    judgement = Ledger(cells, [Relation(name, kind, tuple(terms))]).judgements[name]
    assert judgement.verdict == verdict
    if residual is not None:
        assert judgement.residual == Decimal(residual)
