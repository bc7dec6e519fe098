with

stg_reading_corrections as (

    select * from {{ ref('stg_reading_corrections') }}

),

final as (

    select
        numeral_id,
        column_name,
        report_id,
        correction_status as reason,
        expected_raw_text,
        printed_raw_text,
        corrected_value,
        author,
        corrected_on
    from stg_reading_corrections
    where correction_status != 'applied'

)

select * from final
