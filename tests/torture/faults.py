"""Every call by which a build changes files: killed before it, after it, in the midst of a copy; or told that the disk is full.

Each attempt is a process of its own, forked from a server that has imported everything and opened nothing.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ktxh.publish.errors import BuildFailed, Cause
from tests.torture import staged

CALLS = ((os, "fsync"), (os, "replace"), (os, "unlink"), (os, "chmod"), (os, "mkdir"), (shutil, "copyfile"))
BEFORE, AFTER, MIDST, FULL = "killed before", "killed after", "killed in the midst of", "disk full at"


@dataclass(frozen=True)
class Fault:
    """What happens at the n-th call (from 0) of all in CALLS; `name` is that call's, to be read."""

    number: int
    how: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.how} {self.name}, call {self.number}"


def calls(project: Path) -> list[str]:
    """Build once, unharmed, and return the names of the calls in their order."""
    context = _context()
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_count, args=(project, sender))
    process.start()
    names = receiver.recv()
    process.join()
    return names


def faults(names: list[str]) -> Iterator[Fault]:
    """Yield everything that can happen at these calls."""
    for number, name in enumerate(names):
        for how in (BEFORE, AFTER, FULL, *((MIDST,) if name == "copyfile" else ())):
            yield Fault(number, how, name)


def suffer(project: Path, fault: Fault) -> str:
    """Change an input, build with the fault, check the published file, build again, check all; returns what the fault led to."""
    staged.change(project)
    target = project / staged.TARGET
    before = staged.check_published(target)
    status = _in_process(_build_with, project, fault)
    if fault.how == FULL:
        assert status in (0, 74), f"{fault}: ended with {status}"  # 0: a call whose failure is nobody's loss
    else:
        assert status == -signal.SIGKILL, f"{fault}: ended with {status}, never came to that call"
    published = staged.check_published(target)
    assert _in_process(_build_with, project, None) == 0, f"{fault}: the next build does not recover"
    after = staged.check_published(target)
    staged.check_recovered(target)
    assert after != before, f"{fault}: the next build does not publish what changed"
    return "published" if published != before else "not published"


def _context() -> Any:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.torture.staged", "ktxh.publish.meta", "ktxh.publish.release"])
    return context


def _in_process(function: Callable[..., None], *arguments: Any) -> int:
    process = _context().Process(target=function, args=arguments)
    process.start()
    process.join()
    return process.exitcode


def _count(project: Path, sender: Any) -> None:
    names: list[str] = []
    _wrap(lambda call, name, arguments: (names.append(name), call(*arguments))[1])
    staged.build(project)
    sender.send(names)


def _build_with(project: Path, fault: Fault | None) -> None:
    done = 0

    def at(call: Callable[..., Any], name: str, arguments: tuple) -> Any:
        nonlocal done
        number, done = done, done + 1
        if fault is None or number != fault.number:
            return call(*arguments)
        if fault.how == FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if fault.how == AFTER:
            with suppress(OSError):  # a folder that is there already
                call(*arguments)
        elif fault.how == MIDST:
            source, place = map(Path, arguments)
            place.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
        return os.kill(os.getpid(), signal.SIGKILL)

    _wrap(at)
    try:
        staged.build(project)
    except BuildFailed as failure:
        os._exit(74 if failure.cause is Cause.SYSTEM else 1)


def _wrap(at: Callable[[Callable[..., Any], str, tuple], Any]) -> None:
    for module, name in CALLS:
        call = getattr(module, name)

        def wrapped(*arguments: Any, call: Any = call, name: str = name, **named: Any) -> Any:
            return at(lambda *given: call(*given, **named), name, arguments)

        setattr(module, name, wrapped)
