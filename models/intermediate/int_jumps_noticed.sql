-- A level that is about ten or a thousand times what it is held against: what the same report
-- prints or implies of the plan or the earlier period, or what another one printed of the earlier.
-- Of a handful of cases nine are no jump. Numbers of a relation that fails are explained there.
with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_numerals as (

    select * from {{ ref('stg_numerals') }}

),

stg_ref_units as (

    select * from {{ ref('stg_ref_units') }}

),

int_levels_stated as (

    select * from {{ ref('int_levels_stated') }}

),

int_figures_measured as (

    select * from {{ ref('int_figures_measured') }}

),

int_periods_parsed as (

    select * from {{ ref('int_periods_parsed') }}

),

int_comparisons_computed as (

    select * from {{ ref('int_comparisons_computed') }}

),

int_relations_judged as (

    select * from {{ ref('int_relations_judged') }}

),

int_relation_terms_gathered as (

    select * from {{ ref('int_relation_terms_gathered') }}

),

explained as (

    select distinct terms.numeral_id
    from int_relation_terms_gathered as terms
    inner join int_relations_judged as judged on terms.relation_id = judged.relation_id
    where judged.verdict in ('inconsistent', 'unreadable') and terms.numeral_id is not null

),

measured as (

    select
        levels.*,
        figures.amount * coalesce(units.factor_to_base, 1) as amount
    from int_levels_stated as levels
    inner join int_figures_measured as figures on levels.numeral_id = figures.numeral_id
    left join stg_ref_units as units on figures.unit_code = units.unit_code

),

pairs as (

    select
        current_numeral_id as numeral_id,
        coalesce(comparator_numeral_id, numeral_id) as other_numeral_id,
        comparator_kind,
        current_amount as amount,
        coalesce(comparator_amount, implied_low) as other_amount
    from int_comparisons_computed
    where current_numeral_id is not null

    union all

    select
        later.numeral_id,
        earlier.numeral_id as other_numeral_id,
        'previous' as comparator_kind,
        later.amount,
        earlier.amount as other_amount
    from measured as later
    inner join int_periods_parsed as periods on later.period_code = periods.period_code
    inner join measured as earlier
        on
            later.report_id != earlier.report_id
            and later.indicator_code = earlier.indicator_code
            and later.breakdown_key = earlier.breakdown_key
            and later.place_key = earlier.place_key
            and later.scenario = earlier.scenario
            and periods.previous_period_code = earlier.period_code
    where later.scenario = 'actual'

),

compared as (

    select
        pairs.numeral_id,
        pairs.other_numeral_id,
        pairs.comparator_kind,
        least(pairs.amount, pairs.other_amount) as smaller_amount,
        {{ divided('pairs.amount', 'pairs.other_amount') }} as ratio,
        {{ divided('pairs.other_amount', 'pairs.amount') }} as inverse_ratio
    from pairs
    left join explained on pairs.numeral_id = explained.numeral_id
    where explained.numeral_id is null and pairs.amount > 0 and pairs.other_amount > 0

),

jumps as (

    select
        numeral_id,
        other_numeral_id,
        case
            when greatest(ratio, inverse_ratio) between 500 and 2000 then 'thousandfold_jump'
            when
                comparator_kind = 'previous'
                and smaller_amount >= 10
                and greatest(ratio, inverse_ratio) >= 8
                then 'tenfold_jump'
        end as rule_code,
        ratio,
        row_number() over (
            partition by numeral_id order by greatest(ratio, inverse_ratio) desc, other_numeral_id
        ) as choice
    from compared

),

final as (

    select
        stg_figures.report_id,
        jumps.rule_code,
        jumps.numeral_id || ' | ' || jumps.other_numeral_id as numeral_ids,
        stg_numerals.line,
        stg_figures.label_raw as subject,
        concat_ws(' ', stg_numerals.raw_text, stg_figures.unit_raw) as said,
        concat_ws(' ', other_numerals.raw_text, other_figures.unit_raw) as other,
        jumps.ratio,
        cast(null as decimal(38, 8)) as expected_low,
        cast(null as decimal(38, 8)) as expected_high,
        cast(null as decimal(38, 8)) as difference,
        stg_figures.evidence
    from jumps
    inner join stg_figures on jumps.numeral_id = stg_figures.numeral_id
    inner join stg_numerals on jumps.numeral_id = stg_numerals.numeral_id
    inner join stg_figures as other_figures on jumps.other_numeral_id = other_figures.numeral_id
    inner join stg_numerals as other_numerals
        on jumps.other_numeral_id = other_numerals.numeral_id
    where jumps.rule_code is not null and jumps.choice = 1

)

select * from final
