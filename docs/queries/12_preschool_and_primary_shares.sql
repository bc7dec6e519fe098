-- VN: Giáo dục mầm non, tiểu học: tỷ lệ đạt và mức thay đổi (điểm phần trăm) so với năm trước?
-- EN: Education: share achieved and its change in points against last year
-- Lines: 209, 211
with axes as (
    select
        numeral_id,
        statement_no,
        max(member_code) filter (where axis_code = 'school_level') as school_level,
        max(member_code) filter (where axis_code = 'child_group') as child_group,
        max(member_code) filter (
            where axis_code in ('development_result', 'completion_outcome')
        ) as outcome
    from marts.fct_observation_breakdown
    group by numeral_id, statement_no
)

select
    axes.school_level,
    share.indicator_code as indicator,
    axes.child_group,
    reached.amount as reached,
    whole.amount as assessed,
    share.amount as printed_pct,
    round(reached.amount / whole.amount * 100, 4) as recomputed_pct,
    change.amount as change_points,
    share.amount - change.amount as last_year_pct
from marts.fct_observation as share
inner join axes
    on
        share.numeral_id = axes.numeral_id
        and share.statement_no = axes.statement_no
inner join marts.fct_observation as reached
    on share.base_numeral_id = reached.numeral_id
left join marts.fct_observation as whole
    on share.comparator_numeral_id = whole.numeral_id
left join marts.fct_observation as change
    on
        share.numeral_id = change.base_numeral_id
        and change.measure = 'change_pp'
        and change.comparator_kind = 'previous'
where
    share.report_id = 'bac-son-185-2024'
    and share.period_code = 'SY2023-2024'
    and share.measure = 'share_pct'
    and share.is_primary
    and axes.school_level in ('preschool', 'primary')
    and (
        (
            share.indicator_code in (
                'children_assessed',
                'five_year_old_children_assessed',
                'pupils_assessed_for_grade_completion',
                'pupils_considered_for_graduation'
            )
            and axes.outcome in ('met', 'completed')
        )
        or share.indicator_code = 'pupils_commended'
    )
order by axes.school_level, indicator, axes.child_group nulls first
