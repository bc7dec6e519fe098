-- Fails with every figure that is lost between staging and the mart, stands there without a first
-- statement or with two of them, or is in the mart alone.
select
    coalesce(stg_figures.numeral_id, fct_observation.numeral_id) as numeral_id,
    count(distinct stg_figures.numeral_id) as staged_count,
    count(fct_observation.numeral_id) filter (where fct_observation.statement_no = 1)
        as first_statement_count
from {{ ref('stg_figures') }} as stg_figures
full outer join {{ ref('fct_observation') }} as fct_observation
    on stg_figures.numeral_id = fct_observation.numeral_id
group by coalesce(stg_figures.numeral_id, fct_observation.numeral_id)
having staged_count != 1 or first_statement_count != 1
