"""The Data Docs page says what the gate found and needs no network to be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from ktxh.publish import datadocs
from ktxh.publish.gate import Verdict
from ktxh.publish.inputs import Inputs
from ktxh.publish.meta import Build
from tests.conftest import Published

MET = Verdict(
    title="marts.fct_observation",
    expectation="expect_column_values_to_be_in_set",
    column="measure",
    note="one of a closed list · thuộc danh mục đóng",
    allowed="level, share_pct",
    success=True,
    observed="847 dòng · rows",
    unexpected=0,
    row_columns=(),
    rows=(),
)
NOT_MET = replace(
    MET, success=False, unexpected=25, row_columns=("numeral_id", "measure"), rows=(("r:1", "<b>x</b>"), ("r:2", None))
)


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action", "data")]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def build() -> Build:
    return Build(datetime(2026, 1, 2, 3, 4, tzinfo=UTC), Inputs((), {}))


def test_failed_demand_shows_its_rows_escaped(build: Build) -> None:
    html = datadocs.render([MET, NOT_MET], build, "ktxh.duckdb")
    page = Page(html)
    assert "<b>" not in html and "<b>x</b>" in page.text
    for text in (
        "FAILED",
        "KHÔNG ĐẠT",
        "r:1",
        "NULL",
        "thuộc danh mục đóng",
        "one of a closed list",
        "… 23",
        "02/01/2026 03:04",
    ):
        assert text in page.text, text
    assert "PASSED" in Page(datadocs.render([MET], build, "ktxh.duckdb")).text


def test_published_page_loads_nothing(published: Published) -> None:
    html = published.result.data_docs.read_text(encoding="utf-8")
    page = Page(html)
    assert "script" not in page.tags
    assert all(address.startswith(("#", "data:")) for address in page.addresses), page.addresses
    assert "http" not in html and "url(" not in html and "@import" not in html
    assert published.result.build_id in page.text, "the page says which build it is about"
    for table in published.result.row_counts:
        assert table in page.text, f"{table} has no section"
