"""Lists: whether the amounts of a list reach, to the digit, the total of the line that announced it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ktxh.extract.structure.lines import Line

AMOUNT = re.compile(r"(\d[\d.]*(?:,\d+)?)\s*(?:tỷ|tỉ|triệu|trđ|tr|nghìn|ngàn|đồng|ha|con|hộ|người|tấn)")
_BREAKS = frozenset(("part", "upper", "capital", "roman", "numbered", "footnote", "plain"))


def list_is_complete(lines: list[Line], marker: str) -> bool:
    """Whether the open list of items marked `marker` has reached the total that announced it."""
    return any(total == sum(parts) for total, parts in _open_lists(lines, marker) if parts)


def lines_to_complete(lines: list[Line], following: list[Line]) -> int:
    """How many of the lines that follow are just what an open list still lacks to its total; 0 when they do not close it.

    The items are those marked like the first line. Where reports misprint an item, its own parts may close the list.
    """
    marker = following[0].mark
    end = next((i for i, line in enumerate(following) if line.form in _BREAKS), len(following))
    starts = [i for i in range(end) if following[i].mark == marker]
    lacks = {total - sum(parts) for total, parts in _open_lists(lines, marker) if parts}
    printed, by_parts = Decimal(0), Decimal(0)
    for start, stop in zip(starts, [*starts[1:], end], strict=True) if lacks else ():
        amount = AMOUNT.search(following[start].words)
        if not amount:
            return 0
        printed += _number(amount.group(1))
        inner = [
            AMOUNT.search(line.words) for line in following[start + 1 : stop] if line.mark == following[start + 1].mark
        ]
        has_parts = following[start].announces and inner and all(inner)
        by_parts += sum(_number(part.group(1)) for part in inner) if has_parts else _number(amount.group(1))
        if {printed, by_parts} & lacks:
            return stop
    return 0


def _open_lists(lines: list[Line], marker: str) -> Iterator[tuple[Decimal, list[Decimal]]]:
    """The total and the items so far of each announced list of items marked `marker` that nothing closed."""
    for start, announcer in enumerate(lines):
        behind = lines[start + 1 :]
        if any(line.mark == announcer.mark for line in behind):
            continue  # closed by the announcer's next sibling
        totals = AMOUNT.findall(announcer.text) if announcer.announces else []
        parts = [AMOUNT.search(line.words) for line in behind if line.mark == marker]
        if totals and all(parts):
            yield _number(totals[-1]), [_number(part.group(1)) for part in parts]


def _number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))
