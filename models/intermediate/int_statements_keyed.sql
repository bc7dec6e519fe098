{{ config(materialized="table") }}

-- A cell is what is said, whoever says it and however often. A whole is a level like any other. Of
-- all that is said of a cell one statement counts: the latest report's (never one that is
-- superseded), there a level before a whole, the most precise, and the first in reading order.
with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_numerals as (

    select * from {{ ref('stg_numerals') }}

),

int_figures_measured as (

    select * from {{ ref('int_figures_measured') }}

),

int_figures_stated as (

    select * from {{ ref('int_figures_stated') }}

),

int_figures_classified as (

    select * from {{ ref('int_figures_classified') }}

),

int_figures_placed as (

    select * from {{ ref('int_figures_placed') }}

),

stg_ref_units as (

    select * from {{ ref('stg_ref_units') }}

),

stg_reports as (

    select * from {{ ref('stg_reports') }}

),

int_reports_located as (

    select * from {{ ref('int_reports_located') }}

),

superseded as (

    select distinct supersedes_report_id as report_id
    from stg_reports
    where supersedes_report_id is not null

),

stated as (

    select
        stg_figures.report_id,
        stg_figures.numeral_id,
        int_figures_stated.statement_no,
        int_figures_stated.plan_giver,
        int_figures_classified.indicator_code,
        int_figures_classified.breakdown_key,
        int_figures_placed.place_key,
        stg_figures.period as period_code,
        stg_figures.scenario,
        {{ form_of('stg_figures.measure') }} as form,
        stg_figures.measure = 'whole' as is_whole,
        stg_figures.comparator_kind,
        stg_figures.as_of,
        if(stg_figures.bound in ('low', 'high'), stg_figures.bound, null) as range_end,
        int_reports_located.written_on,
        stg_numerals.char_start,
        superseded.report_id is not null as is_superseded,
        (int_figures_measured.amount_high - int_figures_measured.amount_low)
        * coalesce(stg_ref_units.factor_to_base, 1) as width
    from stg_figures
    inner join stg_numerals on stg_figures.numeral_id = stg_numerals.numeral_id
    inner join int_figures_stated on stg_figures.numeral_id = int_figures_stated.numeral_id
    left join int_figures_measured on stg_figures.numeral_id = int_figures_measured.numeral_id
    inner join int_figures_classified on stg_figures.numeral_id = int_figures_classified.numeral_id
    left join int_figures_placed on stg_figures.numeral_id = int_figures_placed.numeral_id
    left join int_reports_located on stg_figures.report_id = int_reports_located.report_id
    left join superseded on stg_figures.report_id = superseded.report_id
    left join stg_ref_units on stg_figures.unit_code = stg_ref_units.unit_code

),

keyed as (

    select
        *,
        if(
            indicator_code is null,
            null,
            concat_ws(
                '; ',
                indicator_code,
                breakdown_key,
                coalesce(place_key, 'place unknown'),
                coalesce(period_code, 'period unknown'),
                scenario,
                form,
                coalesce(if(form = 'level', null, comparator_kind), ''),
                coalesce(plan_giver, ''),
                coalesce(cast(as_of as string), ''),
                coalesce(range_end, '')
            )
        ) as cell_key
    from stated

),

final as (

    select
        report_id,
        numeral_id,
        statement_no,
        plan_giver,
        indicator_code,
        breakdown_key,
        place_key,
        period_code,
        scenario,
        form,
        as_of,
        range_end,
        cell_key,
        if(
            cell_key is null,
            true,
            row_number() over (
                partition by cell_key
                order by
                    is_superseded asc,
                    written_on desc,
                    report_id desc,
                    is_whole asc,
                    width asc nulls last,
                    char_start asc
            ) = 1
        ) as is_primary
    from keyed

)

select * from final
