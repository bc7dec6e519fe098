"""`ktxh build` as a scheduler starts it, killed by SIGKILL at a random moment of a given step.

What dbt does is real where a kill falls into it. Builds that are to die later get the candidate of a whole build handed over: the steps
from the gate on cannot tell the difference, and a hundred kills take minutes for hours.
"""

from __future__ import annotations

import os
import queue
import random
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from tests.torture import staged

STEPS = ("seed", "models", "tests", "gate", "copy", "publish")
MAIN = "from ktxh.cli import main; main()"
LATE = ("gate", "copy", "publish")
HANDED_OVER = f"from tests.torture import staged; staged.hand_over_only(); {MAIN}"


@dataclass
class Builder:
    """Starts builds of one project with its own copy of ktxh, and knows how long its steps take."""

    project: Path
    options: Sequence[str] = ()
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def target(self) -> Path:
        """The published file."""
        return self.project / staged.TARGET

    def start(self, *options: str, main: str = MAIN) -> subprocess.Popen[str]:
        """Start `ktxh build` in the project."""
        environment = os.environ | {"PYTHONPATH": f"{self.project / 'scripts'}:{self.project}", "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-c", main, "build", "--target", str(staged.TARGET), *self.options, *options]
        return subprocess.Popen(
            command, cwd=self.project, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def finish(self, *options: str) -> tuple[int, str]:
        """Build to the end; returns the exit code and what was said, and learns the steps' seconds."""
        process = self.start(*options)
        status, _, said = self._follow(process, None, 0)
        return status, said

    def kill_in(self, step: str, random_: random.Random) -> str:
        """Build whatever the inputs are and kill at a random moment of a step; returns the step it was in, "" when it was done before."""
        process = self.start("--force", main=HANDED_OVER if step in LATE else MAIN)
        _, reached, _ = self._follow(process, step, random_.uniform(0, self.seconds.get(step, 3.0)))
        return reached

    def _follow(self, process: subprocess.Popen[str], step: str | None, delay: float) -> tuple[int, str, str]:
        lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(
            target=lambda: [lines.put(line) for line in chain(process.stdout, [None])], daemon=True
        ).start()
        current, since, said = STEPS[0], time.monotonic(), []
        while True:
            deadline = None
            if step and current in STEPS[STEPS.index(step) :]:  # where the step was quicker than thought, in the next
                deadline = since + (delay if current == step else 0.0)
            try:
                line = lines.get(timeout=None if deadline is None else max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                process.kill()
                process.wait()
                while (line := lines.get()) is not None:  # what it had said before the kill
                    current = _next(current, line)
                return process.returncode, current, "".join(said)
            if line is None:
                return process.wait(), "", "".join(said)
            said.append(line)
            if (following := _next(current, line)) != current:
                self.seconds[current] = (
                    self.seconds.get(current, time.monotonic() - since) + time.monotonic() - since
                ) / 2
                current, since = following, time.monotonic()


def _next(current: str, line: str) -> str:
    """Return the step that runs after a line of output; the one after the last is "" """
    done = line.split()[1] if line.startswith("✓") else ""
    return (*STEPS, "")[STEPS.index(done) + 1] if done in STEPS else current
