-- Fails with a key that a published view holds twice: a view has no primary key to refuse it.
{%- set keys = {
    'fct_year_over_year': ['numeral_id', 'statement_no'],
    'fct_next_year_target': ['numeral_id', 'statement_no'],
    'fct_plan_attainment': ['current_numeral_id'],
} %}

{% for view, columns in keys.items() %}
    select
        '{{ view }}' as view_name,
        concat_ws(', ', {{ columns | join(', ') }}) as repeated_key
    from {{ ref(view) }}
    group by {{ columns | join(', ') }}
    having count(*) > 1
    {{ 'union all' if not loop.last }}
{% endfor %}
