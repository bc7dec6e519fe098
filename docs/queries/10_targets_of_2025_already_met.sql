-- VN: Những mục tiêu 2025 nào mức năm 2024 (ước cả năm, nếu không thì kết quả) đã đạt?
-- EN: 2025 targets against the 2024 year-end estimate, else the result: which are already met?
-- Lines: 457–487 against 65, 99, 187, 189, 237, 259, 263
select
    indicator_code as indicator,
    nullif(breakdown_key, '_T') as breakdown,
    measure,
    unit_code,
    bound,
    target_amount as target_2025,
    current_scenario as scenario_2024,
    round(current_amount, 4) as value_2024,
    is_met
from marts.fct_next_year_target
where
    report_id = 'bac-son-185-2024'
    and period_code = '2025'
order by indicator, breakdown nulls first, measure
