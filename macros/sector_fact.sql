{#- The body of a sector fact: one row per cell of the process that no other cell refines, its value under
    every scenario in a column, plans by giver, `axes` (a list of axis codes) as columns. -#}
{% macro sector_fact(process_code, axes=[]) -%}
{%- set scenarios = ['actual', 'estimate', 'previous', 'target'] -%}
{%- set givers = ['central', 'province', 'district', 'commune', 'council'] -%}
with

stg_ref_units as (

    select * from {{ ref('stg_ref_units') }}

),

int_cells_compared as (

    select * from {{ ref('int_cells_compared') }}

),

int_statements_keyed as (

    select * from {{ ref('int_statements_keyed') }}

),

int_figures_placed as (

    select * from {{ ref('int_figures_placed') }}

),

dim_indicator as (

    select * from {{ ref('dim_indicator') }}

),

fct_observation as (

    select * from {{ ref('fct_observation') }}

),

fct_observation_breakdown as (

    select * from {{ ref('fct_observation_breakdown') }}

),

refined as (

    select distinct cell_key
    from int_cells_compared
    where is_refined

),

-- In the indicator's unit; what counts in another unit than its indicator stays as it is.
finest as (

    select
        observations.*,
        placed.place_key,
        indicators.unit_code as indicator_unit_code,
        concat_ws(
            '; ',
            observations.indicator_code,
            observations.breakdown_key,
            placed.place_key,
            observations.period_code,
            statements.range_end
        ) as fact_key,
        if(
            units.base_unit_code = indicator_units.base_unit_code,
            {{ divided('observations.amount * units.factor_to_base', 'indicator_units.factor_to_base') }},
            observations.amount
        ) as value,
        if(
            observations.scenario = 'plan',
            'plan' || coalesce('_' || observations.plan_giver, ''),
            observations.scenario
        ) as column_name
    from fct_observation as observations
    inner join int_statements_keyed as statements
        on
            observations.numeral_id = statements.numeral_id
            and observations.statement_no = statements.statement_no
    inner join dim_indicator as indicators
        on observations.indicator_code = indicators.indicator_code
    inner join stg_ref_units as indicator_units
        on indicators.unit_code = indicator_units.unit_code
    left join stg_ref_units as units on observations.unit_code = units.unit_code
    left join int_figures_placed as placed on observations.numeral_id = placed.numeral_id
    left join refined on observations.cell_key = refined.cell_key
    where
        indicators.process_code = '{{ process_code }}'
        and observations.is_primary
        and statements.form = 'level'
        and refined.cell_key is null

),

-- Of the stands of one value the last counts.
latest as (

    select
        *,
        row_number() over (
            partition by fact_key, column_name
            order by as_of_date desc nulls last, numeral_id asc
        ) as stand_no
    from finest

),
{% if axes %}
members as (

    select
        numeral_id
        {%- for axis in axes %},
        max(member_code) filter (where axis_code = '{{ axis }}') as {{ axis }}_code
        {%- endfor %}
    from fct_observation_breakdown
    where statement_no = 1
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
        if(
            bool_or(latest.has_several_places), latest.place_key, null
        ) as shared_place_ids,
        latest.indicator_unit_code as unit_code,
        {%- for scenario in scenarios %}
        max(latest.value) filter (where latest.column_name = '{{ scenario }}') as {{ scenario }},
        {%- endfor %}
        max(latest.value) filter (where latest.column_name = 'plan') as plan,
        {%- for giver in givers %}
        max(latest.value) filter (where latest.column_name = 'plan_{{ giver }}') as plan_{{ giver }},
        {%- endfor %}
        max(latest.bound) filter (where latest.column_name = 'actual') as actual_bound,
        max(latest.as_of_date) filter (where latest.column_name = 'actual') as actual_as_of_date,
        {%- for column in scenarios + ['plan'] %}
        max(latest.numeral_id) filter (where latest.column_name = '{{ column }}') as {{ column }}_numeral_id,
        {%- endfor %}
        {%- for giver in givers %}
        max(latest.numeral_id)
        filter (where latest.column_name = 'plan_{{ giver }}') as plan_{{ giver }}_numeral_id{{ ',' if not loop.last }}
        {%- endfor %}
    from latest
    {%- if axes %}
    left join members on latest.numeral_id = members.numeral_id
    {%- endif %}
    where latest.stand_no = 1
    group by
        latest.fact_key,
        latest.indicator_code,
        latest.period_code,
        latest.place_key,
        latest.indicator_unit_code

)

select * from final
{%- endmacro %}
