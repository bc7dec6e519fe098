"""Answer: check files one after the other in the form that was asked for, and say by the exit code how it went."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ktxh.check import as_json, page, terminal
from ktxh.check.inspect import Inspection, exit_code, inspect
from ktxh.extract.errors import InputError

SUFFIXES = {"text": ".txt", "json": ".json", "html": ".html"}
UNREAD = 2  # the exit code when an answer could not be given


def answer(
    files: Sequence[Path], *, form: str, out: Path | None, lang: str, width: int, color: bool, strict: bool
) -> int:
    """Check each file and answer to standard output, or into `out`; the exit code.

    A file that cannot be read is named on standard error; the others are checked all the same. Of several reports, standard output gets
    one JSON document a line, and `out` is a folder with one file each. Raises ClickException when `out` cannot be written.
    """
    if form == "html" and out is None and len(files) > 1:
        raise click.UsageError("several pages need a folder: --out FOLDER")
    read: list[Inspection] = []
    unread = False
    for file in files:
        try:
            inspection = inspect(file)
        except InputError as error:
            click.echo(f"Error: {error}", err=True)
            unread = True
            continue
        if out is None:
            if form == "text" and read:
                click.echo()
            _say(inspection, form, lang, width, color, is_single=len(files) == 1)
        else:
            _write(inspection, out if len(files) == 1 else out / f"{file.stem}{SUFFIXES[form]}", form, lang, width)
        read.append(inspection)
    return UNREAD if unread else exit_code(read, strict=strict)


def _say(inspection: Inspection, form: str, lang: str, width: int, color: bool, *, is_single: bool) -> None:
    if form == "text":
        for line in terminal.lines_of(inspection, color=color, width=width, lang=lang):
            click.echo(line, color=color)
    elif form == "json":
        click.echo(as_json.render(inspection, lang=lang, indent=2 if is_single else None), nl=False)
    else:
        click.echo(page.render(inspection, lang=lang), nl=False)


def _write(inspection: Inspection, path: Path, form: str, lang: str, width: int) -> None:
    if form == "text":
        text = "\n".join(terminal.lines_of(inspection, color=False, width=width, lang=lang)) + "\n"
    else:
        text = (as_json if form == "json" else page).render(inspection, lang=lang)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        failure = click.ClickException(f"{path}: {error.strerror}")
        failure.exit_code = UNREAD
        raise failure from error
    click.echo(path)
