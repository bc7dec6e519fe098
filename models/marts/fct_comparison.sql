with

fct_observation as (

    select * from {{ ref('fct_observation') }}

),

int_comparisons_computed as (

    select * from {{ ref('int_comparisons_computed') }}

),

final as (

    select
        comparisons.numeral_id,
        comparisons.statement_no,
        observations.report_id,
        observations.indicator_code,
        observations.place_id,
        observations.period_code,
        comparisons.comparator_period_code,
        comparisons.current_numeral_id,
        comparisons.comparator_numeral_id,
        observations.breakdown_key,
        comparisons.comparator_kind,
        observations.plan_giver,
        observations.comparator_raw,
        observations.measure,
        observations.scenario,
        currents.unit_code,
        observations.raw_text,
        observations.bound,
        observations.amount as stated,
        observations.amount_low as stated_low,
        observations.amount_high as stated_high,
        comparisons.current_amount,
        comparisons.current_low,
        comparisons.current_high,
        comparisons.comparator_amount,
        comparisons.comparator_low,
        comparisons.comparator_high,
        comparisons.implied_low,
        comparisons.implied_high,
        comparisons.recomputed_low,
        comparisons.recomputed_high,
        comparisons.verdict,
        observations.is_primary,
        coalesce(observations.doubt, currents.doubt, comparators.doubt) is not null as has_doubt,
        observations.line,
        observations.evidence
    from int_comparisons_computed as comparisons
    inner join fct_observation as observations
        on
            comparisons.numeral_id = observations.numeral_id
            and comparisons.statement_no = observations.statement_no
    left join fct_observation as currents
        on comparisons.current_numeral_id = currents.numeral_id and currents.statement_no = 1
    left join fct_observation as comparators
        on
            comparisons.comparator_numeral_id = comparators.numeral_id
            and comparators.statement_no = 1

)

select * from final
