"""The commands around the published file: make it, look at its releases, compare two, go back to one."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

import click

TARGET, SEEDS, KEEP = Path("warehouse/ktxh.duckdb"), Path("seeds"), 10
target_option = click.option(
    "--target", type=click.Path(path_type=Path), default=TARGET, show_default=True, help="Published file."
)


@click.command(
    epilog="Exit: 0 published or nothing to do; 12 --strict refused, 65 the data, 70 a mistake of ktxh, 74 the machine, "
    "75 another build, 78 the setup. docs/unattended.md has them all."
)
@target_option
@click.option(
    "--seeds",
    type=click.Path(path_type=Path),
    default=SEEDS,
    show_default=True,
    help="Folder of raw, places and rules.",
)
@click.option("--force", is_flag=True, help="Build although nothing changed.")
@click.option("--strict", is_flag=True, help="Do not publish when there are new findings that nobody has reviewed.")
@click.option(
    "--keep", type=click.IntRange(1), default=KEEP, show_default=True, help="Releases to keep; each year's last stays."
)
@click.option("--world-readable", is_flag=True, help="Let every user of the machine read what is published.")
@click.option("--on-success", envvar="KTXH_ON_SUCCESS", metavar="COMMAND", help="Run when something was published.")
@click.option("--on-failure", envvar="KTXH_ON_FAILURE", metavar="COMMAND", help="Run when the build failed.")
@click.option("--quiet", is_flag=True, help="Say only what a person has to know: failures, warnings, new findings.")
@click.option("--json", "as_json", is_flag=True, help="Say nothing but one line of JSON.")
@click.option(
    "--detailed-exit-code", is_flag=True, help="Exit 10 when there was nothing to do, 11 with new unreviewed findings."
)
@click.pass_context
def build(context: click.Context, quiet: bool, as_json: bool, detailed_exit_code: bool, **options) -> None:
    """Build, test, accept and publish the warehouse; a failed step leaves the published file as it was.

    Does nothing when the inputs are those of what is published.
    """
    from ktxh.publish.run import run

    said: list[str] = []
    record = run(Path.cwd(), echo=said.append if quiet or as_json else click.echo, **options)
    if as_json:
        click.echo(record.line)
    elif not quiet or record.failed or record.warnings or record.new_findings:
        for line in said:
            click.echo(line, err=record.failed)
        click.echo(record.summary, err=record.failed)
    context.exit(record.exit_code if record.failed or detailed_exit_code else 0)


@click.command()
@target_option
def releases(target: Path) -> None:
    """List the releases of the published file, newest first; `*` is the one that is published."""
    from ktxh.publish.archive import Archive, year_ends
    from ktxh.publish.texttable import as_table

    archive = Archive(Path.cwd() / target)
    found, current = archive.all(), archive.current()
    stay = {release.build_id for release in year_ends(found)}
    rows = [
        (
            "*" if current and release.build_id == current.build_id else "",
            release.build_id,
            sum(release.row_counts.values()),
            release.findings.get("all", 0),
            release.findings.get("unreviewed", 0),
            f"{release.file_bytes / 1e6:.1f} MB",
            release.versions["ktxh"],
            (release.git_commit or "")[:8],
            "year end" if release.build_id in stay else "",
        )
        for release in found
    ]
    columns = ("", "build_id", "rows", "findings", "unreviewed", "size", "ktxh", "commit", "stays")
    if rows:
        click.echo(as_table(columns, rows, limit=len(rows)))
    if current is None:
        click.echo(f"{target} is none of these releases" if rows else f"no releases of {target}")


@click.command()
@click.argument("build_id", required=False)
@target_option
def rollback(build_id: str | None, target: Path) -> None:
    """Publish an earlier release again: BUILD_ID, or the one before. It stays until the inputs change, or `build --force`."""
    from ktxh.publish.rollback import rollback as go_back

    with _as_click():
        release = go_back(Path.cwd(), target, build_id)
    click.echo(f"{release.build_id} → {target}, until the inputs change")


@click.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option("--rows", is_flag=True, help="Name the rows, not only how many.")
@target_option
def diff(a: str | None, b: str | None, rows: bool, target: Path) -> None:
    """Compare release A with release B: rows of the marts, and findings. [default: the published one, with the one before]"""
    from ktxh.publish.archive import Archive
    from ktxh.publish.diff import as_text
    from ktxh.publish.diff import diff as compare

    with _as_click():
        archive = Archive(Path.cwd() / target)
        after = archive.named(b) if b else archive.latest()
        before = archive.named(a) if a else archive.before(after)
        found = compare(archive.database(before), archive.database(after))
    click.echo(f"{before.build_id} → {after.build_id}\n\n{as_text(found, with_rows=rows)}")


@contextmanager
def _as_click():
    """Turn a known failure into a message and its documented exit code."""
    from ktxh.publish.errors import BuildFailed
    from ktxh.publish.outcome import FAILED

    try:
        yield
    except BuildFailed as failure:
        error = click.ClickException(str(failure))
        error.exit_code = FAILED[failure.cause]
        raise error from failure


COMMANDS = (build, releases, rollback, diff)
