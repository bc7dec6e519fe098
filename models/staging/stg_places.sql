with

raw_places as (

    select * from {{ ref('raw_places') }}

),

final as (

    select
        report_id,
        place_mention_id,
        raw_text,
        nullif(unit_word_raw, '') as unit_word_raw,
        {{ typed('line', 'integer') }} as line,
        {{ typed('char_start', 'integer') }} as char_start,
        {{ typed('char_end', 'integer') }} as char_end,
        nullif(numeral_id, '') as numeral_id,
        nullif(section_id, '') as section_id
    from raw_places

)

select * from final
