{{ config(materialized="table") }}

-- What a printed percentage or change says of the value that it is measured against, and what it
-- ought to be where that value is printed too. All in the unit of the value that is compared.
with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_ref_units as (

    select * from {{ ref('stg_ref_units') }}

),

int_figures_measured as (

    select * from {{ ref('int_figures_measured') }}

),

int_periods_parsed as (

    select * from {{ ref('int_periods_parsed') }}

),

int_statements_keyed as (

    select * from {{ ref('int_statements_keyed') }}

),

measured as (

    select
        int_figures_measured.numeral_id,
        int_figures_measured.amount,
        int_figures_measured.amount_low,
        int_figures_measured.amount_high,
        coalesce(stg_ref_units.base_unit_code, 'none') as base_unit_code,
        coalesce(stg_ref_units.factor_to_base, 1) as factor
    from int_figures_measured
    left join stg_ref_units on int_figures_measured.unit_code = stg_ref_units.unit_code

),

comparing as (

    select
        statements.*,
        stg_figures.measure,
        stg_figures.measure in ('change_abs', 'change_pp') as is_difference,
        stg_figures.comparator_kind,
        stg_figures.base_numeral_id,
        stg_figures.comparator_numeral_id as named_numeral_id,
        if(
            stg_figures.comparator_kind = 'plan',
            stg_figures.period,
            coalesce(
                nullif(
                    regexp_extract(stg_figures.comparator_raw, '(^|[^-–0-9/])(20[0-9]{2})$', 2), ''
                ),
                int_periods_parsed.previous_period_code
            )
        ) as comparator_period_code
    from int_statements_keyed as statements
    inner join stg_figures on statements.numeral_id = stg_figures.numeral_id
    left join int_periods_parsed on stg_figures.period = int_periods_parsed.period_code
    where
        stg_figures.comparator_kind in ('plan', 'previous')
        and stg_figures.measure not in ('level', 'whole')

),

-- The value it is measured against, where the same report prints it: the one that the words lead
-- to, else the level of the same cell in the comparator's period and, for a plan, of the same
-- giver.
printed as (

    select
        comparing.numeral_id,
        comparing.statement_no,
        levels.numeral_id as comparator_numeral_id,
        row_number() over (
            partition by comparing.numeral_id, comparing.statement_no
            order by
                levels.numeral_id = comparing.named_numeral_id desc nulls last,
                levels.numeral_id asc
        ) as choice
    from comparing
    inner join int_statements_keyed as levels
        on
            comparing.report_id = levels.report_id
            and levels.form = 'level'
            and (
                comparing.named_numeral_id = levels.numeral_id
                or (
                    comparing.indicator_code = levels.indicator_code
                    and comparing.breakdown_key = levels.breakdown_key
                    and comparing.place_key = levels.place_key
                    and comparing.comparator_period_code = levels.period_code
                    and comparing.base_numeral_id is distinct from levels.numeral_id
                    and levels.is_primary
                    and levels.range_end is null
                    and (
                        (comparing.comparator_kind = 'plan' and levels.scenario = 'plan')
                        or (
                            comparing.comparator_kind = 'previous'
                            and levels.scenario in ('actual', 'previous')
                        )
                    )
                    and levels.plan_giver is not distinct from comparing.plan_giver
                )
            )

),

joined as (

    select
        comparing.numeral_id,
        comparing.statement_no,
        comparing.is_difference,
        comparing.measure,
        comparing.comparator_kind,
        comparing.comparator_period_code,
        comparing.base_numeral_id as current_numeral_id,
        printed.comparator_numeral_id,
        own.amount as stated,
        own.amount_low as stated_low,
        own.amount_high as stated_high,
        if(comparing.is_difference, {{ divided('own.factor', 'currents.factor') }}, 1)
            as own_factor,
        currents.amount as current_amount,
        currents.amount_low as current_low,
        currents.amount_high as current_high,
        coalesce({{ divided('comparators.factor', 'currents.factor') }}, 1) as comparator_factor,
        comparators.amount as printed_amount,
        comparators.amount_low as printed_low,
        comparators.amount_high as printed_high
    from comparing
    inner join measured as own on comparing.numeral_id = own.numeral_id
    left join measured as currents on comparing.base_numeral_id = currents.numeral_id
    left join printed
        on
            comparing.numeral_id = printed.numeral_id
            and comparing.statement_no = printed.statement_no
            and printed.choice = 1
    left join measured as comparators
        on
            printed.comparator_numeral_id = comparators.numeral_id
            and coalesce(currents.base_unit_code, comparators.base_unit_code)
            = comparators.base_unit_code

),

-- One form for all: how many times the comparator the value is, or how much more.
as_ratios as (

    select
        *,
        cast(printed_amount * comparator_factor as decimal(38, 8)) as comparator_amount,
        cast(printed_low * comparator_factor as decimal(38, 8)) as comparator_low,
        cast(printed_high * comparator_factor as decimal(38, 8)) as comparator_high,
        {{ as_ratio('stated_low') }} as ratio_low,
        {{ as_ratio('stated_high') }} as ratio_high,
        cast(stated_low * own_factor as decimal(38, 8)) as difference_low,
        cast(stated_high * own_factor as decimal(38, 8)) as difference_high
    from joined

),

computed as (

    select
        *,
        case
            when is_difference then current_low - difference_high
            when ratio_high > 0 then {{ divided('current_low', 'ratio_high') }}
        end as implied_low,
        case
            when is_difference then current_high - difference_low
            when ratio_low > 0 then {{ divided('current_high', 'ratio_low') }}
        end as implied_high,
        case
            when is_difference then current_low - comparator_high
            when comparator_high > 0
                then {{ from_ratio(divided('current_low', 'comparator_high')) }}
        end as recomputed_low,
        case
            when is_difference then current_high - comparator_low
            when comparator_low > 0
                then {{ from_ratio(divided('current_high', 'comparator_low')) }}
        end as recomputed_high
    from as_ratios

),

final as (

    select
        numeral_id,
        statement_no,
        comparator_kind,
        comparator_period_code,
        current_numeral_id,
        comparator_numeral_id,
        current_amount,
        current_low,
        current_high,
        comparator_amount,
        comparator_low,
        comparator_high,
        cast(implied_low as decimal(38, 8)) as implied_low,
        cast(implied_high as decimal(38, 8)) as implied_high,
        cast(recomputed_low as decimal(38, 8)) as recomputed_low,
        cast(recomputed_high as decimal(38, 8)) as recomputed_high,
        case
            when recomputed_low is null and recomputed_high is null then 'not_testable'
            when stated is null then 'unreadable'
            when
                coalesce(recomputed_low <= stated_high * own_factor, true)
                and coalesce(recomputed_high >= stated_low * own_factor, true)
                then 'within_rounding'
            when
                recomputed_low <= (stated + stated_high - stated_low) * own_factor
                and recomputed_high >= stated * own_factor
                then 'within_cutting_off'
            else 'differs'
        end as verdict
    from computed

)

select * from final
