{#- In a select list beside split_to_rows of the same text: the number of the piece, from 1. -#}
{% macro rows_of_split(text, separator) -%}
    {{ return(adapter.dispatch('rows_of_split', 'ktxh')(text, separator)) }}
{%- endmacro %}

{% macro duckdb__rows_of_split(text, separator) -%}
    generate_subscripts(string_split({{ text }}, '{{ separator }}'), 1)
{%- endmacro %}
