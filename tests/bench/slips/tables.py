"""The tables that the bench prints: rates by kind of slip, rivals, calibration, failures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import mean, quantiles

from ktxh.audit.explain import SURE
from tests.bench.slips import law, rivals
from tests.bench.slips.documents import Document
from tests.bench.slips.end_to_end import Reread
from tests.bench.slips.trials import Trial

BINS = (0.0, 0.5, 0.8, 0.95, 0.99, 1.000001)


def rate(values: Iterable[float]) -> float | None:
    """A mean in percent; None of nothing."""
    values = [float(value) for value in values]
    return 100 * mean(values) if values else None


def shown(value: float | None) -> str:
    """A rate as the tables print it."""
    return "    –" if value is None else f"{value:5.1f}"


def detected(trials: Iterable[Trial]) -> list[Trial]:
    """The trials whose slips some relation shows."""
    return [trial for trial in trials if trial.is_detected and trial.slips]


def modelled(trials: Iterable[Trial]) -> list[Trial]:
    """The trials with one slip of a kind that the audit knows."""
    return [trial for trial in trials if trial.slips[0].kind in law.MODELLED]


def by_kind(trials: Sequence[Trial]) -> list[str]:
    """One line per kind of slip, and one for all that are modelled."""
    lines = ["kind           n  shown | cell 1st  best | in 3  best | value  best |    FH Banff | innocent/100  s"]
    groups: dict[str, list[Trial]] = {}
    for trial in trials:
        groups.setdefault(trial.slips[0].kind, []).append(trial)
    groups["all modelled"] = modelled(trials)
    groups["all outside"] = [trial for trial in trials if trial.slips[0].kind in law.OUTSIDE]
    for kind, group in groups.items():
        seen = detected(group)
        best = [trial.best for trial in seen if trial.best]
        lines.append(
            f"{kind:12} {len(group):4}  {shown(rate(t.is_detected for t in group))} |"
            f"    {shown(rate(t.hits.cell for t in seen))} {shown(rate(b.cell for b in best))} |"
            f"{shown(rate(t.hits.three for t in seen))} {shown(rate(b.three for b in best))} |"
            f" {shown(rate(t.hits.value for t in seen))} {shown(rate(b.value for b in best))} |"
            f" {shown(rate(t.fewest for t in seen))} {shown(rate(t.banff for t in seen if t.banff is not None))} |"
            f"        {shown(rate(t.innocent for t in group))}  {mean(t.seconds for t in seen):.2f}"
        )
    return lines


def seconds(trials: Sequence[Trial]) -> str:
    """How long one explanation takes."""
    taken = [trial.seconds for trial in detected(trials)]
    return f"seconds per audit: mean {mean(taken):.3f}, 95 of 100 below {quantiles(taken, n=20)[-1]:.3f}, most {max(taken):.2f}"


def tolerances(trials: Sequence[Trial], documents: Sequence[Document]) -> list[str]:
    """Detection, and false alarms per 1,000 clean relations in all and by our verdict."""
    relations = [(d, r.relation_id) for d in documents for r in d.relations]
    verdicts = {(d.name, name): d.ledger.judgements[name].verdict for d, name in relations}
    counts = Counter(verdicts.values())
    of = ", ".join(f"{verdict} {count}" for verdict, count in sorted(counts.items()))
    lines = [f"                shown, one slip   false alarms per 1,000 of {len(relations)} relations ({of})"]
    rows: list[tuple[str, float | None, Callable[[Document], set[str]]]] = [
        ("ours", rate(t.is_detected for t in trials), lambda d: {r.relation_id for r in d.ledger.failing})
    ]
    for name, tolerance in rivals.TOLERANCES.items():
        rows.append((name, rate(t.tolerated[name] for t in trials), lambda d, t=tolerance: rivals.alarms(d.ledger, t)))
    for name, found, alarms in rows:
        cries = {(d.name, relation) for d in documents for relation in alarms(d)}
        per = Counter(verdicts[cry] for cry in cries)
        parts = ", ".join(f"{v} {1000 * per[v] / counts[v]:.0f}" for v in sorted(counts))
        lines.append(f"{name:12}             {shown(found)}   {1000 * len(cries) / len(relations):6.1f}  ({parts})")
    return lines


def calibration(trials: Sequence[Trial]) -> list[str]:
    """Bins of the first answer's posterior against the share of right values."""
    lines = ["posterior       n   mean  right value  right cell"]
    answered = [t for t in detected(trials) if t.posterior]
    for low, high in pairwise(BINS):
        inside = [t for t in answered if low <= t.posterior < high]
        lines.append(
            f"{low:.2f}–{min(high, 1):.2f}    {len(inside):5}  {shown(rate(t.posterior for t in inside))}"
            f"        {shown(rate(t.hits.value for t in inside))}       {shown(rate(t.hits.cell for t in inside))}"
        )
    return lines


def sure(trials: Sequence[Trial]) -> tuple[int, str]:
    """How many answers have a posterior of 0.95 or more, and how many of those are right."""
    seen = detected(trials)
    answers = [t for t in seen if t.posterior >= SURE]
    proposed = [t for t in seen if t.is_proposed]
    return len(answers), (
        f"{len(answers)} answers ({shown(rate(t.posterior >= SURE for t in seen)).strip()} % of those shown), right value"
        f" {shown(rate(t.hits.value for t in answers)).strip()} %, right cell {shown(rate(t.hits.cell for t in answers)).strip()} %;"
        f" proposed (two relations speak for it): {len(proposed)}, right value {shown(rate(t.hits.value for t in proposed)).strip()} %"
    )


def end_to_end(pairs: Sequence[Reread]) -> list[str]:
    """The same slips at the level of terms and in the text."""
    lines = ["relations of the number      n | terms: shown  cell value | text: shown  cell value"]
    for name in ("kept", "changed", "lost", "all"):
        group = [p for p in pairs if name in (p.relations, "all")]
        cells = [
            f"{shown(rate(t.is_detected for t in side))} {shown(rate(t.hits.cell for t in detected(side)))}"
            f" {shown(rate(t.hits.value for t in detected(side)))}"
            for side in ([p.terms for p in group], [p.text for p in group])
        ]
        lines.append(f"{name:24} {len(group):5} |        {cells[0]} |       {cells[1]}")
    return lines


def failures(trials: Sequence[Trial]) -> list[str]:
    """The most frequent classes of wrong first answers, each with an example."""
    classes: dict[tuple[str, str], list[Trial]] = {}
    for trial in detected(trials):
        if not trial.hits.value:
            blamed = "right cell, other value" if trial.hits.cell else "another cell"
            could = (
                "" if trial.best is None else ", law could" if trial.best.value > 0.5 else ", nor could the law alone"
            )
            classes.setdefault((trial.slips[0].kind, blamed + could), []).append(trial)
    ranked = sorted(classes.items(), key=lambda item: -len(item[1]))
    lines = []
    for (kind, what), group in ranked[:12]:
        example = group[0]
        slip = example.slips[0]
        lines.append(f"{len(group):4}  {kind}: {what}; {slip.original} printed {slip.printed}, said: {example.said}")
    return lines
