with

curated_relation_terms as (

    select * from {{ ref('curated_relation_terms') }}

),

raw_numerals as (

    select * from {{ ref('raw_numerals') }}

),

final as (

    select
        terms.report_id,
        terms.relation_id,
        {{ typed('terms.term_no', 'integer') }} as term_no,
        nullif(terms.role, '') as role,
        coalesce({{ typed('terms.coefficient', 'decimal(38, 8)') }}, 1) as coefficient,
        nullif(terms.numeral_id, '') as numeral_id,
        nullif(terms.expected_raw_text, '') as expected_raw_text,
        raw_numerals.raw_text as printed_raw_text,
        nullif(terms.name_raw, '') as name_raw
    from curated_relation_terms as terms
    left join raw_numerals
        on
            terms.report_id = raw_numerals.report_id
            and terms.numeral_id = raw_numerals.numeral_id

)

select * from final
