with

raw_section_spans as (

    select * from {{ ref('raw_section_spans') }}

),

final as (

    select
        report_id,
        section_id,
        {{ typed('seq', 'integer') }} as seq,
        {{ typed('line_start', 'integer') }} as line_start,
        {{ typed('line_end', 'integer') }} as line_end
    from raw_section_spans

)

select * from final
