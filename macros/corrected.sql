{#- The text of a column of `relation` after a person's correction of it, if there is one. Needs a
    join to an import CTE `corrections`: numeral_id, corrected_values (map from column to text). -#}
{% macro corrected(relation, column) -%}
    coalesce(corrections.corrected_values['{{ column }}'], {{ relation }}.{{ column }})
{%- endmacro %}
