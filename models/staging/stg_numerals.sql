with

raw_numerals as (

    select * from {{ ref('raw_numerals') }}

),

stg_reading_corrections as (

    select * from {{ ref('stg_reading_corrections') }}

),

kind_corrections as (

    select
        numeral_id,
        corrected_value
    from stg_reading_corrections
    where correction_status = 'applied' and column_name = 'kind'

),

final as (

    select
        raw_numerals.report_id,
        raw_numerals.numeral_id,
        {{ typed('raw_numerals.line', 'integer') }} as line,
        {{ typed('raw_numerals.char_start', 'integer') }} as char_start,
        {{ typed('raw_numerals.char_end', 'integer') }} as char_end,
        raw_numerals.raw_text,
        nullif(raw_numerals.head_numeral_id, '') as head_numeral_id,
        coalesce(kind_corrections.corrected_value, raw_numerals.kind) as kind,
        nullif(raw_numerals.section_id, '') as section_id
    from raw_numerals
    left join kind_corrections on raw_numerals.numeral_id = kind_corrections.numeral_id

)

select * from final
