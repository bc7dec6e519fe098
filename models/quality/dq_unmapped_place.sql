with

stg_reports as (

    select * from {{ ref('stg_reports') }}

),

int_reports_located as (

    select * from {{ ref('int_reports_located') }}

),

int_place_mentions_matched as (

    select * from {{ ref('int_place_mentions_matched') }}

),

fct_observation as (

    select * from {{ ref('fct_observation') }}

),

unmapped as (

    select
        int_place_mentions_matched.report_id,
        int_place_mentions_matched.mention_raw,
        int_place_mentions_matched.match_status as reason,
        fct_observation.numeral_id
    from int_place_mentions_matched
    inner join fct_observation on int_place_mentions_matched.numeral_id = fct_observation.numeral_id
    where int_place_mentions_matched.match_status != 'matched'

    union all

    select
        stg_reports.report_id,
        coalesce(stg_reports.place_name_raw, '') as mention_raw,
        'report_place' as reason,
        fct_observation.numeral_id
    from stg_reports
    inner join int_reports_located on stg_reports.report_id = int_reports_located.report_id
    left join fct_observation on stg_reports.report_id = fct_observation.report_id
    where int_reports_located.place_id is null

),

final as (

    select
        report_id,
        mention_raw,
        reason,
        count(distinct numeral_id) as figure_count,
        min(numeral_id) as first_numeral_id
    from unmapped
    group by report_id, mention_raw, reason

)

select * from final
