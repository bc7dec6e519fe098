-- Plans of several givers for one value stand side by side; `plan` is that whose giver is unsaid.
{{ config(materialized='view') }}

with

fct_comparison as (

    select * from {{ ref('fct_comparison') }}

),

against_plan as (

    select * from fct_comparison
    where
        comparator_kind = 'plan'
        and measure = 'attainment_pct'
        and is_primary
        and current_numeral_id is not null

),

final as (

    select
        current_numeral_id,
        report_id,
        indicator_code,
        place_id,
        period_code,
        breakdown_key,
        scenario,
        unit_code,
        min(current_amount) as amount,
        {%- for giver in [''] + var('plan_givers') | list %}
            {%- set plan = 'plan' ~ ('_' ~ giver if giver) %}
            {%- set whose = "filter (where plan_giver is null)" %}
            {%- if giver %}
                {%- set whose = "filter (where plan_giver = '" ~ giver ~ "')" %}
            {%- endif %}
            min(stated) {{ whose }} as {{ plan }}_attainment,
            min(comparator_amount) {{ whose }} as {{ plan }}_amount,
            min(implied_low) {{ whose }} as {{ plan }}_implied_low,
            min(implied_high) {{ whose }} as {{ plan }}_implied_high,
            min(recomputed_low) {{ whose }} as {{ plan }}_recomputed_low,
            min(recomputed_high) {{ whose }} as {{ plan }}_recomputed_high,
            min(verdict) {{ whose }} as {{ plan }}_verdict,
        {%- endfor %}
        count(*) as comparison_count,
        bool_or(has_doubt) as has_doubt,
        min(line) as line
    from against_plan
    group by
        current_numeral_id,
        report_id,
        indicator_code,
        place_id,
        period_code,
        breakdown_key,
        scenario,
        unit_code

)

select * from final
