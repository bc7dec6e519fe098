{#- Whether `text` is one of the texts listed in `list`, ` | ` between them. -#}
{% macro is_listed(text, list) -%}
    contains(' | ' || {{ list }} || ' | ', ' | ' || {{ text }} || ' | ')
{%- endmacro %}
