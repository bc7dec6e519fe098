"""The published file answers the same in the oldest DuckDB that today's BI tools carry; that driver has an environment of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import duckdb
import pytest

from tests.conftest import PROJECT, Published

OLDEST = "1.2.2"
ENVIRONMENT = PROJECT / ".venv-oldest-duckdb"
# Up to 1.3.0 DuckDB sorts short text that begins with an accented letter before all other text, unless a collation is named.
IN_ORDER = "vietnamese order"
QUERIES = {
    "decimals": "select numeral_id, amount, amount_low from marts.fct_observation",
    "type": "select data_type from duckdb_columns() where table_name = 'fct_observation' and column_name = 'amount'",
    "join": """
        select place_name_vi, place_type, count(*), sum(amount) from marts.fct_observation
        inner join marts.dim_place using (place_id) where unit_code = 'VND' group by all""",
    "vietnamese": "select label_raw, evidence, upper(label_raw) from marts.fct_observation",
    IN_ORDER: "select distinct place_name_vi from marts.dim_place order by place_name_vi collate vi",
    "table comments": "select schema_name, table_name, comment from duckdb_tables()",
    "column comments": "select schema_name, table_name, column_name, comment from duckdb_columns() where not internal",
    "meta": "select * from meta.build",
}
ASK = """
import duckdb, json, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
print(json.dumps({name: connection.execute(query).fetchall() for name, query in json.load(sys.stdin).items()}, default=str))
"""


@pytest.fixture(scope="session")
def old_python() -> Path:
    python = ENVIRONMENT / "bin" / "python"
    version = [str(python), "-c", "import duckdb; print(duckdb.__version__)"]
    if not python.exists() or subprocess.run(version, capture_output=True, text=True).stdout.strip() != OLDEST:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"duckdb=={OLDEST}"]
        installed = subprocess.run(install, capture_output=True, text=True)
        if installed.returncode:
            pytest.skip(f"pip cannot install duckdb {OLDEST} here: {installed.stderr.strip()[-300:]}")
    return python


def ask(python: Path, database: Path, queries: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(python), "-c", ASK, str(database)], input=json.dumps(queries), capture_output=True, text=True
    )


def test_old_driver_answers_as_the_new_one(published: Published, old_python: Path) -> None:
    target = published.result.target
    with duckdb.connect(str(target), read_only=True) as connection:
        views = connection.execute("select schema_name, view_name from duckdb_views() where not internal").fetchall()
    queries = {**QUERIES, **{f"{s}.{v}": f'select count(*) from "{s}"."{v}"' for s, v in views}}
    old, new = ask(old_python, target, queries), ask(Path(sys.executable), target, queries)
    assert old.returncode == 0, old.stderr
    for name, answer in json.loads(new.stdout).items():
        assert answer, f"{name}: an empty answer proves nothing"
        in_order = list if name == IN_ORDER else (lambda rows: sorted(rows, key=str))
        assert in_order(json.loads(old.stdout)[name]) == in_order(answer), name


def test_a_file_in_the_storage_of_today_would_not_open(published: Published, old_python: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.duckdb"
    with duckdb.connect(str(plain)) as connection:
        connection.execute("create table t as select 1 as a")
    answer = ask(old_python, plain, {"t": "from t"})
    assert answer.returncode != 0 and "version number" in answer.stderr, "else the storage version need not be set"
