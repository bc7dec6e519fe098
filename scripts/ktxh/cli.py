"""The `ktxh` command: what a person types, what it answers, how it exits."""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

import click

from ktxh import __version__
from ktxh.commands import warehouse


@click.group(help="Từ báo cáo kinh tế – xã hội đến kho dữ liệu DuckDB · From KT-XH reports to a DuckDB warehouse.")
@click.version_option(__version__)
def main() -> None:
    """Entry point; each command imports what it needs, so that `--help` and `extract` stay quick."""


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    "out",
    type=click.Path(path_type=Path),
    default=Path("seeds/raw"),
    show_default=True,
    help="Folder of the raw CSVs.",
)
@click.option("--report-id", help="Name of the report, <place>-<code>-<period>; else the file's name. One file only.")
@click.option(
    "--check", is_flag=True, help="Write nothing: exit 1 with a diff when the CSVs are not what the reports give."
)
def extract(files: tuple[Path, ...], out: Path, report_id: str | None, check: bool) -> None:
    """Read reports and write the raw CSVs: a report already there is replaced, the others stay."""
    from ktxh.extract import store
    from ktxh.extract.document import read_document
    from ktxh.extract.errors import InputError
    from ktxh.extract.identity import slug
    from ktxh.extract.reading import Report

    if report_id and len(files) > 1:
        raise click.UsageError("--report-id names one report; give one file")
    said = []
    try:
        with tempfile.TemporaryDirectory() as spool:
            incoming = store.Incoming(Path(spool))
            for file in files:
                if not report_id and not slug(file.stem):
                    raise InputError(file, "its name has no letter or digit to name the report by: give --report-id")
                report = Report(read_document(file), report_id)
                identity = report.identity.report_id
                if identity in incoming.report_ids:
                    raise InputError(file, f"another of these files has the same report id: {identity}")
                incoming.add(report.rows())
                said.append(f"{identity}: {len(report.numerals)} numerals, {len(report.figures)} figures → {out}")
            if check:
                differs = False
                for line in store.difference(out, incoming):
                    differs = True
                    click.echo(line, nl=False)
                if differs:
                    raise SystemExit(1)
                click.echo(f"{out}: {len(files)} report(s) as extracted")
                return
            store.write(out, incoming)
    except InputError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:  # no right to write, no space, --out is a file
        raise click.ClickException(f"{error.filename or out}: {error.strerror}") from error
    for line in said:
        click.echo(line)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--html", "page", type=click.Path(path_type=Path), help="Write one self-contained page instead.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of the notes.")
@click.option("--width", type=click.IntRange(40), help="Columns of the terminal. [default: what it has]")
def read(file: Path, page: Path | None, lang: str, width: int | None) -> None:
    """Show a report as it was read: every numeral marked by kind, every figure with what was understood."""
    from ktxh.extract.document import read_document
    from ktxh.extract.errors import InputError
    from ktxh.extract.reading import Report

    try:
        report = Report(read_document(file))
    except InputError as error:
        raise click.ClickException(str(error)) from error
    if page is not None:
        from ktxh.read.page import render

        try:
            page.write_text(render(report, lang=lang), encoding="utf-8")
        except OSError as error:
            raise click.ClickException(f"{page}: {error.strerror}") from error
        click.echo(page)
        return
    from ktxh.read import terminal

    color = terminal.wants_color(sys.stdout)
    columns = width or shutil.get_terminal_size().columns
    terminal.show(report, echo=partial(click.echo, color=color), color=color, width=columns, lang=lang)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="How to answer.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Write here instead: a file, of several reports a folder.")
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of the answer."
)
@click.option("--width", type=click.IntRange(40), help="Columns of the terminal. [default: what it has]")
@click.option("--strict", is_flag=True, help="Notices count, too.")
def check(files: tuple[Path, ...], form: str, out: Path | None, lang: str, width: int | None, strict: bool) -> None:
    """Check drafts: which numbers contradict each other, and what they may have been.

    Exit code 0: nothing to mend (notices at most), 1: errors or warnings, 2: a file could not be read.
    """
    from ktxh.check.answer import answer
    from ktxh.read import terminal

    color = terminal.wants_color(sys.stdout) and out is None
    columns = width or shutil.get_terminal_size().columns
    raise SystemExit(answer(files, form=form, out=out, lang=lang, width=columns, color=color, strict=strict))


@main.command()
@click.argument("wanted", metavar="ID")
@click.option(
    "--db",
    type=click.Path(path_type=Path),
    default=Path("warehouse/ktxh.duckdb"),
    show_default=True,
    help="Published file.",
)
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of the answer."
)
@click.option("--width", type=click.IntRange(40), help="Columns of the terminal. [default: what it has]")
def explain(wanted: str, db: Path, lang: str, width: int | None) -> None:
    """Explain a figure or a finding of the warehouse: its sentence, its arithmetic, its candidates.

    ID is a numeral_id or a finding_id, or the end of one: 00421, f2f0a883c.
    """
    from ktxh.check.explain import NotFoundError, explain_id
    from ktxh.read import terminal

    color = terminal.wants_color(sys.stdout)
    columns = width or shutil.get_terminal_size().columns
    try:
        for line in explain_id(db, wanted, color=color, width=columns, lang=lang):
            click.echo(line, color=color)
    except NotFoundError as error:
        raise click.ClickException(str(error)) from error


for command in warehouse.COMMANDS:
    main.add_command(command)
