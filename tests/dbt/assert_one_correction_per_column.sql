-- Fails with a column of a numeral that seeds/rules/reading_corrections.csv corrects more than
-- once: which of the values is meant, only a person can say.
select
    numeral_id,
    column_name,
    count(*) as correction_count
from {{ ref('stg_reading_corrections') }}
group by numeral_id, column_name
having count(*) > 1
