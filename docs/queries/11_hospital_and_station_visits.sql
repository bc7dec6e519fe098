-- VN: Khám, điều trị tại bệnh viện và trạm y tế: kết quả, kế hoạch, ước cả năm, tỷ lệ in và tính
--     lại?
-- EN: Hospital and health-station visits: result, plan, year-end estimate, attainment printed and
--     recomputed
-- Lines: 247
select
    visit.health_facility_code as health_facility,
    visit.indicator_code as indicator,
    nullif(visit.care_type_code, '_T') as care_type,
    visit.actual as result,
    visit.plan,
    so_far.stated as printed_pct,
    round(visit.actual / visit.plan * 100, 4) as recomputed_pct,
    so_far.verdict = 'within_rounding' as agrees_by_rounding,
    visit.estimate,
    year_end.stated as estimate_printed_pct,
    round(visit.estimate / visit.plan * 100, 4) as estimate_recomputed_pct,
    year_end.verdict = 'within_rounding' as estimate_agrees_by_rounding,
    change.stated as change_on_2023_pct
from marts.fct_health as visit
inner join marts.dim_report as report
    on
        visit.place_id = report.place_id
        and visit.period_code = report.period_code
left join marts.fct_comparison as so_far
    on
        visit.actual_numeral_id = so_far.current_numeral_id
        and so_far.measure = 'attainment_pct'
left join marts.fct_comparison as year_end
    on
        visit.estimate_numeral_id = year_end.current_numeral_id
        and year_end.measure = 'attainment_pct'
left join marts.fct_year_over_year as change
    on
        visit.actual_numeral_id = change.current_numeral_id
        and change.measure = 'change_pct'
where
    report.report_id = 'bac-son-185-2024'
    and visit.indicator_code in ('medical_examinations', 'patient_treatments')
order by health_facility desc, indicator asc, care_type asc nulls first
