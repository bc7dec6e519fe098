with

raw_relation_terms as (

    select * from {{ ref('raw_relation_terms') }}

),

final as (

    select
        report_id,
        relation_id,
        {{ typed('term_no', 'integer') }} as term_no,
        nullif(numeral_id, '') as numeral_id,
        nullif(name_raw, '') as name_raw,
        {{ typed('char_start', 'integer') }} as char_start,
        {{ typed('char_end', 'integer') }} as char_end,
        nullif(role, '') as role,
        {{ typed('coefficient', 'decimal(38, 8)') }} as coefficient
    from raw_relation_terms

)

select * from final
