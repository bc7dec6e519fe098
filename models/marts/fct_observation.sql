with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_numerals as (

    select * from {{ ref('stg_numerals') }}

),

stg_sections as (

    select * from {{ ref('stg_sections') }}

),

int_figures_measured as (

    select * from {{ ref('int_figures_measured') }}

),

int_figures_placed as (

    select * from {{ ref('int_figures_placed') }}

),

int_sections_classified as (

    select * from {{ ref('int_sections_classified') }}

),

int_figures_classified as (

    select * from {{ ref('int_figures_classified') }}

),

int_statements_keyed as (

    select * from {{ ref('int_statements_keyed') }}

),

stg_ref_indicators as (

    select * from {{ ref('stg_ref_indicators') }}

),

-- The indicator knows its sector better than the title under which the figure happens to stand.
final as (

    select
        stg_figures.numeral_id,
        int_statements_keyed.statement_no,
        stg_figures.report_id,
        int_statements_keyed.indicator_code,
        int_figures_placed.place_id,
        stg_figures.period as period_code,
        coalesce(stg_ref_indicators.sector_code, int_sections_classified.sector_code)
            as sector_code,
        int_figures_measured.unit_code,
        stg_figures.base_numeral_id,
        stg_figures.comparator_numeral_id,
        stg_figures.parent_numeral_id,
        int_figures_placed.place_code,
        int_statements_keyed.breakdown_key,
        int_statements_keyed.cell_key,
        int_figures_classified.indicator_source,
        stg_figures.label_raw,
        stg_figures.measure,
        stg_figures.scenario,
        int_statements_keyed.plan_giver,
        stg_figures.as_of as as_of_date,
        stg_figures.comparator_kind,
        stg_figures.comparator_raw,
        stg_figures.bound,
        stg_figures.qualifier,
        stg_figures.direction,
        stg_figures.reading,
        stg_figures.unit_raw,
        stg_figures.places_raw,
        stg_figures.period_source,
        stg_numerals.raw_text,
        stg_figures.amount as amount_printed,
        stg_figures.amount_alt as amount_alt_printed,
        stg_figures.decimals,
        stg_figures.multiplier,
        int_figures_measured.amount,
        int_figures_measured.amount_low,
        int_figures_measured.amount_high,
        coalesce(stg_figures.is_cumulative, false) as is_cumulative,
        int_statements_keyed.is_primary,
        int_figures_placed.has_several_places,
        int_figures_placed.has_unmapped_place,
        stg_figures.is_corrected,
        stg_figures.doubt,
        stg_figures.section_id,
        stg_sections.title_path as section_title_path,
        stg_figures.footnote,
        stg_numerals.line,
        stg_numerals.char_start,
        stg_numerals.char_end,
        stg_figures.evidence
    from stg_figures
    inner join stg_numerals on stg_figures.numeral_id = stg_numerals.numeral_id
    inner join int_statements_keyed on stg_figures.numeral_id = int_statements_keyed.numeral_id
    inner join int_figures_classified
        on stg_figures.numeral_id = int_figures_classified.numeral_id
    left join stg_ref_indicators
        on int_statements_keyed.indicator_code = stg_ref_indicators.indicator_code
    left join stg_sections on stg_figures.section_id = stg_sections.section_id
    left join int_figures_measured on stg_figures.numeral_id = int_figures_measured.numeral_id
    left join int_figures_placed on stg_figures.numeral_id = int_figures_placed.numeral_id
    left join int_sections_classified on stg_figures.section_id = int_sections_classified.section_id

)

select * from final
