"""The audit's pieces on examples small enough to work out by hand: slips undone, relations judged, culprits found."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ktxh.audit.amounts import measure
from ktxh.audit.explain import explain
from ktxh.audit.findings import of_estimates
from ktxh.audit.ledger import Ledger
from ktxh.audit.load import relations_of
from ktxh.audit.relations import Cell, Relation, Term
from ktxh.audit.slips import PRIORS, spell, undo
from ktxh.audit.solve import Bounds, bounds
from ktxh.extract.numbers.numerals import read_number


def cell(name: str, text: str, *, bound: str = "exact", unit: str = "", is_count: bool | None = None) -> Cell:
    """A printed number in single pieces; with decimals it is no count."""
    reading = read_number(text)
    decimals = reading.decimals or 0
    amount = Decimal(reading.amount) if reading.amount else None
    return Cell(name, text, amount, decimals, bound, Decimal(1), not decimals if is_count is None else is_count, unit)


def relation(name: str, kind: str, *terms: str) -> Relation:
    """Terms as `role cell`, a fall as `-change cell`, a listed name as `role`."""
    made = []
    for term in terms:
        role, _, cell_id = term.partition(" ")
        made.append(Term(role.removeprefix("-"), cell_id or None, Decimal(-1 if role[0] == "-" else 1)))
    return Relation(name, kind, tuple(made))


def verdict(kind: str, *terms: str, **bounds_of: str) -> str:
    """The verdict on a relation whose terms are `role text`."""
    cells, named = [], []
    for number, term in enumerate(terms):
        role, _, text = term.partition(" ")
        if text:
            cells.append(cell(f"c{number}", text, bound=bounds_of.get(role, "exact"), is_count="," not in text))
        named.append(f"{role} c{number}" if text else role)
    return Ledger(cells, [relation("r", kind, *named)]).judgements["r"].verdict


# --- slips undone


@pytest.mark.parametrize(
    ("printed", "meant", "slip", "chance"),
    [
        ("1.595", "1.559", "transposed", 1 / 2),  # 1.559 has two pairs of unlike neighbours: 15, 59
        ("41,4", "41,1", "replaced", 1 / 27),  # three digits, nine others each
        ("155", "1.055", "missing", 1 / 4),  # one of four digits; set anew without its dot
        ("15.595", "1.595", "doubled", 1 / 4),  # the first 5, and the dot moves along
        ("6479,11", "647.911", "separator", 1 / 6),
        ("4.910", "491", "scale", 1 / 4),
        ("44,42,6", "42,6", "false_start", 0.5 / 30),  # 44, is no beginning of 42,6
        ("2,42,6", "2,6", "false_start", 0.5 / 30),
        ("42,42,6", "42,6", "false_start", 0.5 / 4),  # 42, is: one of four lengths to begin with
    ],
)
def test_a_slip_is_undone_with_its_chance(printed, meant, slip, chance):
    found = next(c for c in undo(printed) if c.text == meant)
    assert found.slip == slip
    assert found.likelihood >= PRIORS[slip] * chance * 0.999
    assert found.likelihood <= PRIORS[slip] * chance + 0.09, "other slips may lead there too, but not as many"


def test_what_is_undone_is_well_formed_and_of_another_value():
    for printed in ("1.595", "44,42,6", "0", "05", "12.824,50", "15.95"):
        for candidate in undo(printed):
            reading = read_number(candidate.text)
            assert reading.reading == "strict", candidate
            assert Decimal(reading.amount) == candidate.value
            assert reading.amount != read_number(printed).amount, f"{printed} does not differ from {candidate}"


def test_a_digit_lost_does_not_move_separators():
    # 1.2612,8 is nothing that 12.612,28 becomes by losing a 2: its dot would stand after 12 or be set anew
    assert "12.612,28" not in {c.text for c in undo("1.2612,8") if c.slip == "missing"}
    assert next(c for c in undo("1.2612,8") if c.text == "12.612,8").slip == "separator"


def test_a_number_is_written_as_its_report_writes():
    assert spell(Decimal("2201"), "2.009") == "2.201"
    assert spell(Decimal("2201"), "2009") == "2201"
    assert spell(Decimal("12.5"), "7,2") == "12,5"


# --- relations judged


@pytest.mark.parametrize(
    ("expected", "kind", "terms"),
    [
        ("exact", "sum", ("total 18", "part 11", "part 07")),
        ("inconsistent", "sum", ("total 19", "part 11", "part 07")),
        ("rounded", "sum", ("total 566,7", "part 280,2", "part 286,48")),  # 566,68
        ("truncated", "sum", ("total 40,3", *4 * ("part 10,0",))),  # rounded 39,8–40,2, cut off 40,0–40,4
        ("inconsistent", "sum", ("total 40,4", *4 * ("part 10,0",))),
        ("unreadable", "sum", ("total 44,42,6", "part 11", "part 07")),
        ("untestable", "sum", ("part 11", "part 07")),
        ("holds", "subset", ("total 42", "part 31")),
        ("inconsistent", "subset", ("total 42", "part 43")),
        (
            "exact",
            "ratio",
            ("numerator 165", "denominator 1.075", "percent 15,3"),
        ),  # 15,35 prints as 15,3 or 15,4: within
        ("truncated", "ratio", ("numerator 128", "denominator 212", "percent 60,37")),  # 60,377
        ("inconsistent", "ratio", ("numerator 442", "denominator 1.075", "percent 41,4")),  # 41,12
        ("untestable", "ratio", ("numerator 5", "denominator 0", "percent 41,4")),
        ("exact", "same", ("member 08", "member 8")),
        ("rounded", "same", ("member 7,2", "member 7,16")),
        ("inconsistent", "same", ("member 7,2", "member 7,12")),
        ("exact", "list_count", ("count 03", "member", "member", "member")),
        ("inconsistent", "list_count", ("count 05", "member", "member", "member")),
        ("exact", "change", ("current 120", "change 20", "percent 20,0")),  # 20 on 100
        ("exact", "change", ("current 80", "-change 20", "percent 20,0")),  # a fall of 20 from 100
        ("inconsistent", "change", ("current 120", "change 20", "percent 16,7")),  # of today's level
        ("exact", "growth", ("current 95", "-growth 5,0", "previous 100")),
        ("inconsistent", "growth", ("current 95", "growth 5,0", "previous 100")),
        ("exact", "shares", ("part 60,5", "part 39,5")),
        ("inconsistent", "shares", ("part 60,5", "part 39,2")),  # 99,7 cannot be rounded to 100 by two tenths' halves
        ("rounded", "whole_before", ("current 103", "percent 98,1")),  # of 105
        ("inconsistent", "whole_before", ("current 3", "percent 98,1")),  # of no whole number
        ("rounded", "product", ("total 7,6", "factor 2,5", "factor 3,0")),  # 2,45 × 2,95 to 2,55 × 3,05
        ("inconsistent", "product", ("total 25", "factor 6", "factor 4")),
        ("untestable", "weighing", ("total 25",)),
    ],
)
def test_verdicts(expected, kind, terms):
    assert verdict(kind, *terms) == expected


def test_words_leave_an_end_open():
    assert verdict("sum", "total 100", "part 60", "part 30") == "inconsistent"
    assert verdict("sum", "total 100", "part 60", "part 30", part="more_than") == "holds"
    assert verdict("sum", "total 100", "part 60", "part 30", part="less_than") == "inconsistent"
    assert verdict("sum", "total 100", "part 60", "part 30", total="about") == "holds"


def test_a_number_rounded_or_whole():
    assert measure(Decimal("7.2"), 1, scale=Decimal(1000)).low == 7150
    assert measure(Decimal("7.2"), 1, scale=Decimal(1000)).cut_high == 7300
    assert measure(Decimal(7), 0, scale=Decimal(1), is_count=True).step == 0
    assert measure(Decimal(7), 0, scale=Decimal(1000), is_count=True).step == 1000


# --- where a relation can hold


def test_bounds_of_one_number_given_the_others():
    cells = {name: cell(name, text) for name, text in {"t": "100", "a": "60", "b": "30"}.items()}
    amounts = {c.cell_id: measure(c.amount, 0, scale=c.scale, is_count=True) for c in cells.values()}
    whole = relation("r", "sum", "total t", "part a", "part b")
    assert bounds(whole, "t", amounts) == Bounds(Decimal(90), Decimal(90))
    assert bounds(whole, "a", amounts) == Bounds(Decimal(70), Decimal(70))
    within = relation("r", "subset", "total t", "part a", "part b")
    assert bounds(within, "t", amounts) == Bounds(Decimal(90), None)
    assert bounds(whole, "a", {**amounts, "b": None}) is None, "nothing helps while another number is unreadable"
    assert Bounds.meet([Bounds(Decimal(1), Decimal(3)), Bounds(Decimal(4), None)]) is None


@pytest.mark.parametrize(
    ("kind", "terms"),
    [
        ("ratio", {"numerator n": "95", "denominator d": "200", "percent p": "47,5"}),
        ("growth", {"current n": "212", "growth p": "6,0", "previous b": "200"}),
        ("growth", {"current n": "188", "-growth p": "6,0", "previous b": "200"}),
        ("change", {"current n": "188", "-change c": "12", "previous b": "200"}),
        ("change", {"current n": "188", "-change c": "12", "percent p": "6,0"}),
        ("shares", {"member a": "60,5", "member b": "39,5"}),
    ],
)
def test_what_is_printed_right_lies_in_its_own_bounds_and_a_tenth_of_it_does_not(kind, terms):
    cells = [
        cell(name.partition(" ")[2], text, is_count="," not in text, unit="percent" if "," in text else "")
        for name, text in terms.items()
    ]
    amounts = {c.cell_id: measure(c.amount, c.decimals, scale=c.scale, is_count=c.is_count) for c in cells}
    of_kind = relation("r", kind, *terms)
    for one in cells:
        span = bounds(of_kind, one.cell_id, amounts)
        assert span.has(one.amount, amounts[one.cell_id].step)
        assert not span.has(one.amount / 10, amounts[one.cell_id].step)


# --- culprits found


def test_a_transposition_shown_by_two_relations_is_proposed():
    cells = [cell("t", "1.595"), cell("a", "661"), cell("b", "890"), cell("c", "08"), cell("again", "1.559")]
    ledger = Ledger(
        cells,
        [
            relation("r1", "sum", "total t", "part a", "part b", "part c"),
            relation("r2", "same", "member t", "member again"),
        ],
    )
    (explanation,) = explain(ledger)
    assert explanation.relation_ids == ("r1", "r2")
    assert explanation.first.change.cell_id == "t"
    assert explanation.first.change.text == "1.559"
    assert explanation.first.change.slip == "transposed"
    assert explanation.first.posterior >= 0.95
    assert set(explanation.first.mended) == {"r1", "r2"}
    assert explanation.is_proposed


def test_a_sum_alone_names_nobody():
    ledger = Ledger(
        [cell("t", "95"), cell("a", "41"), cell("b", "44")], [relation("r", "sum", "total t", "part a", "part b")]
    )
    (explanation,) = explain(ledger)  # 85 for 95, 51 for 41, 54 for 44: one digit each
    assert {s.change.cell_id: s.change.text for s in explanation.suspects[:3]} == {"t": "85", "a": "51", "b": "54"}
    chances = [chance for _, chance in explanation.cells]
    assert max(chances) < 0.6
    assert not explanation.is_proposed


def test_an_unreadable_number_is_the_suspect_and_gets_its_reading():
    cells = [cell("p", "44,42,6"), cell("a", "1.624"), cell("b", "3.809"), cell("q", "13,5"), cell("c", "515")]
    ledger = Ledger(
        cells,
        [
            relation("r1", "ratio", "numerator a", "denominator b", "percent p"),
            relation("r2", "ratio", "numerator c", "denominator b", "percent q"),
        ],
    )
    (explanation,) = explain(ledger)  # 1.624 of 3.809 is 42,64
    assert [name for name, _ in explanation.cells] == ["p"]
    assert explanation.first.change.text == "42,6"
    assert not explanation.is_proposed, "one relation alone speaks for it"


def test_two_slips_in_two_places_are_two_explanations():
    cells = [cell(n, t) for n, t in {"t": "91", "a": "12", "b": "7", "u": "45", "c": "30", "d": "24"}.items()]
    ledger = Ledger(
        cells,
        [relation("r1", "sum", "total t", "part a", "part b"), relation("r2", "sum", "total u", "part c", "part d")],
    )
    first, second = explain(ledger)  # 12 + 7 is 19; 30 + 24 is 54
    assert (first.first.change.text, second.first.change.text) == ("19", "54")
    assert {first.first.change.slip, second.first.change.slip} == {"transposed"}


def test_a_report_without_contradictions_needs_no_explanation():
    ledger = Ledger(
        [cell("t", "85"), cell("a", "41"), cell("b", "44")], [relation("r", "sum", "total t", "part a", "part b")]
    )
    assert explain(ledger) == []


def test_relations_are_read_from_rows():
    rows = {
        "raw_relations": [{"relation_id": "r", "kind": "list_count", "evidence": "gồm 01"}],
        "raw_relation_terms": [
            {"relation_id": "r", "role": "count", "numeral_id": "n1", "coefficient": "1", "name_raw": ""},
            {"relation_id": "r", "role": "member", "numeral_id": "", "coefficient": "", "name_raw": "Trấn Yên"},
        ],
        "raw_numerals": [{"numeral_id": "n1", "line": "7"}],
    }
    (read,) = relations_of(rows)
    assert read.line == 7
    assert read.terms[1] == Term("member", None, Decimal(1), "Trấn Yên")


# --- estimates


def test_an_estimate_far_from_its_arithmetic_is_a_warning():
    def found(percent: str, bound: str = "about") -> list[tuple[str, str]]:
        cells = [cell("n", "712"), cell("d", "1.284", bound=bound), cell("p", percent, unit="percent", is_count=False)]
        ledger = Ledger(cells, [relation("r", "ratio", "numerator n", "denominator d", "percent p")])
        return [(f.rule_code, f.severity) for f in of_estimates("x", ledger)]

    assert found("58,5") == [("estimate_disagrees", "warning")]  # 55,5
    assert found("55,0") == [], "as near as estimates are"
    assert found("58,5", bound="more_than") == [], "more than may be any amount more"
    assert found("58,5", bound="exact") == [], "that contradicts, and is found as such"


# --- what only the catalogue takes for one number


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("42.836", "42.836"), "exact"),
        (("42.836", "48.236"), "inconsistent"),  # two digits swapped
        (("42.836", "42.836", "42.863"), "inconsistent"),
        (("42.836", "318", "42.518"), "untestable"),  # a total and its parts, whose words nobody knows
        (("4", "5"), "untestable"),  # any digit is a slip from any other
    ],
)
def test_what_is_no_slip_away_is_not_the_same_number(texts, expected):
    cells = [cell(f"c{i}", text) for i, text in enumerate(texts)]
    same = relation("r", "same", *(f"member {one.cell_id}" for one in cells))
    assert Ledger(cells, [replace(same, source="restated")]).judgements["r"].verdict == expected
    told = Ledger(cells, [same]).judgements["r"].verdict  # the text itself says so
    assert told == ("exact" if expected == "exact" else "inconsistent")


def test_households_are_no_points():
    assert verdict("change", "current 1.446", "change 1,31", "previous 1.972") == "inconsistent"
    cells = [cell("n", "1.446"), cell("c", "1,31", unit="percent", is_count=False), cell("b", "1.972")]
    mixed = Ledger(cells, [relation("r", "change", "current n", "-change c", "previous b")])
    assert mixed.judgements["r"].verdict == "untestable"
