-- VN: Trồng rừng mới: diện tích, kế hoạch và năm 2023 suy ra, mục tiêu 2025?
-- EN: Forest: area planted, implied plan, implied 2023, 2025 target
-- Lines: 65, 483
with planted as (
    select
        forestry.period_code,
        forestry.actual,
        forestry.target,
        forestry.actual_numeral_id
    from marts.fct_forestry as forestry
    inner join marts.dim_report as report
        on forestry.place_id = report.place_id
    where
        report.report_id = 'bac-son-185-2024'
        and forestry.indicator_code = 'new_forest_area'
        and forestry.period_code in ('2024', '2025')
),

figures as (
    select
        period_code as period,
        case when target is null then 'actual' else 'target' end as kind,
        coalesce(actual, target) as area_ha,
        null as area_low,
        null as area_high,
        null as widest_low,
        null as widest_high
    from planted
    union all
    select
        comparison.comparator_period_code as period,
        'implied_' || comparison.comparator_kind as kind,
        round(comparison.current_amount / comparison.stated * 100, 2) as area_ha,
        round(comparison.current_amount / comparison.stated_high * 100, 2) as area_low,
        round(comparison.current_amount / comparison.stated_low * 100, 2) as area_high,
        round(comparison.implied_low, 2) as widest_low,
        round(comparison.implied_high, 2) as widest_high
    from marts.fct_comparison as comparison
    inner join planted
        on comparison.current_numeral_id = planted.actual_numeral_id
    where
        comparison.measure in ('attainment_pct', 'index_pct')
        and comparison.is_primary
)

-- area_low and area_high take the area as exact; the widest interval allows for its own rounding.
select *
from figures
order by period, kind
