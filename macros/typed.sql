{#- The typed value of a text expression; empty text is null. What cannot be read as `type` is null
    too, and tests/dbt/assert_text_survives_typing.sql then fails with the row. -#}
{% macro typed(text, type) -%}
    try_cast(nullif({{ text }}, '') as {{ type }})
{%- endmacro %}
