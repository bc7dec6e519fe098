"""A failing dbt step stops the build, shows rows and leaves the published file alone. Runs dbt on a project of two models."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ktxh.publish import dbt_steps, failing_rows
from ktxh.publish.build import DBT_STEPS, build
from ktxh.publish.errors import BuildFailed
from ktxh.publish.surroundings import Paths, told_to_tools
from tests.conftest import PROJECT

FILES = {
    "dbt_project.yml": """
name: small
profile: ktxh
seed-paths: ["{{ env_var('KTXH_SEEDS') }}/raw"]
models: {+schema: marts, +materialized: table, +contract: {enforced: true}}
""",
    "macros/generate_schema_name.sql": """
{% macro generate_schema_name(custom_schema_name, node) %}{{ custom_schema_name or 'raw' }}{% endmacro %}
""",
    "seeds/raw/raw_figures.csv": "numeral_id,raw_text,measure\nr:1,5,level\nr:2,7,levle\nr:3,,level\n",
    "models/fct_figure.sql": "select numeral_id, raw_text, measure from {{ ref('raw_figures') }}",
    "models/fct_copy.sql": "select numeral_id, raw_text, measure from {{ ref('fct_figure') }}",
    "models/schema.yml": """
seeds:
  - name: raw_figures
    config: {column_types: {numeral_id: string, raw_text: integer, measure: string}}
models:
  - &fct
    name: fct_figure
    description: One row per figure · Mỗi dòng là một số liệu
    constraints: [{type: primary_key, columns: [numeral_id]}]
    columns:
      - {name: numeral_id, data_type: string}
      - {name: raw_text, data_type: integer, data_tests: [not_null: {description: Every figure has its text.}]}
      - name: measure
        data_type: string
        data_tests: [accepted_values: {arguments: {values: [level]}, config: {severity: warn}}]
  - name: fct_copy
    columns:
      - {name: numeral_id, data_type: string}
      - {name: raw_text, data_type: integer}
      - {name: measure, data_type: string}
unit_tests:
  - name: every_figure_is_kept
    model: fct_copy
    given: [{input: ref('fct_figure'), rows: [{numeral_id: a, raw_text: 1, measure: level}]}]
    expect: {rows: [{numeral_id: a, raw_text: 2, measure: level}]}
""",
    "tests/assert_small.sql": "select numeral_id, raw_text from {{ ref('fct_figure') }} where raw_text > 6",
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("small") / "project"
    for name, text in FILES.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copy(PROJECT / "profiles.yml", project)
    (project / "warehouse").mkdir()
    (project / "warehouse/ktxh.duckdb").write_bytes(b"what was published before")
    return project


def fail_to_build(project: Path, step: str) -> tuple[BuildFailed, list[str]]:
    """Build, expect it to fail in a step, and see that the published file is untouched to the byte and the nanosecond."""
    target = project / "warehouse/ktxh.duckdb"
    before = (target.read_bytes(), target.stat().st_mtime_ns, target.stat().st_ino)
    lines: list[str] = []
    with pytest.raises(BuildFailed) as failure:
        build(project, echo=lines.append)
    assert (target.read_bytes(), target.stat().st_mtime_ns, target.stat().st_ino) == before
    assert failure.value.step == step
    assert lines[-1].startswith(f"✗ {step}"), "the failed step is shown last, with its time"
    return failure.value, lines


def test_failing_tests_show_their_rows(template: Path) -> None:
    failure, lines = fail_to_build(template, "tests")

    assert [line[:8].split()[1] for line in lines] == ["check", "seed", "models", "tests"]
    assert "3 of 4" in failure.reason, "two data tests and the unit test fail; the fourth only warns"
    paragraphs = {paragraph.split()[1]: paragraph for paragraph in failure.rows.split("\n\n")}
    not_null = paragraphs["not_null_fct_figure_raw_text"]
    assert "Every figure has its text." in not_null
    assert [line.split() for line in not_null.splitlines()[-3::2]] == [
        ["numeral_id", "raw_text", "measure"],
        ["r:3", "NULL", "level"],
    ], "the model's row is shown, not the bare NULL that dbt's own SQL selects"
    assert paragraphs["assert_small"].splitlines()[-1].split() == ["r:2", "7"]
    assert "every_figure_is_kept" in paragraphs


def test_unit_tests_can_be_left_out(template: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(template, tmp_path / "project", ignore=shutil.ignore_patterns("target", "logs")))
    paths = Paths(project, project / "seeds", project / "warehouse/ktxh.duckdb")
    paths.work.mkdir()
    with told_to_tools(paths), pytest.raises(BuildFailed) as failure:
        for step, command in DBT_STEPS.items():
            dbt_steps.run(command, step, project, paths.work, paths.candidate, unit_tests=False)
    assert (failure.value.step, failure.value.reason) == ("tests", "2 of 3"), "data tests alone"


def test_broken_constraint_shows_the_rows(template: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(template, tmp_path / "project"))
    with (project / "seeds/raw/raw_figures.csv").open("a") as file:
        file.write("r:1,6,level\n")
    failure, _ = fail_to_build(project, "models")
    assert "1 of 2, 1 skipped" in failure.reason
    assert "models/fct_figure.sql" in failure.rows and "Constraint Error" in failure.rows
    table = failure.rows.partition("primary key (numeral_id):\n")[2].splitlines()
    assert [line.split() for line in table[2:]] == [["r:1", "5", "level"], ["r:1", "6", "level"]]


def test_wrong_sql_names_the_file_and_the_line(template: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(template, tmp_path / "project"))
    (project / "models/fct_figure.sql").write_text("select\n    numeral, raw_text\nfrom {{ ref('raw_figures') }}\n")
    failure, _ = fail_to_build(project, "models")
    assert 'Referenced column "numeral" not found' in failure.rows
    assert "compiled/small/models/fct_figure.sql, LINE 2:     numeral, raw_text" in failure.rows


def test_covered_counts_overlapping_queries_once() -> None:
    assert dbt_steps.covered([(5.0, 6.0), (0.0, 2.0), (1.0, 3.0), (1.5, 1.75)]) == 4.0
    assert dbt_steps.covered([]) == 0.0


def test_queries_of_every_kind_of_constraint() -> None:
    def constraint(kind: str, columns: tuple[str, ...] = (), **more: object) -> dict[str, object]:
        return {"type": kind, "columns": list(columns), "expression": None, "to": None, "to_columns": [], **more}

    model = {
        "constraints": [
            constraint("foreign_key", ("unit_code",), to="ref('dim_unit')", to_columns=["unit_code"]),
            constraint("check", expression="char_end > char_start"),
        ],
        "columns": {"label": {"constraints": [constraint("not_null")]}, "line": {"constraints": []}},
    }
    nodes = {"model.small.dim_unit": {"name": "dim_unit", "relation_name": '"c"."marts"."dim_unit"'}}
    queries = dict(failing_rows.queries_of_constraints(model, nodes, "select * from x"))
    assert list(queries) == ["foreign key (unit_code)", "check (char_end > char_start)", "not null (label)"]
    assert (
        'from "c"."marts"."dim_unit" as parent where parent.unit_code = model.unit_code'
        in queries["foreign key (unit_code)"]
    )
