"""The catalogue knows every figure of the first report; a build only warns of what it does not know of others."""

from __future__ import annotations

import duckdb


def test_every_figure_of_the_first_report_has_an_indicator(published):
    with duckdb.connect(str(published.result.target), read_only=True) as connection:
        unknown = connection.sql("select numeral_id, reason from quality.dq_unmapped_indicator order by all").fetchall()
    assert unknown == []
