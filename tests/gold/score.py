"""Compare what the machine reads of Bắc Sơn 2024 with two readings made by eye; GUIDE.md says how those were made.

A cell agrees when it is what either reader wrote: where the two differ, the text allows both. Labels are judged apart: two
people name the same thing in different words, so a third reader said of each of the machine's labels whether it names the
figure (labels.tsv).
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ktxh.extract.document import read_document
from ktxh.extract.reading import Report
from tests.gold import relations

READINGS = Path(__file__).parent / "bac-son-185-2024"
COLUMNS = {
    "amount": "amount", "unit": "unit_raw", "mult": "multiplier", "bound": "bound", "dir": "direction", "measure": "measure",
    "scenario": "scenario", "cum": "is_cumulative", "base": "base_numeral_id", "cmp_kind": "comparator_kind",
    "cmp": "comparator_numeral_id", "cmp_raw": "comparator_raw", "parent": "parent_numeral_id", "places": "places_raw",
    "period": "period",
}  # fmt: skip
_MULTIPLIER = re.compile(r"^(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|trđ|tr)\b\.?\s*")


@dataclass(frozen=True)
class Miss:
    """One cell that neither reader wrote: ordinal of the numeral, column, what the machine says, what the readers say."""

    ordinal: int
    column: str
    machine: str
    readers: tuple[str, ...]


def readings() -> list[dict[int, dict[str, str]]]:
    """The two readings, each by ordinal."""
    found = []
    for number in (1, 2):
        with (READINGS / f"reading_{number}.tsv").open(encoding="utf-8", newline="") as file:
            found.append({int(row["n"]): row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)})
    return found


def compare(report: Report, corrected: Iterable[dict[str, str]] = ()) -> tuple[dict[str, float], list[Miss]]:
    """Share of cells that agree, by column, over the figures that the machine and a reader both see; and every miss.

    `figures` is the F1 of figures told from other numerals against reading 1. Rows of `corrected` are applied as staging does,
    where the printed text is the one that they expect.
    """
    gold = readings()
    rows = {int(row["numeral_id"].rpartition(":")[2]): row for row in report.rows()["raw_figures"]}
    for row in corrected:
        ordinal = int(row["numeral_id"].rpartition(":")[2])
        if report.numerals[ordinal - 1].raw == row["expected_raw_text"]:
            rows[ordinal][row["column_name"]] = row["corrected_value"]
    expected = {n for n, row in gold[0].items() if row["kind"] == "figure"}
    common = sorted(expected & set(rows))
    shares = {"figures": 2 * len(common) / (len(expected) + len(rows))}
    misses = []
    for column, raw_column in COLUMNS.items():
        missed = [
            Miss(n, column, machine, tuple(sorted(readers)))
            for n in common
            for machine in [_normal(column, rows[n][raw_column], rows[n])]
            for readers in [{_normal(column, reading[n][column], rows[n]) for reading in gold}]
            if machine not in readers
        ]
        shares[column] = 1 - len(missed) / len(common)
        misses.extend(missed)
    return shares, misses


def _normal(column: str, cell: str, row: dict[str, str]) -> str:
    cell = cell.strip()
    if column in ("base", "cmp", "parent"):
        return cell.rpartition(":")[2].lstrip("0")
    if column == "cum":
        return "1" if cell in ("1", "true") else ""
    if column == "unit":
        cell = _MULTIPLIER.sub("", cell.lower()).strip()
        return "đồng" if row.get("unit_code") == "VND" else cell
    return cell


GOALS = {
    "figures": 0.99, "amount": 1.0, "unit": 0.99, "mult": 1.0, "measure": 0.98, "scenario": 0.98, "base": 0.97, "places": 0.97,
    "period": 0.97, "parent precision": 0.95, "parent recall": 0.95, "relation precision": 0.95, "relation recall": 0.95, "labels": 0.95,
}  # fmt: skip


def parents(report: Report) -> dict[str, float]:
    """Precision and recall of the links from parts to totals, over the figures that have one on either side."""
    both = readings()
    gold = {n: {_normal("parent", reading[n]["parent"], {}) for reading in both} for n in both[0]}
    machine = {n: str(figure.parent.value.ordinal) for n, figure in report.figures.items() if figure.parent}
    linked = [n for n, links in gold.items() if "" not in links]
    return {
        "parent precision": sum(total in gold[n] for n, total in machine.items()) / len(machine),
        "parent recall": sum(machine.get(n, "") in gold[n] for n in linked) / len(linked),
    }


def labels(report: Report) -> float:
    """Share of figures whose label an independent reader accepted; a label that has changed since counts as not accepted."""
    with (READINGS / "labels.tsv").open(encoding="utf-8", newline="") as file:
        accepted = {
            int(row["n"]): row["label"]
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["verdict"] == "accepted"
        }
    return sum(accepted.get(n) == figure.label for n, figure in report.figures.items()) / len(report.figures)


def main() -> None:
    """Print every share beside its goal; with `-v` every miss with its words; exit 1 when a goal is missed."""
    report = Report(read_document(Path(sys.argv[1])))
    shares, misses = compare(report)
    found, differences = relations.compare(report)
    shares |= (
        parents(report)
        | {f"relation {name}": found[name] for name in ("precision", "recall")}
        | {"labels": labels(report)}
    )
    if "-v" in sys.argv:
        for miss in misses:
            numeral = report.numerals[miss.ordinal - 1]
            around = report.document.text[max(0, numeral.start - 50) : numeral.end + 30].replace("\n", "⏎")
            print(f"{miss.ordinal:5} {miss.column:9} {miss.machine!r} not in {miss.readers} … {around}")
        print("\n".join(differences))
    for name, share in shares.items():
        goal = GOALS.get(name)
        print(f"{name:20} {share:7.3f}" + (f"  goal {goal:.2f}{'' if share >= goal else '  MISSED'}" if goal else ""))
    if any(shares[name] < goal for name, goal in GOALS.items()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
