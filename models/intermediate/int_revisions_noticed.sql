-- A cell that a later report states differently, so that no one value prints as both.
with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_numerals as (

    select * from {{ ref('stg_numerals') }}

),

stg_ref_units as (

    select * from {{ ref('stg_ref_units') }}

),

int_levels_stated as (

    select * from {{ ref('int_levels_stated') }}

),

int_figures_measured as (

    select * from {{ ref('int_figures_measured') }}

),

int_reports_located as (

    select * from {{ ref('int_reports_located') }}

),

measured as (

    select
        levels.*,
        reports.written_on,
        replace(levels.setting, levels.report_id, '') as setting_key,
        figures.amount_low * coalesce(units.factor_to_base, 1) as low,
        figures.amount_high * coalesce(units.factor_to_base, 1) as high
    from int_levels_stated as levels
    inner join int_figures_measured as figures on levels.numeral_id = figures.numeral_id
    inner join int_reports_located as reports on levels.report_id = reports.report_id
    left join stg_ref_units as units on figures.unit_code = units.unit_code

),

final as (

    select
        later.report_id,
        'restated_by_another_report' as rule_code,
        later.numeral_id || ' | ' || earlier.numeral_id as numeral_ids,
        stg_numerals.line,
        earlier.report_id as subject,
        concat_ws(' ', stg_numerals.raw_text, stg_figures.unit_raw) as said,
        concat_ws(' ', other_numerals.raw_text, other_figures.unit_raw) as other,
        cast(null as decimal(38, 8)) as ratio,
        cast(earlier.low as decimal(38, 8)) as expected_low,
        cast(earlier.high as decimal(38, 8)) as expected_high,
        cast(null as decimal(38, 8)) as difference,
        stg_figures.evidence
    from measured as later
    inner join measured as earlier
        on
            later.written_on > earlier.written_on
            and later.setting_key = earlier.setting_key
            and later.series = earlier.series
            and later.breakdown_key = earlier.breakdown_key
            and (later.low > earlier.high or later.high < earlier.low)
    inner join stg_figures on later.numeral_id = stg_figures.numeral_id
    inner join stg_numerals on later.numeral_id = stg_numerals.numeral_id
    inner join stg_figures as other_figures on earlier.numeral_id = other_figures.numeral_id
    inner join stg_numerals as other_numerals on earlier.numeral_id = other_numerals.numeral_id
    where later.scenario = 'actual'

)

select * from final
