"""The project's own rules, over dbt's manifest and the built file: names, layers, descriptions, keys, completeness."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).resolve().parents[2]
PREFIXES = {"staging": ("stg_",), "intermediate": ("int_",), "marts": ("dim_", "fct_"), "quality": ("dq_",)}
PUBLISHED = ("marts", "quality")
# dq_layer_count counts the raw layer itself; staging keeps what corrections need beside it.
READS_SEEDS = {"dq_layer_count"}


@pytest.fixture(scope="module")
def manifest(published) -> dict:
    return json.loads((published.project / "target" / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def models(manifest) -> dict[str, dict]:
    return {node["name"]: node for node in manifest["nodes"].values() if node["resource_type"] == "model"}


@pytest.fixture(scope="module")
def candidate(published):
    with duckdb.connect(str(published.candidate), read_only=True) as connection:
        yield connection


def test_folder_schema_and_prefix_agree(models):
    wrong = [
        name
        for name, node in models.items()
        for folder in [Path(node["path"]).parts[0]]
        if node["schema"] != folder or not name.startswith(PREFIXES[folder])
    ]
    assert not wrong


def test_only_staging_reads_seeds(models):
    readers = {
        name
        for name, node in models.items()
        if not name.startswith("stg_") and any(parent.startswith("seed.") for parent in node["depends_on"]["nodes"])
    }
    assert readers <= READS_SEEDS


def test_layers_only_look_down(models):
    order = ["staging", "intermediate", "marts", "quality"]
    by_id = {node["unique_id"]: Path(node["path"]).parts[0] for node in models.values()}
    upward = [
        (name, parent)
        for name, node in models.items()
        for parent in node["depends_on"]["nodes"]
        if parent in by_id and order.index(by_id[parent]) > order.index(Path(node["path"]).parts[0])
    ]
    assert not upward


def test_published_models_enforce_contracts_and_have_a_key(models):
    published = [node for node in models.values() if Path(node["path"]).parts[0] in PUBLISHED]
    assert len(published) >= 11
    without_contract = [node["name"] for node in published if not node["config"]["contract"]["enforced"]]
    without_key = [  # a view holds no constraint: tests/dbt/assert_views_have_one_row_per_key.sql
        node["name"]
        for node in published
        if node["config"]["materialized"] == "table" and not any(c["type"] == "primary_key" for c in _constraints(node))
    ]
    assert (without_contract, without_key) == ([], [])


def _constraints(node: dict) -> list[dict]:
    return [*node["constraints"], *(c for column in node["columns"].values() for c in column["constraints"])]


def test_every_model_says_its_grain_and_every_column_is_described_twice(manifest):
    described = [n for n in manifest["nodes"].values() if n["resource_type"] in ("model", "seed")]
    no_grain = [n["name"] for n in described if not re.match(r"One row per .+ · \S", n["description"], re.DOTALL)]
    assert not no_grain
    published = [n for n in described if n["resource_type"] == "model" and n["schema"] in PUBLISHED]
    undescribed = [
        f"{n['name']}.{c['name']}" for n in published for c in n["columns"].values() if " · " not in c["description"]
    ]
    assert not undescribed


def test_columns_in_yaml_are_the_columns_built(models, candidate):
    built: dict[tuple[str, str], list[str]] = {}
    for schema, table, column in candidate.execute(
        "select schema_name, table_name, column_name from duckdb_columns() order by schema_name, table_name, column_index"
    ).fetchall():
        built.setdefault((schema, table), []).append(column)
    differing = {
        name: set(built[node["schema"], name]) ^ set(node["columns"])
        for name, node in models.items()
        if set(built[node["schema"], name]) != set(node["columns"])
    }
    assert not differing


def test_no_model_uses_floating_point_a_clock_or_chance(models):
    banned = re.compile(
        r"\b(double|float|real|current_date|current_timestamp|now\(\)|random\(|varchar)\b", re.IGNORECASE
    )
    found = {name: banned.findall(node["raw_code"]) for name, node in models.items() if banned.search(node["raw_code"])}
    assert not found


def test_every_process_has_a_fact_with_its_axes_as_columns(models):
    axes: dict[str, set[str]] = {}
    with (ROOT / "seeds" / "reference" / "ref_indicators.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            axes.setdefault(row["process_code"], set()).update(filter(None, row["axes"].split(" | ")))
    missing = {
        process: sorted(wanted)
        for process, wanted in axes.items()
        if not {f"{axis}_code" for axis in wanted} <= set(models.get(f"fct_{process}", {}).get("columns", {}))
    }
    assert not missing


def test_wordings_name_no_report_line_or_amount():
    for name in ("ref_indicator_labels", "ref_member_labels"):
        with (ROOT / "seeds" / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                words = " ".join(row.get(column) or "" for column in ("label_words", "title_words", "member_words"))
                assert not re.search(r"bac-son|phieng-sa|:s?\d{4,5}\b|\bdòng \d|\d{5,}|\d\.\d{3}", words), row


def test_unit_codes_of_the_extractor_are_described():
    from ktxh.extract.numbers import units

    with (ROOT / "seeds" / "reference" / "ref_units.csv").open(encoding="utf-8", newline="") as file:
        described = {row["unit_code"] for row in csv.DictReader(file)}
    used = {code for code in units.CODES.values() if code}
    assert used - described == set()


def test_the_number_that_the_readme_traces_is_there(published):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    traced = "bac-son-185-2024:00083"
    assert traced in readme
    with duckdb.connect(str(published.result.target), read_only=True) as connection:
        row = connection.execute(
            "select line, char_start, char_end, raw_text, amount, amount_low, amount_high, place_code, period_code, sector_code "
            "from marts.fct_observation where numeral_id = ?",
            [traced],
        ).fetchone()
    line, start, end, raw, amount, low, high, place, period, sector = row
    for words in (
        f"Line {line} ",
        f"{start}–{end}",
        f"`{raw}`",
        f"{amount:.2f} ha",
        f"[{low.normalize():f}, {high.normalize():f}], place {place}, period {period}, sector `{sector}`",
    ):
        assert words in readme, f"README says otherwise than the published file: {words}"


def test_make_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert targets == set(re.findall(r"make ([a-z-]+)", shown))


def test_no_path_of_a_machine_and_no_index_host_is_committed():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    bad = re.compile(r"(?<![\w.~$)}])/(?:work|root|home|Users)/\w|--(?:extra-)?index-url|--find-links")
    found = {}
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in (".csv", ".tsv", ".json") or path == Path(__file__) or not path.exists():
            continue
        hits = [line for line in path.read_text(encoding="utf-8").splitlines() if bad.search(line)]
        if hits:
            found[name] = hits
    assert not found
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
