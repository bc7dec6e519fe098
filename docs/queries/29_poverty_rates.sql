-- VN: Tỷ lệ hộ nghèo, cận nghèo và mức giảm?
-- EN: Poverty rates and falls
-- Lines: 259, 477
with rates as (
    select
        rate.numeral_id,
        status.member_code as poverty_status,
        rate.amount,
        rate.amount_low,
        rate.amount_high
    from marts.fct_observation as rate
    inner join marts.fct_observation_breakdown as status
        on
            rate.numeral_id = status.numeral_id
            and rate.statement_no = status.statement_no
            and status.axis_code = 'poverty_status'
    where
        rate.report_id = 'bac-son-185-2024'
        and rate.indicator_code = 'multidimensional_poverty_rate'
        and rate.period_code = '2024'
        and rate.measure = 'level'
        and rate.scenario = 'actual'
        and rate.is_primary
),

rates_and_total as (
    select
        poverty_status,
        'poverty_status=' || poverty_status as breakdown_key,
        amount,
        amount_low,
        amount_high
    from rates
    union all
    select
        '_T' as poverty_status,
        '_T' as breakdown_key,
        sum(amount) as amount,
        sum(amount_low) as amount_low,
        sum(amount_high) as amount_high
    from rates
)

select
    rates_and_total.poverty_status,
    rates_and_total.amount as rate_2024_pct,
    -change.stated as fall_points,
    rates_and_total.amount - change.stated as rate_2023_pct,
    rates_and_total.amount_low - change.stated_high as rate_2023_low,
    rates_and_total.amount_high - change.stated_low as rate_2023_high
from rates_and_total
left join marts.fct_year_over_year as change
    on
        rates_and_total.breakdown_key = change.breakdown_key
        and change.report_id = 'bac-son-185-2024'
        and change.indicator_code = 'multidimensional_poverty_rate'
        and change.measure = 'change_pp'
        and change.scenario = 'actual'
        and change.comparator_period_code = '2023'
order by rate_2024_pct
