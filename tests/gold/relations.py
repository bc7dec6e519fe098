"""Compare the relations that the machine reads of Bắc Sơn 2024 with two readings by eye; RELATIONS.md says how those were made."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from ktxh.extract.reading import Report

READINGS = Path(__file__).parent / "bac-son-185-2024"
READ_BY_EYE = frozenset(("sum", "subset", "ratio", "change", "list_count", "same"))  # the kinds of RELATIONS.md
Key = tuple[str, frozenset[tuple[str, str]]]


def readings() -> list[dict[Key, str]]:
    """The two readings: relation → line. Of a list_count the count and the number of names matter, not their spelling."""
    found = []
    for number in (1, 2):
        with (READINGS / f"relations_{number}.tsv").open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            found.append(
                {_key(row["kind"], re.findall(r'(\w+):("[^"]*"|\d+)', row["terms"])): row["line"] for row in rows}
            )
    return found


def _key(kind: str, terms: list[tuple[str, str]]) -> Key:
    names = sum(value.startswith('"') for _, value in terms)
    figures = frozenset((role, value) for role, value in terms if not value.startswith('"'))
    return kind, figures | ({("names", str(names))} if names else frozenset())


def machine(report: Report) -> dict[Key, str]:
    """The machine's relations in the same form."""
    found = {}
    for relation in report.relations:
        if relation.kind not in READ_BY_EYE:
            continue
        terms = [(t.role, str(t.figure.value.ordinal) if t.figure else f'"{t.name}"') for t in relation.terms]
        found[_key(relation.kind, terms)] = relation.evidence
    return found


def compare(report: Report) -> tuple[dict[str, float], list[str]]:
    """Precision and recall over all relations, recall by kind, and every difference."""
    both = readings()
    gold, read = both[0] | both[1], machine(report)
    certain = {key for key in both[0] if key in both[1]}
    shares = {
        "precision": sum(key in gold for key in read) / len(read),
        "recall": sum(key in read for key in certain) / len(certain),
    }
    kinds = Counter(kind for kind, _ in certain)
    shares.update(
        {f"recall {kind}": sum(k in read for k in certain if k[0] == kind) / n for kind, n in sorted(kinds.items())}
    )
    differences = [f"missed {_show(key)} line {gold[key]}" for key in sorted(certain - set(read), key=_first)]
    differences += [
        f"not in the readings {_show(key)} {read[key][:100]}" for key in sorted(set(read) - set(gold), key=_first)
    ]
    return shares, differences


def _first(key: Key) -> int:
    return min(int(value) for role, value in key[1] if role != "names")


def _show(key: Key) -> str:
    return f"{key[0]} " + " ".join(f"{role}:{value}" for role, value in sorted(key[1], key=lambda t: int(t[1])))
