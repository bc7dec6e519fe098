"""The command: exit codes for editors and schedules, one answer per file, languages, places to write."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from ktxh.cli import main
from tests.check.conftest import CLEAN, DRAFT, NOTICED


@pytest.fixture
def files(tmp_path):
    for name, text in {"draft": DRAFT, "clean": CLEAN, "noticed": NOTICED}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["check", *map(str, arguments)], catch_exceptions=False)


@pytest.mark.parametrize(
    ("names", "options", "code"),
    [
        (["clean.txt"], [], 0),
        (["draft.txt"], [], 1),
        (["noticed.txt"], [], 0),
        (["noticed.txt"], ["--strict"], 1),
        (["clean.txt", "draft.txt"], [], 1),
        (["missing.txt"], [], 2),
        (["missing.txt", "draft.txt"], [], 2),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_exit_codes(files, names, options, code, form):
    assert run(*(files / name for name in names), "--format", form, *options).exit_code == code


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_checked(files):
    result = run(files / "missing.txt", files / "draft.txt")
    assert "missing.txt: No such file" in result.stderr
    assert "«1.595»" in result.stdout and "missing" not in result.stdout


def test_several_reports_are_one_document_a_line(files):
    result = run(files / "draft.txt", files / "clean.txt", "--format", "json")
    documents = [json.loads(line) for line in result.stdout.splitlines()]
    assert [len(document["findings"]) for document in documents] == [6, 0]
    assert [document["file"] for document in documents] == [str(files / "draft.txt"), str(files / "clean.txt")]


def test_answers_are_written_where_one_says(files):
    assert run(files / "draft.txt", "--format", "html", "--out", files / "page.html").exit_code == 1
    assert (files / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    run(files / "draft.txt", files / "clean.txt", "--format", "html", "--out", files / "pages")
    assert sorted(path.name for path in (files / "pages").iterdir()) == ["clean.html", "draft.html"]
    assert run(files / "draft.txt", files / "clean.txt", "--format", "html").exit_code == 2
    result = run(files / "draft.txt", "--out", files / "draft.txt" / "x")
    assert result.exit_code == 2 and "draft.txt" in result.stderr


def test_language_and_width(files):
    assert "Line 8" in run(files / "draft.txt", "--lang", "en").stdout
    assert all(len(line) <= 50 for line in run(files / "draft.txt", "--width", "50").stdout.splitlines()[1:])
    assert "\x1b" not in run(files / "draft.txt").stdout
