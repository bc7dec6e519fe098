"""Measure the audit's search for culprits: `python -m tests.bench.slips REPORT [seed]`; exit 1 when a goal is missed.

Prints what docs/audit-benchmark.md explains. Same seed, same figures.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

from tests.bench.slips import banff, law, tables
from tests.bench.slips.documents import CLEAN, Document, real
from tests.bench.slips.end_to_end import Reread, reread
from tests.bench.slips.synthetic import synthetic
from tests.bench.slips.trials import Trial, one_slip, several_slips

SEED = 20261122
INVENTED = 12
PER_KIND, PER_KIND_OUTSIDE, PER_KIND_REREAD, PER_COUNT = 40, 40, 30, 20
SETS = ("real", "invented")
SHARE_OF_BEST, AHEAD, RIGHT, RIGHT_OUTSIDE, ANSWERS = 0.95, 10.0, 99.0, 95.0, 300

Job = tuple[str, str, object, int]  # set, what, kind or count, number
_documents: dict[str, list[Document]] = {}
_report: list[Path] = []
_seed: list[int] = []


def prepare(report: Path, seed: int) -> None:
    """Make the documents, once in each process."""
    _documents.update(real=[real(report)], invented=[synthetic(number, seed) for number in range(INVENTED)])
    _report.append(report)
    _seed.append(seed)


def work(job: Job) -> Trial | Reread:
    """One trial, its randomness its own."""
    which, what, kind, number = job
    document = _documents[which][number % len(_documents[which])]
    random = Random(f"{_seed[0]}:{job}")
    if what == "several":
        return several_slips(document, int(kind), random)
    trial = one_slip(document, str(kind), random)
    return reread(_report[0], document, trial) if what == "reread" else trial


def jobs() -> list[Job]:
    """Everything that is measured."""
    kinds = [(kind, PER_KIND) for kind in law.MODELLED] + [(kind, PER_KIND_OUTSIDE) for kind in law.OUTSIDE]
    singles: list[Job] = [(s, "one", kind, i) for s in SETS for kind, count in kinds for i in range(count)]
    several: list[Job] = [(s, "several", n, i) for s in SETS for n in (2, 3) for i in range(PER_COUNT)]
    again: list[Job] = [("real", "reread", kind, i) for kind in law.MODELLED for i in range(PER_KIND_REREAD)]
    return [*again, *several, *singles]


def ask_banff(trials: list[Trial]) -> str:
    """Let Banff answer the single slips; return what it was given, or why it did not run."""
    python = banff.environment()
    if isinstance(python, str):
        return python
    asked = [trial for trial in trials if trial.banff_task]
    answers = banff.errorloc(python, [trial.banff_task for trial in asked], os.cpu_count() or 1)
    if isinstance(answers, str):
        return answers
    for trial, cells in zip(asked, answers, strict=True):
        trial.banff = 1 / len(cells) if cells and trial.slips[0].cell_id in cells else 0.0
    can = [t for t in asked if t.slips[0].cell_id in t.banff_task["names"].values()]
    silent = sum(1 for cells in answers if not cells)
    return (
        f"errorloc {banff.VERSION} had an edit with the wrong cell in {len(can)} of {len(asked)} documents"
        f" (a percentage is a coefficient to it): right cell {tables.shown(tables.rate(t.banff for t in can)).strip()} % there;"
        f" {silent} it found nothing wrong with or gave up"
    )


def goals(trials: dict[str, list[Trial]]) -> list[tuple[bool, str]]:
    """Each goal: whether it is met, in words."""
    checked = []
    for which in SETS:
        seen = tables.detected(tables.modelled(trials[which]))
        for what in ("cell", "value"):
            ours = tables.rate(getattr(t.hits, what) for t in seen)
            best = tables.rate(getattr(t.best, what) for t in seen)
            checked.append(
                (ours >= SHARE_OF_BEST * best, f"{which}: right {what} first {ours:.1f} % of 95 % of {best:.1f} %")
            )
        ours = tables.rate(t.hits.cell for t in seen)
        for name, theirs in (("Fellegi–Holt", [t.fewest for t in seen]), ("Banff", [t.banff for t in seen])):
            known = [value for value in theirs if value is not None]
            if known:
                rival = tables.rate(known)
                checked.append((ours >= rival + AHEAD, f"{which}: {ours:.1f} % is ahead of {name}'s {rival:.1f} %"))
    everything = [trial for which in SETS for trial in trials[which]]
    for name, group, least, enough in (
        ("modelled", tables.modelled(everything), RIGHT, ANSWERS),
        ("outside", [t for t in everything if t.slips[0].kind in law.OUTSIDE], RIGHT_OUTSIDE, 0),
    ):
        answers = [t for t in tables.detected(group) if t.posterior >= tables.SURE]
        right = tables.rate(t.hits.value for t in answers)
        checked.append(
            (right >= least, f"{name}: of {len(answers)} answers sure to 0.95, {right:.1f} % right (≥ {least})")
        )
        if enough:
            checked.append(
                (len(answers) >= enough, f"{name}: {len(answers)} sure answers are enough to tell (≥ {enough})")
            )
    judgements = [j.verdict for which in SETS for d in _documents[which] for j in d.ledger.judgements.values()]
    false = sum(verdict not in CLEAN for verdict in judgements)
    return [*checked, (false == 0, f"{false} false alarms on {len(judgements)} clean relations")]


def title(words: str) -> None:
    """A heading with the lines below it apart."""
    print(f"\n{words}\n")


def main() -> int:
    """Measure and print; 1 when a goal is missed."""
    report, seed = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    begun, listed = time.perf_counter(), jobs()
    prepare(report, seed)
    with ProcessPoolExecutor(os.cpu_count(), initializer=prepare, initargs=(report, seed)) as pool:
        done = list(zip(listed, pool.map(work, listed, chunksize=8), strict=True))
    trials = {s: [out for job, out in done if job[:2] == (s, "one")] for s in SETS}
    told = ask_banff([trial for which in SETS for trial in trials[which]])
    print(f"Slips planted and audited; seed {seed}")
    for which in SETS:
        title(f"One slip per document, {which}: % of the slips that are shown")
        print("\n".join([*tables.by_kind(trials[which]), tables.seconds(trials[which])]))
        title(f"Tolerances, {which}")
        print("\n".join(tables.tolerances(tables.modelled(trials[which]), _documents[which])))
    title(f"Banff: {told}")
    for which in SETS:
        for count in (2, 3):
            group = [out for job, out in done if job[:3] == (which, "several", count)]
            seen = tables.detected(group)
            hits = [
                tables.shown(tables.rate(getattr(t.hits, name) for t in seen)) for name in ("cell", "three", "value")
            ]
            innocent = tables.shown(tables.rate(t.innocent for t in group))
            print(
                f"{count} slips, {which}: cell {hits[0]}, within two more {hits[1]}, value {hits[2]}, innocent/100 {innocent}"
            )
    title("Calibration of the first answer")
    everything = [trial for which in SETS for trial in trials[which]]
    outside = [trial for trial in everything if trial.slips[0].kind in law.OUTSIDE]
    for name, group in (("modelled", tables.modelled(everything)), ("outside", outside)):
        print("\n".join([name, *tables.calibration(group), f"sure to 0.95: {tables.sure(group)[1]}", ""]))
    title("From end to end: the slip stands in the text, the report is read again")
    print("\n".join(tables.end_to_end([out for job, out in done if job[1] == "reread"])))
    title("Where it fails")
    print("\n".join(tables.failures(everything)))
    title("Goals")
    checked = goals(trials)
    print("\n".join(f"{'met   ' if met else 'MISSED'} {words}" for met, words in checked))
    print(f"\n{time.perf_counter() - begun:.0f} s")
    return 0 if all(met for met, _ in checked) else 1


if __name__ == "__main__":
    sys.exit(main())
