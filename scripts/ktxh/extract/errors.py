"""What goes wrong with an input, said so that a person can mend it: which file, which line, why."""

from __future__ import annotations

from pathlib import Path


class InputError(Exception):
    """An input that cannot be used. `str()` gives `file:line: cause` (the line only where there is one)."""

    def __init__(self, path: Path | str, cause: str, line: int | None = None) -> None:
        self.path, self.cause, self.line = Path(path), cause, line
        where = f"{self.path}:{line}" if line else f"{self.path}"
        super().__init__(f"{where}: {cause}")
