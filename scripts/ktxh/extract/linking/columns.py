"""Total: the columns of a table that has a row for all of it, `Tổng cộng` below the others or `Tổng số` above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ktxh.extract.linking.levels import is_complete, same_thing
from ktxh.extract.linking.sums import adds_up, of_parts
from ktxh.extract.linking.terms import Relation
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.meaning.tables import Row, Table
from ktxh.extract.numbers.units import counts_things

_ALL = re.compile(
    r"(?:tổng(?:\s+(?:cộng|số|chung))?|cộng(?:\s+chung)?|toàn\s+(?:huyện|xã|tỉnh|quận|phường|thị\s+xã|thành\s+phố|thị\s+trấn|ngành|trường|khu))\s*(?:\([^()]*\))?\s*:?",
    re.IGNORECASE,
)
_MEAN = re.compile(
    r"bình\s+quân|trung\s+bình|năng\s+suất|mật\s+độ|đơn\s+giá|hệ\s+số|t[ỷỉ]\s+(?:lệ|suất|trọng)", re.IGNORECASE
)
_SERIALS = (re.compile(r"\d+[.)]?"), re.compile(r"[IVXLC]+[.)]?"), re.compile(r""))


def column_sums(table: Table) -> Iterator[Relation]:
    """A sum for each column of a table and each row that is its total; sets `parent` of parts that have none.

    Where rows are numbered in several manners (I, 1, 1.1) or cells are missing it is a sum only when it closes as printed.
    """
    yield from _broken_down(table)
    rows = [row for row in table.rows if not row.is_part]
    totals = [i for i, row in enumerate(rows) if _ALL.fullmatch(row.label)]
    for i in totals:
        before = rows[max((t + 1 for t in totals if t < i), default=0) : i]
        behind = rows[i + 1 : min((t for t in totals if t > i), default=len(rows))]
        members = before if len(before) > 1 else behind if i == 0 else []
        if len(members) > 1:
            yield from _sums(table, rows[i], members)


def _broken_down(table: Table) -> Iterator[Relation]:
    """Rows with a dash under the row that they are parts of: a sum where they close, else some of its parts."""
    groups: list[tuple[Row, list[Row]]] = []
    for row in table.rows:
        if not row.is_part:
            groups.append((row, []))
        elif groups:
            groups[-1][1].append(row)
    for total_row, members in groups:
        for column, total in total_row.figures.items():
            parts = [row.figures[column] for row in members if column in row.figures]
            if len(parts) == len(members) > 1 and all(part.parent is total and adds_up(part) for part in parts):
                yield of_parts("sum" if is_complete(total, parts) else "subset", total_row.passage, total, parts)


def _sums(table: Table, total_row: Row, members: list[Row]) -> Iterator[Relation]:
    in_one_manner = any(all(manner.fullmatch(row.serial) for row in members) for manner in _SERIALS)
    for column, total in total_row.figures.items():
        parts = [row.figures[column] for row in members if column in row.figures]
        head = table.heads[column] if 0 <= column < len(table.heads) else ""
        if len(parts) < 2 or _MEAN.search(head) or not _is_sum(total, parts):
            continue
        if (in_one_manner and len(parts) == len(members)) or is_complete(total, parts):
            for part in parts:
                if part.parent is None:
                    part.parent, part.part_list = total, f"column:{total.value.ordinal}"
            yield of_parts("sum", total_row.passage, total, parts)


def _is_sum(total: Figure, parts: list[Figure]) -> bool:
    """Whether cells are amounts of one thing, the total more than each; of a measure, less than one of them it is a mean."""
    several = [total, *parts]
    alike = all(f.is_level and adds_up(f) and same_thing(total, f) and f.value.reading.amount for f in several)
    if alike and total.value.unit.code and counts_things(total.value.unit):
        return True
    return alike and Decimal(total.value.reading.amount) > max(Decimal(f.value.reading.amount) for f in parts)
