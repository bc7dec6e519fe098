with

int_relation_terms_gathered as (

    select * from {{ ref('int_relation_terms_gathered') }}

),

int_figures_measured as (

    select * from {{ ref('int_figures_measured') }}

),

stg_numerals as (

    select * from {{ ref('stg_numerals') }}

),

stg_ref_units as (

    select * from {{ ref('stg_ref_units') }}

),

-- A relation speaks of magnitudes: a fall stands in it as the amount that something fell by.
measured as (

    select
        figures.numeral_id,
        stg_ref_units.base_unit_code,
        abs(figures.amount) * coalesce(stg_ref_units.factor_to_base, 1) as amount,
        if(figures.amount < 0, -figures.amount_high, figures.amount_low)
        * coalesce(stg_ref_units.factor_to_base, 1) as amount_low,
        if(figures.amount < 0, -figures.amount_low, figures.amount_high)
        * coalesce(stg_ref_units.factor_to_base, 1) as amount_high
    from int_figures_measured as figures
    left join stg_ref_units on figures.unit_code = stg_ref_units.unit_code

),

final as (

    select
        terms.relation_id,
        terms.term_no,
        terms.report_id,
        terms.role,
        coalesce(terms.coefficient, 1) as coefficient,
        terms.numeral_id,
        terms.name_raw,
        stg_numerals.raw_text,
        cast(measured.amount as decimal(38, 8)) as amount,
        cast(measured.amount_low as decimal(38, 8)) as amount_low,
        cast(measured.amount_high as decimal(38, 8)) as amount_high,
        measured.base_unit_code,
        stg_numerals.line
    from int_relation_terms_gathered as terms
    left join stg_numerals on terms.numeral_id = stg_numerals.numeral_id
    left join measured on terms.numeral_id = measured.numeral_id

)

select * from final
