"""Share: percentages of the parts of one whole, which make 100."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from ktxh.extract.linking.terms import Relation, relate
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.structure.passages import Passage
from ktxh.extract.structure.segments import Segments

_STRUCTURE = re.compile(r"cơ\s+cấu(?!\s+lại)|t[ỷỉ]\s+trọng", re.IGNORECASE)
_NEXT_SHARE = re.compile(r"\s*(?:[,;]|\bvà\b)[^.%\d()]{2,80}")
_NEARLY_ALL = 5  # percent: what a slip takes or adds; further off, not all shares are named


def shares_by_base(figures: Iterable[Figure]) -> dict[Figure, list[Figure]]:
    """The percentages of a whole by the level that they speak of."""
    found: dict[Figure, list[Figure]] = {}
    for figure in figures:
        if figure.measure == "share_pct" and figure.base is not None:
            found.setdefault(figure.base, []).append(figure)
    return found


def shares_of(relation: Relation, shares: dict[Figure, list[Figure]]) -> Iterator[Relation]:
    """Percentages printed with every part of a closed sum, each measured against that same total: they make 100."""
    if relation.kind != "sum":
        return
    total, parts = relation.figures("total")[0], relation.figures("part")
    found = []
    for part in parts:
        own = [share for share in shares.get(part, ()) if _is_of(share, part, total)]
        if len(own) != 1:
            return
        found.extend(own)
    first = relation.passage.tokens[0].numeral.ordinal
    last = relation.passage.tokens[-1].numeral.ordinal
    if any(first <= share.value.ordinal <= last for share in found):
        yield relate("shares", relation.passage, [("member", share) for share in found])


def shares_of_structure(passage: Passage, figures: list[Figure], segments: Segments) -> Iterator[Relation]:
    """`Cơ cấu: nông nghiệp 28%, công nghiệp 41%, dịch vụ 31%`: shares of a whole that has no level, all of them where they make about 100."""
    listed: dict[tuple[int, int], list[Figure]] = {}
    for figure in figures:
        bare = figure.measure == "share_pct" and figure.base is None and figure.comparator is None
        if bare and figure.value.bound == "exact" and figure.value.reading.amount:
            listed.setdefault(segments.sentence(figure.value.token.start), []).append(figure)
    for (start, _), shares in listed.items():
        of_structure = _STRUCTURE.search(passage.text, start, shares[0].value.start)
        in_a_row = all(_NEXT_SHARE.fullmatch(passage.text, a.value.end, b.value.start) for a, b in pairwise(shares))
        makes = sum(Decimal(share.value.reading.amount) for share in shares)
        if of_structure and in_a_row and len(shares) > 2 and abs(makes - 100) <= _NEARLY_ALL:
            yield relate("shares", passage, [("member", share) for share in shares])


def _is_of(share: Figure, part: Figure, total: Figure) -> bool:
    """Whether a share of a part is measured against the total of its sum: that very number, or one printed again in `a/b`."""
    against = share.comparator
    if against is total:
        return True
    same_amount = against is not None and against.value.reading.amount == total.value.reading.amount
    return same_amount and against.value is part.value.whole
