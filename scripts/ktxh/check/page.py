"""Page: an inspection as one HTML file that needs no network: the text, each checked number marked by verdict, findings beside it.

The text is laid out by the reader's templates (`ktxh.read`), and what holds there holds here: whatever a report says is escaped, and
the page's policy lets nothing run or load but its own style and script.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from pathlib import Path

from markupsafe import Markup

from ktxh.audit.findings import Finding
from ktxh.check import summary
from ktxh.check.inspect import Case, Inspection
from ktxh.check.words import word
from ktxh.read import forms
from ktxh.read import page as reader
from ktxh.read.view import Numeral, visible
from ktxh.read.words import language
from ktxh.read.words import word as read_word

_HERE = Path(__file__).parent
_LEGEND = ("agrees", "truncated", "wrong", "culprit", "beside", "unreadable", "plain")


def render(inspection: Inspection, *, lang: str = "vi") -> str:
    """The page as text, the same for the same report. Raises ValueError for a language that has no words."""
    reading = inspection.reading
    style = Markup(reader.stylesheet(_part("check.css"), _part("check-dark.css")))
    script = Markup(_part("check.js"))
    row = {key: visible(value) for key, value in reading.report.items()}
    return (
        reader.environment(_HERE)
        .get_template("check.html")
        .render(
            lang=language(lang),
            say=partial(read_word, lang=lang),
            told=partial(word, lang=lang),
            reading=reading,
            row=row,
            name=" · ".join(filter(None, (row["place_name_raw"], forms.period(row["period"], lang))))
            or row["report_id"],
            issued_on=forms.date(reading.report["issued_on"]),
            found=summary.found(inspection, lang),
            tested=summary.tested(inspection, lang),
            coverage=summary.coverage(inspection, lang),
            severities=inspection.severities,
            cases=inspection.cases,
            proposals=partial(inspection.proposals, lang=lang),
            numbers=partial(_numbers, inspection),
            visible=visible,
            legend=_LEGEND,
            style=style,
            script=script,
            data=Markup(reader.inert_json(_data(inspection, lang))),
            policy=reader.policy_of(style, script),
            date=forms.date,
            **_marking(inspection),
        )
    )


def _part(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _marking(inspection: Inspection) -> dict[str, object]:
    """How the text's macros mark a numeral: its classes (none for one that was not checked), and the cases it is wrong by."""
    severity: dict[str, str] = {}
    culprits, at_a_loss, seats = set(), set(), defaultdict(list)
    for case in inspection.cases:
        for finding in case.findings:
            for id_ in finding.numeral_ids:
                severity.setdefault(id_, finding.severity)
            seats[seat(finding, case)].append(case.number)
        found = _culprits(case)
        culprits |= found
        at_a_loss |= set() if found else set(case.numeral_ids)

    def marks(numeral: Numeral) -> str:
        id_ = numeral.head or numeral.id
        if numeral.kind == "footnote_mark":
            return "o reference k-footnote_mark"
        verdict = inspection.checked.get(id_)
        classes = [f"v v-{verdict}"] if verdict else []
        if id_ in severity:
            classes += ["v" if not verdict else "", f"s-{severity[id_]}"]
            classes += ["culprit" if id_ in culprits else "" if id_ in at_a_loss else "beside"]
        return " ".join(filter(None, classes))

    return {"marks": marks, "notes": lambda numeral: list(dict.fromkeys(seats.get(numeral.id, ())))}


def seat(finding: Finding, case: Case) -> str:
    """The number that carries a finding's number: the case's likeliest wrong one where it is in it, else the last."""
    likely = [s.change.cell_id for s in case.suspects if s.change.cell_id in finding.numeral_ids]
    return likely[0] if likely else finding.numeral_ids[-1]


def _culprits(case: Case) -> set[str]:
    """The number that is more likely wrong than not; one that cannot be read at all is."""
    chance: dict[str, float] = defaultdict(float)
    for suspect in case.suspects:
        chance[suspect.change.cell_id] += suspect.posterior
    return {id_ for id_, share in chance.items() if share >= 0.5}


def _numbers(inspection: Inspection, finding: Finding) -> list[tuple[str, str]]:
    """The numbers of a finding as (id, printed text); a date is one."""
    ids = list(dict.fromkeys(finding.numeral_ids))
    if finding.rule_code.startswith("date_"):
        return [(ids[-1], visible(finding.stated))]
    return [(id_, visible(inspection.spans[id_].text)) for id_ in ids]


def _data(inspection: Inspection, lang: str) -> dict[str, object]:
    """What the script shows: by number its relations and cases; relations with their arithmetic; words."""
    ledger = inspection.audit.ledger
    numbers: dict[str, dict[str, list[object]]] = defaultdict(lambda: {"relations": [], "cases": []})
    relations = {}
    for name, relation in ledger.relations.items():
        verdict = ledger.judgements[name].verdict
        if verdict == "untestable":
            continue
        relations[name] = {
            "kind": read_word("relation", relation.kind, lang),
            "verdict": verdict,
            "word": word("verdict", verdict, lang),
            "formula": visible(inspection.formula(relation, lang)),
            "terms": [
                [
                    read_word("role", term.role, lang),
                    term.cell_id,
                    visible(inspection.spans[term.cell_id].text if term.cell_id else term.name),
                ]
                for term in relation.terms
            ],
        }
        for cell_id in relation.cell_ids:
            numbers[cell_id]["relations"].append(name)
    cases = {}
    for case in inspection.cases:
        cases[case.number] = list(case.numeral_ids)
        for id_ in case.numeral_ids:
            numbers[id_]["cases"].append(case.number)
    return {"numbers": numbers, "relations": relations, "cases": cases}
