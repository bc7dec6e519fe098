"""Word: findings, proposals and what would decide, in Vietnamese and in English, with the numbers as the report prints them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from ktxh.audit import formula
from ktxh.audit.explain import Explanation, Suspect
from ktxh.audit.ledger import Ledger
from ktxh.audit.relations import SAID, Relation
from ktxh.audit.rules import OF_KIND, RULES, SLIPS

_MOST_SHOWN = 3
_MOST_VALUES = 3  # values of one number that are equally likely and still listed one by one
_LIKELY = 0.01  # a reading less likely than this is not worth a line
_WORTH_SAYING = 0.05  # so is a doubt about our own reading
_MISREAD = {
    "vi": "Cũng có thể câu chữ không đòi hỏi các số này phải khớp nhau ({share}).",
    "en": "Or the words do not mean that these numbers have to agree ({share}).",
}
_PROPOSED = {
    "vi": "Đề nghị sửa {old} thành {new} ({slip}; {share}).",
    "en": "Proposed: {old} → {new} ({slip}; {share}).",
}
_POSSIBLE = {
    "vi": "Có thể {old} phải là {new} ({slip}; {share}).",
    "en": "Perhaps {old} should be {new} ({slip}; {share}).",
}
_OTHER = {
    "vi": "Có thể {old} sai, nhưng không đủ căn cứ để biết số đúng ({share}).",
    "en": "Perhaps {old} is wrong; what is right cannot be told ({share}).",
}
_SHARE = {"vi": "khả năng {percent}%", "en": "chance {percent}%"}
_OR = {"vi": " hoặc ", "en": " or "}
_RANGE = {"vi": "một số từ {low} đến {high}", "en": "a number from {low} to {high}"}
_DECIDES = {
    "vi": "Đối chiếu với nơi khác có số {old}: nếu là {new} thì sai ở đây; nếu vẫn là {old} thì xem lại {other}.",
    "en": "Look where else {old} is stated: if it is {new} there, it is wrong here; if it is {old} again, look at {other}.",
}
_DECIDES_VALUE = {
    "vi": "Đối chiếu với nơi khác có số {old} để chọn giữa {new} và {other}.",
    "en": "Look where else {old} is stated to choose between {new} and {other}.",
}


def quoted(text: str) -> str:
    """A printed number among words."""
    return f"«{text}»"


def said(ledger: Ledger, relation: Relation) -> str:
    """The printed text of the number that the others are held against."""
    return ledger.text_of(formula.said_term(relation))


def message(ledger: Ledger, relation: Relation, rule_code: str, first: Suspect | None, lang: str) -> str:
    """What does not agree, with its arithmetic."""
    if rule_code == "thousandfold_slip" and first:
        detail = message(ledger, relation, OF_KIND[relation.kind], None, lang)
        culprit = quoted(ledger.cells[first.change.cell_id].text)
        return RULES[rule_code].message[lang].format(culprit=culprit, detail=detail)
    judgement = ledger.judgements[relation.relation_id]
    by_role = {t.role: ledger.text_of(t) for t in relation.terms}
    unreadable = [
        c for c in map(ledger.cells.get, (t.cell_id for t in relation.terms if t.cell_id)) if c.amount is None
    ]
    difference = abs(judgement.residual) if judgement.residual is not None else None
    facts = {
        "said": quoted(unreadable[0].text if unreadable else formula.printed(ledger, relation)),
        "numerator": by_role.get("numerator", ""),
        "denominator": by_role.get("denominator", ""),
        "parts": _parts(ledger, relation),
        "names": sum(t.role == "member" for t in relation.terms),
        "recomputed": formula.recomputed(ledger, relation, lang),
        "difference": formula.shown(ledger, relation, difference, lang),
        "arithmetic": formula.formula(ledger, relation, lang),
    }
    return RULES[rule_code].message[lang].format(**facts)


def proposal(ledger: Ledger, explanation: Explanation, suspects: Iterable[Suspect], lang: str) -> str:
    """What should be mended, or what it may be, likeliest first."""
    proposed = explanation.first if explanation.is_proposed else None
    return " ".join(proposals(ledger, suspects, proposed, explanation.misread, lang))


def proposals(
    ledger: Ledger, suspects: Iterable[Suspect], proposed: Suspect | None, misread: float | None, lang: str
) -> list[str]:
    """The same, one sentence for each number and slip; values that are equally likely are said together."""
    lines = []
    for alike in _alike(suspects)[:_MOST_SHOWN]:
        posterior = sum(suspect.posterior for suspect in alike)
        if posterior < _LIKELY:
            continue
        change = alike[0].change
        words = _OTHER if not change.text else _PROPOSED if proposed and change == proposed.change else _POSSIBLE
        lines.append(
            words[lang].format(
                old=quoted(ledger.cells[change.cell_id].text),
                new=_values(alike, lang),
                slip=SLIPS[change.slip][lang],
                share=_SHARE[lang].format(percent=percent(posterior)),
            )
        )
    if misread is not None and misread >= _WORTH_SAYING:
        lines.append(_MISREAD[lang].format(share=_SHARE[lang].format(percent=percent(misread))))
    return lines


def _alike(suspects: Iterable[Suspect]) -> list[list[Suspect]]:
    """Readings of one number by one slip that are equally likely, together; likeliest first. 10 and 10,0 are one reading."""
    values: dict[tuple[str, Decimal | str], Suspect] = {}
    for suspect in suspects:
        change = suspect.change
        key = (change.cell_id, change.slip if change.value is None else change.value)
        told = values.get(key)
        values[key] = replace(told, posterior=told.posterior + suspect.posterior) if told else suspect
    groups: dict[tuple[str, str, float], list[Suspect]] = {}
    for suspect in values.values():
        key = (suspect.change.cell_id, suspect.change.slip, round(suspect.posterior, 6))
        groups.setdefault(key, []).append(suspect)
    return sorted(groups.values(), key=lambda group: -sum(s.posterior for s in group))


def _values(alike: list[Suspect], lang: str) -> str:
    """`«41,1»`, `«41» hoặc «42»`, `một số từ «4.726» đến «4.730»`; a range where all values between are meant."""
    found = sorted((s.change for s in alike if s.change.value is not None), key=lambda change: change.value)
    if len(found) <= _MOST_VALUES:
        return _OR[lang].join(quoted(change.text) for change in found)
    step = Decimal(1).scaleb(min(change.value.as_tuple().exponent for change in found))
    places = [int(change.value / step) - i for i, change in enumerate(found)]
    runs = [list(run) for _, run in groupby(range(len(found)), key=places.__getitem__)]
    return _OR[lang].join(
        quoted(found[run[0]].text)
        if len(run) == 1
        else _RANGE[lang].format(low=quoted(found[run[0]].text), high=quoted(found[run[-1]].text))
        for run in runs
    )


def readings(suspects: Iterable[Suspect], lang: str) -> str:
    """What an unreadable number may have been."""
    shown = _OR[lang].join(quoted(s.change.text) for s in list(suspects)[:_MOST_SHOWN])
    return {"vi": f"Có thể là {shown}.", "en": f"Perhaps {shown}."}[lang] if shown else ""


def decided_by(ledger: Ledger, explanation: Explanation, lang: str) -> str:
    """Which further number would tell the two likeliest readings apart; empty when there is one reading only."""
    groups = [group for group in _alike(explanation.suspects) if group[0].change.text]
    if len(groups) < 2 or explanation.is_proposed or sum(s.posterior for s in groups[1]) < _WORTH_SAYING:
        return ""
    one, two = groups[:2]
    old, new = quoted(ledger.cells[one[0].change.cell_id].text), _values(one, lang)
    if one[0].change.cell_id == two[0].change.cell_id:
        return _DECIDES_VALUE[lang].format(old=old, new=new, other=_values(two, lang))
    return _DECIDES[lang].format(old=old, new=new, other=quoted(ledger.cells[two[0].change.cell_id].text))


def percent(share: float) -> str:
    """A posterior for people: never 100 for what is not certain."""
    shown = round(100 * share)
    return "> 99" if shown >= 100 and share < 1 else "< 1" if shown == 0 else str(min(shown, 100))


def _parts(ledger: Ledger, relation: Relation) -> str:
    others = [t for t in relation.terms if t.role not in SAID or relation.kind in ("shares", "same")]
    joint = {"sum": " + ", "subset": " + ", "shares": "% + ", "product": " × "}.get(relation.kind, ", ")
    return joint.join(map(ledger.text_of, others))
