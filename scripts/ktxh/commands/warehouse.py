"""The commands around the published file: make it."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--target", type=click.Path(path_type=Path), help="Published file. [default: warehouse/ktxh.duckdb]")
@click.option("--seeds", type=click.Path(path_type=Path), help="Folder of raw, places and rules. [default: seeds]")
def build(target: Path | None, seeds: Path | None) -> None:
    """Build, test, accept and publish the warehouse; a failed step leaves the published file as it was."""
    from ktxh.publish.build import build as publish
    from ktxh.publish.errors import BuildFailed

    try:
        result = publish(Path.cwd(), target=target, seeds=seeds)
    except BuildFailed as failure:
        raise click.ClickException(str(failure)) from failure
    click.echo(f"{result.seconds:.1f} s, of which {result.dbt_seconds:.1f} s dbt's own · {result.target}")
