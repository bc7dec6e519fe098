"""Details: what was understood of one figure, field by field, in words a person checks against the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ktxh.extract.contract import LABEL_SEPARATOR, PLACE_SEPARATOR
from ktxh.read import forms
from ktxh.read.view import REFERENCES, REVERSE, Figure, Reading, Relation, visible
from ktxh.read.words import word


@dataclass(frozen=True)
class Detail:
    """One field: its key (`words` group `field`), its text, and the figures that it points to."""

    field: str
    text: str
    ids: tuple[str, ...] = ()


def amount(figure: Figure, lang: str = "vi") -> str:
    """The printed amount with its unit as people write it; an unreadable one as printed."""
    row = figure.row
    printed = forms.number(row["amount"], lang) if row["amount"] else figure.numeral.text
    return forms.with_unit(printed, visible(row["unit_raw"]))


def base_amount(figure: Figure, lang: str = "vi") -> str:
    """The amount in base units (`57.147 triệu đồng` → `57.147.000.000 đồng`), or as read where that is not as printed.

    Empty when the printed amount says it all.
    """
    row = figure.row
    if not row["amount"] or (row["multiplier"] in ("", "1") and row["reading"] == "strict"):
        return ""
    unit = forms.base_unit(visible(row["unit_raw"]), row["unit_code"])
    return forms.quantity(forms.times(row["amount"], row["multiplier"] or "1"), unit, lang)


def label_path(figure: Figure) -> list[str]:
    """The report's own words for it, outer head first."""
    return [visible(head) for head in figure.row["label_raw"].split(LABEL_SEPARATOR) if head]


def places(figure: Figure) -> list[str]:
    """Communes and villages that it speaks of; none when it speaks of the report's own place."""
    return [visible(place) for place in figure.row["places_raw"].split(PLACE_SEPARATOR) if place]


def comparator(figure: Figure, lang: str = "vi") -> str:
    """What it is measured against: the kind, then the report's words for it where they say more."""
    row = figure.row
    kind = word("comparator_kind", row["comparator_kind"], lang) if row["comparator_kind"] else ""
    words = visible(row["comparator_raw"])
    return " · ".join(dict.fromkeys(part for part in (kind, words) if part))


def doubts(figure: Figure, lang: str = "vi") -> list[str]:
    """Why a person should look at it."""
    return [word("doubt", doubt, lang) for doubt in figure.doubts]


def describe(figure: Figure, reading: Reading, lang: str = "vi") -> list[Detail]:
    """Every field that says something, in the order in which a person checks them."""
    row, links = figure.row, figure.links
    qualifier = visible(row["qualifier"])
    bound = " · ".join(
        part for part in (word("bound", row["bound"], lang), f"“{qualifier}”" if qualifier else "") if part
    )
    unit = visible(row["unit_raw"])
    source = word("period_source", row["period_source"], lang) if row["period_source"] else ""
    found = [
        Detail("amount", amount(figure, lang) if row["amount"] else word("reading", "unreadable", lang)),
        Detail("base_units", base_amount(figure, lang)),
        Detail("unit", unit if row["unit_code"] in ("", unit) else f"{unit} ({row['unit_code']})" if unit else row["unit_code"]),
        Detail("reading", _reading(figure, lang)),
        Detail("measure", word("measure", row["measure"], lang)),
        Detail("scenario", word("scenario", row["scenario"], lang)),
        Detail("direction", word("direction", row["direction"], lang) if row["direction"] else ""),
        Detail("bound", bound),
        Detail("base", "", links.get("base", ())),
        Detail("comparator", comparator(figure, lang), links.get("comparator", ())),
        Detail("total", "", links.get("total", ())),
        *(Detail(REVERSE[role], "", links.get(REVERSE[role], ())) for role in ("total", "base", "comparator")),
        Detail("places", ", ".join(places(figure)) or word("phrase", "whole_place", lang)),
        Detail("period", " · ".join(part for part in (forms.period(row["period"], lang), source) if part)),
        Detail("as_of", forms.date(row["as_of"]) if row["period"] != f"@{row['as_of']}" else ""),
        Detail("cumulative", word("phrase", "yes", lang) if row["is_cumulative"] else ""),
        Detail("where", _where(figure, reading, lang)),
        Detail("evidence", visible(row["evidence"])),
        Detail("doubt", "; ".join(doubts(figure, lang))),
    ]  # fmt: skip
    return [detail for detail in found if detail.text or detail.ids]


def linked(figure: Figure) -> dict[str, tuple[str, ...]]:
    """By role, the figures that it is tied to, in the order of the roles."""
    roles = (*REFERENCES, *REVERSE.values())
    return {role: figure.links[role] for role in roles if figure.links.get(role)}


def sum_of_parts(relation: Relation, reading: Reading, lang: str = "vi") -> str:
    """What the parts of a `sum` add up to, in the total's unit; empty when one of them is unreadable or not a figure."""
    total = next((reading.figures.get(id_) for role, id_, _, _ in relation.terms if role == "total"), None)
    parts = [(reading.figures.get(id_), coefficient) for role, id_, _, coefficient in relation.terms if role == "part"]
    if relation.kind != "sum" or not total or not parts:
        return ""
    if any(part is None or not part.row["amount"] for part, _ in parts):
        return ""
    added = sum(
        Decimal(part.row["amount"]) * Decimal(part.row["multiplier"] or "1") * Decimal(coefficient or "1")
        for part, coefficient in parts
    )
    shown = f"{added / Decimal(total.row['multiplier'] or '1'):f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return forms.quantity(shown, visible(total.row["unit_raw"]), lang)


def _reading(figure: Figure, lang: str) -> str:
    row = figure.row
    if row["reading"] == "strict":
        return ""
    words = word("reading", row["reading"], lang)
    if row["amount_alt"]:
        both = (forms.quantity(row[name], visible(row["unit_raw"]), lang) for name in ("amount", "amount_alt"))
        words += ": " + f" {word('phrase', 'or', lang)} ".join(both)
    return words


def _where(figure: Figure, reading: Reading, lang: str) -> str:
    row = figure.row
    where = [f"{word('phrase', 'line', lang)} {figure.numeral.line}"]
    if row["footnote"]:
        where.append(f"{word('phrase', 'footnote', lang)} {row['footnote']}")
    titles = visible(reading.sections.get(row["section_id"], "")).split(LABEL_SEPARATOR)
    return " · ".join([*where, " › ".join(titles[-2:])]).removesuffix(" · ")
