{{ config(materialized="table") }}

-- A total and all the members that a closed axis has below it, each stated in one report, make a
-- sum. All else about them (place, period, scenario, other axes) is the same.
with

stg_ref_breakdowns as (

    select * from {{ ref('stg_ref_breakdowns') }}

),

int_families_counted as (

    select * from {{ ref('int_families_counted') }}

),

int_levels_stated as (

    select * from {{ ref('int_levels_stated') }}

),

members as (

    select
        numeral_id,
        {{ split_to_rows('breakdown_key', ' | ') }} as member
    from int_levels_stated
    where is_additive and breakdown_key != '_T'

),

-- Each member of a cell beside the key that the cell has without it.
freed as (

    select
        members.numeral_id,
        split_part(members.member, '=', 1) as axis_code,
        split_part(members.member, '=', 2) as member_code,
        coalesce(
            string_agg(others.member, ' | ' order by split_part(others.member, '=', 1)), '_T'
        ) as other_key
    from members
    left join members as others
        on members.numeral_id = others.numeral_id and members.member != others.member
    group by members.numeral_id, members.member

),

parts as (

    select
        levels.setting,
        levels.series,
        levels.numeral_id,
        freed.axis_code,
        coalesce(breakdowns.parent_member_code, '_T') as parent_member_code,
        freed.other_key,
        count(*) over (
            partition by
                levels.setting,
                levels.series,
                freed.axis_code,
                coalesce(breakdowns.parent_member_code, '_T'),
                freed.other_key
        ) as member_count
    from freed
    inner join int_levels_stated as levels on freed.numeral_id = levels.numeral_id
    inner join stg_ref_breakdowns as breakdowns
        on
            freed.axis_code = breakdowns.axis_code
            and freed.member_code = breakdowns.member_code

),

totals as (

    select
        numeral_id,
        null as axis_code,
        '_T' as member_code,
        breakdown_key as other_key
    from int_levels_stated
    where is_additive

    union all

    select
        numeral_id,
        axis_code,
        member_code,
        other_key
    from freed

),

families as (

    select
        levels.report_id,
        totals.numeral_id as total_numeral_id,
        parts.axis_code,
        parts.numeral_id
    from parts
    inner join int_families_counted as families
        on
            parts.axis_code = families.axis_code
            and parts.parent_member_code = families.parent_member_code
            and parts.member_count = families.member_count
            and families.member_count > 1
    inner join totals
        on
            parts.parent_member_code = totals.member_code
            and parts.other_key = totals.other_key
            and coalesce(totals.axis_code, parts.axis_code) = parts.axis_code
    inner join int_levels_stated as levels
        on
            totals.numeral_id = levels.numeral_id
            and parts.setting = levels.setting
            and parts.series = levels.series

),

final as (

    select
        report_id,
        total_numeral_id || '/' || axis_code as relation_id,
        'sum' as kind,
        1 as term_no,
        'total' as role,
        total_numeral_id as numeral_id,
        cast(1 as decimal(38, 8)) as coefficient
    from families
    group by report_id, total_numeral_id, axis_code

    union all

    select
        report_id,
        total_numeral_id || '/' || axis_code as relation_id,
        'sum' as kind,
        cast(
            1 + row_number() over (
                partition by total_numeral_id, axis_code order by numeral_id
            ) as integer
        ) as term_no,
        'part' as role,
        numeral_id,
        cast(1 as decimal(38, 8)) as coefficient
    from families

)

select * from final
