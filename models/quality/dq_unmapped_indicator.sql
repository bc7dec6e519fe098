with

fct_observation as (

    select * from {{ ref('fct_observation') }}

),

int_figures_classified as (

    select * from {{ ref('int_figures_classified') }}

),

final as (

    select
        fct_observation.numeral_id,
        fct_observation.report_id,
        fct_observation.indicator_source as reason,
        int_figures_classified.label_ids,
        fct_observation.label_raw,
        fct_observation.section_title_path,
        fct_observation.unit_raw,
        fct_observation.measure,
        fct_observation.raw_text,
        fct_observation.line,
        fct_observation.evidence
    from fct_observation
    inner join int_figures_classified
        on fct_observation.numeral_id = int_figures_classified.numeral_id
    where fct_observation.indicator_code is null and fct_observation.statement_no = 1

)

select * from final
