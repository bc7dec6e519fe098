"""The same from end to end: the slip is planted in the report's text, and the report is read again before it is audited."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ktxh.audit.explain import explain
from ktxh.audit.ledger import Ledger
from ktxh.audit.load import cells_of, relations_of
from ktxh.extract.document import Document as Text
from ktxh.extract.document import document_from_text, read_document
from ktxh.extract.reading import Report
from tests.bench.slips.documents import Document, Slip
from tests.bench.slips.trials import Trial, hold_against


@dataclass(frozen=True)
class Reread:
    """One slip at the level of terms and from end to end, and what became of the relations of its number."""

    terms: Trial
    text: Trial
    relations: str  # kept | changed | lost


@lru_cache(maxsize=1)
def _text(path: Path) -> Text:
    return read_document(path)


def reread(path: Path, document: Document, terms: Trial) -> Reread:
    """Plant a trial's slip in the text of the report, extract it again and audit it."""
    (slip,) = terms.slips
    source, start = _text(path), document.starts[slip.cell_id]
    text = source.text[:start] + slip.printed + source.text[start + len(slip.original) :]
    rows = Report(document_from_text(text, source.source_name, source.source_sha256)).rows()
    starts = {row["numeral_id"]: int(row["char_start"]) for row in rows["raw_numerals"]}
    ledger = Ledger(cells_of(rows), relations_of(rows))
    here = next((cell_id for cell_id in ledger.cells if starts[cell_id] == start), None)
    shift = len(slip.printed) - len(slip.original)

    def original_place(place: int) -> int:
        return place - shift if place > start else place

    before = {
        (r.kind, frozenset(document.starts[c] for c in r.cell_ids)) for r in document.ledger.of_cell[slip.cell_id]
    }
    after = {
        (r.kind, frozenset(original_place(starts[c]) for c in r.cell_ids))
        for r in (ledger.of_cell[here] if here else [])
    }
    kept = "kept" if before == after else "changed" if after else "lost"
    planted = (Slip(here or slip.cell_id, slip.kind, slip.original, slip.printed),)
    failing = {relation.relation_id for relation in ledger.failing}
    shows = here is not None and any(relation.relation_id in failing for relation in ledger.of_cell[here])
    trial = Trial(document.name, planted, shows)
    if shows:
        groups = [e for e in explain(ledger) if any(here in ledger.relations[n].cell_ids for n in e.relation_ids)]
        hold_against(trial, groups, ledger)
    return Reread(terms, trial, kept)
