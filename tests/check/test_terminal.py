"""The terminal: every finding with line, clause, arithmetic and proposal; one cause told once; what could be checked; no escape codes."""

from __future__ import annotations

import re

import pytest

from ktxh.audit.rules import RULES
from ktxh.check.terminal import lines_of
from ktxh.check.words import word
from tests.check.conftest import read


def told(inspection, **options):
    return "\n".join(lines_of(inspection, **({"color": False, "width": 200, "lang": "vi"} | options)))


def test_a_finding_is_told_with_line_clause_arithmetic_and_proposal(draft):
    text = told(draft)
    block = text[text.index("Dòng 8") : text.index("Dòng 10")]
    assert "lỗi: Tổng ghi là «1.595», nhưng các phần cộng lại được 1.559 (661 + 890 + 08); chênh lệch 36." in block
    assert "Toàn huyện có 1.595 trường hợp vi phạm" in block
    assert re.search(r"Có thể «1.595» phải là «1.559» \(đảo hai chữ số liền nhau; khả năng 9\d%\)\.", block)


def test_findings_with_one_cause_are_explained_once(draft):
    text = told(draft)
    block = text[text.index("Dòng 10") : text.index("Dòng 12")]
    assert block.count("cảnh báo:") == block.count("lỗi:") == 1
    assert block.count("«10,0»") == 1 and "«18,0»" in block


def test_the_summary_says_what_was_tested_and_how_much_could_be(draft, clean):
    assert "5 nội dung cần xem lại: 4 lỗi, 1 lưu ý." in told(draft)
    assert "Kiểm được 13/16 số liệu (81%)." in told(draft)
    assert "Không thấy số liệu nào mâu thuẫn." in told(clean)
    assert "không báo lỗi không có nghĩa là đúng" in told(clean)


def test_english_is_english(draft):
    text = told(draft, lang="en")
    assert "Line 8" in text and "The total is printed as «1.595»" in text
    assert "13 of 16 figures (81%) could be checked." in text
    assert not {"lỗi", "Dòng", "khả năng"} & set(text.replace(":", " ").split())


def test_lines_fit_and_only_colour_brings_escape_codes(draft, hostile):
    for inspection in (draft, hostile):
        assert all(len(line) <= 60 for line in lines_of(inspection, color=False, width=60))
        assert "\x1b" not in told(inspection)
    assert "\x1b[31m" in told(draft, color=True)
    assert "\x1b[31m890" not in told(hostile, color=True), "a report's own escape code reached the terminal"


def test_a_text_without_figures_says_so():
    text = told(read("BÁO CÁO\nTình hình kinh tế - xã hội huyện Thanh Giang\n\nKhông có gì.\n"))
    assert "Văn bản không có số liệu nào." in text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_equally_likely_values_are_one_line(lang):
    text = told(read("BÁO CÁO\nTình hình năm 2024\n\nKhám 7.257/4.000 lượt, đạt 118,2% kế hoạch.\n"), lang=lang)
    assert {"vi": "một số từ «4.726» đến «4.730»", "en": "a number from «4.726» to «4.730»"}[lang] in text


def test_every_verdict_severity_and_rule_has_words():
    assert all(word("severity", rule.severity, lang) for rule in RULES.values() for lang in ("vi", "en"))
    assert all(set(rule.message) == set(rule.name) == {"vi", "en"} for rule in RULES.values())
