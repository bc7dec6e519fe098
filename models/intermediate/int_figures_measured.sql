with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_ref_units as (

    select * from {{ ref('stg_ref_units') }}

),

-- A change that goes down is negative; a count printed in full is exact, all else is rounded.
scaled as (

    select
        stg_figures.numeral_id,
        stg_ref_units.unit_code,
        stg_figures.bound,
        stg_figures.amount * stg_figures.multiplier as magnitude,
        stg_figures.measure like 'change%' and stg_figures.direction = 'down' as is_negative,
        case
            when
                stg_ref_units.is_countable
                and stg_figures.multiplier = 1
                and stg_figures.decimals = 0
                then 0
            else {{ half_last_place('stg_figures.decimals') }} * stg_figures.multiplier
        end as half_width
    from stg_figures
    left join stg_ref_units on stg_figures.unit_code = stg_ref_units.unit_code

),

-- Which ends the words leave open: about both, more_than and low the upper, less_than and high the
-- lower.
widened as (

    select
        numeral_id,
        unit_code,
        magnitude,
        coalesce(is_negative, false) as is_negative,
        case
            when bound not in ('about', 'less_than', 'at_most', 'high') then magnitude - half_width
        end as lower_end,
        case
            when bound not in ('about', 'more_than', 'at_least', 'low') then magnitude + half_width
        end as upper_end
    from scaled

),

final as (

    select
        numeral_id,
        unit_code,
        cast(if(is_negative, -magnitude, magnitude) as decimal(38, 8)) as amount,
        cast(if(is_negative, -upper_end, lower_end) as decimal(38, 8)) as amount_low,
        cast(if(is_negative, -lower_end, upper_end) as decimal(38, 8)) as amount_high
    from widened

)

select * from final
