"""The page: one file, no network, hostile text inert, every numeral marked once, every figure explained, same bytes twice."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

from ktxh.read.page import render
from ktxh.read.view import build, visible


class Page(HTMLParser):
    """What a browser would make of the page: tags with attributes, marks with their text, raw text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.marks: dict[str, str] = {}
        self.raw: list[tuple[dict[str, str], str]] = []
        self.main: list[str] = []
        self._open: list[str] = []
        self._mark = ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        self.tags.append((tag, values))
        if tag in ("script", "style"):
            self.raw.append((values, ""))
        if tag == "main":
            self._open.append(tag)
        if self._open and tag == "a" and "n" in values.get("class", "").split():
            assert values["id"] not in self.marks, f"{values['id']} is marked twice"
            self._mark = values["id"]
            self.marks[self._mark] = ""

    def handle_endtag(self, tag):
        if tag == "a":
            self._mark = ""
        if tag == "main":
            self._open.pop()

    def handle_data(self, data):
        if self._mark:
            self.marks[self._mark] += data
        if self._open:
            self.main.append(data)
        elif self.cdata_elem:  # inside a script or a style
            self.raw[-1] = (self.raw[-1][0], self.raw[-1][1] + data)

    @property
    def data(self):
        return json.loads(next(text for values, text in self.raw if values.get("type") == "application/json"))


@pytest.fixture(scope="session")
def pages(plain, hostile):
    return {"plain": (plain, Page(render(plain))), "hostile": (hostile, Page(render(hostile)))}


def test_nothing_is_fetched(pages):
    for _, page in pages.values():
        for tag, values in page.tags:
            assert "src" not in values and "srcset" not in values, tag
            assert values.get("href", "#").startswith(("#", "data:,")), values
            assert tag not in ("iframe", "object", "embed", "img", "base")
        for _, text in page.raw:
            assert not re.search(r"@import|url\(|\bfetch\(|XMLHttpRequest|\bimport\(", text)


def test_the_policy_allows_the_pages_own_script_and_style_and_nothing_else(pages):
    for _, page in pages.values():
        policy = next(v["content"] for _, v in page.tags if v.get("http-equiv") == "Content-Security-Policy")
        allowed = set(re.findall(r"'sha256-([^']+)'", policy))
        own = {
            base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            for values, text in page.raw
            if values.get("type") != "application/json"
        }
        assert allowed == own
        assert "default-src 'none'" in policy and "unsafe" not in policy


def test_hostile_text_is_shown_and_does_nothing(pages):
    report, page = pages["hostile"]
    assert [tag for tag, _ in page.tags].count("script") == 2
    assert not [name for _, values in page.tags for name in values if name.startswith("on")]
    text = "".join(page.main)
    for words in ("<script>alert(1)</script>", '<b onclick="x()">', "{{ 7*7 }}", "{% raw %}", "&lt;i&gt;", "</em>"):
        assert words in text
    assert not set("".join(page.main)) & set("\x1b\x07\u202e")
    assert page.data["figures"].keys() == build(report).figures.keys()


def test_every_numeral_is_marked_exactly_once_with_its_id(pages):
    for report, page in pages.values():
        rows = report.rows()["raw_numerals"]
        assert page.marks == {row["numeral_id"]: row["raw_text"] for row in rows}


def test_every_figure_has_its_details_and_every_link_an_end(pages):
    for report, page in pages.values():
        figures = page.data["figures"]
        for row in report.rows()["raw_figures"]:
            figure = figures[row["numeral_id"]]
            assert figure["measure"] == row["measure"] and figure["scenario"] == row["scenario"]
            assert figure["evidence"] == visible(row["evidence"])
            fields = {field: (text, ids) for field, text, ids in figure["details"]}
            assert {"period", "places", "where"} <= fields.keys()
            assert fields.get("base", ("", []))[1] == [row["base_numeral_id"]] * bool(row["base_numeral_id"])
            for column, role in (("parent_numeral_id", "total"), ("comparator_numeral_id", "comparator")):
                assert not row[column] or figure["links"][role] == [row[column]]
            assert all(other in page.marks for ids in figure["links"].values() for other in ids)


def test_values_are_in_peoples_form(pages):
    _, page = pages["plain"]
    values = {page.marks[id_]: figure for id_, figure in page.data["figures"].items()}
    assert values["4478"]["value"] == "4.478 hộ"
    assert ["base_units", "57.147.000.000 đồng", []] in values["57.147"]["details"]
    assert ["base_units", "16.434.000.000 đồng", []] in values["16"]["details"]
    assert values["44,42,6"]["doubt"] == "số không đọc được"
    dates = {values.get("data-date") for _, values in page.tags}
    assert "05/03/2024" in dates


def test_an_annex_table_stays_a_table(pages):
    _, page = pages["plain"]
    assert [tag for tag, _ in page.tags].count("tr") == 3
    assert [tag for tag, _ in page.tags].count("td") == 15


def test_a_later_part_of_a_value_leads_to_its_head(pages):
    _, page = pages["plain"]
    parts = [values for _, values in page.tags if "data-of" in values]
    assert [page.marks[part["data-of"]] for part in parts] == ["16"]


def test_doubtful_figures_are_listed(pages):
    for report, page in pages.values():
        linked = [values["href"][1:] for tag, values in page.tags if tag == "a" and "href" in values]
        for figure in build(report).doubtful:
            assert linked.count(figure.numeral.id) >= 2, "its own mark, and the list"


def test_relations_that_the_text_states_are_shown(plain, monkeypatch):
    rows = plain.rows()
    ids = {row["raw_text"]: row["numeral_id"] for row in rows["raw_numerals"]}
    relation = f"{rows['raw_reports'][0]['report_id']}:r0001"
    terms = [("total", "617"), ("part", "254"), ("part", "363")]
    rows["raw_relations"] = [{"report_id": "x", "relation_id": relation, "kind": "sum", "evidence": ""}]
    rows["raw_relation_terms"] = [
        {"relation_id": relation, "role": role, "numeral_id": ids[text], "name_raw": "", "coefficient": "1"}
        for role, text in terms
    ]
    monkeypatch.setattr(plain, "rows", lambda: rows)
    data = Page(render(plain)).data
    assert data["relations"][relation]["sum"] == "617 nhà"
    assert [term[0] for term in data["relations"][relation]["terms"]] == ["tổng", "phần", "phần"]
    assert data["figures"][ids["254"]]["relations"] == [relation]


def test_same_report_same_bytes(plain, hostile):
    for report in (plain, hostile):
        assert render(report) == render(report)


def test_english(plain):
    html = render(plain, lang="en")
    assert '<html lang="en">' in html and "attainment of a plan" in html and "Cần xem lại" not in html


def test_a_language_without_words_is_refused(plain):
    with pytest.raises(ValueError, match="fr"):
        render(plain, lang="fr")


def test_the_real_report_is_one_page_of_modest_size(bac_son):
    html = render(bac_son)
    assert len(html.encode()) < 1_500_000
    page = Page(html)
    assert page.marks == {row["numeral_id"]: row["raw_text"] for row in bac_son.rows()["raw_numerals"]}
    assert len(page.data["figures"]) == len(bac_son.figures)
