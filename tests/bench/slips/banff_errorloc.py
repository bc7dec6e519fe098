"""Runs in Banff's own environment: reads tasks (JSON), asks errorloc about each, writes the variables that it would change.

Nothing of ktxh is imported here. A task that Banff rejects, or that takes longer than a few seconds, is answered with null.
"""

import json
import logging
import os
import sys
from pathlib import Path

import banff
import pandas

SECONDS = 3.0


def answer(task: dict, number: int) -> list[str] | None:
    """The cells to change, by minimum change with random ties; None when there is no answer."""
    if not task["edits"]:
        return None
    row = {"ID": "document", **{name: float("nan") if v is None else v for name, v in task["values"].items()}}
    try:
        done = banff.errorloc(
            indata=pandas.DataFrame([row]),
            unit_id="ID",
            edits=" ".join(task["edits"]),
            outstatus="pandas",
            outreject="pandas",
            seed=number + 1,
            time_per_obs=SECONDS,
            trace=logging.ERROR,
            capture=None,
        )
    except Exception:
        return None
    if len(done.outreject):
        return None
    return [task["names"][name] for name in done.outstatus["FIELDID"]]


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    tasks = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Path(sys.argv[2]).write_text(json.dumps([answer(t, i) for i, t in enumerate(tasks)]), encoding="utf-8")
