{#- What a `measure` can be held against: a whole, the b of a/b, is a level like any other. -#}
{% macro form_of(measure) -%}
    case {{ measure }} when 'whole' then 'level' else {{ measure }} end
{%- endmacro %}
