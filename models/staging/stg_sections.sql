with

raw_sections as (

    select * from {{ ref('raw_sections') }}

),

final as (

    select
        report_id,
        section_id,
        nullif(parent_section_id, '') as parent_section_id,
        nullif(section_type, '') as section_type,
        nullif(number, '') as number,
        nullif(title, '') as title,
        nullif(title_path, '') as title_path,
        nullif(mark_numeral_id, '') as mark_numeral_id,
        nullif(marked_words, '') as marked_words,
        {{ typed('line_start', 'integer') }} as line_start
    from raw_sections

)

select * from final
