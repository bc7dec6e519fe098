-- VN: Khách và doanh thu du lịch so với kế hoạch và mục tiêu 2025?
-- EN: Tourism against plan and 2025 target
-- Lines: 237, 458
select
    attainment.indicator_code as indicator,
    attainment.current_amount as result_2024,
    attainment.stated as plan_pct_more_than,
    round(attainment.current_amount / attainment.stated * 100) as plan_less_than,
    next_year.target_amount as target_2025,
    round(attainment.current_amount / next_year.target_amount * 100, 4) as target_pct,
    round((next_year.target_amount / attainment.current_amount - 1) * 100, 4) as growth_needed_pct
from marts.fct_comparison as attainment
inner join marts.fct_next_year_target as next_year
    on
        attainment.report_id = next_year.report_id
        and attainment.indicator_code = next_year.indicator_code
        and attainment.place_id = next_year.place_id
        and next_year.period_code = '2025'
where
    attainment.report_id = 'bac-son-185-2024'
    and attainment.indicator_code in ('tourist_visits', 'tourism_revenue')
    and attainment.measure = 'attainment_pct'
    and attainment.bound = 'more_than'
    and attainment.is_primary
order by indicator desc
