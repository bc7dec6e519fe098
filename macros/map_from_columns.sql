{#- Aggregate: a map from `keys` to `contents`, keys unique within the group. -#}
{% macro map_from_columns(keys, contents) -%}
    {{ return(adapter.dispatch('map_from_columns', 'ktxh')(keys, contents)) }}
{%- endmacro %}

{% macro default__map_from_columns(keys, contents) -%}
    map_from_arrays(array_agg({{ keys }}), array_agg({{ contents }}))
{%- endmacro %}

{% macro duckdb__map_from_columns(keys, contents) -%}
    map(array_agg({{ keys }}), array_agg({{ contents }}))
{%- endmacro %}
