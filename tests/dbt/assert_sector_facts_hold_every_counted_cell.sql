-- Fails with a cell that counts and that no sector fact holds (its process has none), unless a
-- later stand of the same value took its place there.
{%- set facts = [
    'fct_administration', 'fct_budget', 'fct_credit', 'fct_crop', 'fct_culture_digital',
    'fct_disaster_damage', 'fct_education', 'fct_enterprise', 'fct_forestry', 'fct_health',
    'fct_inspection', 'fct_investment', 'fct_justice', 'fct_land', 'fct_livestock', 'fct_petition',
    'fct_rural_development', 'fct_security', 'fct_social',
] %}
{%- set columns = [
    'actual', 'estimate', 'previous', 'target', 'plan', 'plan_central', 'plan_province',
    'plan_district', 'plan_commune', 'plan_council',
] %}

with

held as (

    {%- for fact in facts %}
        {%- for column in columns %}
            select {{ column }}_numeral_id as numeral_id from {{ ref(fact) }}
            union all
        {%- endfor %}
    {%- endfor %}
    select cast(null as string) as numeral_id

),

stands as (

    select
        cells.*,
        statements.as_of,
        max(statements.as_of) over (
            partition by
                statements.indicator_code,
                statements.breakdown_key,
                statements.place_key,
                statements.period_code,
                statements.scenario,
                statements.plan_giver,
                statements.range_end
        ) as last_as_of
    from {{ ref('int_cells_valued') }} as cells
    inner join {{ ref('int_statements_keyed') }} as statements
        on cells.numeral_id = statements.numeral_id and cells.statement_no = statements.statement_no
    where cells.counted_amount is not null

)

select stands.cell_key
from stands
left join held on stands.numeral_id = held.numeral_id
where held.numeral_id is null and stands.as_of is not distinct from stands.last_as_of
