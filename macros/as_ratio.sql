{#- What a printed comparison of form `measure` says as a ratio: 102,57 % of, 2,57 % more than,
    0,0257 times more than and 1,0257 times the comparator are all 1.0257. -#}
{% macro as_ratio(amount) -%}
    case measure
        when 'change_pct' then 1 + {{ amount }} * cast(0.01 as decimal(3, 2))
        when 'change_times' then 1 + {{ amount }}
        when 'times' then {{ amount }}
        else {{ amount }} * cast(0.01 as decimal(3, 2))
    end
{%- endmacro %}

{#- The way back: how a ratio would be printed in the form `measure`. -#}
{% macro from_ratio(ratio) -%}
    case measure
        when 'change_pct' then ({{ ratio }} - 1) * 100
        when 'change_times' then {{ ratio }} - 1
        when 'times' then {{ ratio }}
        else {{ ratio }} * 100
    end
{%- endmacro %}
