-- A target beside the newest value of the same cell that the same report gives: the year-end
-- estimate, else the result. Met is what surely is: the whole interval of the value beyond the
-- target. A target in percent of growth is held against growth however it is printed.
{{ config(materialized='view') }}

with

dim_unit as (

    select * from {{ ref('dim_unit') }}

),

dim_indicator as (

    select * from {{ ref('dim_indicator') }}

),

dim_period as (

    select * from {{ ref('dim_period') }}

),

dim_report as (

    select * from {{ ref('dim_report') }}

),

fct_observation as (

    select * from {{ ref('fct_observation') }}

),

fct_comparison as (

    select * from {{ ref('fct_comparison') }}

),

stated as (

    select
        observations.*,
        {{ form_of('observations.measure') }} as form,
        coalesce(units.base_unit_code, 'none') as base_unit_code,
        coalesce(units.factor_to_base, 1) as factor
    from fct_observation as observations
    left join dim_unit as units on observations.unit_code = units.unit_code

),

-- To come is what begins after the report's own period has ended.
targets as (

    select
        stated.*,
        dim_report.period_code as report_period_code,
        report_periods.start_date as report_start_date,
        report_periods.end_date as report_end_date
    from stated
    inner join dim_report on stated.report_id = dim_report.report_id
    inner join dim_period as report_periods
        on dim_report.period_code = report_periods.period_code
    inner join dim_period as periods on stated.period_code = periods.period_code
    where
        stated.scenario = 'target'
        and stated.is_primary
        and periods.start_date > report_periods.end_date

),

growths as (

    select
        *,
        {{ divided('current_amount * 100', 'current_amount - stated') }} - 100 as growth,
        {{ divided('current_low * 100', 'implied_high') }} - 100 as growth_low,
        {{ divided('current_high * 100', 'implied_low') }} - 100 as growth_high
    from fct_comparison
    where
        comparator_kind = 'previous'
        and measure in ('change_abs', 'index_pct')
        and scenario in ('actual', 'estimate')

),

currents as (

    select
        numeral_id,
        report_id,
        indicator_code,
        breakdown_key,
        place_id,
        period_code,
        scenario,
        as_of_date,
        doubt is not null as has_doubt,
        form,
        base_unit_code,
        amount * factor as amount,
        amount_low * factor as amount_low,
        amount_high * factor as amount_high
    from stated
    where scenario in ('actual', 'estimate') and not has_several_places

    union all

    select
        numeral_id,
        report_id,
        indicator_code,
        breakdown_key,
        place_id,
        period_code,
        scenario,
        null as as_of_date,
        has_doubt,
        'change_pct' as form,
        'percent' as base_unit_code,
        case measure when 'index_pct' then stated - 100 else growth end as amount,
        growth_low as amount_low,
        growth_high as amount_high
    from growths

),

chosen as (

    select
        targets.numeral_id,
        targets.statement_no,
        currents.numeral_id as current_numeral_id,
        currents.scenario as current_scenario,
        currents.has_doubt,
        {{ divided('currents.amount', 'targets.factor') }} as current_amount,
        {{ divided('currents.amount_low', 'targets.factor') }} as current_low,
        {{ divided('currents.amount_high', 'targets.factor') }} as current_high,
        row_number() over (
            partition by targets.numeral_id, targets.statement_no
            order by
                currents.scenario = 'estimate' desc,
                periods.is_instant asc,
                periods.start_date desc,
                currents.as_of_date desc nulls last,
                currents.numeral_id asc
        ) as choice
    from targets
    inner join currents
        on
            targets.report_id = currents.report_id
            and targets.indicator_code = currents.indicator_code
            and targets.breakdown_key = currents.breakdown_key
            and targets.place_id = currents.place_id
            and targets.form = currents.form
            and targets.base_unit_code = currents.base_unit_code
    inner join dim_period as periods
        on
            currents.period_code = periods.period_code
            and (
                targets.report_period_code = periods.period_code
                or (
                    periods.is_instant
                    and targets.report_start_date <= periods.start_date
                    and targets.report_end_date >= periods.end_date
                )
            )

),

final as (

    select
        targets.numeral_id,
        targets.statement_no,
        targets.report_id,
        targets.indicator_code,
        targets.place_id,
        targets.period_code,
        chosen.current_numeral_id,
        targets.breakdown_key,
        targets.measure,
        targets.unit_code,
        targets.bound,
        dim_indicator.better,
        targets.amount as target_amount,
        targets.amount_low as target_low,
        targets.amount_high as target_high,
        chosen.current_scenario,
        chosen.current_amount,
        chosen.current_low,
        chosen.current_high,
        coalesce(chosen.has_doubt, false) as has_doubt,
        case
            when dim_indicator.better = 'more' and chosen.current_low >= targets.amount then true
            when dim_indicator.better = 'more' and chosen.current_high < targets.amount then false
            when dim_indicator.better = 'less' and chosen.current_high <= targets.amount then true
            when dim_indicator.better = 'less' and chosen.current_low > targets.amount then false
        end as is_met,
        targets.line,
        targets.evidence
    from targets
    left join dim_indicator on targets.indicator_code = dim_indicator.indicator_code
    left join chosen
        on
            targets.numeral_id = chosen.numeral_id
            and targets.statement_no = chosen.statement_no
            and chosen.choice = 1

)

select * from final
