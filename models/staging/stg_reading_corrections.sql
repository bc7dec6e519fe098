{%- set correctable_columns = [
    'kind', 'amount', 'decimals', 'reading', 'amount_alt', 'bound', 'qualifier', 'direction',
    'unit_raw', 'unit_code', 'multiplier', 'measure', 'scenario', 'is_cumulative', 'as_of',
    'base_numeral_id', 'comparator_kind', 'comparator_numeral_id', 'comparator_raw', 'label_raw',
    'parent_numeral_id', 'places_raw', 'period', 'period_source', 'footnote', 'evidence', 'doubt',
] -%}
with

reading_corrections as (

    select * from {{ ref('reading_corrections') }}

),

raw_numerals as (

    select * from {{ ref('raw_numerals') }}

),

guarded as (

    select
        reading_corrections.*,
        raw_numerals.raw_text as printed_raw_text,
        case
            when raw_numerals.numeral_id is null then 'numeral_missing'
            when raw_numerals.raw_text != reading_corrections.expected_raw_text then 'guard_changed'
            when
                reading_corrections.column_name not in (
                    {% for column in correctable_columns %}
                        '{{ column }}'{{ ',' if not loop.last }}
                    {% endfor %}
                )
                then 'column_unknown'
            else 'applied'
        end as correction_status
    from reading_corrections
    left join raw_numerals
        on
            reading_corrections.report_id = raw_numerals.report_id
            and reading_corrections.numeral_id = raw_numerals.numeral_id

),

final as (

    select
        report_id,
        numeral_id,
        column_name,
        expected_raw_text,
        printed_raw_text,
        coalesce(corrected_value, '') as corrected_value,
        reason,
        author,
        {{ typed('corrected_on', 'date') }} as corrected_on,
        correction_status
    from guarded

)

select * from final
