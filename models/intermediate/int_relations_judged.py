"""Verdicts on relations, by the judge that `ktxh check` uses too."""

from ktxh.audit.tables import judged


def model(dbt, session):
    """Return the verdicts as an Arrow table; `ktxh.audit.tables` says of which columns."""
    dbt.config(materialized="table")
    return judged(
        {
            "raw_reports": dbt.ref("stg_reports"),
            "raw_numerals": dbt.ref("stg_numerals").order("report_id, char_start"),
            "raw_figures": dbt.ref("stg_figures").order("numeral_id"),
            "raw_relations": dbt.ref("int_relations_gathered").order("relation_id"),
            "raw_relation_terms": dbt.ref("int_relation_terms_gathered").order("relation_id, term_no"),
        }
    )
