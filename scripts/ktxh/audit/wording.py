"""Word: findings, proposals and what would decide, in Vietnamese and in English, with the numbers as the report prints them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

from ktxh.audit.explain import Explanation, Suspect
from ktxh.audit.ledger import Ledger
from ktxh.audit.relations import SAID, Relation
from ktxh.audit.rules import OF_KIND, RULES, SLIPS
from ktxh.audit.slips import spell

_MOST_SHOWN = 3
_LIKELY = 0.01  # a reading less likely than this is not worth a line
_MISREAD = {
    "vi": "Cũng có thể các số này không nhất thiết phải khớp ({share} %).",
    "en": "Or these numbers need not agree ({share} %).",
}
_PROPOSED = {
    "vi": "Đề nghị sửa {old} thành {new} ({slip}; {share} %).",
    "en": "Proposed: {old} → {new} ({slip}; {share} %).",
}
_POSSIBLE = {
    "vi": "Có thể {old} phải là {new} ({slip}; {share} %).",
    "en": "Perhaps {old} should be {new} ({slip}; {share} %).",
}
_OTHER = {
    "vi": "Có thể {old} sai, số đúng không tính được ({share} %).",
    "en": "Perhaps {old} is wrong; what is right cannot be told ({share} %).",
}
_DECIDES = {
    "vi": "Một lần in khác của {old} sẽ phân định: {new} thì sai ở đây, {old} thì sai ở {other}.",
    "en": "Another printing of {old} would decide: {new}, and it is wrong here; {old}, and {other} is.",
}
_DECIDES_VALUE = {
    "vi": "Một lần in khác của {old} sẽ phân định giữa {new} và {other}.",
    "en": "Another printing of {old} would decide between {new} and {other}.",
}
_NOT_MADE = {"vi": "không xác định", "en": "not known"}


def quoted(text: str) -> str:
    """A printed number among words."""
    return f"«{text}»"


def said(ledger: Ledger, relation: Relation) -> str:
    """The printed text of the number that the others are held against."""
    term = next((t for t in relation.terms if t.role in SAID and t.cell_id), relation.terms[0])
    return ledger.cells[term.cell_id].text if term.cell_id else term.name


def message(ledger: Ledger, relation: Relation, rule_code: str, first: Suspect | None, lang: str) -> str:
    """What does not agree, with its arithmetic."""
    if rule_code == "thousandfold_slip" and first:
        detail = message(ledger, relation, OF_KIND[relation.kind], None, lang)
        culprit = quoted(ledger.cells[first.change.cell_id].text)
        return RULES[rule_code].message[lang].format(culprit=culprit, detail=detail)
    judgement = ledger.judgements[relation.relation_id]
    by_role = {t.role: ledger.cells[t.cell_id].text if t.cell_id else t.name for t in relation.terms}
    unreadable = [
        c for c in map(ledger.cells.get, (t.cell_id for t in relation.terms if t.cell_id)) if c.amount is None
    ]
    facts = {
        "said": quoted(unreadable[0].text if unreadable else said(ledger, relation)),
        "numerator": by_role.get("numerator", ""),
        "denominator": by_role.get("denominator", ""),
        "parts": _parts(ledger, relation),
        "recomputed": _shown(ledger, relation, judgement.recomputed, lang),
        "difference": _shown(
            ledger, relation, abs(judgement.residual) if judgement.residual is not None else None, lang
        ),
    }
    return RULES[rule_code].message[lang].format(**facts)


def proposal(ledger: Ledger, explanation: Explanation, suspects: Iterable[Suspect], lang: str) -> str:
    """What should be mended, or what it may be, likeliest first."""
    lines = []
    for suspect in list(suspects)[:_MOST_SHOWN]:
        if suspect.posterior < _LIKELY:
            continue
        change = suspect.change
        words = (
            _OTHER
            if not change.text
            else _PROPOSED
            if explanation.is_proposed and suspect is explanation.first
            else _POSSIBLE
        )
        lines.append(
            words[lang].format(
                old=quoted(ledger.cells[change.cell_id].text),
                new=quoted(change.text),
                slip=SLIPS[change.slip][lang],
                share=percent(suspect.posterior),
            )
        )
    if explanation.misread >= 0.05:
        lines.append(_MISREAD[lang].format(share=percent(explanation.misread)))
    return " ".join(lines)


def readings(suspects: Iterable[Suspect], lang: str) -> str:
    """What an unreadable number may have been."""
    shown = ", ".join(quoted(s.change.text) for s in list(suspects)[:_MOST_SHOWN])
    return {"vi": f"Có thể là {shown}.", "en": f"Perhaps {shown}."}[lang] if shown else ""


def decided_by(ledger: Ledger, explanation: Explanation, lang: str) -> str:
    """Which further number would tell the two likeliest readings apart; empty when there is one reading only."""
    told = [s for s in explanation.suspects if s.change.text]
    if len(told) < 2 or told[1].posterior < _LIKELY:
        return ""
    one, two = told[:2]
    old = quoted(ledger.cells[one.change.cell_id].text)
    if one.change.cell_id == two.change.cell_id:
        return _DECIDES_VALUE[lang].format(old=old, new=quoted(one.change.text), other=quoted(two.change.text))
    return _DECIDES[lang].format(
        old=old, new=quoted(one.change.text), other=quoted(ledger.cells[two.change.cell_id].text)
    )


def percent(share: float) -> str:
    """A posterior for people: never 100 for what is not certain."""
    shown = round(100 * share)
    return "> 99" if shown >= 100 and share < 1 else "< 1" if shown == 0 else str(min(shown, 100))


def _parts(ledger: Ledger, relation: Relation) -> str:
    others = [t for t in relation.terms if t.role not in SAID or relation.kind in ("shares", "same", "whole_before")]
    texts = [ledger.cells[t.cell_id].text if t.cell_id else t.name for t in others]
    joint = {"sum": " + ", "subset": " + ", "shares": " + ", "product": " × "}.get(relation.kind, ", ")
    return joint.join(texts)


def _shown(ledger: Ledger, relation: Relation, value: Decimal | None, lang: str) -> str:
    """A recomputed value in the unit of the number that it is held against, to two places more than that has."""
    if value is None:
        return _NOT_MADE[lang]
    term = next(
        (t for t in relation.terms if t.role in SAID and t.cell_id), next(t for t in relation.terms if t.cell_id)
    )
    cell = ledger.cells[term.cell_id]
    places = Decimal(1).scaleb(-(cell.decimals + 2))
    shown = (value / cell.scale).quantize(places, ROUND_HALF_EVEN).normalize()
    text = spell(shown if shown != shown.to_integral_value() else shown.quantize(Decimal(1)), "")
    return text if lang == "vi" else text.translate(str.maketrans(",.", ".,"))
