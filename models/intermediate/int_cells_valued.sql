{{ config(materialized="table") }}

-- What counts of each level, in the unit of its indicator. A cell that no other refines counts in
-- full. Of a total counts what its direct parts leave over, unless they are all the parts that
-- there are: then what is left over is a slip of the report, and nothing counts. Nor does what
-- rounding leaves over.
with

stg_ref_units as (

    select * from {{ ref('stg_ref_units') }}

),

stg_ref_indicators as (

    select * from {{ ref('stg_ref_indicators') }}

),

stg_ref_breakdowns as (

    select * from {{ ref('stg_ref_breakdowns') }}

),

int_families_counted as (

    select * from {{ ref('int_families_counted') }}

),

stg_relations as (

    select * from {{ ref('stg_relations') }}

),

stg_relation_terms as (

    select * from {{ ref('stg_relation_terms') }}

),

int_figures_measured as (

    select * from {{ ref('int_figures_measured') }}

),

int_figures_classified as (

    select * from {{ ref('int_figures_classified') }}

),

int_members_matched as (

    select * from {{ ref('int_members_matched') }}

),

int_statements_keyed as (

    select * from {{ ref('int_statements_keyed') }}

),

int_cells_compared as (

    select * from {{ ref('int_cells_compared') }}

),

-- From every unit to that of the indicator; what does not convert into it stays as it is.
factors as (

    select
        indicators.indicator_code,
        units.unit_code,
        if(
            units.base_unit_code = indicator_units.base_unit_code,
            {{ divided('units.factor_to_base', 'indicator_units.factor_to_base') }},
            1
        ) as factor
    from stg_ref_indicators as indicators
    inner join stg_ref_units as indicator_units
        on indicators.unit_code = indicator_units.unit_code
    cross join stg_ref_units as units

    union all

    select
        indicator_code,
        null as unit_code,
        1 as factor
    from stg_ref_indicators

),

cells as (

    select
        statements.cell_key,
        statements.numeral_id,
        statements.statement_no,
        statements.indicator_code,
        classified.root_numeral_id,
        measured.amount * factors.factor as amount,
        coalesce(measured.amount_low, measured.amount) * factors.factor as amount_low,
        coalesce(measured.amount_high, measured.amount) * factors.factor as amount_high
    from int_statements_keyed as statements
    inner join int_figures_classified as classified
        on statements.numeral_id = classified.numeral_id
    inner join int_figures_measured as measured on statements.numeral_id = measured.numeral_id
    inner join factors
        on
            statements.indicator_code = factors.indicator_code
            and measured.unit_code is not distinct from factors.unit_code
    where statements.is_primary and statements.form = 'level'

),

refinements as (

    select
        cell_key,
        other_cell_key
    from int_cells_compared
    where is_refined

),

indirect as (

    select distinct
        outer_cells.cell_key,
        inner_cells.other_cell_key
    from refinements as outer_cells
    inner join refinements as inner_cells on outer_cells.other_cell_key = inner_cells.cell_key

),

parts as (

    select
        refinements.cell_key,
        refinements.other_cell_key as part_cell_key
    from refinements
    left join indirect
        on
            refinements.cell_key = indirect.cell_key
            and refinements.other_cell_key = indirect.other_cell_key
    where indirect.cell_key is null

),

part_sums as (

    select
        parts.cell_key,
        sum(cells.amount) as amount,
        sum(cells.amount_high) as amount_high,
        count(*) as part_count
    from parts
    inner join cells on parts.part_cell_key = cells.cell_key
    group by parts.cell_key

),

part_families as (

    select
        parts.cell_key,
        breakdowns.axis_code,
        coalesce(breakdowns.parent_member_code, '_T') as parent_member_code,
        count(distinct breakdowns.member_code) as member_count
    from parts
    inner join cells on parts.part_cell_key = cells.cell_key
    inner join int_members_matched as members on cells.root_numeral_id = members.numeral_id
    inner join stg_ref_breakdowns as breakdowns
        on
            members.axis_code = breakdowns.axis_code
            and members.member_code = breakdowns.member_code
    group by
        parts.cell_key,
        breakdowns.axis_code,
        coalesce(breakdowns.parent_member_code, '_T')

),

-- All its parts are there when the axis has no others, or when the text itself lists them as a
-- sum: then also those that it states under another scenario.
complete as (

    select part_families.cell_key
    from part_families
    inner join int_families_counted as families
        on
            part_families.axis_code = families.axis_code
            and part_families.parent_member_code = families.parent_member_code
            and part_families.member_count = families.member_count
    inner join cells on part_families.cell_key = cells.cell_key
    left join int_members_matched as own
        on
            cells.root_numeral_id = own.numeral_id
            and part_families.axis_code = own.axis_code
    where coalesce(own.member_code, '_T') = part_families.parent_member_code

    union distinct

    select cells.cell_key
    from cells
    inner join stg_relation_terms as terms on cells.numeral_id = terms.numeral_id
    inner join stg_relations as relations on terms.relation_id = relations.relation_id
    where relations.kind = 'sum' and terms.role = 'total'

),

final as (

    select
        cells.cell_key,
        cells.numeral_id,
        cells.statement_no,
        cells.indicator_code,
        cells.root_numeral_id,
        cast(cells.amount as decimal(38, 8)) as amount,
        coalesce(part_sums.part_count, 0) as part_count,
        cast(part_sums.amount as decimal(38, 8)) as part_amount,
        complete.cell_key is not null as has_all_parts,
        part_sums.cell_key is not null as is_remainder,
        cast(case
            when part_sums.cell_key is null then cells.amount
            when complete.cell_key is null and cells.amount_low > part_sums.amount_high
                then cells.amount - part_sums.amount
        end as decimal(38, 8)) as counted_amount
    from cells
    left join part_sums on cells.cell_key = part_sums.cell_key
    left join complete on cells.cell_key = complete.cell_key

)

select * from final
