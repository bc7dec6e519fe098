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
    from ktxh.extract.reading import Report

    if report_id and len(files) > 1:
        raise click.UsageError("--report-id names one report; give one file")
    said = []
    try:
        with tempfile.TemporaryDirectory() as spool:
            incoming = store.Incoming(Path(spool))
            for file in files:
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


for command in warehouse.COMMANDS:
    main.add_command(command)
