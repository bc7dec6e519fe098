{{ config(materialized="table") }}

with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

int_figures_rooted as (

    select * from {{ ref('int_figures_rooted') }}

),

int_labels_claimed as (

    select * from {{ ref('int_labels_claimed') }}

),

int_members_matched as (

    select * from {{ ref('int_members_matched') }}

),

claims as (

    select
        numeral_id,
        count(*) as claiming_count,
        string_agg(label_id, ' | ' order by label_id) as label_ids,
        if(count(*) = 1, min(indicator_code), null) as indicator_code
    from int_labels_claimed
    group by numeral_id

),

broken_down as (

    select
        numeral_id,
        string_agg(axis_code || '=' || member_code, ' | ' order by axis_code, member_code)
            as breakdown_key,
        count(*) > count(distinct axis_code) as has_rival_members
    from int_members_matched
    group by numeral_id

),

final as (

    select
        stg_figures.numeral_id,
        int_figures_rooted.root_numeral_id,
        claims.label_ids,
        if(broken_down.has_rival_members, null, claims.indicator_code) as indicator_code,
        if(
            broken_down.has_rival_members or claims.indicator_code is null,
            null,
            coalesce(broken_down.breakdown_key, '_T')
        ) as breakdown_key,
        case
            when int_figures_rooted.root_numeral_id is null then 'base_unknown'
            when claims.claiming_count is null then 'no_label'
            when claims.claiming_count > 1 then 'several_labels'
            when broken_down.has_rival_members then 'several_members'
            when int_figures_rooted.root_numeral_id != stg_figures.numeral_id then 'from_base'
            else 'own_words'
        end as indicator_source
    from stg_figures
    left join int_figures_rooted on stg_figures.numeral_id = int_figures_rooted.numeral_id
    left join claims on int_figures_rooted.root_numeral_id = claims.numeral_id
    left join broken_down on int_figures_rooted.root_numeral_id = broken_down.numeral_id

)

select * from final
