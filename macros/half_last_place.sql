{#- Half a unit of the last printed digit, from the number of printed decimals, as an exact decimal:
    0 → 0.5, 2 → 0.005. Text, not a power of ten: powers are floating point. -#}
{% macro half_last_place(decimals) -%}
    cast('0.' || repeat('0', {{ decimals }}) || '5' as decimal(38, 8))
{%- endmacro %}
