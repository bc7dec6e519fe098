-- What counts below a total adds up to it, or the difference stands here.
with

int_cells_compared as (

    select * from {{ ref('int_cells_compared') }}

),

int_cells_valued as (

    select * from {{ ref('int_cells_valued') }}

),

fct_observation as (

    select * from {{ ref('fct_observation') }}

),

sums as (

    select
        totals.cell_key,
        count(*) as finest_count,
        cast(sum(parts.counted_amount) as decimal(38, 8)) as finest_amount
    from int_cells_valued as totals
    inner join int_cells_compared as compared
        on totals.cell_key = compared.cell_key and compared.is_refined
    inner join int_cells_valued as parts on compared.other_cell_key = parts.cell_key
    where parts.counted_amount is not null
    group by totals.cell_key

),

final as (

    select
        totals.numeral_id,
        totals.statement_no,
        fct_observation.report_id,
        totals.indicator_code,
        fct_observation.place_id,
        fct_observation.breakdown_key,
        fct_observation.scenario,
        totals.amount,
        sums.finest_count,
        sums.finest_amount,
        totals.amount - sums.finest_amount as difference,
        totals.has_all_parts,
        totals.counted_amount is not null as is_remainder_counted,
        fct_observation.line,
        fct_observation.evidence
    from int_cells_valued as totals
    inner join sums on totals.cell_key = sums.cell_key
    inner join fct_observation
        on
            totals.numeral_id = fct_observation.numeral_id
            and totals.statement_no = fct_observation.statement_no

)

select * from final
