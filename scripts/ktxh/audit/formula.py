"""Spell out: the arithmetic of a relation on one line, with the numbers as printed: `661 + 890 + 08 = 1.559 ≠ 1.595`."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from ktxh.audit.ledger import Ledger
from ktxh.audit.relations import SAID, Cell, Relation, Term
from ktxh.audit.slips import spell

_PERCENTAGES = frozenset(("ratio", "shares", "growth", "whole_before"))
_SIGNS = {"exact": "=", "rounded": "≈", "truncated": "≈", "inconsistent": "≠"}
_NAMES = {"vi": "{count} tên", "en": "{count} names"}
_NOT_MADE = {"vi": "không tính được", "en": "not known"}


def formula(ledger: Ledger, relation: Relation, lang: str = "vi") -> str:
    """The arithmetic that a relation stands for, and how what it makes compares with what is printed."""
    judgement = ledger.judgements[relation.relation_id]
    left = _left(ledger, relation, lang)
    sign = _SIGNS.get(judgement.verdict, "?")
    if relation.kind in ("same", "whole_before"):
        return left
    if relation.kind == "subset":
        compared = {"holds": "≤", "inconsistent": ">"}.get(judgement.verdict, "?")
        return f"{_with_sum(ledger, relation, left, lang)} {compared} {printed(ledger, relation)}"
    if judgement.verdict in ("unreadable", "untestable"):
        return f"{left} ? {printed(ledger, relation)}"
    if judgement.verdict == "holds":
        sign = "∼"
    if judgement.verdict == "exact" and relation.kind not in ("ratio", "change"):
        return f"{left} = {printed(ledger, relation)}"
    return f"{_with_sum(ledger, relation, left, lang)} {sign} {printed(ledger, relation)}"


def printed(ledger: Ledger, relation: Relation) -> str:
    """The number that the others are held against, as printed; 100% for shares."""
    if relation.kind == "shares":
        return "100%"
    text = ledger.text_of(said_term(relation))
    return f"{text}%" if _is_percent(relation) else text


def said_term(relation: Relation) -> Term:
    """The term that the others are held against: total, percentage or count; of two levels and their difference the bigger level's."""
    return next((t for t in relation.terms if t.role in SAID and t.cell_id), None) or next(
        (t for t in relation.terms if t.role == "change"), relation.terms[0]
    )


def recomputed(ledger: Ledger, relation: Relation, lang: str = "vi") -> str:
    """What the others make of the number they are held against, in its unit."""
    if is_difference(relation):
        now, before = (ledger.amounts[_role(relation, role).cell_id] for role in ("current", "previous"))
        value = abs(now.value - before.value) if now and before else None
    else:
        value = ledger.judgements[relation.relation_id].recomputed
    return shown(ledger, relation, value, lang) + ("%" if _is_percent(relation) and value is not None else "")


def shown(ledger: Ledger, relation: Relation, value: Decimal | None, lang: str) -> str:
    """A value in the unit of the number that is held against it, written as the report does, to at most two places more."""
    if value is None:
        return _NOT_MADE[lang]
    cell = _measuring_cell(ledger, relation)
    places = Decimal(1).scaleb(-(cell.decimals + 2))
    rounded = (value / cell.scale).quantize(places, ROUND_HALF_EVEN).normalize()
    whole = rounded == rounded.to_integral_value()
    return spell(rounded.quantize(Decimal(1)) if whole else rounded, "")


def is_difference(relation: Relation) -> bool:
    """Whether a change is printed beside both levels, not as a percentage."""
    return {"current", "previous", "change"} <= {t.role for t in relation.terms}


def _measuring_cell(ledger: Ledger, relation: Relation) -> Cell:
    term = said_term(relation)
    return ledger.cells[term.cell_id or next(t.cell_id for t in relation.terms if t.cell_id)]


def _with_sum(ledger: Ledger, relation: Relation, left: str, lang: str) -> str:
    """The left side with its outcome, unless it is a single number."""
    single = sum(t.role not in SAID for t in relation.terms) == 1 and relation.kind in ("sum", "subset")
    return left if single else f"{left} = {recomputed(ledger, relation, lang)}"


def _left(ledger: Ledger, relation: Relation, lang: str) -> str:
    text = ledger.text_of
    others = [t for t in relation.terms if t.role not in SAID or relation.kind in ("shares", "same")]
    if relation.kind == "list_count":
        return _NAMES[lang].format(count=sum(t.role == "member" for t in relation.terms))
    if relation.kind == "ratio":
        return f"{text(_role(relation, 'numerator'))} / {text(_role(relation, 'denominator'))}"
    if relation.kind == "whole_before":
        return f"{text(_role(relation, 'current'))} / ? = {printed(ledger, relation)}"
    if is_difference(relation) or relation.kind == "growth":
        return f"{text(_role(relation, 'previous'))} → {text(_role(relation, 'current'))}"
    if relation.kind == "change":
        now, change = _role(relation, "current"), _role(relation, "change")
        sign = "−" if change.coefficient > 0 else "+"
        return f"{text(change)} / ({text(now)} {sign} {text(change)})"
    if relation.kind in ("sum", "subset"):
        parts = [(" + " if t.coefficient > 0 else " − ") + text(t) for t in others]
        return "".join(parts).removeprefix(" + ")
    joint = {"shares": "% + ", "product": " × ", "same": " · "}.get(relation.kind, ", ")
    return joint.join(map(text, others)) + ("%" if relation.kind == "shares" else "")


def _is_percent(relation: Relation) -> bool:
    return relation.kind in _PERCENTAGES or (relation.kind == "change" and not is_difference(relation))


def _role(relation: Relation, role: str) -> Term:
    return next(t for t in relation.terms if t.role == role)
