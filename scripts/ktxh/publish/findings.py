"""The findings of a built file: what the reports themselves get wrong, and whether somebody has looked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ktxh.publish.texttable import as_table

COLUMNS = ("finding_id", "report_id", "line", "rule_code", "severity", "verdict", "review_status", "message_vi")
UNREVIEWED = ("", "open")


@dataclass(frozen=True)
class Finding:
    """One row of quality.dq_finding; `finding_id` is the same in every build that finds the same."""

    finding_id: str
    report_id: str | None
    line: int | None
    rule_code: str
    severity: str
    verdict: str | None
    review_status: str
    message_vi: str | None

    @property
    def is_unreviewed(self) -> bool:
        """True until a person has accepted, rejected or explained it."""
        return self.review_status in UNREVIEWED


def read(database: Path) -> dict[str, Finding]:
    """Return the findings of a candidate or a published file, by finding_id; none where the file has no such table."""
    import duckdb

    with duckdb.connect(str(database), read_only=True) as connection:
        table = "select 1 from duckdb_tables() where schema_name = 'quality' and table_name = 'dq_finding'"
        if not connection.execute(table).fetchall():
            return {}
        columns = ", ".join(COLUMNS).replace("review_status", "coalesce(review_status, '')")
        found = connection.execute(f"select {columns} from quality.dq_finding order by finding_id").fetchall()
    return {row[0]: Finding(*row) for row in found}


def new_unreviewed(now: Mapping[str, Finding], before: Mapping[str, Finding]) -> list[Finding]:
    """Return what nobody has looked at and the file before did not have."""
    return [finding for name, finding in now.items() if name not in before and finding.is_unreviewed]


def counts(found: Mapping[str, Finding]) -> dict[str, int]:
    """Return how many there are: all, unreviewed, and by severity."""
    by_severity = Counter(finding.severity for finding in found.values())
    unreviewed = sum(finding.is_unreviewed for finding in found.values())
    return {"all": len(found), "unreviewed": unreviewed, **dict(sorted(by_severity.items()))}


def table(found: Iterable[Finding]) -> str:
    """Return findings as a table for people."""
    return as_table(COLUMNS, [tuple(getattr(finding, column) for column in COLUMNS) for finding in found])
