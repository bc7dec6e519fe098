-- Like is held against like: a level against a level, a share against a share; a stand on a day
-- counts for the year that the day is in. Of the reports on the earlier period the one issued last
-- before the comparing report speaks, of its values that of the period itself, then the last stand.
{{ config(materialized='view') }}

with

dim_unit as (

    select * from {{ ref('dim_unit') }}

),

dim_place as (

    select * from {{ ref('dim_place') }}

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

previous as (

    select
        fct_comparison.*,
        {{ form_of('currents.measure') }} as form
    from fct_comparison
    left join fct_observation as currents
        on fct_comparison.current_numeral_id = currents.numeral_id and currents.statement_no = 1
    where fct_comparison.comparator_kind = 'previous' and fct_comparison.is_primary

),

-- A place goes on in its successor when it is the only one that became it: a new name for the same
-- commune. What was merged does not go on in what came of it.
renamed as (

    select
        successor_place_id as place_id,
        min(place_id) as earlier_place_id
    from dim_place
    where successor_place_id is not null
    group by successor_place_id
    having count(*) = 1

),

places as (

    select
        dim_place.place_id,
        dim_place.place_id as earlier_place_id
    from dim_place

    union all

    select
        place_id,
        earlier_place_id
    from renamed

),

earlier as (

    select
        previous.numeral_id,
        previous.statement_no,
        levels.report_id,
        levels.numeral_id as earlier_numeral_id,
        {{ divided(
            'levels.amount * coalesce(level_units.factor_to_base, 1)',
            'coalesce(units.factor_to_base, 1)'
        ) }}
            as amount,
        {{ divided(
            'levels.amount_low * coalesce(level_units.factor_to_base, 1)',
            'coalesce(units.factor_to_base, 1)'
        ) }}
            as amount_low,
        {{ divided(
            'levels.amount_high * coalesce(level_units.factor_to_base, 1)',
            'coalesce(units.factor_to_base, 1)'
        ) }}
            as amount_high,
        row_number() over (
            partition by previous.numeral_id, previous.statement_no
            order by
                earlier_reports.written_on desc,
                level_periods.is_instant asc,
                level_periods.start_date desc,
                levels.numeral_id asc
        ) as choice
    from previous
    inner join dim_report as reports on previous.report_id = reports.report_id
    inner join places on previous.place_id = places.place_id
    inner join fct_observation as levels
        on
            previous.indicator_code = levels.indicator_code
            and previous.breakdown_key = levels.breakdown_key
            and places.earlier_place_id = levels.place_id
            and levels.scenario = 'actual'
            and previous.form = {{ form_of('levels.measure') }}
            and not levels.has_several_places
    inner join dim_period as periods on previous.comparator_period_code = periods.period_code
    inner join dim_period as level_periods
        on
            levels.period_code = level_periods.period_code
            and (
                periods.period_code = level_periods.period_code
                or (
                    (periods.is_instant or level_periods.is_instant)
                    and periods.start_date <= level_periods.end_date
                    and periods.end_date >= level_periods.start_date
                )
            )
    inner join dim_report as earlier_reports
        on
            levels.report_id = earlier_reports.report_id
            and reports.written_on > earlier_reports.written_on
    left join dim_unit as units on previous.unit_code = units.unit_code
    left join dim_unit as level_units on levels.unit_code = level_units.unit_code
    where
        coalesce(units.base_unit_code, level_units.base_unit_code, 'none')
        = coalesce(level_units.base_unit_code, units.base_unit_code, 'none')

),

final as (

    select
        previous.numeral_id,
        previous.statement_no,
        previous.report_id,
        previous.indicator_code,
        previous.place_id,
        previous.period_code,
        previous.comparator_period_code,
        previous.current_numeral_id,
        previous.comparator_numeral_id,
        earlier.report_id as earlier_report_id,
        earlier.earlier_numeral_id,
        previous.breakdown_key,
        previous.measure,
        previous.scenario,
        previous.unit_code,
        previous.current_amount,
        previous.stated,
        previous.stated_low,
        previous.stated_high,
        previous.implied_low,
        previous.implied_high,
        earlier.amount as earlier_amount,
        earlier.amount_low as earlier_low,
        earlier.amount_high as earlier_high,
        case
            when earlier.amount is null then null
            when coalesce(previous.implied_low, previous.implied_high) is null then null
            else
                coalesce(earlier.amount_low > previous.implied_high, false)
                or coalesce(earlier.amount_high < previous.implied_low, false)
        end as is_revised,
        previous.verdict,
        previous.has_doubt,
        previous.line
    from previous
    left join earlier
        on
            previous.numeral_id = earlier.numeral_id
            and previous.statement_no = earlier.statement_no
            and earlier.choice = 1

)

select * from final
