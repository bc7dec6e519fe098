{#- The product of the two factors of a relation's terms, brought to the unit of the total by their
    coefficients; null where one has no such end. `column` is an expression over a term. -#}
{% macro area_times_yield(column) -%}
    if(
        count({{ column }}) filter (where role = 'factor') = 2,
        cast(
            cast(max({{ column }}) filter (where role = 'factor') as decimal(18, 4))
            * cast(min({{ column }}) filter (where role = 'factor') as decimal(18, 4))
            * cast(
                max(coefficient) filter (where role = 'factor')
                * min(coefficient) filter (where role = 'factor') as decimal(2, 1)
            )
            as decimal(38, 8)
        ),
        null
    )
{%- endmacro %}
