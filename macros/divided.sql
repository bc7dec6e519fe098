{#- `numerator` / `denominator` as decimal(38, 8), cut after the eighth decimal; null for a zero
    denominator. In DuckDB a quotient of decimals is a floating-point number, so whole numbers are
    divided there: exact up to 21 digits before the point. -#}
{% macro divided(numerator, denominator) -%}
    {{ return(adapter.dispatch('divided', 'ktxh')(numerator, denominator)) }}
{%- endmacro %}

{% macro default__divided(numerator, denominator) -%}
    cast({{ numerator }} / nullif({{ denominator }}, 0) as decimal(38, 8))
{%- endmacro %}

{% macro duckdb__divided(numerator, denominator) -%}
    cast(
        cast(
            (cast(cast({{ numerator }} as decimal(38, 8)) * 100000000 as hugeint) * 100000000)
            // nullif(cast(cast({{ denominator }} as decimal(38, 8)) * 100000000 as hugeint), 0)
            as decimal(30, 0)
        ) * cast(0.00000001 as decimal(8, 8)) as decimal(38, 8)
    )
{%- endmacro %}
