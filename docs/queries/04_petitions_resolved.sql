-- VN: Số đơn đã giải quyết xong theo lĩnh vực (đất đai/khác) và cấp (xã/huyện)?
-- EN: Petitions resolved by field (land/other) and level (commune/district)
-- Lines: 343, 345
with outcome as (
    select
        member_code,
        'resolved' in (member_code, parent_member_code) as is_resolved
    from marts.dim_breakdown
    where axis_code = 'petition_outcome'
)

select
    petition.admin_level_code as admin_level,
    petition.petition_field_code as petition_field,
    coalesce(sum(petition.actual) filter (where outcome.is_resolved), 0) as resolved,
    coalesce(sum(petition.actual) filter (
        where outcome.is_resolved and petition.petition_kind_code = 'proposal'
    ), 0) as proposals_resolved,
    coalesce(sum(petition.actual) filter (
        where outcome.is_resolved and petition.petition_kind_code = 'denunciation'
    ), 0) as denunciations_resolved,
    coalesce(sum(petition.actual) filter (
        where petition.petition_outcome_code = 'in_progress'
    ), 0) as in_progress,
    sum(petition.actual) as within_competence
from marts.fct_petition as petition
inner join marts.dim_report as report
    on
        petition.place_id = report.place_id
        and petition.period_code = report.period_code
inner join outcome
    on petition.petition_outcome_code = outcome.member_code
where
    report.report_id = 'bac-son-185-2024'
    and petition.indicator_code = 'petitions_within_competence'
group by petition.admin_level_code, petition.petition_field_code
order by admin_level, petition_field
