with

raw_dates as (

    select * from {{ ref('raw_dates') }}

),

final as (

    select
        report_id,
        date_id,
        nullif(value, '') as value,
        nullif(precision, '') as precision,
        nullif(numeral_ids, '') as numeral_ids,
        raw_text,
        {{ typed('char_start', 'integer') }} as char_start,
        {{ typed('char_end', 'integer') }} as char_end
    from raw_dates

)

select * from final
