"""Tell somebody: run a command of the operator with the run's record."""

from __future__ import annotations

import os
import shlex
import subprocess

from ktxh.publish.outcome import Record

SECONDS = 60


def run(command: str, record: Record) -> str:
    """Run the command with the record as one JSON line on its standard input; return what went wrong, in words, or "".

    No shell is between: `sh -c '…'` where one is wanted. Neither the command nor what it prints is repeated anywhere: either
    may hold a password.
    """
    environment = os.environ | {"KTXH_OUTCOME": record.outcome, "KTXH_SUMMARY": record.summary}
    try:
        done = subprocess.run(
            shlex.split(command),
            input=record.line + "\n",
            text=True,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return f"the hook was stopped after {SECONDS} s"
    except (OSError, ValueError) as error:
        return f"the hook could not be run: {getattr(error, 'strerror', None) or 'its quotes do not match'}"
    return f"the hook ended with {done.returncode}" if done.returncode else ""
