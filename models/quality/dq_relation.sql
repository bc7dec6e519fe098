with

int_relations_gathered as (

    select * from {{ ref('int_relations_gathered') }}

),

int_relations_judged as (

    select * from {{ ref('int_relations_judged') }}

),

final as (

    select
        relations.relation_id,
        relations.report_id,
        judged.said_numeral_id,
        relations.source,
        relations.kind,
        relations.status,
        relations.status_reason,
        judged.line,
        judged.terms,
        judged.stated_amount,
        judged.stated_low,
        judged.stated_high,
        judged.recomputed_amount,
        judged.recomputed_low,
        judged.recomputed_high,
        judged.residual,
        judged.residual_in_last_places,
        judged.smallest_visible_error,
        judged.verdict,
        judged.untestable_reason,
        relations.evidence
    from int_relations_gathered as relations
    left join int_relations_judged as judged on relations.relation_id = judged.relation_id

)

select * from final
