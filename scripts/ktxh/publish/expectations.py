"""What the consumers of the published file demand, table by table.

These are rules about our work that hold for any report; what a report itself gets wrong is a finding in `quality`, never a reason
not to publish. Rules that want SQL are dbt tests; types and constraints are dbt contracts. Adding a demand is adding to DEMANDS.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import great_expectations.expectations as gxe

from ktxh.audit.rules import RULES, SLIPS
from ktxh.extract import contract

NUMERAL = r"^(?:\d(?:[\d.,]*\d)?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)$"
GSO_CODE = r"^\d{2}(?:\d|\d{3})?$"  # province, district, commune
BILINGUAL = r"\S · \S"
VERDICTS = ("exact", "rounded", "truncated", "holds", "inconsistent", "unreadable", "untestable")


@dataclass(frozen=True)
class Demand:
    """What must hold for one selection of rows that a consumer makes: `query`, or the whole of `table`."""

    table: str  # schema.table
    key: tuple[str, ...]
    selection: str = ""  # in words, where it is not the whole table
    query: str = ""
    shown: tuple[str, ...] = ()  # beside the key, where rows are shown
    may_be_empty: bool = False
    columns: tuple[str, ...] = ()  # are there, beside those that other demands name
    not_null: tuple[str, ...] = ()
    one_of: Mapping[str, Collection[str]] = field(default_factory=dict)
    none_of: Mapping[str, Collection[str]] = field(default_factory=dict)
    among_them: Mapping[str, Collection[str]] = field(default_factory=dict)  # values that must occur
    found_in: Mapping[str, str] = field(default_factory=dict)  # column: schema.table.column
    one_for_each: Mapping[str, str] = field(default_factory=dict)  # column: raw table.column of the seeds
    ordered: tuple[tuple[str, str], ...] = ()  # left <= right, where both are there
    at_least: Mapping[str, int] = field(default_factory=dict)
    matching: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The table and, in words, which of its rows."""
        return f"{self.table}, {self.selection}" if self.selection else self.table


TABLES = (
    Demand(
        table="marts.dim_report",
        key=("report_id",),
        not_null=("line_count", "char_count"),
        one_for_each={"report_id": "raw_reports.report_id"},
        found_in={"place_id": "marts.dim_place.place_id"},
        at_least={"line_count": 1, "char_count": 1},
    ),
    Demand(
        table="marts.dim_place",
        key=("place_id",),
        columns=("valid_from", "valid_to"),
        not_null=("place_code", "place_name_vi", "place_type"),
        one_of={"place_type": ("province", "district", "township", "commune")},
        matching={"place_code": GSO_CODE},
        ordered=(("valid_from", "valid_to"),),
    ),
    Demand(table="marts.dim_period", key=("period_code",), ordered=(("start_date", "end_date"),)),
    Demand(table="marts.dim_sector", key=("sector_code",)),
    Demand(table="marts.dim_unit", key=("unit_code",)),
    Demand(
        table="marts.fct_observation",
        key=("numeral_id", "statement_no"),
        shown=("line", "raw_text"),
        columns=("amount", "amount_printed", "label_raw", "evidence", "section_id"),
        not_null=("report_id", "reading", "bound", "raw_text", "line", "char_start", "char_end"),
        one_of={
            "measure": contract.MEASURES,
            "scenario": contract.SCENARIOS,
            "bound": contract.BOUNDS,
            "reading": contract.READINGS,
        },
        found_in={
            "report_id": "marts.dim_report.report_id",
            "place_id": "marts.dim_place.place_id",
            "unit_code": "marts.dim_unit.unit_code",
            "period_code": "marts.dim_period.period_code",
        },
        one_for_each={"numeral_id": "raw_figures.numeral_id"},
        ordered=(
            ("amount_low", "amount"),
            ("amount", "amount_high"),
            ("amount_low", "amount_high"),
            ("char_start", "char_end"),
        ),
        at_least={"statement_no": 1, "line": 1, "char_start": 0, "amount_printed": 0},
        matching={"raw_text": NUMERAL},
    ),
    Demand(
        table="quality.dq_relation",
        key=("relation_id",),
        shown=("line", "terms"),
        columns=("said_numeral_id", "residual", "smallest_visible_error"),
        may_be_empty=True,  # a report of words may state nothing twice
        not_null=("report_id", "source", "status", "terms"),
        one_of={"verdict": VERDICTS},
        found_in={"report_id": "marts.dim_report.report_id"},
        ordered=(("stated_low", "stated_high"), ("recomputed_low", "recomputed_high")),
    ),
    Demand(
        table="quality.dq_relation_term",
        key=("relation_id", "term_no"),
        shown=("role", "raw_text"),
        may_be_empty=True,
        not_null=("role", "coefficient"),
        found_in={
            "relation_id": "quality.dq_relation.relation_id",
            "numeral_id": "marts.fct_observation.numeral_id",
        },
        ordered=(("amount_low", "amount"), ("amount", "amount_high")),
        at_least={"term_no": 1},
    ),
    Demand(
        table="quality.dq_finding",
        key=("finding_id",),
        shown=("line", "message_en"),
        columns=("expected_low", "expected_high", "difference", "review_note", "evidence"),
        may_be_empty=True,  # a report may be right
        not_null=("line", "verdict", "numeral_id", "numeral_ids", "stated", "message_vi", "message_en"),
        one_of={
            "rule_code": tuple(RULES),
            "severity": ("error", "warning", "notice"),
            "review_status": ("open", "accepted", "rejected", "explained"),
        },
        found_in={
            "report_id": "marts.dim_report.report_id",
            "relation_id": "quality.dq_relation.relation_id",
        },
        at_least={"line": 1},
    ),
    Demand(
        table="quality.dq_suspect",
        key=("finding_id", "rank"),
        shown=("printed_text", "proposed_text"),
        may_be_empty=True,
        not_null=("printed_text", "posterior", "line"),
        one_of={"slip_kind": tuple(SLIPS)},
        found_in={
            "finding_id": "quality.dq_finding.finding_id",
            "numeral_id": "marts.fct_observation.numeral_id",
        },
        at_least={"rank": 1, "posterior": 0},
    ),
)

SELECTIONS = (
    Demand(
        table="marts.fct_observation",
        selection="what can be read",
        query="select * from marts.fct_observation where reading != 'unreadable'",
        key=("numeral_id", "statement_no"),
        shown=("line", "raw_text"),
        not_null=("amount", "amount_printed"),
    ),
    Demand(
        table="marts.fct_observation",
        selection="with its report",
        query="""
            select observation.*, report.line_count as report_line_count, report.char_count as report_char_count
            from marts.fct_observation as observation
            left join marts.dim_report as report using (report_id)""",
        key=("numeral_id", "statement_no"),
        shown=("line", "raw_text"),
        ordered=(("line", "report_line_count"), ("char_end", "report_char_count")),
    ),
    Demand(
        table="marts.fct_observation",
        selection="of a known place",
        query="select * from marts.fct_observation where place_id is not null",
        key=("numeral_id", "statement_no"),
        shown=("line", "raw_text"),
        may_be_empty=True,  # a report of a place that no one has entered yet is still published
        not_null=("place_code",),
        found_in={"place_code": "marts.dim_place.place_code"},
    ),
    Demand(
        table="marts.fct_observation",
        selection="percentages",
        query="select * from marts.fct_observation where measure like '%_pct'",
        key=("numeral_id", "statement_no"),
        shown=("line", "raw_text"),
        may_be_empty=True,
        one_of={"unit_code": ("percent",)},
    ),
)

# The file's own description of itself, as rows: what a consumer sees in a catalogue.
CATALOGUE = Demand(
    table="catalogue",
    query="""
        select tables.schema_name || '.' || tables.table_name as relation, columns.column_name, columns.data_type,
            tables.comment as table_comment, columns.comment as column_comment
        from duckdb_columns() as columns
        inner join (
            select schema_name, table_name, comment from duckdb_tables()
            union all
            select schema_name, view_name, comment from duckdb_views()
        ) as tables using (schema_name, table_name)
        where tables.schema_name in ('marts', 'quality')""",
    key=("relation", "column_name"),
    not_null=("table_comment", "column_comment"),
    none_of={"data_type": ("DOUBLE", "FLOAT")},  # decimals all the way
    among_them={"relation": tuple(demand.table for demand in TABLES)},
    matching={"table_comment": BILINGUAL, "column_comment": BILINGUAL},
)

Values = Callable[[str], list[Any]]


def expectations(demand: Demand, published: Values, raw: Values) -> list[gxe.Expectation]:
    """Return the demand as expectations, each with bilingual `notes`.

    `published("schema.table.column")` and `raw("table.column")` give the distinct values that references are checked against.
    """
    return list(_expectations(demand, published, raw))


def _expectations(demand: Demand, published: Values, raw: Values) -> Iterator[gxe.Expectation]:
    if not demand.may_be_empty:
        yield gxe.ExpectTableRowCountToBeBetween(min_value=1, notes="is not empty · không được rỗng")
    named = {*demand.key, *demand.columns, *demand.not_null, *demand.found_in, *demand.one_of}
    yield gxe.ExpectTableColumnsToMatchSet(
        column_set=sorted(named), exact_match=False, notes="has the columns that others lean on · có đủ các cột đã hứa"
    )
    one_row = "one row per key · mỗi khóa một dòng"
    if len(demand.key) == 1:
        yield gxe.ExpectColumnValuesToBeUnique(column=demand.key[0], notes=one_row)
    elif demand.key:
        yield gxe.ExpectCompoundColumnsToBeUnique(column_list=list(demand.key), notes=one_row)
    for column in (*demand.key, *demand.not_null):
        yield gxe.ExpectColumnValuesToNotBeNull(column=column, notes="always there · không được trống")
    for column, values in demand.one_of.items():
        yield gxe.ExpectColumnValuesToBeInSet(
            column=column, value_set=sorted(values), notes="one of a closed list · thuộc danh mục đóng"
        )
    for column, values in demand.none_of.items():
        yield gxe.ExpectColumnValuesToNotBeInSet(
            column=column, value_set=sorted(values), notes="none of these · không thuộc các giá trị này"
        )
    for column, values in demand.among_them.items():
        yield gxe.ExpectColumnDistinctValuesToContainSet(
            column=column, value_set=sorted(values), notes="all of these occur · có đủ các giá trị này"
        )
    for column, reference in demand.found_in.items():
        yield gxe.ExpectColumnValuesToBeInSet(
            column=column, value_set=published(reference), notes=f"found in {reference} · có trong {reference}"
        )
    for column, source in demand.one_for_each.items():
        yield gxe.ExpectColumnDistinctValuesToEqualSet(
            column=column,
            value_set=raw(source),
            notes=f"exactly those of {source}, none lost, none invented · đúng bằng {source}, không thiếu, không thừa",
        )
    for low, high in demand.ordered:
        yield gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A=high,
            column_B=low,
            or_equal=True,
            ignore_row_if="either_value_is_missing",
            notes=f"{low} ≤ {high}, where both are there · {low} ≤ {high}, khi có cả hai",
        )
    for column, minimum in demand.at_least.items():
        yield gxe.ExpectColumnValuesToBeBetween(
            column=column, min_value=minimum, notes=f"at least {minimum} · từ {minimum} trở lên"
        )
    for column, pattern in demand.matching.items():
        yield gxe.ExpectColumnValuesToMatchRegex(
            column=column, regex=pattern, notes="is written in its form · viết đúng dạng"
        )
