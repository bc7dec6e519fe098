with

ref_breakdowns as (

    select * from {{ ref('ref_breakdowns') }}

),

final as (

    select
        axis_code,
        member_code,
        nullif(parent_member_code, '') as parent_member_code,
        nullif(member_name_vi, '') as member_name_vi,
        nullif(member_name_en, '') as member_name_en,
        {{ typed('is_exhaustive', 'boolean') }} as is_exhaustive
    from ref_breakdowns

)

select * from final
