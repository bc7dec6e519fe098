"""Print figures drawn at random with what was read of them and their clause: a person judges them from the text alone."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from ktxh.extract.document import read_document
from ktxh.extract.reading import Report

SIZE = 60
SHOWN = (
    "amount", "unit_raw", "multiplier", "bound", "direction", "measure", "scenario", "is_cumulative", "comparator_kind", "comparator_raw",
    "label_raw", "places_raw", "period", "doubt",
)  # fmt: skip


def main() -> None:
    """`python -m tests.gold.sample REPORT SEED`: the same seed gives the same figures."""
    report = Report(read_document(Path(sys.argv[1])))
    seed = sys.argv[2] if len(sys.argv) > 2 else "0"
    rows = {row["numeral_id"]: row for row in report.rows()["raw_figures"]}
    drawn = sorted(random.Random(seed).sample(list(rows), min(SIZE, len(rows))))
    for numeral_id in drawn:
        row = rows[numeral_id]
        numeral = report.numerals[int(numeral_id.rpartition(":")[2]) - 1]
        links = {name: row[f"{name}_numeral_id"] for name in ("base", "comparator", "parent")}
        printed = {name: report.numerals[int(i.rpartition(":")[2]) - 1].raw for name, i in links.items() if i}
        told = [name for name in SHOWN if row[name] not in ("", "exact") and (name, row[name]) != ("multiplier", "1")]
        said = [f"{name}={row[name]}" for name in told] + [f"{name}={raw}" for name, raw in printed.items()]
        print(
            f"{numeral_id} line {report.document.line_of(numeral.start)}  {numeral.raw}\n    {' · '.join(said)}\n    “{row['evidence']}”"
        )


if __name__ == "__main__":
    main()
