"""Figure: one printed value and everything that was understood of it, as the readers of this package fill it in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ktxh.extract.numbers.values import Value


@dataclass(eq=False)
class Figure:
    """One figure and what was understood of it; field names and vocabularies are those of raw_figures."""

    value: Value
    measure: str = "level"
    scenario: str = "actual"
    direction: str = ""
    is_cumulative: bool = False
    base: Figure | None = None
    comparator_kind: str = ""
    comparator: Figure | None = None
    comparator_raw: str = ""
    parent: Figure | None = None
    is_attained: bool = False  # a percentage of a plan is printed for it
    part_list: str = ""  # which list of parts it stands in: two breakdowns of one total have two
    label: str = ""
    places: tuple[str, ...] = ()
    period: str = ""
    period_source: str = ""
    as_of: str = ""
    evidence: str = ""
    doubt: str = ""

    @property
    def is_level(self) -> bool:
        """Whether it is a quantity or a rate in its own right."""
        return self.measure == "level"


def inherit(figures: list[Figure]) -> None:
    """What figures take over from what they speak of: parts the scenario of their total, percentages that of their base."""
    for figure in figures:
        if figure.parent is not None and figure.scenario == "actual" and figure.is_level:
            figure.scenario = figure.parent.scenario
        if figure.value.whole_of is not None and figure.scenario == "actual":
            figure.scenario = next(f.scenario for f in figures if f.value is figure.value.whole_of)
        if figure.parent is not None and (not figure.value.unit.raw or _is_kind_of(figure, figures)):
            figure.value.unit = replace(figure.parent.value.unit, end=figure.value.end)
        _borrow_unit(figure)
        if figure.base is not None:
            figure.scenario = figure.base.scenario
            unsaid = figure.measure == "attainment_pct" and not figure.comparator_raw and figure.comparator is None
            total = figure.base.parent
            if figure.measure == "attainment_pct" and not unsaid:
                figure.base.is_attained = True
            if unsaid and total is not None and not total.is_attained and figure.base.scenario == "actual":
                figure.measure, figure.comparator_kind = "share_pct", "whole"  # 5.812 hồ sơ of 5.876, đạt 98,9%
            of_total = not figure.comparator_raw or figure.comparator_raw.lower().startswith(("tổng", "số"))
            if figure.measure == "share_pct" and figure.comparator is None and of_total:
                figure.comparator = figure.base.parent
            named = figure.measure == "share_pct" and figure.comparator is not None and figure.comparator.is_level
            if named and figure.base.parent is None and figure.comparator is not figure.base:
                figure.base.parent, figure.base.part_list = (
                    figure.comparator,
                    f"whole:{figure.comparator.value.ordinal}",
                )


def _borrow_unit(figure: Figure) -> None:
    """A change printed without a unit has that of what changed (`124 người (tăng 13)`), a whole that of its part (`70/72`)."""
    lender = None
    if figure.measure == "change_abs":
        lender = figure.base
    if lender is not None and not figure.value.unit.raw and lender.value.unit.raw:
        figure.value.unit = replace(lender.value.unit, end=figure.value.end)
        if figure.value.unit.is_percent:
            figure.measure = "change_pp"
    whole = figure.value.whole
    if whole is not None and not whole.unit.raw:
        whole.unit = replace(figure.value.unit, end=whole.end)


_SCHOOLS = frozenset(("MN", "MG", "NT", "TH", "THCS", "THPT"))  # TH is a case elsewhere


def _is_kind_of(figure: Figure, figures: list[Figure]) -> bool:
    """Whether the word behind a part names its kind, not its unit: `58 trường (19 mầm non, 21 tiểu học, 15 THCS)`."""
    if figure.parent.value.unit.code == "school" and figure.value.unit.raw in _SCHOOLS:
        return True
    if figure.part_list.startswith("row") and not figure.value.unit.code and figure.parent.value.unit.raw:
        return True
    siblings = {f.value.unit.raw for f in figures if f.parent is figure.parent and f.part_list == figure.part_list}
    return not figure.value.unit.code and bool(figure.parent.value.unit.raw) and len(siblings) > 2


@dataclass(frozen=True)
class Context:
    """What a passage inherits: the report's year and whether its headings look past it."""

    report_year: int | None
    looks_ahead: bool
    report_ends: str = ""  # ISO month in which the report's own period ends
    announced_scenario: str = ""  # of the line that announced this list: `ước thực hiện cả năm như sau:`
    issued_on: str = ""  # ISO day of the report
    ahead_year: int | None = None  # the year that the headings set aims for
