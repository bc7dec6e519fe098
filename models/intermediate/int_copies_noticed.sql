-- An amount of a flow that is printed in the same words for two different periods or parts: what
-- happened elsewhere does not come to the same four digits again.
with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_numerals as (

    select * from {{ ref('stg_numerals') }}

),

stg_ref_indicators as (

    select * from {{ ref('stg_ref_indicators') }}

),

int_levels_stated as (

    select * from {{ ref('int_levels_stated') }}

),

amounts as (

    select
        levels.*,
        stg_numerals.raw_text,
        stg_numerals.line,
        stg_numerals.char_start,
        stg_figures.unit_raw,
        stg_figures.bound,
        stg_figures.label_raw,
        stg_figures.evidence,
        trim(regexp_extract(stg_figures.label_raw, '([^>]*)$', 1)) as label_tail
    from int_levels_stated as levels
    inner join stg_figures on levels.numeral_id = stg_figures.numeral_id
    inner join stg_numerals on levels.numeral_id = stg_numerals.numeral_id
    inner join stg_ref_indicators as indicators
        on levels.indicator_code = indicators.indicator_code
    where
        levels.scenario = 'actual'
        and indicators.stock_or_flow = 'flow'
        and length(regexp_replace(stg_numerals.raw_text, '[^0-9]', '', 'g')) >= 4

),

final as (

    select
        later.report_id,
        'amount_of_another_event' as rule_code,
        later.numeral_id || ' | ' || earlier.numeral_id as numeral_ids,
        later.line,
        later.label_raw as subject,
        concat_ws(' ', later.raw_text, later.unit_raw) as said,
        earlier.label_raw as other,
        cast(null as decimal(38, 8)) as ratio,
        cast(null as decimal(38, 8)) as expected_low,
        cast(null as decimal(38, 8)) as expected_high,
        cast(null as decimal(38, 8)) as difference,
        later.evidence
    from amounts as later
    inner join amounts as earlier
        on
            later.report_id = earlier.report_id
            and later.indicator_code = earlier.indicator_code
            and later.place_key = earlier.place_key
            and later.period_code != earlier.period_code
            and later.breakdown_key != earlier.breakdown_key
            and later.raw_text = earlier.raw_text
            and later.unit_raw is not distinct from earlier.unit_raw
            and later.bound = earlier.bound
            and later.label_tail = earlier.label_tail
            and later.char_start > earlier.char_start

)

select * from final
