-- Fails with every numeral that staging lost, doubled or invented: each row of raw_numerals stands
-- once in stg_numerals; each figure of raw_figures, after a person's corrections of its kind, once
-- in stg_figures.
with

kind_corrections as (

    select
        numeral_id,
        corrected_value
    from {{ ref('stg_reading_corrections') }}
    where correction_status = 'applied' and column_name = 'kind'

),

figures as (

    select raw_figures.numeral_id
    from {{ ref('raw_figures') }} as raw_figures
    left join kind_corrections on raw_figures.numeral_id = kind_corrections.numeral_id
    where coalesce(kind_corrections.corrected_value, 'figure') = 'figure'

    union all

    select kind_corrections.numeral_id
    from kind_corrections
    left join {{ ref('raw_figures') }} as raw_figures
        on kind_corrections.numeral_id = raw_figures.numeral_id
    where kind_corrections.corrected_value = 'figure' and raw_figures.numeral_id is null

),

counted as (

    select
        'stg_numerals' as layer,
        numeral_id,
        1 as raw_rows,
        0 as staged_rows
    from {{ ref('raw_numerals') }}

    union all

    select
        'stg_numerals' as layer,
        numeral_id,
        0 as raw_rows,
        1 as staged_rows
    from {{ ref('stg_numerals') }}

    union all

    select
        'stg_figures' as layer,
        numeral_id,
        1 as raw_rows,
        0 as staged_rows
    from figures

    union all

    select
        'stg_figures' as layer,
        numeral_id,
        0 as raw_rows,
        1 as staged_rows
    from {{ ref('stg_figures') }}

)

select
    layer,
    numeral_id,
    sum(raw_rows) as raw_rows,
    sum(staged_rows) as staged_rows
from counted
group by layer, numeral_id
having sum(raw_rows) != 1 or sum(staged_rows) != 1
