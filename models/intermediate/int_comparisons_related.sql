{{ config(materialized="table") }}

-- A percentage or change whose value and comparator are both printed is a relation of the three. A
-- percentage that a form of words already ties to two numbers is not asked again.
with

stg_relations as (

    select * from {{ ref('stg_relations') }}

),

stg_relation_terms as (

    select * from {{ ref('stg_relation_terms') }}

),

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

int_comparisons_computed as (

    select * from {{ ref('int_comparisons_computed') }}

),

stated as (

    select distinct stg_relation_terms.numeral_id
    from stg_relation_terms
    inner join stg_relations on stg_relation_terms.relation_id = stg_relations.relation_id
    where
        stg_relation_terms.role in ('percent', 'change', 'growth')
        and stg_relations.kind in ('ratio', 'change', 'growth')

),

compared as (

    select
        stg_figures.report_id,
        comparisons.numeral_id || '/' || comparisons.statement_no as relation_id,
        case
            when stg_figures.measure in ('attainment_pct', 'index_pct') then 'ratio'
            when stg_figures.measure = 'change_pct' then 'growth'
            else 'change'
        end as kind,
        if(stg_figures.direction = 'down', -1, 1) as sign,
        comparisons.numeral_id,
        comparisons.current_numeral_id,
        comparisons.comparator_numeral_id
    from int_comparisons_computed as comparisons
    inner join stg_figures on comparisons.numeral_id = stg_figures.numeral_id
    left join stated on comparisons.numeral_id = stated.numeral_id
    where
        comparisons.current_numeral_id is not null
        and comparisons.comparator_numeral_id is not null
        and stg_figures.measure in (
            'attainment_pct', 'index_pct', 'change_pct', 'change_abs', 'change_pp'
        )
        and stated.numeral_id is null

),

terms as (

    select
        *,
        1 as term_no,
        if(kind = 'ratio', 'numerator', 'current') as role,
        current_numeral_id as term_numeral_id,
        1 as coefficient
    from compared

    union all

    select
        *,
        2 as term_no,
        if(kind = 'ratio', 'denominator', 'previous') as role,
        comparator_numeral_id as term_numeral_id,
        1 as coefficient
    from compared

    union all

    select
        *,
        3 as term_no,
        if(kind = 'ratio', 'percent', kind) as role,
        numeral_id as term_numeral_id,
        if(kind = 'ratio', 1, sign) as coefficient
    from compared

),

final as (

    select
        report_id,
        relation_id,
        kind,
        term_no,
        role,
        term_numeral_id as numeral_id,
        cast(coefficient as decimal(38, 8)) as coefficient
    from terms

)

select * from final
