with

curated_relations as (

    select * from {{ ref('curated_relations') }}

),

final as (

    select
        report_id,
        relation_id,
        nullif(action, '') as action,
        nullif(kind, '') as kind,
        nullif(reason, '') as reason,
        nullif(author, '') as author,
        {{ typed('decided_on', 'date') }} as decided_on
    from curated_relations

)

select * from final
