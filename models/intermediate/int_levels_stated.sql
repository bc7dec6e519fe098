{{ config(materialized="table") }}

-- The levels that one report states, one numeral for each, with what a relation between cells has
-- in common (all but the members) and the key of what adds up.
with

int_statements_keyed as (

    select * from {{ ref('int_statements_keyed') }}

),

stg_ref_indicators as (

    select * from {{ ref('stg_ref_indicators') }}

),

stg_ref_units as (

    select * from {{ ref('stg_ref_units') }}

),

chosen as (

    select
        *,
        row_number() over (
            partition by report_id, cell_key order by is_primary desc, numeral_id asc
        ) as choice
    from int_statements_keyed
    where
        cell_key is not null
        and form = 'level'
        and range_end is null
        and place_key is not null
        and period_code is not null

),

final as (

    select
        chosen.report_id,
        chosen.numeral_id,
        chosen.indicator_code,
        chosen.breakdown_key,
        chosen.place_key,
        chosen.period_code,
        chosen.scenario,
        concat_ws(
            '; ',
            chosen.report_id,
            chosen.place_key,
            chosen.period_code,
            coalesce(cast(chosen.as_of as string), ''),
            coalesce(chosen.plan_giver, '')
        ) as setting,
        concat_ws('; ', chosen.indicator_code, chosen.scenario) as series,
        stg_ref_indicators.place_additivity = 'additive'
        or coalesce(stg_ref_units.dimension = 'count', false) as is_additive
    from chosen
    inner join stg_ref_indicators on chosen.indicator_code = stg_ref_indicators.indicator_code
    left join stg_ref_units on stg_ref_indicators.unit_code = stg_ref_units.unit_code
    where chosen.choice = 1

)

select * from final
