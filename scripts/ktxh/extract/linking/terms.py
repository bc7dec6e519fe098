"""Hold: one relation that a passage states, with its terms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from ktxh.extract.meaning.figures import Figure
from ktxh.extract.structure.passages import Passage


@dataclass(frozen=True)
class Term:
    """A term of a relation: a figure, or a listed name with its offsets in the passage; `coefficient` by which it counts."""

    role: str
    figure: Figure | None = None
    name: str = ""
    start: int = -1
    end: int = -1
    coefficient: Decimal = Decimal(1)


@dataclass
class Relation:
    """One relation: kind and terms of the raw contract, and the passage that states it."""

    kind: str
    terms: list[Term]
    passage: Passage
    evidence: str = ""
    at: int = field(default=0)

    def figures(self, *roles: str) -> list[Figure]:
        """The figures in these roles, in reading order."""
        return [term.figure for term in self.terms if term.figure and term.role in roles]


def relate(
    kind: str, passage: Passage, terms: Iterable[tuple[str, Figure]], coefficients: dict[str, Decimal] | None = None
) -> Relation:
    """A relation between figures, in reading order; `coefficients` by role where they are not 1."""
    ordered = sorted(terms, key=lambda term: term[1].value.ordinal)
    first, last = passage.tokens[0].numeral.ordinal, passage.tokens[-1].numeral.ordinal
    inside = [figure for _, figure in ordered if first <= figure.value.ordinal <= last]
    start, end = inside[0].value.token.start, inside[-1].value.end
    evidence = re.sub(r"\s+", " ", passage.text[max(0, start - 40) : end]).strip()
    weights = coefficients or {}
    found = [Term(role, figure, coefficient=weights.get(role, Decimal(1))) for role, figure in ordered]
    return Relation(kind, found, passage, evidence[:300], start)
