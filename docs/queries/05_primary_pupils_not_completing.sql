-- VN: Số học sinh tiểu học chưa hoàn thành theo môn và tỷ lệ?
-- EN: Primary pupils not completing, by subject, and shares
-- Lines: 211
with totals as (
    select
        subject.member_code as subject_code,
        total.amount as pupils,
        total.finest_amount as parts_total
    from quality.dq_total_beside_parts as total
    inner join marts.fct_observation_breakdown as subject
        on
            total.numeral_id = subject.numeral_id
            and total.statement_no = subject.statement_no
            and subject.axis_code = 'subject'
    where
        total.report_id = 'bac-son-185-2024'
        and total.indicator_code = 'pupil_subject_results'
        and total.scenario = 'actual'
)

select
    result.subject_code as subject,
    result.actual as not_completed,
    totals.pupils,
    share.amount as printed_pct,
    round(result.actual / totals.pupils * 100, 4) as recomputed_pct,
    totals.parts_total
from marts.fct_education as result
inner join totals
    on result.subject_code = totals.subject_code
left join marts.fct_observation as share
    on
        result.actual_numeral_id = share.base_numeral_id
        and share.measure = 'share_pct'
inner join marts.dim_report as report
    on result.place_id = report.place_id
where
    report.report_id = 'bac-son-185-2024'
    and result.indicator_code = 'pupil_subject_results'
    and result.period_code = 'SY2023-2024'
    and result.school_level_code = 'primary'
    and result.subject_result_code = 'not_completed'
order by not_completed desc
