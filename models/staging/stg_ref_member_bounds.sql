with

ref_member_bounds as (

    select * from {{ ref('ref_member_bounds') }}

),

final as (

    select
        axis_code,
        member_code,
        nullif(indicator_code, '') as indicator_code,
        nullif(breakdown_key, '') as breakdown_key,
        {{ typed('least', 'decimal(38, 8)') }} as least,
        {{ typed('greatest', 'decimal(38, 8)') }} as greatest
    from ref_member_bounds

)

select * from final
