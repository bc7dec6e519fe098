with

raw_relations as (

    select * from {{ ref('raw_relations') }}

),

final as (

    select
        report_id,
        relation_id,
        nullif(kind, '') as kind,
        nullif(evidence, '') as evidence
    from raw_relations

)

select * from final
