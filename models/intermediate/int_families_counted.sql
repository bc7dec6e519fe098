-- The members directly below one member, or below the total, of an axis that is a closed list
-- there.
with

stg_ref_breakdowns as (

    select * from {{ ref('stg_ref_breakdowns') }}

),

final as (

    select
        members.axis_code,
        coalesce(members.parent_member_code, '_T') as parent_member_code,
        count(*) as member_count
    from stg_ref_breakdowns as members
    inner join stg_ref_breakdowns as parents
        on
            members.axis_code = parents.axis_code
            and coalesce(members.parent_member_code, '_T') = parents.member_code
    where members.member_code != '_T' and parents.is_exhaustive
    group by members.axis_code, coalesce(members.parent_member_code, '_T')

)

select * from final
