"""The page: one file that loads nothing, hostile text inert, checked numbers marked by verdict, findings and numbers linked both ways."""

from __future__ import annotations

import json
import re

import pytest

from ktxh.check.page import render
from tests.read.test_page import Page


@pytest.fixture(scope="module")
def page(draft) -> Page:
    return Page(render(draft))


def test_nothing_is_loaded_and_only_its_own_script_may_run(draft, hostile):
    for inspection in (draft, hostile):
        html = render(inspection)
        assert not re.search(r"https?://|url\(|@import", html)
        tags = Page(html).tags
        assert "default-src 'none'" in next(a["content"] for t, a in tags if a.get("http-equiv"))
        assert sum(tag == "script" for tag, _ in tags) == 2
        assert not {"img", "iframe", "object", "u"} & {tag for tag, _ in tags}
        assert not any(name.startswith("on") for _, attributes in tags for name in attributes)


def test_hostile_words_stay_words(hostile):
    html = render(hostile)
    page = Page(html)
    assert "<script>alert" not in html and "<img" not in html
    assert "{{ 7*7 }}" in "".join(page.main)
    assert "\x1b" not in html
    json.loads(next(text for values, text in page.raw if values.get("type") == "application/json"))


def test_checked_numbers_are_marked_by_verdict_and_others_are_plain(draft, page):
    classes = {attributes.get("id"): attributes.get("class", "") for _, attributes in page.tags}
    for numeral_id, verdict in draft.checked.items():
        assert f"v-{verdict}" in classes[numeral_id].split()
    plain = next(id_ for id_, span in draft.spans.items() if span.text == "16 tỷ 434")
    assert classes[plain] == "n"
    culprit = next(id_ for id_, span in draft.spans.items() if span.text == "1.595")
    assert {"v-inconsistent", "s-error", "culprit"} <= set(classes[culprit].split())


def test_findings_and_numbers_lead_to_each_other(draft, page):
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    links = {attributes["href"] for tag, attributes in page.tags if tag == "a"}
    assert {href for href in links if href.startswith("#")} == links
    assert {link[1:] for link in links} <= ids
    assert {f"#case-{case.number}" for case in draft.cases} <= links
    assert set(map(str, page.data["cases"])) == {str(case.number) for case in draft.cases}


def test_every_finding_is_told_without_a_script(draft, page):
    html = render(draft)
    body = html[: html.index('<script type="application/json"')]
    for finding in draft.audit.findings:
        assert finding.message["vi"] in body


def test_the_whole_text_is_there(draft, page):
    words = re.sub(r"\s+", "", "".join(page.main))
    for line in draft.report.document.text.split("\n"):
        shown = re.sub(r"\s+", "", line)
        assert re.search(r"\d*".join(map(re.escape, shown)), words), f"{line!r} is missing"


@pytest.mark.parametrize(("lang", "expected"), [("vi", "Kiểm tra số liệu"), ("en", "Check of the numbers")])
def test_it_speaks_the_language(draft, lang, expected):
    html = render(draft, lang=lang)
    assert f'<html lang="{lang}">' in html and expected in html


def test_a_clean_report_has_a_page_too(clean):
    assert "Không thấy số liệu nào mâu thuẫn." in render(clean)
    assert render(clean) == render(clean)
