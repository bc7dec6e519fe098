with

stg_ref_indicator_labels as (

    select * from {{ ref('stg_ref_indicator_labels') }}

),

stg_reports as (

    select * from {{ ref('stg_reports') }}

),

int_figures_classified as (

    select * from {{ ref('int_figures_classified') }}

),

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

classified as (

    select
        stg_figures.report_id,
        int_figures_classified.indicator_code,
        if(
            int_figures_classified.indicator_code is null,
            int_figures_classified.indicator_source,
            int_figures_classified.label_ids
        ) as item
    from stg_figures
    inner join int_figures_classified
        on stg_figures.numeral_id = int_figures_classified.numeral_id

),

counted as (

    select
        report_id,
        item,
        indicator_code is not null as has_indicator,
        count(*) as figure_count
    from classified
    group by report_id, item, indicator_code is not null

),

reasons as (

    select
        report_id,
        'no_indicator' as coverage_of,
        item,
        cast(null as string) as indicator_code,
        figure_count
    from counted
    where not has_indicator

),

labels as (

    select
        stg_reports.report_id,
        'indicator_label' as coverage_of,
        stg_ref_indicator_labels.label_id as item,
        stg_ref_indicator_labels.indicator_code,
        coalesce(counted.figure_count, 0) as figure_count
    from stg_reports
    cross join stg_ref_indicator_labels
    left join counted
        on
            stg_reports.report_id = counted.report_id
            and counted.has_indicator
            and stg_ref_indicator_labels.label_id = counted.item

),

united as (

    select * from labels

    union all

    select * from reasons

),

final as (

    select
        report_id,
        coverage_of,
        item,
        indicator_code,
        figure_count,
        cast(sum(figure_count) over (partition by report_id) as bigint) as report_figure_count
    from united

)

select * from final
