"""One builder at a time, and who it is.

The lock is the kernel's (flock), so it ends with its process, however that ends. The file's text only names the holder; text that is
still there when nobody holds the lock is of a holder that was killed.
"""

from __future__ import annotations

import fcntl
import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ktxh.publish.errors import BuildFailed, Cause


@contextmanager
def held(path: Path) -> Iterator[str]:
    """Hold the lock file while the block runs; yields the name of a holder before that was killed, or "".

    Raises BuildFailed with the holder's name when somebody has it; never waits.
    """
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _text(file) or "somebody"
            raise BuildFailed("start", f"another build is running: {holder} ({path.name})", cause=Cause.BUSY) from None
        killed = _text(file)
        file.truncate(0)
        file.write(_me())
        file.flush()
        try:
            yield killed
        finally:
            file.truncate(0)


def _text(file) -> str:
    file.seek(0)
    return file.read().strip()


def _me() -> str:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a numeric user of a container
        user = f"user {os.getuid()}"
    return f"process {os.getpid()} of {user} on {socket.gethostname()} since {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
