{#- One row per non-empty text of `seed` in a column that its staging model `staged` holds as
    anything but text: seed, column_name, seed_text, typed_text (as its type has it), seed_row. -#}
{% macro typed_texts(seed, staged) -%}
    {%- if execute -%}
        {%- set names = adapter.get_columns_in_relation(seed) | map(attribute='name') | list -%}
        {%- for column in adapter.get_columns_in_relation(staged)
                if not column.is_string() and column.name in names -%}
            select
                '{{ seed.name }}' as seed,
                '{{ column.name }}' as column_name,
                {{ column.name }} as seed_text,
                cast({{ typed(column.name, column.dtype) }} as string) as typed_text,
                cast(seed_rows as string) as seed_row
            from {{ seed }} as seed_rows
            where {{ column.name }} != ''
            {{ 'union all' if not loop.last }}
        {% endfor -%}
    {%- endif -%}
{%- endmacro %}
