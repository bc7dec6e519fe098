"""The raw CSVs: byte-identical again, one report replaced while others stay, never half-written, `--check` says what differs."""

from __future__ import annotations

import csv

import pytest
from click.testing import CliRunner

from ktxh.cli import main
from ktxh.extract import store
from ktxh.extract.contract import TABLES

ONE = "BÁO CÁO\nTình hình năm 2023 của huyện Đông Giang\nI. KINH TẾ\nGieo trồng 1.234,5 ha, đạt 102% kế hoạch.\n"


def run(*args) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["extract", *map(str, args)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture
def files(tmp_path):
    a, b = tmp_path / "dong-giang-505-2023.txt", tmp_path / "dong-giang-505-2024.txt"
    a.write_text(ONE, encoding="utf-8")
    b.write_text(ONE.replace("2023", "2024").replace("102%", "99%"), encoding="utf-8")
    return a, b


def rows_of(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_written_twice_the_bytes_are_the_same_and_follow_the_contract(files, tmp_path):
    out = tmp_path / "raw"
    assert run(*files, "--out", out)[0] == 0
    first = bytes_of(out)
    assert set(first) == {f"{table}.csv" for table in TABLES}
    for table, columns in TABLES.items():
        data = first[f"{table}.csv"]
        assert b"\r" not in data
        assert next(csv.reader(data.decode("utf-8").splitlines())) == list(columns)
    assert run(*reversed(files), "--out", out)[0] == 0
    assert bytes_of(out) == first


def test_a_report_is_replaced_and_the_others_stay(files, tmp_path):
    a, b = files
    out = tmp_path / "raw"
    run(a, b, "--out", out)
    a.write_text(ONE.replace("1.234,5", "1.300"), encoding="utf-8")
    run(a, "--out", out)
    amounts = {(row["report_id"], row["amount"]) for row in rows_of(out, "raw_figures")}
    assert ("dong-giang-505-2023", "1300") in amounts
    assert ("dong-giang-505-2023", "1234.5") not in amounts
    assert ("dong-giang-505-2024", "1234.5") in amounts
    assert [row["report_id"] for row in rows_of(out, "raw_reports")] == ["dong-giang-505-2023", "dong-giang-505-2024"]


def test_check_exits_1_with_a_diff_and_writes_nothing(files, tmp_path):
    a, _ = files
    out = tmp_path / "raw"
    run(a, "--out", out)
    assert run(a, "--out", out, "--check")[0] == 0
    path = out / "raw_figures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1234.5", "1234.6"), encoding="utf-8")
    before = bytes_of(out)
    code, output = run(a, "--out", out, "--check")
    assert code == 1
    assert any(line.startswith("-") and "1234.6" in line for line in output.splitlines())
    assert any(line.startswith("+") and "1234.5" in line for line in output.splitlines())
    assert bytes_of(out) == before


def test_a_failure_while_writing_leaves_the_old_files_and_no_leftovers(files, tmp_path, monkeypatch):
    a, _ = files
    out = tmp_path / "raw"
    run(a, "--out", out)
    before = bytes_of(out)
    real = store.merged

    def fails(folder, table, incoming):
        if table == "raw_places":
            raise OSError("disk full")
        return real(folder, table, incoming)

    monkeypatch.setattr(store, "merged", fails)
    with pytest.raises(OSError, match="disk full"):
        store.write(out, store.Incoming(tmp_path))
    assert bytes_of(out) == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"  \n \n", "empty"),
        (b"dong 1\nB\xe1o c\xe1o\n", ":2:"),
        (b"abc\n\x00\x01", "binary"),
    ],
)
def test_bad_input_names_file_and_cause(content, said, tmp_path):
    path = tmp_path / "x-505-2023.txt"
    path.write_bytes(content)
    code, output = run(path, "--out", tmp_path / "raw")
    assert code == 1
    assert path.name in output
    assert said in output
    assert not (tmp_path / "raw").exists()


def test_a_csv_of_another_shape_is_refused_with_file_and_line(files, tmp_path):
    a, _ = files
    out = tmp_path / "raw"
    run(a, "--out", out)
    path = out / "raw_dates.csv"
    path.write_text(path.read_text(encoding="utf-8") + "only,three,cells\n", encoding="utf-8")
    code, output = run(a, "--out", out)
    assert code == 1
    assert "raw_dates.csv:" in output
    assert "3 cells" in output


def test_the_committed_csvs_are_what_the_report_gives(bac_son_path, request):
    code, output = run(bac_son_path, "--out", request.config.rootpath / "seeds" / "raw", "--check")
    assert code == 0, output[:2000]
