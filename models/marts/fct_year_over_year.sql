-- Of the reports on the earlier period the one issued last before the comparing report speaks.
{{ config(materialized='view') }}

with

stg_ref_units as (

    select * from {{ ref('stg_ref_units') }}

),

int_places_continued as (

    select * from {{ ref('int_places_continued') }}

),

int_statements_keyed as (

    select * from {{ ref('int_statements_keyed') }}

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

    select * from fct_comparison
    where comparator_kind = 'previous' and is_primary

),

earlier as (

    select
        previous.numeral_id,
        previous.statement_no,
        levels.report_id,
        levels.numeral_id as earlier_numeral_id,
        {{ divided('levels.amount * level_units.factor_to_base', 'units.factor_to_base') }} as amount,
        {{ divided('levels.amount_low * level_units.factor_to_base', 'units.factor_to_base') }}
            as amount_low,
        {{ divided('levels.amount_high * level_units.factor_to_base', 'units.factor_to_base') }}
            as amount_high,
        row_number() over (
            partition by previous.numeral_id, previous.statement_no
            order by earlier_reports.issued_on desc, levels.numeral_id asc
        ) as choice
    from previous
    inner join dim_report as reports on previous.report_id = reports.report_id
    inner join int_places_continued as places on previous.place_id = places.place_id
    inner join fct_observation as levels
        on
            previous.indicator_code = levels.indicator_code
            and previous.breakdown_key = levels.breakdown_key
            and previous.comparator_period_code = levels.period_code
            and places.earlier_place_id = levels.place_id
            and levels.scenario = 'actual'
            and not levels.has_several_places
    inner join int_statements_keyed as statements
        on
            levels.numeral_id = statements.numeral_id
            and levels.statement_no = statements.statement_no
            and statements.form = 'level'
    inner join dim_report as earlier_reports
        on
            levels.report_id = earlier_reports.report_id
            and earlier_reports.issued_on < reports.issued_on
    left join stg_ref_units as units on previous.unit_code = units.unit_code
    left join stg_ref_units as level_units
        on
            levels.unit_code = level_units.unit_code
            and level_units.base_unit_code = units.base_unit_code

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
        earlier.amount_low > previous.implied_high
        or earlier.amount_high < previous.implied_low as is_revised,
        previous.verdict,
        previous.line
    from previous
    left join earlier
        on
            previous.numeral_id = earlier.numeral_id
            and previous.statement_no = earlier.statement_no
            and earlier.choice = 1

)

select * from final
