with

fct_observation as (

    select * from {{ ref('fct_observation') }}

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
        min(amount) as least_amount,
        max(amount) as greatest_amount,
        coalesce(max(amount_low) > min(amount_high), false) as is_contradicted
    from fct_observation
    where cell_key is not null
    group by cell_key
    having count(*) > 1

)

select * from final
