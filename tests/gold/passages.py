"""Score a folder of annotated passages (the format of the samples: text, figures with surface, value, unit_vi, role).

Figures marked ambiguous count either way. A role is accepted when DESIGN's measure and scenario may stand for it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

from ktxh.extract.document import document_from_text
from ktxh.extract.meaning.figures import Figure
from ktxh.extract.numbers.units import read_unit
from ktxh.extract.reading import Report

GOALS = {"figures": 0.97, "amount": 0.98, "unit": 0.95, "role": 0.92}


def roles(figure: Figure) -> set[str]:
    """The samples' roles that a figure's measure and scenario may stand for."""
    measure, scenario, level = figure.measure, figure.scenario, figure.measure == "level"
    may = {
        "component": figure.parent is not None,
        "plan": ((level or measure.startswith("change")) and scenario == "plan") or measure == "whole",
        "denominator": measure == "whole" or (level and scenario == "plan"),
        "pct_of_plan": measure == "attainment_pct",
        "pct_of_previous": measure == "index_pct",
        "change_pct": measure in ("change_pct", "change_pp"),
        "change_abs": measure in ("change_abs", "change_pp", "change_times", "times"),
        "share_pct": measure == "share_pct" or (level and figure.value.unit.is_percent),
        "cumulative": figure.is_cumulative,
        "estimate_full_year": scenario == "estimate" or (level and "ước" in figure.value.qualifier.lower()),
        "target_next_year": scenario == "target",
        "previous_value": level and scenario == "previous",
        "actual": level and scenario == "actual",
    }
    return {role for role, holds in may.items() if holds}


def _same_amount(figure: Figure, value: object, unit: str) -> bool:
    if not figure.value.reading.amount:
        return False
    amounts = [figure.value.reading.amount, figure.value.reading.alternative]
    printed = read_unit(f"1 {unit}", 1) if unit else None
    expected = abs(Decimal(str(value))) * (printed.multiplier if printed else 1)
    scale = figure.value.unit.multiplier if printed else 1
    first = figure.value.reading.reading == "ambiguous"
    return any(a and Decimal(a) * scale == expected for a in (amounts if first else amounts[:1]))


def _same_unit(figure: Figure, unit: str) -> bool:
    def plain(text: str) -> str:
        return (
            re.sub(r"[\s.]", "", text.lower())
            .replace("²", "2")
            .replace("³", "3")
            .replace("tỉ", "tỷ")
            .replace("đồng", "đ")
        )

    return plain(figure.value.unit.raw) == plain(unit) or (
        figure.value.unit.code == "VND" and plain(unit) in ("tỷđ", "triệuđ")
    )


def score(folder: Path) -> tuple[dict[str, float], list[str]]:
    """F1 of figures, shares of right amounts, units and roles over all passages of a folder; and every miss in words."""
    found: Counter[str] = Counter()
    misses: list[str] = []
    files = sorted(folder.glob("*.json"))
    if not files:
        raise SystemExit(f"{folder}: no passages (*.json) there")
    for file in files:
        passage = json.loads(file.read_text(encoding="utf-8"))
        report = Report(document_from_text(passage["text"], passage["id"]))
        machine = {report.numerals[n - 1].start: figure for n, figure in report.figures.items()}
        gold = {item["start"]: item for item in passage["figures"]}
        for start, item in gold.items():
            figure = machine.get(start)
            if figure is None:
                found["missed"] += not item.get("ambiguous")
                misses.append(
                    f"{passage['id']} figure missed: {item['surface']} ({item['role']}) … {_around(passage['text'], start)}"
                )
                continue
            checks = {
                "amount": _same_amount(figure, item["value"], item["unit_vi"] or ""),
                "unit": item["unit_vi"] is None or _same_unit(figure, item["unit_vi"]),
                "role": item["role"] in roles(figure),
            }
            found["right"] += 1
            for name, is_right in checks.items():
                found[name] += is_right or bool(item.get("ambiguous"))
                if not is_right and not item.get("ambiguous"):
                    says = f"{figure.value.reading.amount} {figure.value.unit.raw} {figure.measure}/{figure.scenario}"
                    expected = f"{item['value']} {item['unit_vi']} {item['role']}"
                    misses.append(
                        f"{passage['id']} {name}: {item['surface']} is {expected}, read {says} … {_around(passage['text'], start)}"
                    )
        for start, figure in machine.items():
            if start not in gold:
                found["extra"] += 1
                misses.append(
                    f"{passage['id']} no figure: {figure.value.token.numeral.raw} … {_around(passage['text'], start)}"
                )
    right = found["right"]
    shares = {"figures": 2 * right / (2 * right + found["missed"] + found["extra"])}
    shares.update({name: found[name] / right for name in ("amount", "unit", "role")})
    return shares, misses


def _around(text: str, start: int) -> str:
    return text[max(0, start - 60) : start + 30].replace("\n", "⏎")


def main() -> None:
    """Print the shares, with `-v` every miss; exit 1 when a goal is missed."""
    shares, misses = score(Path(sys.argv[1]))
    if "-v" in sys.argv:
        print("\n".join(misses))
    for name, share in shares.items():
        print(f"{name:10} {share:7.3f}  goal {GOALS[name]:.2f}")
    if any(shares[name] < goal for name, goal in GOALS.items()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
