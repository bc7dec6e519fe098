{#- The body of a sector fact: one row per cell of the process that counts (none finer is stated, or
    its parts leave something over), its value under every scenario in a column, plans by giver,
    `axes` (a list of axis codes) as columns. -#}
{% macro sector_fact(process_code, axes=[]) -%}
    {%- set columns = ['actual', 'estimate', 'previous', 'target', 'plan'] -%}
    {%- for giver in var('plan_givers') %}{% do columns.append('plan_' ~ giver) %}{% endfor -%}
with

int_cells_valued as (

    select * from {{ ref('int_cells_valued') }}

),

int_figures_placed as (

    select * from {{ ref('int_figures_placed') }}

),

int_members_matched as (

    select * from {{ ref('int_members_matched') }}

),

dim_indicator as (

    select * from {{ ref('dim_indicator') }}

),

fct_observation as (

    select * from {{ ref('fct_observation') }}

),

counted as (

    select
        cells.numeral_id,
        cells.root_numeral_id,
        cells.indicator_code,
        cells.is_remainder,
        cells.counted_amount,
        indicators.unit_code,
        observations.place_id,
        placed.place_key,
        observations.period_code,
        observations.bound,
        observations.scenario,
        observations.as_of_date,
        observations.has_several_places,
        observations.doubt is not null as has_doubt,
        'plan' || coalesce('_' || observations.plan_giver, '') as plan_name,
        if(observations.scenario = 'plan', plan_name, observations.scenario) as column_name,
        concat_ws(
            '; ',
            cells.indicator_code,
            observations.breakdown_key,
            placed.place_key,
            observations.period_code,
            if(observations.bound in ('low', 'high'), observations.bound, null)
        ) as stand_key
    from int_cells_valued as cells
    inner join fct_observation as observations
        on
            cells.numeral_id = observations.numeral_id
            and cells.statement_no = observations.statement_no
    inner join dim_indicator as indicators on cells.indicator_code = indicators.indicator_code
    left join int_figures_placed as placed on cells.numeral_id = placed.numeral_id
    where
        indicators.process_code = '{{ process_code }}'
        and cells.counted_amount is not null

),

-- Of the stands of one value the last counts.
latest as (

    select
        *,
        stand_key || if(is_remainder, '; remainder', '') as fact_key,
        row_number() over (
            partition by stand_key, column_name
            order by as_of_date desc nulls last, numeral_id asc
        ) as stand_no
    from counted

),
{% if axes %}
members as (

    select
        numeral_id
{%- for axis in axes %},
        max(member_code) filter (where axis_code = '{{ axis }}') as {{ axis }}_code
    {%- endfor %}
    from int_members_matched
    group by numeral_id

),
{% endif %}
final as (

    select
        latest.fact_key,
        latest.indicator_code,
        min(latest.place_id) as place_id,
        latest.period_code,
    {%- for axis in axes %}
        coalesce(min(members.{{ axis }}_code), '_T') as {{ axis }}_code,
    {%- endfor %}
        if(bool_or(latest.has_several_places), latest.place_key, null) as shared_place_ids,
        latest.unit_code,
    {%- for column in columns %}
        max(latest.counted_amount) filter (where latest.column_name = '{{ column }}') as {{ column }},
    {%- endfor %}
    {%- for scenario in ['actual', 'estimate', 'target', 'plan'] %}
        max(latest.bound) filter (where latest.scenario = '{{ scenario }}') as {{ scenario }}_bound,
    {%- endfor %}
        max(latest.as_of_date) filter (where latest.column_name = 'actual') as actual_as_of_date,
        latest.is_remainder,
        bool_or(latest.has_doubt) as has_doubt,
    {%- for column in columns %}
        max(latest.numeral_id) filter (where latest.column_name = '{{ column }}')
            as {{ column }}_numeral_id{{ ',' if not loop.last }}
    {%- endfor %}
    from latest
    {%- if axes %}
    left join members on latest.root_numeral_id = members.numeral_id
    {%- endif %}
    where latest.stand_no = 1
    group by
        latest.fact_key,
        latest.indicator_code,
        latest.period_code,
        latest.place_key,
        latest.unit_code,
        latest.is_remainder

)

select * from final
{%- endmacro %}
