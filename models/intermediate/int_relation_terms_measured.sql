{{ config(materialized="table") }}

-- Terms in base units, each with the values that print as it when digits are rounded, and when they
-- are cut off. A member of a list is one name and counts one.
with

stg_relations as (

    select * from {{ ref('stg_relations') }}

),

stg_relation_terms as (

    select * from {{ ref('stg_relation_terms') }}

),

stg_numerals as (

    select * from {{ ref('stg_numerals') }}

),

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_ref_units as (

    select * from {{ ref('stg_ref_units') }}

),

int_figures_measured as (

    select * from {{ ref('int_figures_measured') }}

),

joined as (

    select
        stg_relations.report_id,
        stg_relations.relation_id,
        stg_relations.kind,
        terms.term_no,
        terms.role,
        terms.numeral_id,
        terms.name_raw,
        coalesce(terms.coefficient, 1) as coefficient,
        stg_numerals.line,
        stg_numerals.raw_text,
        stg_figures.reading,
        coalesce(stg_figures.bound, 'exact') as bound,
        stg_ref_units.base_unit_code,
        coalesce(stg_ref_units.dimension = 'count', true) as is_count,
        coalesce(stg_ref_units.factor_to_base, 1) as factor,
        measured.amount,
        measured.amount_low,
        measured.amount_high
    from stg_relations
    inner join stg_relation_terms as terms on stg_relations.relation_id = terms.relation_id
    left join stg_numerals on terms.numeral_id = stg_numerals.numeral_id
    left join stg_figures on terms.numeral_id = stg_figures.numeral_id
    left join stg_ref_units on stg_figures.unit_code = stg_ref_units.unit_code
    left join int_figures_measured as measured on terms.numeral_id = measured.numeral_id

),

final as (

    select
        report_id,
        relation_id,
        kind,
        term_no,
        role,
        numeral_id,
        name_raw,
        coefficient,
        line,
        raw_text,
        base_unit_code,
        is_count,
        numeral_id is null as is_name,
        numeral_id is not null and amount is null as is_unreadable,
        -- A product has the decimals of both factors: unless they are cut back here, a sum of 10^14
        -- đồng, the budget of a large city, does not fit.
        cast(if(numeral_id is null, 1, abs(amount) * factor) as decimal(38, 8)) as amount,
        cast(
            case
                when numeral_id is null then 1
                when amount < 0 then abs(amount_high) * factor
                else amount_low * factor
            end as decimal(38, 8)
        ) as low,
        cast(
            case
                when numeral_id is null then 1
                when amount < 0 then abs(amount_low) * factor
                else amount_high * factor
            end as decimal(38, 8)
        ) as high,
        cast(
            if(numeral_id is null, 0, coalesce(amount_high - amount_low, 0) * factor)
            as decimal(38, 8)
        ) as last_place,
        bound = 'exact' as is_exact
    from joined

)

select * from final
