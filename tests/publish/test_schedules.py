"""What deploy and .github hand to a scheduler is accepted by it, and asks for what `ktxh build` has."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from ktxh.cli import main
from tests.conftest import PROJECT

SYSTEMD = PROJECT / "deploy" / "systemd"
CRON = PROJECT / "deploy" / "cron" / "ktxh"
WORKFLOW = PROJECT / ".github" / "workflows" / "build.yml"


@pytest.fixture
def analyze() -> str:
    command = shutil.which("systemd-analyze")
    if not command:
        pytest.skip("no systemd-analyze on this machine")
    return command


def test_systemd_accepts_the_units(analyze: str, tmp_path: Path) -> None:
    place = tmp_path / "ktxh"
    (place / ".venv/bin").mkdir(parents=True)
    (place / ".venv/bin/ktxh").symlink_to(Path(sys.executable).with_name("ktxh"))
    units = []
    for unit in sorted(SYSTEMD.iterdir()):
        text = unit.read_text(encoding="utf-8").replace("/srv/ktxh", str(place))
        units.append(tmp_path / unit.name)
        units[-1].write_text(text, encoding="utf-8")
    assert len(units) == 2
    checked = subprocess.run([analyze, "verify", "--man=no", *units], capture_output=True, text=True)
    complaints = [line for line in checked.stderr.splitlines() if "ktxh-build" in line]
    assert (checked.returncode, complaints) == (0, [])


def test_systemd_can_tell_when(analyze: str) -> None:
    (when,) = re.findall(r"^OnCalendar=(.+)$", (SYSTEMD / "ktxh-build.timer").read_text(), re.MULTILINE)
    told = subprocess.run([analyze, "calendar", when], capture_output=True, text=True)
    assert told.returncode == 0 and "Next elapse" in told.stdout, told.stderr


def test_systemd_knows_what_is_no_failure() -> None:
    (codes,) = re.findall(r"^SuccessExitStatus=(.+)$", (SYSTEMD / "ktxh-build.service").read_text(), re.MULTILINE)
    assert codes.split() == ["10", "11", "TEMPFAIL"], "nothing to do, new findings, another build"


def test_cron_line_has_five_fields_a_user_and_the_command() -> None:
    *settings, line = [line for line in CRON.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert settings == ["MAILTO=ktxh"]
    assert re.fullmatch(r"\d+ \d+ \* \* \* ktxh cd /srv/ktxh && \.venv/bin/ktxh build --quiet", line)
    assert "%" not in line, "cron makes a line's end of it"


def test_workflow_is_valid() -> None:
    schema = json.loads(
        files("check_jsonschema.builtin_schemas").joinpath("vendor/github-workflows.json").read_text(encoding="utf-8")
    )
    workflow = YAML(typ="safe", pure=True).load(WORKFLOW)
    jsonschema.Draft7Validator(schema).validate(workflow)
    workflow["jobs"]["build"]["steps"][0]["usess"] = "x"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate(workflow)


def test_options_in_schedules_and_docs_exist() -> None:
    known = {name for command in main.commands.values() for option in command.params for name in option.opts}
    for path in (SYSTEMD / "ktxh-build.service", CRON, WORKFLOW, PROJECT / "docs/unattended.md"):
        text = path.read_text(encoding="utf-8")
        for line in re.findall(r"ktxh (?:build|releases|rollback|diff)\b[^\n`|#]*", text):
            used = {word.partition("=")[0] for word in shlex.split(line, posix=False) if word.startswith("--")}
            assert used <= known, f"{path.name}: {line}"
