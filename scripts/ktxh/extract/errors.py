"""What goes wrong with an input, said so that a person can mend it: which file, which line, why."""

from __future__ import annotations

import re
from pathlib import Path

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class InputError(Exception):
    """An input that cannot be used. `str()` gives `file:line: cause` (the line only where there is one)."""

    def __init__(self, path: Path | str, cause: str, line: int | None = None) -> None:
        self.path, self.cause, self.line = Path(path), cause, line
        where = f"{self.path}:{line}" if line else f"{self.path}"
        # A file's name may hold anything, also what a terminal obeys.
        super().__init__(_CONTROL.sub(lambda found: ascii(found[0])[1:-1], f"{where}: {cause}"))
