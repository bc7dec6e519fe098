-- Fails with a key that a published view holds twice: a view has no primary key to refuse it.
select
    'fct_year_over_year' as view_name,
    numeral_id,
    cast(statement_no as string) as second_key
from {{ ref('fct_year_over_year') }}
group by numeral_id, statement_no
having count(*) > 1

union all

select
    'fct_next_year_target' as view_name,
    numeral_id,
    cast(statement_no as string) as second_key
from {{ ref('fct_next_year_target') }}
group by numeral_id, statement_no
having count(*) > 1

union all

select
    'fct_plan_attainment' as view_name,
    current_numeral_id as numeral_id,
    'one row' as second_key
from {{ ref('fct_plan_attainment') }}
group by current_numeral_id
having count(*) > 1
