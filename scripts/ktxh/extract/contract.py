"""The raw contract: the files that extraction writes into `seeds/raw`, their columns, and the closed vocabularies.

Every column is text in the CSV; an empty cell means that the document does not say, or that the machine could not tell.
Offsets are 0-based code points in the NFC text of the document, end exclusive. Source of the contract: docs/raw-contract.md.
"""

from __future__ import annotations

TABLES: dict[str, tuple[str, ...]] = {
    "raw_reports": (
        "report_id", "title", "place_name_raw", "place_code", "level", "period", "issued_on", "source_name",
        "source_sha256", "text_sha256", "char_count", "line_count", "numeral_count", "supersedes_report_id",
        "extractor_version",
    ),
    "raw_sections": (
        "report_id", "section_id", "parent_section_id", "section_type", "number", "title", "title_path",
        "mark_numeral_id", "marked_words", "line_start",
    ),
    "raw_section_spans": ("report_id", "section_id", "seq", "line_start", "line_end"),
    "raw_numerals": (
        "report_id", "numeral_id", "line", "char_start", "char_end", "raw_text", "head_numeral_id", "kind", "section_id",
    ),
    "raw_figures": (
        "report_id", "numeral_id", "amount", "decimals", "reading", "amount_alt", "bound", "qualifier", "direction",
        "unit_raw", "unit_code", "multiplier", "measure", "scenario", "is_cumulative", "as_of", "base_numeral_id",
        "comparator_kind", "comparator_numeral_id", "comparator_raw", "label_raw", "parent_numeral_id", "places_raw",
        "period", "period_source", "section_id", "footnote", "evidence", "doubt",
    ),
    "raw_dates": (
        "report_id", "date_id", "value", "precision", "numeral_ids", "raw_text", "char_start", "char_end",
    ),
    "raw_places": (
        "report_id", "place_mention_id", "raw_text", "unit_word_raw", "line", "char_start", "char_end", "numeral_id",
        "section_id",
    ),
    "raw_relations": ("report_id", "relation_id", "kind", "evidence"),
    "raw_relation_terms": (
        "report_id", "relation_id", "term_no", "numeral_id", "name_raw", "char_start", "char_end", "role", "coefficient",
    ),
}  # fmt: skip

KINDS = frozenset(
    """figure figure_part date year period clock_time document_number section_number list_marker footnote_mark name rank
    age band_bound anniversary technical_rating unit_exponent unit_part other""".split()
)
READINGS = frozenset(("strict", "lenient", "ambiguous", "unreadable"))
BOUNDS = frozenset(("exact", "more_than", "at_least", "less_than", "at_most", "about", "low", "high"))
MEASURES = frozenset(
    """level whole share_pct attainment_pct index_pct change_abs change_pct change_pp change_times times""".split()
)
SCENARIOS = frozenset(("actual", "estimate", "plan", "target", "previous"))
COMPARATOR_KINDS = frozenset(("plan", "previous", "whole"))
SECTION_TYPES = frozenset(("document", "part", "section", "paragraph", "bullet", "footnote"))
PLACE_SEPARATOR = " | "
LABEL_SEPARATOR = " > "
