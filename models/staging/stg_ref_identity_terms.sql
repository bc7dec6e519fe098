with

ref_identity_terms as (

    select * from {{ ref('ref_identity_terms') }}

),

final as (

    select
        identity_id,
        {{ typed('term_no', 'integer') }} as term_no,
        nullif(role, '') as role,
        {{ typed('coefficient', 'decimal(38, 8)') }} as coefficient,
        nullif(indicator_code, '') as indicator_code,
        nullif(breakdown_key, '') as breakdown_key,
        nullif(scenario, '') as scenario
    from ref_identity_terms

)

select * from final
