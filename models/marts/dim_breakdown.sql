with

stg_ref_breakdowns as (

    select * from {{ ref('stg_ref_breakdowns') }}

),

final as (

    select
        members.axis_code,
        members.member_code,
        if(
            members.member_code = '_T', null, coalesce(members.parent_member_code, '_T')
        ) as parent_member_code,
        axes.member_name_vi as axis_name_vi,
        axes.member_name_en as axis_name_en,
        members.member_name_vi,
        members.member_name_en,
        members.is_exhaustive
    from stg_ref_breakdowns as members
    inner join stg_ref_breakdowns as axes
        on members.axis_code = axes.axis_code and axes.member_code = '_T'

)

select * from final
