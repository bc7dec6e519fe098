"""The one exception that a build raises."""

from __future__ import annotations


class BuildFailed(Exception):  # noqa: N818 - reads as what happened
    """A step of the build failed; the published file is what it was before.

    Attributes: `step`, the name of the step that failed; `reason`, what it said; `rows`, the failing rows as text, empty
    where a failure has no rows (a syntax error, a full disk).
    """

    def __init__(self, step: str, reason: str, rows: str = "") -> None:
        super().__init__(step, reason, rows)
        self.step, self.reason, self.rows = step, reason, rows

    def __str__(self) -> str:
        return "\n\n".join(filter(None, (f"{self.step} failed: {self.reason}", self.rows)))
