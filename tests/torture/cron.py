"""The line of deploy/cron run once by a real cron daemon."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import PROJECT

LINE = PROJECT / "deploy" / "cron" / "ktxh"
PLACE = Path("/etc/cron.d/ktxh-torture")


def run_once(project: Path) -> str:
    """Let cron run the line, set to every minute and to a copy of the project; returns what came of it. Skips without cron or root."""
    daemon = shutil.which("cron", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if not daemon or os.getuid() != 0:
        pytest.skip("no cron on this machine" if not daemon else "a line of cron.d is root's to write")
    (project / ".venv").symlink_to(sys.prefix)
    line = "* * * * * " + " ".join(LINE.read_text(encoding="utf-8").splitlines()[-1].split()[5:])
    line = line.replace("/srv/ktxh", str(project)).replace(" ktxh ", f" {getpass.getuser()} ", 1)
    history = project / "warehouse/releases/ktxh/history.jsonl"
    PLACE.write_text(f'SHELL=/bin/sh\nMAILTO=""\n{line}\n', encoding="utf-8")
    running = subprocess.run(["pgrep", "-x", "cron"], capture_output=True).returncode == 0
    started = None if running else subprocess.Popen([daemon, "-f"])
    try:
        for _ in range(
            400
        ):  # the line is started every minute: runs that meet the first one are refused, as they have to be
            lines = history.read_text(encoding="utf-8").splitlines() if history.exists() else []
            if done := [line for line in lines if json.loads(line)["outcome"] == "published"]:
                break
            time.sleep(1)
    finally:
        PLACE.unlink()
        if started:
            started.terminate()
            started.wait()
    assert done, f"cron did not run the line, or it failed: {lines}"
    return f"cron ran the line, {len(lines)} times: {done[0]}"
