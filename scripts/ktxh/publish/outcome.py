"""What came of a run of `ktxh build`: one record for the exit code, the summary, the JSON line, the history and the hook."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from ktxh.publish.build import PUBLISHED, RESTORED, UNCHANGED, BuildResult
from ktxh.publish.errors import BuildFailed, Cause

# Of a failure, by who has to act; the numbers from 64 on are those of sysexits.h, which systemd shows by name.
FAILED = {Cause.FINDINGS: 12, Cause.DATA: 65, Cause.SYSTEM: 74, Cause.BUSY: 75, Cause.SETUP: 78}
INTERNAL = 70
# Of a success, where the caller asked for more than success: 0 is "published".
NOTHING_TO_DO, NEW_FINDINGS = 10, 11


@dataclass(frozen=True)
class Record:
    """One run: `outcome` is published, restored, unchanged or failed; all else is empty where it says nothing."""

    at: str  # UTC, ISO 8601
    outcome: str
    exit_code: int  # with --detailed-exit-code; 0 without, unless it failed
    seconds: float
    target: str
    build_id: str | None = None  # what is published now; None when unknown
    dbt_seconds: float | None = None
    rows: int | None = None
    new_findings: int | None = None
    unreviewed_findings: int | None = None
    step: str | None = None  # that failed
    cause: str | None = None
    reason: str | None = None
    warnings: Sequence[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether a person has to act before the next build can publish."""
        return self.outcome == "failed"

    @property
    def line(self) -> str:
        """The record as one line of JSON, without what says nothing."""
        said = {name: value for name, value in vars(self).items() if value not in (None, [])}
        return json.dumps(said, ensure_ascii=False)

    @property
    def summary(self) -> str:
        """The record for people."""
        if self.failed:
            return f"failed in {self.step} ({self.cause}): {self.reason}"
        build = f"{self.build_id} → {self.target}"
        if self.outcome == UNCHANGED:
            return f"nothing to do, {self.seconds:.2f} s: the inputs are those of {build}"
        if self.outcome == RESTORED:
            return f"put in place again, {self.seconds:.1f} s: the inputs are those of {build}"
        parts = [
            f"published {build}",
            f"{self.rows:,} rows",
            f"{self.seconds:.1f} s (dbt itself {self.dbt_seconds:.1f} s)",
        ]
        if self.unreviewed_findings:
            parts.append(f"{self.unreviewed_findings} findings not reviewed, {self.new_findings} of them new")
        return ", ".join(parts)


def of_result(result: BuildResult, *, at: str, seconds: float, warnings: Sequence[str]) -> Record:
    """Return the record of a run that ended well."""
    code = NOTHING_TO_DO if result.outcome == UNCHANGED else NEW_FINDINGS if result.new_findings else 0
    built = result.outcome == PUBLISHED
    return Record(
        at=at,
        outcome=result.outcome,
        exit_code=code,
        seconds=round(seconds, 3),
        target=str(result.target.name),
        build_id=result.build_id,
        dbt_seconds=round(result.dbt_seconds, 3) if built else None,
        rows=sum(result.row_counts.values()),
        new_findings=len(result.new_findings) if built else None,
        unreviewed_findings=result.release.findings.get("unreviewed"),
        warnings=list(warnings),
    )


def of_failure(failure: Exception, *, at: str, seconds: float, target: str, warnings: Sequence[str]) -> Record:
    """Return the record of a run that failed; anything but BuildFailed is a mistake of ours."""
    known = isinstance(failure, BuildFailed)
    return Record(
        at=at,
        outcome="failed",
        exit_code=FAILED[failure.cause] if known else INTERNAL,
        seconds=round(seconds, 3),
        target=target,
        step=failure.step if known else "unknown",
        cause=failure.cause.value if known else "internal",
        reason=failure.reason if known else f"{type(failure).__name__}: {failure}",
        warnings=list(warnings),
    )
