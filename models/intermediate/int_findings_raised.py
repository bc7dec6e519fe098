"""What the reports contradict, with suspects, as `ktxh check` finds it, and what was noticed in SQL."""

from ktxh.audit.tables import raised


def model(dbt, session):
    """Return the findings as an Arrow table; `ktxh.audit.tables` says of which columns."""
    dbt.config(materialized="table")
    return raised(
        {
            "raw_reports": dbt.ref("stg_reports"),
            "raw_numerals": dbt.ref("stg_numerals").order("report_id, char_start"),
            "raw_figures": dbt.ref("stg_figures").order("numeral_id"),
            "raw_dates": dbt.ref("stg_dates").order("date_id"),
            "raw_relations": dbt.ref("int_relations_gathered").order("relation_id"),
            "raw_relation_terms": dbt.ref("int_relation_terms_gathered").order("relation_id, term_no"),
        },
        dbt.ref("int_findings_noticed").order("report_id, rule_code, numeral_ids"),
    )
