-- Every relation that a report can be held to, whatever it comes from, and what a curator says of
-- it.
with

int_relation_terms_gathered as (

    select * from {{ ref('int_relation_terms_gathered') }}

),

int_curations_checked as (

    select * from {{ ref('int_curations_checked') }}

),

stg_relations as (

    select * from {{ ref('stg_relations') }}

),

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

relations as (

    select
        report_id,
        relation_id,
        source,
        kind,
        coalesce(
            min(numeral_id) filter (where role in ('total', 'percent', 'growth', 'count')),
            min(numeral_id)
        ) as first_numeral_id
    from int_relation_terms_gathered
    group by report_id, relation_id, source, kind

),

final as (

    select
        relations.report_id,
        relations.relation_id,
        relations.source,
        relations.kind,
        case curations.action
            when 'add' then 'added'
            when 'confirm' then 'confirmed'
            when 'reject' then 'rejected'
            else 'unreviewed'
        end as status,
        curations.reason as status_reason,
        coalesce(stg_relations.evidence, stg_figures.evidence) as evidence
    from relations
    left join int_curations_checked as curations
        on
            relations.relation_id = curations.relation_id
            and curations.curation_status = 'applied'
    left join stg_relations on relations.relation_id = stg_relations.relation_id
    left join stg_figures on relations.first_numeral_id = stg_figures.numeral_id

)

select * from final
