{#- Comment the described columns of a published relation, where dbt-duckdb asks for its columns
    first. What is published has a contract, so a described column is there. -#}
{% macro duckdb__alter_column_comment(relation, column_dict) %}
    {% for column in column_dict.values() %}
    comment on column {{ relation }}.{{ column.name }} is {{ duckdb_escape_comment(column.description) }};
    {% endfor %}
{% endmacro %}
