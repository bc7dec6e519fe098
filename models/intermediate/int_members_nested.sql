with recursive

stg_ref_breakdowns as (

    select * from {{ ref('stg_ref_breakdowns') }}

),

nested as (

    select
        axis_code,
        member_code,
        member_code as ancestor_code
    from stg_ref_breakdowns
    where member_code != '_T'

    union

    select
        nested.axis_code,
        nested.member_code,
        stg_ref_breakdowns.parent_member_code as ancestor_code
    from nested
    inner join stg_ref_breakdowns
        on
            nested.axis_code = stg_ref_breakdowns.axis_code
            and nested.ancestor_code = stg_ref_breakdowns.member_code
    where stg_ref_breakdowns.parent_member_code is not null

),

final as (

    select
        axis_code,
        member_code,
        ancestor_code
    from nested

)

select * from final
