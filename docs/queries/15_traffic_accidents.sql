-- VN: Tai nạn giao thông: số vụ, chết, bị thương, thay đổi so với 2023 và số 2023 suy ra?
-- EN: Traffic accidents: number, dead, injured, change on 2023 and implied 2023
-- Lines: 407 (435)
select
    indicator_code as indicator,
    current_amount as amount_2024,
    stated as change,
    implied_low as amount_2023,
    round(stated / implied_low * 100, 4) as change_pct
from marts.fct_year_over_year
where
    report_id = 'bac-son-185-2024'
    and indicator_code in ('traffic_accidents', 'traffic_deaths', 'traffic_injuries')
    and scenario = 'actual'
    and measure = 'change_abs'
    and comparator_period_code = '2023'
    and implied_low = implied_high
order by indicator
