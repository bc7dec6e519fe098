"""The gate's Data Docs: one page that holds everything it shows.

Great Expectations' own pages load jQuery, Bootstrap and Vega from the network and are blank without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ktxh.publish.gate import Verdict
from ktxh.publish.meta import Build

TEMPLATE = Path(__file__).with_name("data_docs.html")


def render(verdicts: Sequence[Verdict], build: Build, database: str) -> str:
    """Return the page as HTML: every demand, its verdict, what was observed and the offending rows."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATE.parent), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    groups = [(title, list(group)) for title, group in groupby(verdicts, key=lambda verdict: verdict.title)]
    return environment.get_template(TEMPLATE.name).render(
        verdicts=verdicts,
        groups=groups,
        failed=sum(not verdict.success for verdict in verdicts),
        build=build,
        database=database,
        gx_version=version("great-expectations"),
    )
