with

stg_numerals as (

    select * from {{ ref('stg_numerals') }}

),

raw_figures as (

    select * from {{ ref('raw_figures') }}

),

stg_reading_corrections as (

    select * from {{ ref('stg_reading_corrections') }}

),

corrections as (

    select
        numeral_id,
        {{ map_from_columns('column_name', 'corrected_value') }} as corrected_values
    from stg_reading_corrections
    where correction_status = 'applied'
    group by numeral_id

),

-- A person may make a numeral a figure, or no figure: its kind decides, not its row in raw_figures.
final as (

    select
        stg_numerals.report_id,
        stg_numerals.numeral_id,
        {{ typed(corrected('raw_figures', 'amount'), 'decimal(38, 8)') }} as amount,
        {{ typed(corrected('raw_figures', 'decimals'), 'integer') }} as decimals,
        nullif({{ corrected('raw_figures', 'reading') }}, '') as reading,
        {{ typed(corrected('raw_figures', 'amount_alt'), 'decimal(38, 8)') }} as amount_alt,
        nullif({{ corrected('raw_figures', 'bound') }}, '') as bound,
        nullif({{ corrected('raw_figures', 'qualifier') }}, '') as qualifier,
        nullif({{ corrected('raw_figures', 'direction') }}, '') as direction,
        nullif({{ corrected('raw_figures', 'unit_raw') }}, '') as unit_raw,
        nullif({{ corrected('raw_figures', 'unit_code') }}, '') as unit_code,
        {{ typed(corrected('raw_figures', 'multiplier'), 'decimal(18, 0)') }} as multiplier,
        nullif({{ corrected('raw_figures', 'measure') }}, '') as measure,
        nullif({{ corrected('raw_figures', 'scenario') }}, '') as scenario,
        {{ typed(corrected('raw_figures', 'is_cumulative'), 'boolean') }} as is_cumulative,
        {{ typed(corrected('raw_figures', 'as_of'), 'date') }} as as_of,
        nullif({{ corrected('raw_figures', 'base_numeral_id') }}, '') as base_numeral_id,
        nullif({{ corrected('raw_figures', 'comparator_kind') }}, '') as comparator_kind,
        nullif({{ corrected('raw_figures', 'comparator_numeral_id') }}, '')
            as comparator_numeral_id,
        nullif({{ corrected('raw_figures', 'comparator_raw') }}, '') as comparator_raw,
        nullif({{ corrected('raw_figures', 'label_raw') }}, '') as label_raw,
        nullif({{ corrected('raw_figures', 'parent_numeral_id') }}, '') as parent_numeral_id,
        nullif({{ corrected('raw_figures', 'places_raw') }}, '') as places_raw,
        nullif({{ corrected('raw_figures', 'period') }}, '') as period,
        nullif({{ corrected('raw_figures', 'period_source') }}, '') as period_source,
        nullif({{ corrected('raw_figures', 'footnote') }}, '') as footnote,
        nullif({{ corrected('raw_figures', 'evidence') }}, '') as evidence,
        nullif({{ corrected('raw_figures', 'doubt') }}, '') as doubt,
        coalesce(nullif(raw_figures.section_id, ''), stg_numerals.section_id) as section_id,
        corrections.numeral_id is not null as is_corrected
    from stg_numerals
    left join raw_figures on stg_numerals.numeral_id = raw_figures.numeral_id
    left join corrections on stg_numerals.numeral_id = corrections.numeral_id
    where stg_numerals.kind = 'figure'

)

select * from final
