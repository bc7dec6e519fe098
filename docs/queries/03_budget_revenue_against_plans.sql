-- VN: Thu ngân sách đến nay và ước cả năm so với dự toán tỉnh giao, huyện giao và mục tiêu 2025?
-- EN: Budget revenue so far and year-end estimate against the province plan, the district plan and
--     the 2025 target: printed and recomputed
-- Lines: 37, 187, 459
with revenue as (
    select
        comparison.scenario,
        'plan_' || comparison.plan_giver as comparator,
        comparison.current_amount as revenue,
        comparison.comparator_amount,
        comparison.stated as printed_pct,
        comparison.verdict = 'within_rounding' as agrees_by_rounding
    from marts.fct_comparison as comparison
    where
        comparison.report_id = 'bac-son-185-2024'
        and comparison.indicator_code = 'budget_revenue'
        and comparison.measure = 'attainment_pct'
        and comparison.comparator_kind = 'plan'
        and comparison.is_primary
),

beside_target as (
    select
        this_year.scenario,
        'target_2025' as comparator,
        this_year.amount as revenue,
        next_year.target_amount as comparator_amount,
        null as printed_pct,
        null as agrees_by_rounding
    from marts.fct_next_year_target as next_year
    inner join marts.fct_observation as this_year
        on
            next_year.report_id = this_year.report_id
            and next_year.indicator_code = this_year.indicator_code
            and next_year.place_id = this_year.place_id
            and this_year.period_code = '2024'
            and this_year.measure = 'level'
            and this_year.scenario in ('actual', 'estimate')
            and this_year.is_primary
    where
        next_year.report_id = 'bac-son-185-2024'
        and next_year.indicator_code = 'budget_revenue'
        and next_year.period_code = '2025'
),

comparisons as (
    select * from revenue
    union all
    select * from beside_target
)

select
    scenario,
    comparator,
    revenue,
    comparator_amount,
    printed_pct,
    round(revenue / comparator_amount * 100, 4) as recomputed_pct,
    agrees_by_rounding
from comparisons
order by scenario, comparator
