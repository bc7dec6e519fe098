"""Explain: one figure or one finding of the warehouse: its sentence, its arithmetic and its candidates, in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from ktxh.audit import load
from ktxh.audit.formula import formula
from ktxh.audit.ledger import Ledger
from ktxh.audit.rules import SLIPS
from ktxh.audit.wording import percent, quoted
from ktxh.check.terminal import styles
from ktxh.check.words import word
from ktxh.read import forms
from ktxh.read.cells import Run, Style, wrap
from ktxh.read.view import visible
from ktxh.read.words import has_word
from ktxh.read.words import word as read_word

Row = Mapping[str, object]
_MOST_MATCHES = 8
# A figure's cell under the names of the raw contract.
_CELL = """
    select distinct
        numeral_id, raw_text, line, unit_code, multiplier, amount_printed as amount, decimals, bound,
        amount_alt_printed as amount_alt
    from marts.fct_observation
    where numeral_id = ?
"""


class NotFoundError(Exception):
    """Nothing in the file has that id, several have, or there is no such file; `str()` says which."""


def explain_id(db: Path, wanted: str, *, color: bool, width: int, lang: str = "vi") -> Iterator[str]:
    """The lines of the answer for a numeral_id or a finding_id, or the end of one. Raises NotFoundError; the file is opened read-only."""
    if not db.is_file():
        raise NotFoundError(f"{db}: no such file; `make build` publishes it")
    try:
        connection = duckdb.connect(str(db), read_only=True)
    except duckdb.Error as error:
        raise NotFoundError(f"{db}: {error}") from error
    with connection:
        try:
            lines = list(_Explainer(connection, styles(color), max(width, 40), lang).lines(wanted))
        except duckdb.CatalogException as error:
            raise NotFoundError(f"{db}: not a warehouse of this version: {str(error).splitlines()[0]}") from error
    yield from lines


class _Explainer:
    def __init__(self, connection: duckdb.DuckDBPyConnection, look: Mapping[str, Style], width: int, lang: str) -> None:
        self.connection, self.look, self.width, self.lang = connection, look, width, lang

    def lines(self, wanted: str) -> Iterator[str]:
        findings = self._matching("quality.dq_finding", "finding_id", wanted)
        figures = self._matching("marts.fct_observation", "numeral_id", wanted)
        found = [*findings, *figures]
        if not found:
            raise NotFoundError(f"{wanted}: no figure and no finding with this id")
        exact = [id_ for id_ in found if id_ == wanted] or found
        if len(exact) > 1:
            more = ", …" if len(exact) > _MOST_MATCHES else ""
            raise NotFoundError(f"{wanted}: several have this end: {', '.join(exact[:_MOST_MATCHES])}{more}")
        if exact[0] in findings:
            yield from self._finding(exact[0])
        else:
            yield from self._figure(exact[0])

    # -- the two answers

    def _finding(self, finding_id: str) -> Iterator[str]:
        row = self._rows("select * from quality.dq_finding where finding_id = ?", finding_id)[0]
        yield from self._told(row)
        yield ""
        yield from self._titled("sentence", row["evidence"])
        for number in str(row["numeral_ids"] or row["numeral_id"] or "").split():
            yield from self._meaning(number, is_short=True)
        if row["relation_id"]:
            yield from self._relations([str(row["relation_id"])])
        yield from self._candidates(finding_id)

    def _figure(self, numeral_id: str) -> Iterator[str]:
        yield from self._meaning(numeral_id)
        relations = self._rows(
            "select distinct relation_id from quality.dq_relation_term where numeral_id = ? order by relation_id",
            numeral_id,
        )
        if relations:
            yield from self._relations([str(row["relation_id"]) for row in relations])
        else:
            yield from self._titled("arithmetic", word("phrase", "no_relations", self.lang))
        findings = self._rows(
            "select * from quality.dq_finding where list_contains(string_split(coalesce(numeral_ids, numeral_id), ' '), ?) order by finding_id",
            numeral_id,
        )
        yield ""
        if not findings:
            yield word("phrase", "no_findings", self.lang)
        for row in findings:
            yield from self._told(row)
            yield from self._candidates(str(row["finding_id"]))

    # -- parts

    def _told(self, row: Row) -> Iterator[str]:
        severity = str(row["severity"])
        where = f"{word('phrase', 'line', self.lang).lower()} {row['line']}"
        runs = [
            Run(f"{word('severity', severity, self.lang)}: ", self.look.get(severity, self.look["heading"])),
            Run(visible(str(row[f"message_{self.lang}"] or row[f"rule_name_{self.lang}"]))),
            Run(f" [{row['finding_id']} · {where}]", self.look["soft"]),
        ]
        yield from wrap(runs, self.width)
        if row["review_status"]:
            note = " · ".join(str(part) for part in (row["review_status"], row["review_note"]) if part)
            yield from self._titled("review", note)

    def _meaning(self, numeral_id: str, *, is_short: bool = False) -> Iterator[str]:
        rows = self._rows("select * from marts.fct_observation where numeral_id = ? order by statement_no", numeral_id)
        if not rows:
            return
        first = rows[0]
        if not is_short:
            where = f"{first['report_id']}, {word('phrase', 'line', self.lang).lower()} {first['line']}"
            yield from wrap(
                [
                    Run(visible(str(first["raw_text"])), self.look["number"]),
                    Run(f"  {numeral_id} · {where}", self.look["soft"]),
                ],
                self.width,
            )
            yield from self._titled("sentence", first["evidence"])
        for row in rows:
            scenario = str(row["scenario"] or "")
            parts = [
                forms.with_unit(visible(str(row["raw_text"])), visible(str(row["unit_raw"] or ""))),
                row["label_raw"],
                self._term("measure", row["measure"]),
                self._term("scenario", scenario) if scenario != "actual" else "",
                row["comparator_raw"],
                forms.period(str(row["period_code"] or ""), self.lang),
                row["indicator_code"],
            ]
            yield from self._titled("meaning", " · ".join(str(part) for part in parts if part))

    def _term(self, group: str, key: object) -> str:
        return read_word(group, str(key), self.lang) if key and has_word(group, str(key)) else str(key or "")

    def _relations(self, ids: Sequence[str]) -> Iterator[str]:
        yield ""
        yield self.look["heading"](word("phrase", "arithmetic", self.lang))
        for id_ in ids:
            relation = self._rows("select * from quality.dq_relation where relation_id = ?", id_)
            terms = self._rows("select * from quality.dq_relation_term where relation_id = ? order by term_no", id_)
            verdict = str(relation[0]["verdict"]) if relation else "untestable"
            look = self.look["error"] if verdict in ("inconsistent", "unreadable") else self.look["heading"]
            kind = str(relation[0]["kind"]) if relation else ""
            ledger = self._ledger(relation[0], terms) if relation else None
            told = formula(ledger, ledger.relations[id_], self.lang) if ledger else ""
            runs = [Run(f"{word('verdict', verdict, self.lang)}: ", look), Run(visible(told))]
            runs.append(Run(f"  {read_word('relation', kind, self.lang)}", self.look["soft"]))
            yield from self._indented(runs)

    def _ledger(self, relation: Row, terms: Sequence[Row]) -> Ledger:
        """The relation as the audit knows it, from what the warehouse keeps of its terms."""
        numbers = [str(term["numeral_id"]) for term in terms if term["numeral_id"]]
        kept = {number: self._rows(_CELL, number)[0] for number in dict.fromkeys(numbers) if self._rows(_CELL, number)}
        figures = [{name: _text(value) for name, value in row.items()} for row in kept.values()]
        rows = {
            "raw_figures": figures,
            "raw_numerals": [row | {"head_numeral_id": ""} for row in figures],
            "raw_relations": [{name: _text(relation[name]) for name in ("relation_id", "kind", "evidence")}],
            "raw_relation_terms": [
                {name: _text(term[name]) for name in ("relation_id", "role", "numeral_id", "coefficient", "name_raw")}
                for term in terms
                if term["numeral_id"] is None or str(term["numeral_id"]) in kept
            ],
        }
        return Ledger(load.cells_of(rows), load.relations_of(rows))

    def _candidates(self, finding_id: str) -> Iterator[str]:
        rows = self._rows("select * from quality.dq_suspect where finding_id = ? order by rank", finding_id)
        finding = self._rows("select * from quality.dq_finding where finding_id = ?", finding_id)[0]
        yield ""
        yield self.look["heading"](word("phrase", "candidates", self.lang))
        if not rows:
            yield from self._indented(
                [Run(str(finding[f"proposal_{self.lang}"] or word("phrase", "no_candidates", self.lang)))]
            )
        for row in rows:
            slip = str(row["slip_kind"])
            facts = [
                SLIPS[slip][self.lang] if slip in SLIPS else slip,
                self._counted("mends", row["relations_mended"]),
                self._counted("supports", row["relations_supported"]),
                self._counted("breaks", row["relations_broken"]),
            ]
            change = f"{quoted(visible(str(row['printed_text'])))} → {quoted(str(row['proposed_text'])) if row['proposed_text'] else '?'}"
            share = f"{percent(float(row['posterior']))}%"
            runs = [
                Run(f"{share} "),
                Run(change, self.look["heading"]),
                Run(f"  {' · '.join(filter(None, facts))}"),
            ]
            runs.append(Run(f"  {word('phrase', 'line', self.lang).lower()} {row['line']}", self.look["soft"]))
            yield from self._indented(runs)
        if decided := finding[f"decided_by_{self.lang}"]:
            yield from self._titled("decide", decided)

    def _counted(self, key: str, count: object) -> str:
        return word("phrase", key, self.lang, count=count) if count else ""

    def _titled(self, key: str, text: object) -> Iterator[str]:
        if text:
            yield from wrap(
                [Run(f"{word('phrase', key, self.lang)}: ", self.look["heading"]), Run(visible(str(text)))], self.width
            )

    def _indented(self, runs: Sequence[Run]) -> Iterator[str]:
        for i, line in enumerate(wrap(runs, self.width - 4)):
            yield ("  " if i == 0 else "    ") + line

    # -- reading

    def _matching(self, table: str, column: str, wanted: str) -> list[str]:
        rows = self.connection.execute(
            f"select distinct {column} from {table} where {column} = ? or ends_with({column}, ?) order by all",
            [wanted, wanted],
        ).fetchall()
        return [row[0] for row in rows]

    def _rows(self, query: str, key: str) -> list[Row]:
        result = self.connection.execute(query, [key])
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _text(value: object) -> str:
    """A value as the raw tables write it; nothing is the empty text."""
    return "" if value is None else str(value)
