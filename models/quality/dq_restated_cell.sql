with

fct_observation as (

    select * from {{ ref('fct_observation') }}

),

dim_unit as (

    select * from {{ ref('dim_unit') }}

),

in_base_units as (

    select
        fct_observation.*,
        coalesce(dim_unit.factor_to_base, 1) as factor
    from fct_observation
    left join dim_unit on fct_observation.unit_code = dim_unit.unit_code

),

final as (

    select
        cell_key,
        min(indicator_code) as indicator_code,
        min(place_id) as place_id,
        min(period_code) as period_code,
        min(numeral_id) filter (where is_primary) as primary_numeral_id,
        count(*) as statement_count,
        count(distinct report_id) as report_count,
        string_agg(numeral_id, ' | ' order by numeral_id) as numeral_ids,
        cast(min(amount * factor) as decimal(38, 8)) as least_amount,
        cast(max(amount * factor) as decimal(38, 8)) as greatest_amount,
        coalesce(max(amount_low * factor) > min(amount_high * factor), false) as is_contradicted
    from in_base_units
    where cell_key is not null
    group by cell_key
    having count(*) > 1

)

select * from final
