"""Tabulate: annex tables that arrive one row per line, cells apart by tabs, bars or wide blanks.

The heads of the columns say what a cell states (result, plan, estimate, percentage of either) or, in a table of statistics, what it counts;
the first cell what it is about, a cell of its own, the head or the caption in which unit. Numbers in tables need no thousands mark and often
have none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ktxh.extract.contract import LABEL_SEPARATOR
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.numbers.dates import find_periods
from ktxh.extract.numbers.units import NO_UNIT, Unit, counts_things, read_unit
from ktxh.extract.numbers.values import Value
from ktxh.extract.structure.cells import ABOVE, LEFT, NUMBER, ROUND_UNIT, cells, is_row, is_tabbed, row_cells
from ktxh.extract.structure.passages import Passage

_HEAD_WORDS = re.compile(
    r"chỉ\s+tiêu|đơn\s+vị|đvt|thực\s+hiện|\bth\b|kế\s+hoạch|\bkh\b|ước|lũy\s+kế|so\s+|%|năm|tháng|quý", re.IGNORECASE
)
_CAPTION_UNIT = re.compile(r"(?:đơn\s+vị(?:\s+tính)?|đvt)\s*:\s*(?P<unit>[^);,\n]+)", re.IGNORECASE)
_PLAN = re.compile(r"kế\s+hoạch|\bkh\b|dự\s+toán|\bdt\b|nghị\s+quyết|giao", re.IGNORECASE)
_EARLIER = re.compile(r"cùng\s+kỳ|\bck\b|năm\s+trước|kỳ\s+trước|tháng\s+trước|quý\s+trước", re.IGNORECASE)
_ESTIMATE = re.compile(r"ước", re.IGNORECASE)
_PART_ROW = re.compile(
    r"(?:(?:trong\s+đó|tr\.\s?đó|gồm)\s*:?\s*)?[-+–•*]\s*|(?:trong\s+đó|tr\.\s?đó)\s*:?\s*", re.IGNORECASE
)
_DASH = re.compile(r"[-+–•*]")
_PART_OF_YEAR = re.compile(r"tháng|quý", re.IGNORECASE)
_MONTH = re.compile(r"tháng\s+(\d{1,2})", re.IGNORECASE)
_AIM = re.compile(r"mục\s+tiêu|phấn\s+đấu|dự\s+kiến|dự\s+báo", re.IGNORECASE)
_CUMULATIVE = re.compile(r"lũy\s+kế|luỹ\s+kế|cộng\s+dồn", re.IGNORECASE)
_SERIAL_HEAD = re.compile(r"(?:s?\.?t\.?t\.?|số\s+t\.?t\.?)", re.IGNORECASE)
_RATIO = re.compile(
    r"\bso\s+(?:với\s+|sánh\s+)?(?:kh\b|kế|ck\b|cùng|dt\b|dự)|(?<!\w)(?:ước\s*)?(?:th|thực\s+hiện)\s*/\s*\w+|tỷ\s+lệ",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"\bso\b|cùng\s+kỳ|\bck\b|trước|cơ\s+cấu|t[ỷỉ]\s+trọng|(?:19|20)\d\d|/", re.IGNORECASE)
_GROWTH = re.compile(r"tăng|giảm|\+/-|±", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT_BEHIND = re.compile(r"\s*\([^()]*\)\s*$")
_NUMBER_OF = re.compile(r"(?:tổng\s+)?số\s+(?:lượng\s+)?", re.IGNORECASE)


@dataclass
class Row:
    """A row of a table: its label, whether that says it is a part of the row above, its number, its figures by column."""

    label: str
    is_part: bool
    serial: str
    figures: dict[int, Figure]
    passage: Passage


@dataclass
class Table:
    """The heads of the table that is open, the unit that its caption gives to all of it, and the last row that is no part, by column."""

    heads: tuple[str, ...]
    unit: Unit
    report_year: int | None
    above: dict[int, Figure] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    @property
    def is_of_statistics(self) -> bool:
        """Whether its heads say what is counted, and none of a plan, a time or an estimate."""
        return not any(_is_value_head(head) and "%" not in head for head in self.heads)

    @property
    def last_month(self) -> int:
        """The latest single month that a head names, 0 when none does."""
        return max((int(m.group(1)) for head in self.heads for m in _MONTH.finditer(head)), default=0)

    @property
    def newest(self) -> int | None:
        """The year that the table is about: the latest that a head of results or estimates names, else the report's."""
        told = [head for head in self.heads if not (_PLAN.search(head) or _AIM.search(head) or _EARLIER.search(head))]
        years = [int(year) for head in told for year in _YEAR.findall(head)]
        return max([*years, *([self.report_year] if self.report_year else [])], default=None)

    def attains(self, head: str) -> bool:
        """Whether a head of percentages that names nothing (`Tỷ lệ %`, `Đạt %`) is of the plan: no other column is there to compare with."""
        return (
            not _COMPARES.search(head)
            and any(_PLAN.search(h) for h in self.heads)
            and not any(_EARLIER.search(h) for h in self.heads)
        )


def read_heads(text: str, caption: str, report_year: int | None, following: str = "") -> Table | None:
    """The table that a line of heads opens, or None when it is no such line. `caption` and `following` are the lines around it.

    Any words are heads when a row of as many cells follows.
    """
    row = cells(text)
    heads = sum(bool(_HEAD_WORDS.search(cell.text) or _YEAR.fullmatch(cell.text)) for cell in row)
    fewest = 3 if is_tabbed(text) else 4
    over_a_row = is_row(following) and len(cells(following)) == len(row) >= fewest and not re.search(r"\d", text)
    if len(row) < 3 or is_row(text) or (heads < 2 and not (over_a_row and all(cell.text for cell in row))):
        return None
    match = _CAPTION_UNIT.search(caption) or _CAPTION_UNIT.search(text)
    unit = read_unit(f"1 {match.group('unit')}", 1) if match else NO_UNIT
    if not is_tabbed(text) and _SERIAL_HEAD.fullmatch(row[0].text):
        row = row[1:]  # between wide blanks a row is read from its label on
    return Table(_spread([cell.text for cell in row]), unit, report_year)


def go_on(table: Table, text: str) -> Table | None:
    """The table behind a line between tabs that is no row: a second line of heads joins the first, a group's name changes nothing."""
    row = cells(text)
    if not is_tabbed(text) or len(row) != len(table.heads):
        return None
    if not any(cell.text == ABOVE for cell in row):
        return read_heads(text, "", table.report_year) or table
    below = _spread(["" if cell.text == ABOVE else cell.text for cell in row])
    return replace(table, heads=tuple(f"{a} {b}".strip() for a, b in zip(table.heads, below, strict=True)))


def _spread(heads: list[str]) -> tuple[str, ...]:
    """Heads with those that span columns said over each."""
    spread: list[str] = []
    for head in heads:
        spread.append(spread[-1] if head == LEFT and spread else head)
    return tuple(spread)


def read_row(passage: Passage, values: list[Value], table: Table) -> list[Figure]:
    """The figures of one row, in order; numbers in its label are left as they are."""
    whole, row = cells(passage.text), row_cells(passage.text)
    aligned = is_tabbed(passage.text)  # between tabs every cell has its head
    serial = whole[0].text if len(row) < len(whole) else ""
    part = table.above and (_PART_ROW.match(row[0].text) or _DASH.fullmatch(serial))
    label = row[0].text[part.end() :] if part and not _DASH.fullmatch(serial) else row[0].text
    if part and (head := next(iter(table.above.values())).label):
        label = f"{head}{LABEL_SEPARATOR}{label}"
    own = [_unit_of_cell(cell.text) for cell in row[1:2] if cell.text and not NUMBER.fullmatch(cell.text)]
    in_label = re.search(r"\(([^)]*)\)\s*$", label)
    unit = own[0] if own and own[0].raw else (read_unit(f"1 {in_label.group(1)}", 1) if in_label else NO_UNIT)
    unit = unit if unit.raw else table.unit
    first = next((i for i, cell in enumerate(row) if NUMBER.fullmatch(cell.text)), len(row))
    shift = (
        len(row) - len(whole)
        if aligned
        else 0
        if len(row) == len(table.heads)
        else first - len([head for head in table.heads[:2] if not _is_value_head(head)])
    )
    figures, by_column = [], {}
    for value in values:
        if not value.prints_unit:  # lent, or gone without saying: here the heads tell
            value.unit = replace(NO_UNIT, end=value.token.end)
        column = next((i for i, cell in enumerate(row) if cell.start <= value.token.start < cell.end), 0)
        head = table.heads[column - shift] if 0 <= column - shift < len(table.heads) else ""
        figures.append(_figure(value, head, label, unit, table) if column else Figure(value, label=label))
        by_column[column - shift] = figures[-1]
    if table.is_of_statistics:
        _share(by_column)
    else:
        _link(figures)
    if part:
        _hang(by_column, table.above)
    else:
        table.above = by_column
    table.rows.append(Row(row[0].text, bool(part), serial, by_column, passage))
    return figures


def _share(by_column: dict[int, Figure]) -> None:
    """`Số hộ | Hộ nghèo | Tỷ lệ (%)`: a rate of the column before it in the first column that counts the same things."""
    columns = sorted(by_column)
    for before, column in pairwise(columns):
        rate, part = by_column[column], by_column[before]
        whole = next((by_column[c] for c in columns if c < before and _counts_alike(by_column[c], part)), None)
        if rate.value.unit.is_percent and part.is_level and not part.value.unit.is_percent and whole is not None:
            rate.measure, rate.comparator_kind, rate.base, rate.comparator = "share_pct", "whole", part, whole


def _counts_alike(a: Figure, b: Figure) -> bool:
    return a.is_level and bool(a.value.unit.code) and a.value.unit.code == b.value.unit.code


def _hang(parts: dict[int, Figure], totals: dict[int, Figure]) -> None:
    """Each level of a row of parts under the level of its column in the row of totals, when both count the same."""
    for column, figure in parts.items():
        total = totals.get(column)
        if total and total.is_level and figure.is_level and total.value.unit.raw == figure.value.unit.raw:
            figure.parent, figure.part_list = total, f"row:{total.value.ordinal}"


def _is_value_head(head: str) -> bool:
    return bool(
        _YEAR.search(head) or "%" in head or _PLAN.search(head) or _ESTIMATE.search(head) or _EARLIER.search(head)
    )


def _unit_of_cell(text: str) -> Unit:
    """The unit that a cell names, perhaps with a round number of it: `1000 tấn`."""
    if counted := ROUND_UNIT.fullmatch(text):
        unit = read_unit(text, counted.end("number"))
        return replace(unit, raw=text, multiplier=unit.multiplier * int(counted.group("number").replace(".", "")))
    return read_unit(f"1 {text}", 1)


def _unit_of_head(head: str, *, of_statistics: bool) -> Unit | None:
    """`Đã trồng (ha)`: the unit that a head gives to its column; in statistics also what it counts, `Số hộ`."""
    match = re.search(r"\(([^()%\d]{1,24})\)\s*$", head)
    if match:
        unit = read_unit(match.group(1), 0)
        return unit if unit.code and unit.end == len(match.group(1)) else None
    counted = read_unit(_NUMBER_OF.sub("", head.lower(), count=1), 0)
    return counted if of_statistics and counts_things(counted) and counted.code else None


def _figure(value: Value, head: str, label: str, unit: Unit, table: Table) -> Figure:
    newest = table.newest
    of_row = value.unit.is_percent and not unit.is_percent  # `Hộ nghèo (%) | 12,1 | 10,4` are levels
    percent = "%" in head or of_row or bool(_RATIO.search(head) and not value.unit.raw)
    if not value.unit.raw:
        shared = (
            Unit("%", "percent", 1, value.end)
            if percent
            else (_unit_of_head(head, of_statistics=table.is_of_statistics) or unit)
        )
        value.unit = replace(shared, end=value.end)
    figure = Figure(value, label=label, evidence=f"{label} … {head} … {value.token.numeral.raw}")
    if table.is_of_statistics:
        figure.label = f"{label}{LABEL_SEPARATOR}{_UNIT_BEHIND.sub('', head)}" if head else label
        return figure
    years = [int(year) for year in _YEAR.findall(head)]
    month = _MONTH.search(head)
    earlier = bool(_EARLIER.search(head)) or bool(years and newest and max(years) < newest)
    earlier = earlier or bool(month and table.last_month and int(month.group(1)) < table.last_month)
    if percent:
        figure.comparator_raw = head
        growth = _GROWTH.search(head) or value.sign
        of_plan = bool(_PLAN.search(head)) or (not growth and table.attains(head))
        figure.comparator_kind = "plan" if of_plan else "previous"
        figure.measure = "change_pct" if growth else ("attainment_pct" if of_plan else "index_pct")
        figure.direction = "" if not growth else ("down" if value.sign == "-" else "up")
    elif _PLAN.search(head):
        ahead = years and newest and max(years) > newest
        figure.scenario = "target" if ahead else "plan"
    elif _AIM.search(head):
        figure.scenario = "target"
    elif earlier and not _ESTIMATE.search(head):
        figure.scenario = "previous"
    elif _ESTIMATE.search(head) and not _PART_OF_YEAR.search(head):
        figure.scenario = "estimate"
    if not percent and (periods := find_periods(head, newest)):
        figure.period, figure.period_source = periods[-1].code, "stated"
    elif not percent and years:
        figure.period, figure.period_source = str(max(years)), "stated"
    figure.is_cumulative = not percent and bool(_CUMULATIVE.search(head))
    return figure


def _link(figures: list[Figure]) -> None:
    """Percentages speak of the row's result and are measured against its plan or its earlier value."""
    result = next((f for f in reversed(figures) if f.is_level and f.scenario in ("actual", "estimate")), None)
    for figure in figures:
        if figure.comparator_kind:
            figure.base = result
            scenario = "plan" if figure.comparator_kind == "plan" else "previous"
            figure.comparator = next((f for f in figures if f.is_level and f.scenario == scenario), None)
