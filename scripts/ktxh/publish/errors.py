"""The one exception that a build raises."""

from __future__ import annotations

from enum import Enum


class Cause(Enum):
    """Why a build failed, for whoever has to act; the value is one word for machines."""

    DATA = "data"  # seeds, models, tests or the gate: a person has to mend an input
    FINDINGS = "findings"  # --strict, and the report contradicts itself where nobody has looked yet
    SYSTEM = "system"  # disk, rights, a damaged file
    BUSY = "busy"  # another builder, or inputs that changed meanwhile: try again later
    SETUP = "setup"  # not a project, no such seeds


class BuildFailed(Exception):  # noqa: N818 - reads as what happened
    """A step of the build failed; the published file is what it was before.

    Attributes: `step`, the name of the step that failed; `reason`, what it said; `rows`, the failing rows as text, empty
    where a failure has no rows (a syntax error, a full disk); `cause`, who has to act.
    """

    def __init__(self, step: str, reason: str, rows: str = "", *, cause: Cause = Cause.DATA) -> None:
        super().__init__(step, reason, rows)
        self.step, self.reason, self.rows, self.cause = step, reason, rows, cause

    def __str__(self) -> str:
        return "\n\n".join(filter(None, (f"{self.step} failed: {self.reason}", self.rows)))
