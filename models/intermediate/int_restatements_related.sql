{{ config(materialized="table") }}

-- A cell that one report states several times is one quantity.
with

int_statements_keyed as (

    select * from {{ ref('int_statements_keyed') }}

),

repeated as (

    select
        *,
        first_value(numeral_id || '/same/' || statement_no) over (
            partition by report_id, cell_key order by numeral_id, statement_no
        ) as relation_id,
        min(numeral_id) over (partition by report_id, cell_key)
        != max(numeral_id) over (partition by report_id, cell_key) as is_repeated
    from int_statements_keyed
    where
        cell_key is not null
        and place_key is not null
        and period_code is not null
        and range_end is null

),

final as (

    select
        report_id,
        relation_id,
        'same' as kind,
        cast(
            row_number() over (partition by report_id, cell_key order by numeral_id) as integer
        ) as term_no,
        'member' as role,
        numeral_id,
        cast(1 as decimal(38, 8)) as coefficient
    from repeated
    where is_repeated
    group by report_id, cell_key, relation_id, numeral_id

)

select * from final
