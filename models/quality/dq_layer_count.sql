{%- set layers = [
    'raw_numerals', 'stg_numerals', 'raw_figures', 'stg_figures', 'fct_observation',
] -%}
with

{% for layer in layers %}
    {{ layer }} as (

        select * from {{ ref(layer) }}

    ),

{% endfor %}
counted as (

    {% for layer in layers %}
        select
            report_id,
            '{{ layer }}' as layer,
            {{ loop.index }} as layer_no,
            count(*) as row_count,
            count(distinct numeral_id) as numeral_count
        from {{ layer }}
        group by report_id
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

final as (

    select
        report_id,
        layer,
        layer_no,
        row_count,
        numeral_count
    from counted

)

select * from final
