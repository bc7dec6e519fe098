"""The steps of a build: each is timed and shown as it ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from ktxh.publish.errors import BuildFailed, Cause


@dataclass(frozen=True)
class Step:
    """One finished step: seconds on the clock, and of these, for a step of dbt, the seconds in which DuckDB ran SQL."""

    name: str
    seconds: float
    sql_seconds: float | None
    summary: str

    @property
    def dbt_seconds(self) -> float | None:
        """What dbt spent on itself: parsing, compiling, scheduling, logging."""
        return None if self.sql_seconds is None else self.seconds - self.sql_seconds


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a step hands back; `notes` is text for the person at the terminal, empty for most steps."""

    summary: str
    sql_seconds: float | None = None
    notes: str = ""


T = TypeVar("T", bound=Outcome)


class Steps:
    """Runs steps one after the other and remembers how long each took."""

    def __init__(self, echo: Callable[[str], object]) -> None:
        self._echo = echo
        self.done: list[Step] = []

    def run(self, name: str, action: Callable[[], T]) -> T:
        """Run one step; whatever goes wrong with data, SQL or disk comes out as BuildFailed."""
        import duckdb  # not needed to see that there is nothing to do

        start = time.perf_counter()
        try:
            outcome = action()
        except (BuildFailed, duckdb.Error, OSError) as error:
            self._echo(f"✗ {name:<8} {time.perf_counter() - start:5.1f} s")
            if isinstance(error, BuildFailed):
                raise
            raise BuildFailed(name, f"{type(error).__name__}: {error}", cause=Cause.SYSTEM) from error
        step = Step(name, time.perf_counter() - start, outcome.sql_seconds, outcome.summary)
        self.done.append(step)
        dbt_share = "" if step.dbt_seconds is None else f" (dbt itself {step.dbt_seconds:.1f} s)"
        self._echo(f"✓ {name:<8} {step.seconds:5.1f} s  {step.summary}{dbt_share}")
        if outcome.notes:
            self._echo(outcome.notes)
        return outcome
