"""`ktxh build` on a schedule: who builds, when there is nothing to do, what is said where, and who may read."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from secrets import token_hex

import duckdb
import pytest
from click.testing import CliRunner, Result

from ktxh.cli import main
from ktxh.publish import build as building
from ktxh.publish import freshness, inputs, lock, outcome
from ktxh.publish.archive import KEEP, Archive
from ktxh.publish.errors import BuildFailed, Cause
from ktxh.publish.findings import Finding
from tests.conftest import Published
from tests.torture import staged

UNREVIEWED = """insert into quality.dq_finding values
    ('f9', 'r', 'sum', 'error', 'inconsistent', 40, '5', 'Tổng không khớp', 'The sum does not add up', 'open')"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in the current folder, whose `ktxh build` takes its candidate ready-made."""
    folder = staged.make_project(tmp_path / "project")
    monkeypatch.chdir(folder)
    monkeypatch.setattr("ktxh.publish.run.build", lambda project, target, **options: staged.build(project, **options))
    return folder


def ktxh(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def add_finding(project: Path) -> None:
    with duckdb.connect(str(project / "handed_over.duckdb")) as connection:
        connection.execute(UNREVIEWED)
    staged.change(project)


# One builder at a time


def test_the_second_builder_is_refused_and_told_who_builds(project: Path) -> None:
    (project / "target").mkdir()
    with lock.held(project / "target/build.lock"):
        refused = ktxh("build")
    assert refused.exit_code == 75
    assert f"another build is running: process {os.getpid()} of " in refused.output
    assert ktxh("build").exit_code == 0


def test_two_projects_that_share_a_target_do_not_build_at_once(project: Path) -> None:
    releases = Archive(project / staged.TARGET)
    releases.target.parent.mkdir()
    with lock.held(releases.lock), pytest.raises(BuildFailed, match="another build"):
        staged.build(project)


def test_a_killed_holder_is_named_by_the_next(tmp_path: Path) -> None:
    hold_and_die = "import os, sys; from pathlib import Path; from ktxh.publish import lock\nwith lock.held(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    process = subprocess.Popen([sys.executable, "-c", hold_and_die, tmp_path / "lock"])
    process.wait()
    with lock.held(tmp_path / "lock") as killed:
        assert killed.startswith(f"process {process.pid} of ")
    with lock.held(tmp_path / "lock") as killed:
        assert killed == ""


# Nothing to do


def test_nothing_to_do_takes_less_than_half_a_second_and_no_tool(published: Published) -> None:
    ask = "import sys; from ktxh.cli import main\ntry: main(['build', '--detailed-exit-code'])\nfinally: print(*sorted({'dbt', 'duckdb', 'great_expectations', 'pandas'} & set(sys.modules)))"
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", ask], cwd=published.project, capture_output=True, text=True)
        seconds.append(time.perf_counter() - start)
        assert (done.returncode, done.stdout.splitlines()[1:]) == (10, [""]), done.stdout + done.stderr
        assert done.stdout.startswith("nothing to do"), done.stdout
    assert min(seconds) < 0.5


def test_force_builds_again(project: Path) -> None:
    first = staged.build(project)
    assert staged.build(project).outcome == "unchanged"
    again = staged.build(project, force=True)
    assert again.outcome == "published" and again.build_id != first.build_id


@pytest.mark.parametrize(
    "name",
    ["seeds/raw/new.csv", "seeds/rules/r.csv", "seeds/places/p.csv", "seeds/reference/u.csv", "models/a/m.sql", "macros/m.sql",
     "tests/dbt/t.sql", "profiles.yml"],
)  # fmt: skip
def test_every_kind_of_input_makes_a_build(project: Path, name: str) -> None:
    before = inputs.find(project, project / "seeds")
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("a\n1\n", encoding="utf-8")
    after = inputs.find(project, project / "seeds")
    assert before.digest != after.digest
    assert (before.logic_digest != after.logic_digest) == (not name.startswith("seeds/"))


def test_tools_and_own_code_are_inputs(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = inputs.find(project, project / "seeds")
    assert {"ktxh/publish/release.py", "ktxh/publish/meta.sql"} <= {item.path for item in before.files}
    assert {"duckdb", "dbt-core", "dbt-duckdb", "great-expectations", "python", "ktxh"} <= set(before.versions)
    monkeypatch.setattr("ktxh.__version__", "9.9.9")
    after = inputs.find(project, project / "seeds")
    assert before.digest != after.digest and before.logic_digest != after.logic_digest


def test_inputs_that_change_during_the_build_are_not_published(project: Path) -> None:
    before = staged.build(project).build_id
    staged.change(project)
    with pytest.raises(BuildFailed, match="changed while they were built") as failure:
        staged.build(project, tamper=lambda step, _: staged.change(project) if step == "tests" else None)
    assert failure.value.cause is Cause.BUSY
    assert staged.check_published(project / staged.TARGET) == before


def test_unit_tests_are_run_when_what_they_test_changed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    real = staged.building._run_dbt
    assert real is building._run_dbt

    def build(**options: bool) -> bool:
        asked.clear()
        staged.build(project, asked=asked, **options)
        return asked[-1]

    assert build(), "the first build"
    staged.change(project)
    assert not build(), "only data changed"
    assert build(force=True)
    (project / "models").mkdir()
    (project / "models/m.sql").write_text("select 1")
    assert build(), "a model changed"


# What is said


def test_exit_codes(project: Path) -> None:
    code = ["build", "--detailed-exit-code"]
    assert ktxh(*code).exit_code == 0
    assert ktxh(*code).exit_code == 10
    assert ktxh("build").exit_code == 0, "nothing to do is no failure where nobody asked"
    add_finding(project)
    before = staged.check_published(project / staged.TARGET)
    refused = ktxh(*code, "--strict")
    assert refused.exit_code == ktxh("build", "--strict").exit_code == 12
    assert "f9" in refused.output and "1 new" in refused.output
    assert staged.check_published(project / staged.TARGET) == before
    said = ktxh(*code)
    assert said.exit_code == 11 and "1 findings not reviewed, 1 of them new" in said.output
    staged.change(project)
    assert ktxh(*code, "--strict").exit_code == 0, "known since the release before, so not new"
    assert ktxh("build", "--seeds", "nowhere").exit_code == 78
    (project / "handed_over.duckdb").write_bytes(b"")
    staged.change(project)
    assert ktxh("build").exit_code == 74
    (project / "handed_over.duckdb").unlink()
    (project / "dbt_project.yml").unlink()
    assert ktxh("build").exit_code == 78
    assert set(outcome.FAILED) == set(Cause)


def test_a_mistake_of_ours_is_no_silence(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ktxh.publish.run.build", lambda *_, **__: 1 / 0)
    failed = ktxh("build", "--json")
    assert failed.exit_code == 70
    assert json.loads(failed.output)["cause"] == "internal"
    assert "ZeroDivisionError" in (project / "logs/build.log").read_text(encoding="utf-8")


def test_quiet_says_only_what_a_person_has_to_know(project: Path) -> None:
    assert ktxh("build", "--quiet").output == ""
    assert ktxh("build", "--quiet").output == ""
    add_finding(project)
    assert "not reviewed" in ktxh("build", "--quiet").output
    (project / "seeds/expected_reports.csv").write_text("place_code,period,expected_by\n185,2025,2025-12-20\n")
    assert "warning: expected and not there" in ktxh("build", "--quiet").output


def test_one_line_of_json_and_the_same_in_the_history(project: Path) -> None:
    ktxh("build", "--json")
    line = ktxh("build", "--json").output
    history = (project / "warehouse/releases/ktxh/history.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(text)["outcome"] for text in history] == ["published", "unchanged"]
    assert line.count("\n") == 1 and json.loads(line) == json.loads(history[-1])
    assert json.loads(line)["build_id"] == staged.check_published(project / staged.TARGET)
    log = (project / "logs/build.log").read_text(encoding="utf-8")
    assert "Z ktxh ✓ copy" in log and "Z ktxh published" in log and "Z ktxh nothing to do" in log


def test_logs_are_rotated(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ktxh.publish.run.LOG_BYTES", 500)
    monkeypatch.setattr("ktxh.publish.run.LOG_FILES", 2)
    for _ in range(12):
        ktxh("build")
    for folder, name in ((project / "logs", "build.log"), (project / "warehouse/releases/ktxh", "history.jsonl")):
        files = sorted(path.name for path in folder.glob(f"{name}*"))
        assert files == [name, f"{name}.1", f"{name}.2"]
        assert all(path.stat().st_size < 1000 for path in folder.glob(f"{name}*"))


def test_a_log_that_cannot_be_written_is_said_once_and_breaks_nothing(project: Path) -> None:
    (project / "logs/build.log").mkdir(parents=True)
    (project / "warehouse/releases/ktxh/history.jsonl").mkdir(parents=True)
    result = ktxh("build")
    assert result.exit_code == 0 and "published" in result.output
    assert [line for line in result.output.splitlines() if "warning" in line] == [
        "warning: build.log cannot be written: Is a directory", "warning: history.jsonl cannot be written: Is a directory",
    ]  # fmt: skip
    assert "Traceback" not in result.output


def test_hooks_get_the_record(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = "import os, sys; open(sys.argv[1], 'w').write(os.environ['KTXH_OUTCOME'] + ' ' + sys.stdin.read())"
    command = shlex.join([sys.executable, "-c", keep, "told"])
    ktxh("build", "--on-success", command, "--on-failure", "false")
    word, _, line = (project / "told").read_text(encoding="utf-8").partition(" ")
    assert word == "published" and json.loads(line)["outcome"] == "published"
    (project / "told").unlink()
    ktxh("build", "--on-success", command)
    assert not (project / "told").exists(), "nothing to do is nothing to tell"
    monkeypatch.setenv("KTXH_ON_FAILURE", command)
    ktxh("build", "--seeds", "nowhere")
    assert (project / "told").read_text(encoding="utf-8").startswith("failed ")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("false", "ended with 1"),
        ("no-such-command-here", "No such file"),
        ("'unbalanced", "quotes"),
        ("sleep 5", "stopped"),
    ],
)
def test_a_hook_that_fails_is_a_warning(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    monkeypatch.setattr("ktxh.publish.hook.SECONDS", 0.2)
    result = ktxh("build", "--on-success", command)
    assert result.exit_code == 0 and said in result.output


def test_no_secret_is_written_anywhere(published: Published, tmp_path: Path) -> None:
    project, secret = Path(shutil.copytree(published.project, tmp_path / "project")), token_hex()
    environment = os.environ | {"CHAT_TOKEN": secret, "KTXH_ON_FAILURE": f"sh -c 'echo {secret}; exit 3'"}
    with (project / "seeds/rules/reading_corrections.csv").open("a") as file:
        file.write("bac-son-185-2024:00083\n")  # a line too short: dbt fails and says so
    command = [sys.executable, "-c", "from ktxh.cli import main; main()", "build"]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    assert done.returncode == 65 and "the hook ended with 3" in done.stdout + done.stderr
    written = [path for path in project.rglob("*") if path.is_file()]
    assert {project / "logs/build.log", project / "warehouse/releases/ktxh/history.jsonl"} <= set(written)
    assert secret not in done.stdout + done.stderr
    assert [path for path in written if secret.encode() in path.read_bytes()] == []


def test_a_missing_report_is_a_warning_from_the_day_after(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/raw_reports.csv").write_text("report_id,place_code,period\nr,185,2024\n", encoding="utf-8")
    assert freshness.warnings(tmp_path, date(2026, 1, 1)) == [], "nothing is expected"
    rows = (
        "place_code,period,expected_by,note\n185,2024,2024-12-20,\n185,2025-H1,2025-06-20,sáu tháng\n185,2025,soon,\n"
    )
    (tmp_path / "expected_reports.csv").write_text(rows, encoding="utf-8")
    late = "expected and not there: the report of place 185 for 2025-H1, by 2025-06-20 (1 days ago)"
    unreadable = "expected_reports.csv, line 4: expected_by is no date: 'soon'"
    assert freshness.warnings(tmp_path, date(2025, 6, 20)) == [unreadable]
    assert freshness.warnings(tmp_path, date(2025, 6, 21)) == [late, unreadable]


# Who may read


def test_only_owner_and_group_read_unless_asked(project: Path) -> None:
    before, given = os.umask(0), set(project.rglob("*"))
    try:
        staged.build(project)
        made = [path for path in project.rglob("*") if path.is_file() and path not in given]
        assert [path for path in made if path.stat().st_mode & 0o007] == []
        assert made
        assert (project / staged.TARGET).stat().st_mode & 0o777 == 0o640
        for asked, force, mode in ((True, True, 0o644), (False, False, 0o640), (True, False, 0o644)):
            outcome = staged.build(project, force=force, world_readable=asked).outcome
            assert outcome == ("published" if force else "unchanged")
            for path in (project / staged.TARGET, project / "warehouse/data_docs/ktxh.html"):
                assert path.stat().st_mode & 0o777 == mode, "also when there is nothing else to do"
        assert os.umask(0) == 0, "the caller's umask is as it was"
    finally:
        os.umask(before)


def test_the_default_of_the_command_is_that_of_the_code() -> None:
    options = {option.name: option.default for option in main.commands["build"].params}
    assert (options["keep"], options["target"]) == (KEEP, staged.TARGET)


def test_a_finding_is_unreviewed_until_somebody_says_something() -> None:
    statuses = {"": True, "open": True, "accepted": False, "rejected": False, "explained": False}
    for status, unreviewed in statuses.items():
        assert Finding("f", "r", 1, "sum", "error", "inconsistent", status, "m").is_unreviewed is unreviewed
