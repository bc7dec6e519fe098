"""Readers as BI tools are: other processes that open the published file read-only, keep it open for a while, and open it again."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

QUERY = "select (select build_id from meta.build), count(*), sum(hash(fct_observation)) from marts.fct_observation"


@contextmanager
def reading(target: Path, log: Path, *, count: int = 3, seconds: tuple[float, float] = (60, 180)) -> Iterator[None]:
    """Keep `count` readers at work while the block runs; each holds a connection for `seconds` and writes what it saw to the log."""
    command = [sys.executable, "-m", "tests.torture.readers", str(target), str(log), *map(str, seconds)]
    readers = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(count)]
    try:
        yield
    finally:
        for reader in readers:
            reader.stdin.close()
        for reader in readers:
            reader.wait()


def read(target: Path, log: Path, shortest: float, longest: float) -> None:
    """Read until standard input ends."""
    import select

    import duckdb

    seen: dict[int, str] = {}  # inode: build_id
    while not select.select([sys.stdin], [], [], 0)[0]:
        held = {"queries": 0, "swaps": 0, "errors": []}
        end = time.monotonic() + random.uniform(shortest, longest)
        try:
            inode = target.stat().st_ino
            with duckdb.connect(str(target), read_only=True) as connection:
                first = connection.execute(QUERY).fetchone()
                if target.stat().st_ino == inode and seen.setdefault(inode, first[0]) != first[0]:
                    held["errors"].append("a new connection to a file known before sees other data")
                if len(seen) > 1 and inode not in seen and first[0] in seen.values():
                    held["errors"].append("a new connection to a new file sees old data")
                while time.monotonic() < end and not select.select([sys.stdin], [], [], 0.2)[0]:
                    held["queries"] += 1
                    if connection.execute(QUERY).fetchone() != first:
                        held["errors"].append("the data of an open connection changed")
                    now = target.stat().st_ino
                    held["swaps"] += now != inode
                    inode = now
        except (duckdb.Error, OSError) as error:
            held["errors"].append(f"{type(error).__name__}: {error}")
        held["seconds"] = round(time.monotonic() - end + longest, 1)
        with log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(held) + "\n")


def summary(log: Path) -> dict[str, object]:
    """Return how often a connection was held, through how many swaps, and every error."""
    held: Sequence[dict] = (
        [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
    )
    return {
        "connections": len(held),
        "queries": sum(one["queries"] for one in held),
        "held through a swap": sum(one["swaps"] > 0 for one in held),
        "swaps": sum(one["swaps"] for one in held),
        "errors": [error for one in held for error in one["errors"]],
    }


if __name__ == "__main__":
    read(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]))
