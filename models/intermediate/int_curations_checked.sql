-- What a curator decided of relations, and whether it applies: the printed texts are still those
-- that it was decided on, and a relation that is confirmed or rejected still has those terms.
with

stg_curated_relations as (

    select * from {{ ref('stg_curated_relations') }}

),

stg_curated_relation_terms as (

    select * from {{ ref('stg_curated_relation_terms') }}

),

int_relation_terms_united as (

    select * from {{ ref('int_relation_terms_united') }}

),

known as (

    select distinct relation_id
    from int_relation_terms_united

),

guards as (

    select
        terms.relation_id,
        count(*) as term_count,
        count(*) filter (where terms.numeral_id is not null and terms.printed_raw_text is null)
            as missing_count,
        count(*) filter (where terms.printed_raw_text != terms.expected_raw_text)
            as changed_count,
        count(*) filter (where terms.numeral_id is not null and united.relation_id is null)
            as elsewhere_count
    from stg_curated_relation_terms as terms
    left join int_relation_terms_united as united
        on terms.relation_id = united.relation_id and terms.numeral_id = united.numeral_id
    group by terms.relation_id

),

final as (

    select
        curated.report_id,
        curated.relation_id,
        curated.action,
        curated.kind,
        curated.reason,
        curated.author,
        curated.decided_on,
        case
            when curated.action not in ('confirm', 'reject', 'add') then 'action_unknown'
            when curated.action != 'add' and known.relation_id is null then 'relation_missing'
            when curated.action = 'add' and known.relation_id is not null then 'relation_known'
            when coalesce(guards.term_count, 0) = 0 then 'terms_missing'
            when guards.missing_count > 0 then 'numeral_missing'
            when guards.changed_count > 0 then 'guard_changed'
            when curated.action != 'add' and guards.elsewhere_count > 0 then 'terms_changed'
            else 'applied'
        end as curation_status
    from stg_curated_relations as curated
    left join known on curated.relation_id = known.relation_id
    left join guards on curated.relation_id = guards.relation_id

)

select * from final
