{#- In a select list: one row per struct of `list`, its fields as columns. -#}
{% macro structs_to_rows(list) -%}
    {{ return(adapter.dispatch('structs_to_rows', 'ktxh')(list)) }}
{%- endmacro %}

{% macro default__structs_to_rows(list) -%}
    inline({{ list }})
{%- endmacro %}

{% macro duckdb__structs_to_rows(list) -%}
    unnest({{ list }}, recursive := true)
{%- endmacro %}
