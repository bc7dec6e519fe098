-- A figure of one place carries it itself; here are the places that share one or are counted by it.
with

int_place_mentions_matched as (

    select * from {{ ref('int_place_mentions_matched') }}

),

int_figures_placed as (

    select * from {{ ref('int_figures_placed') }}

),

fct_observation as (

    select * from {{ ref('fct_observation') }}

),

named as (

    select
        mentions.numeral_id,
        mentions.place_id,
        min(mentions.mention_raw) as mention_raw,
        bool_or(mentions.mentioned_in = 'list') as is_counted
    from int_place_mentions_matched as mentions
    inner join int_figures_placed on mentions.numeral_id = int_figures_placed.numeral_id
    where
        mentions.place_id is not null
        and (mentions.mentioned_in = 'list' or int_figures_placed.has_several_places)
    group by mentions.numeral_id, mentions.place_id

),

final as (

    select
        named.numeral_id,
        named.place_id,
        fct_observation.report_id,
        fct_observation.indicator_code,
        fct_observation.period_code,
        fct_observation.breakdown_key,
        fct_observation.scenario,
        named.mention_raw,
        if(named.is_counted, 'counted', 'shared') as listing_kind,
        fct_observation.amount,
        fct_observation.unit_code,
        fct_observation.line
    from named
    inner join fct_observation
        on named.numeral_id = fct_observation.numeral_id and fct_observation.statement_no = 1

)

select * from final
