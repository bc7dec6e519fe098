"""What Banff's errorloc (Statistics Canada, GPL-3) says of the same documents; it runs in an environment of its own and is no part of ktxh.

It takes linear edits. Sums, counts, restatements and changes are given as they are, with half a last place of play for each rounded number; a
ratio is linear once its percentage is taken for given, so a slip in a percentage is nothing that it could name.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import venv
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import networkx

from ktxh.audit.amounts import Amount
from ktxh.audit.ledger import Ledger
from ktxh.audit.relations import Relation
from tests.bench.slips.documents import Document
from tests.conftest import PROJECT

VERSION = "3.1.3"
ENVIRONMENT = PROJECT / ".venv-banff"
RUN = Path(__file__).with_name("banff_errorloc.py")
PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")


def environment() -> Path | str:
    """The interpreter of Banff's environment, made when it is not there; in words why not, when it cannot be."""
    python = ENVIRONMENT / "bin/python"
    asked = [str(python), "-c", "from importlib.metadata import version; print(version('banff'))"]
    if not python.exists() or subprocess.run(asked, capture_output=True, text=True).stdout.strip() != VERSION:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        done = subprocess.run([str(python), *PIP, f"banff=={VERSION}"], capture_output=True, text=True)
        if done.returncode:
            return f"pip cannot install banff {VERSION} here: {(done.stderr.strip().splitlines() or ['?'])[-1]}"
    return python


def errorloc(python: Path, tasks: list[dict], processes: int) -> list[list[str] | None] | str:
    """For each task of `task` the cells that Banff would change, None where it found no answer; in words why not, when it fails."""
    with ThreadPoolExecutor(processes) as pool:
        parts = list(pool.map(lambda part: _run(python, part), (tasks[i::processes] for i in range(processes))))
    for part in parts:
        if isinstance(part, str):
            return part
    return [parts[i % processes][i // processes] for i in range(len(tasks))]


def _run(python: Path, tasks: list[dict]) -> list[list[str] | None] | str:
    with tempfile.TemporaryDirectory() as folder:
        given, answered = Path(folder) / "tasks.json", Path(folder) / "answers.json"
        given.write_text(json.dumps(tasks), encoding="utf-8")
        done = subprocess.run([str(python), "-I", str(RUN), str(given), str(answered)], capture_output=True, text=True)
        if done.returncode or not answered.exists():
            return f"banff stopped: {(done.stderr.strip().splitlines() or ['?'])[-1]}"
        return json.loads(answered.read_text(encoding="utf-8"))


def task(document: Document, ledger: Ledger) -> dict:
    """The numbers and edits of the part of a document where relations fail; `changeable` are the cells that its edits can change."""
    failing = {relation.relation_id for relation in ledger.failing}
    graph = networkx.Graph()
    for relation in ledger.relations.values():
        graph.add_edges_from((relation.relation_id, cell_id) for cell_id in relation.cell_ids)
    part = set().union(*(networkx.node_connected_component(graph, name) for name in failing))
    relations = [relation for name, relation in ledger.relations.items() if name in part]
    edits: list[str] = []
    used: dict[str, str] = {}
    scale = min((ledger.cells[c].scale for r in relations for c in r.cell_ids if c in ledger.cells), default=Decimal(1))
    for relation in relations:
        verdict = document.ledger.judgements[relation.relation_id].verdict
        for coefficients, low, high in _edits(relation, ledger, cut=verdict == "truncated"):
            names = {cell_id: used.setdefault(cell_id, f"V{len(used)}") for cell_id in coefficients}
            left = " + ".join(f"{_number(c)} * {names[cell_id]}" for cell_id, c in coefficients.items())
            if low == high:
                edits.append(f"{left} = {_number(low / scale)};")
            else:
                edits += [
                    f"{left} {sign} {_number(end / scale)};"
                    for sign, end in ((">=", low), ("<=", high))
                    if end is not None
                ]
    values = {
        name: None if ledger.amounts[cell_id] is None else float(ledger.amounts[cell_id].value / scale)
        for cell_id, name in used.items()
    }
    return {"edits": edits, "values": values, "names": {name: cell_id for cell_id, name in used.items()}}


Edit = tuple[dict[str, Decimal], Decimal | None, Decimal | None]  # coefficients, least and greatest


def _edits(relation: Relation, ledger: Ledger, *, cut: bool) -> Iterable[Edit]:
    """A relation as linear edits over its cells' values in base units; none where it is not linear or an end is open."""
    amounts = {t.cell_id: ledger.amounts[t.cell_id] for t in relation.terms if t.cell_id}
    by_role = {t.role: t.cell_id for t in relation.terms}
    if any(a is not None and not a.is_exact for a in amounts.values()):
        return []
    if relation.kind in ("sum", "list_count", "subset"):
        said = next(t.cell_id for t in relation.terms if t.role in ("total", "count"))
        parts = {t.cell_id: -t.coefficient for t in relation.terms if t.cell_id and t.cell_id != said}
        names = Decimal(sum(1 for t in relation.terms if not t.cell_id))
        play = sum(_play(ledger, cell_id) for cell_id in amounts)
        return [({said: Decimal(1)} | parts, names - play, None if relation.kind == "subset" else names + play)]
    if relation.kind == "same":
        first, *others = amounts
        return [
            ({first: Decimal(1), other: Decimal(-1)}, -play, play)
            for other in others
            for play in [_play(ledger, first) + _play(ledger, other)]
        ]
    percent = amounts.get(by_role.get("percent"))
    if percent is None or relation.kind not in ("ratio", "change"):
        return []
    low, high = (percent.value, percent.cut_high) if cut else (percent.low, percent.high)
    if relation.kind == "ratio":
        above, below = by_role["numerator"], by_role["denominator"]
        return [edit for end, sign in ((low, 1), (high, -1)) for edit in [_share(ledger, above, below, end, sign)]]
    now, change = by_role["current"], by_role["change"]
    rise = next(t.coefficient for t in relation.terms if t.role == "change")
    return [_grown(ledger, now, change, end, sign, rise) for end, sign in ((low, 1), (high, -1))]


def _share(ledger: Ledger, above: str, below: str, percent: Decimal, sign: int) -> Edit:
    """100 · above − percent · below is at least (sign 1) or at most (−1) nothing, with play."""
    play = 100 * _play(ledger, above) + percent * _play(ledger, below)
    ends = (-play, None) if sign > 0 else (None, play)
    return ({above: Decimal(100), below: -percent}, *ends)


def _grown(ledger: Ledger, now: str, change: str, percent: Decimal, sign: int, rise: Decimal) -> Edit:
    play = (100 + percent) * _play(ledger, change) + percent * _play(ledger, now)
    ends = (-play, None) if sign > 0 else (None, play)
    return ({change: 100 + rise * percent, now: -percent}, *ends)


def _play(ledger: Ledger, cell_id: str) -> Decimal:
    amount: Amount | None = ledger.amounts[cell_id]
    return amount.step / 2 if amount else Decimal(0)


def _number(value: Decimal) -> str:
    return f"{value:f}"
