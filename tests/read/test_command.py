"""`ktxh read` as a person types it."""

from __future__ import annotations

from click.testing import CliRunner

from ktxh.cli import main

TEXT = "BÁO CÁO\nTình hình kinh tế - xã hội năm 2023\n\nGieo trồng 1.234,5 ha, đạt 98,7% kế hoạch.\n"


def test_in_the_terminal(tmp_path):
    (tmp_path / "x-505-2023.txt").write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(main, ["read", str(tmp_path / "x-505-2023.txt"), "--width", "100"])
    assert result.exit_code == 0
    assert "1.234,5" in result.output
    assert "\x1b[" not in result.output


def test_as_a_page(tmp_path):
    (tmp_path / "x-505-2023.txt").write_text(TEXT, encoding="utf-8")
    page = tmp_path / "page.html"
    result = CliRunner().invoke(main, ["read", str(tmp_path / "x-505-2023.txt"), "--html", str(page), "--lang", "en"])
    assert result.exit_code == 0
    assert "1.234,5" in page.read_text(encoding="utf-8")


def test_what_cannot_be_read_or_written_is_said(tmp_path):
    result = CliRunner().invoke(main, ["read", str(tmp_path / "none.txt")])
    assert (result.exit_code, "none.txt" in result.output) == (1, True)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(main, ["read", str(tmp_path / "a.txt"), "--html", str(tmp_path / "no" / "page.html")])
    assert (result.exit_code, "page.html" in result.output) == (1, True)
