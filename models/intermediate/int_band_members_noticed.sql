-- A place that is named in a group by a number, and in another one or with a number outside of it.
with

stg_ref_member_bounds as (

    select * from {{ ref('stg_ref_member_bounds') }}

),

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_numerals as (

    select * from {{ ref('stg_numerals') }}

),

int_place_mentions_matched as (

    select * from {{ ref('int_place_mentions_matched') }}

),

int_levels_stated as (

    select * from {{ ref('int_levels_stated') }}

),

int_figures_measured as (

    select * from {{ ref('int_figures_measured') }}

),

listed as (

    select
        levels.report_id,
        levels.period_code,
        levels.scenario,
        mentions.place_id,
        min(mentions.mention_raw) as mention_raw,
        bounds.indicator_code,
        bounds.breakdown_key,
        levels.numeral_id,
        bounds.least,
        bounds.greatest
    from int_place_mentions_matched as mentions
    inner join int_levels_stated as levels on mentions.numeral_id = levels.numeral_id
    inner join stg_ref_member_bounds as bounds
        on levels.breakdown_key = bounds.axis_code || '=' || bounds.member_code
    where mentions.mentioned_in = 'list' and mentions.place_id is not null
    group by all

),

claims as (

    select * from listed

    union all

    select
        levels.report_id,
        levels.period_code,
        levels.scenario,
        levels.place_key as place_id,
        null as mention_raw,
        levels.indicator_code,
        levels.breakdown_key,
        levels.numeral_id,
        measured.amount_low as least,
        measured.amount_high as greatest
    from int_levels_stated as levels
    inner join int_figures_measured as measured on levels.numeral_id = measured.numeral_id
    where
        exists (
            select 1
            from stg_ref_member_bounds as bounds
            where
                levels.indicator_code = bounds.indicator_code
                and levels.breakdown_key = bounds.breakdown_key
        )

),

final as (

    select
        listed.report_id,
        'place_in_two_bands' as rule_code,
        listed.numeral_id || ' | ' || claims.numeral_id as numeral_ids,
        stg_numerals.line,
        listed.mention_raw as subject,
        stg_figures.label_raw as said,
        if(
            claims.mention_raw is null,
            concat_ws(' ', claim_numerals.raw_text, claim_figures.unit_raw),
            claim_figures.label_raw
        ) as other,
        cast(null as decimal(38, 8)) as ratio,
        claims.least as expected_low,
        claims.greatest as expected_high,
        cast(null as decimal(38, 8)) as difference,
        stg_figures.evidence
    from listed
    inner join claims
        on
            listed.report_id = claims.report_id
            and listed.period_code = claims.period_code
            and listed.scenario = claims.scenario
            and listed.place_id = claims.place_id
            and listed.indicator_code = claims.indicator_code
            and listed.breakdown_key = claims.breakdown_key
            and (listed.least > claims.greatest or listed.greatest < claims.least)
            and (claims.mention_raw is null or listed.numeral_id < claims.numeral_id)
    inner join stg_figures on listed.numeral_id = stg_figures.numeral_id
    inner join stg_numerals on listed.numeral_id = stg_numerals.numeral_id
    inner join stg_figures as claim_figures on claims.numeral_id = claim_figures.numeral_id
    inner join stg_numerals as claim_numerals on claims.numeral_id = claim_numerals.numeral_id

)

select * from final
