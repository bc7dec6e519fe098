"""One run of `ktxh build` from its start to its exit code: build, log, history, hook."""

from __future__ import annotations

import logging
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from ktxh.publish import freshness, hook, outcome
from ktxh.publish.archive import Archive
from ktxh.publish.build import build
from ktxh.publish.errors import BuildFailed
from ktxh.publish.surroundings import private_files

LOG_BYTES, LOG_FILES = 1_000_000, 5


def run(
    project_dir: Path,
    *,
    target: Path,
    seeds: Path,
    on_success: str | None,
    on_failure: str | None,
    echo: Callable[[str], object],
    **options: Any,
) -> outcome.Record:
    """Build as `build` does, write logs/build.log and the target's history, call the hook; returns what came of it, never raises.

    `on_success` is called when something was published, `on_failure` when it failed; `options` are those of `build`.
    """
    started, clock = datetime.now(UTC), time.perf_counter()
    log = _Log(project_dir / "logs" / "build.log", f"%(asctime)sZ {target.stem} %(message)s", echo)

    def say(text: str) -> None:
        echo(text)
        log(text)

    about: dict[str, Any] = {"at": started.isoformat(timespec="seconds")}
    try:
        about["warnings"] = freshness.warnings(project_dir / seeds, date.today())
        result = build(project_dir, target=target, seeds=seeds, echo=say, **options)
        record = outcome.of_result(result, seconds=time.perf_counter() - clock, **about)
    except Exception as failure:
        say(str(failure) if isinstance(failure, BuildFailed) else traceback.format_exc())
        about.setdefault("warnings", [])
        record = outcome.of_failure(failure, seconds=time.perf_counter() - clock, target=target.name, **about)
    for warning in record.warnings:
        say(f"warning: {warning}")
    log(record.summary)
    _Log(Archive(project_dir / target).folder / "history.jsonl", "%(message)s", echo)(record.line)
    command = on_failure if record.failed else on_success if record.outcome != "unchanged" else None
    if command and (trouble := hook.run(command, record)):
        say(f"warning: {trouble}")
    return record


class _Log(RotatingFileHandler):
    """A file of lines with rotation; where it cannot be written that is said once, and nothing breaks."""

    def __init__(self, path: Path, form: str, echo: Callable[[str], object]) -> None:
        super().__init__(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True)
        self.setFormatter(logging.Formatter(form, datefmt="%Y-%m-%dT%H:%M:%S"))
        self.formatter.converter = time.gmtime
        self._path, self._echo, self._complained = path, echo, False

    def __call__(self, text: str) -> None:
        """Write a line."""
        record = logging.LogRecord("ktxh", logging.INFO, "", 0, text, None, None)
        with private_files():
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self.emit(record)
            except OSError:
                self.handleError(record)
            finally:
                self.close()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say so, where logging would print a traceback for every line."""
        if not self._complained:
            self._complained = True
            error = sys.exception()
            self._echo(f"warning: {self._path.name} cannot be written: {getattr(error, 'strerror', None) or error}")
