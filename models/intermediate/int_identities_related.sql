{{ config(materialized="table") }}

-- Identities of the reference, for every report, place and period that states all their terms. A
-- term may stand for every member of an axis: then a member inside another stated one is left out.
with

stg_ref_identities as (

    select * from {{ ref('stg_ref_identities') }}

),

stg_ref_identity_terms as (

    select * from {{ ref('stg_ref_identity_terms') }}

),

stg_ref_breakdowns as (

    select * from {{ ref('stg_ref_breakdowns') }}

),

int_levels_stated as (

    select * from {{ ref('int_levels_stated') }}

),

-- Terms that stand for the same members in all of an identity are matched within them.
matched as (

    select
        levels.report_id,
        terms.identity_id,
        terms.term_no,
        terms.role,
        terms.coefficient,
        terms.breakdown_key = '*' as is_shared,
        terms.breakdown_key like '%=*' as is_any_member,
        levels.setting,
        levels.scenario,
        levels.breakdown_key,
        levels.numeral_id
    from stg_ref_identity_terms as terms
    inner join int_levels_stated as levels
        on
            terms.indicator_code = levels.indicator_code
            and (terms.scenario is null or terms.scenario = levels.scenario)
            and (
                terms.breakdown_key in ('*', levels.breakdown_key)
                or (
                    terms.breakdown_key like '%=*'
                    and split_part(terms.breakdown_key, '=', 1)
                    = split_part(levels.breakdown_key, '=', 1)
                    and levels.breakdown_key not like '% | %'
                )
            )

),

keyed as (

    select
        *,
        concat_ws('; ', setting, if(is_shared, breakdown_key, null)) as setting_key
    from matched

),

chosen as (

    select
        keyed.*,
        row_number() over (
            partition by
                keyed.identity_id,
                keyed.setting_key,
                keyed.term_no,
                if(keyed.is_any_member, keyed.breakdown_key, null)
            order by keyed.scenario, keyed.numeral_id
        ) as choice
    from keyed
    left join stg_ref_breakdowns as breakdowns
        on
            keyed.is_any_member
            and split_part(keyed.breakdown_key, '=', 1) = breakdowns.axis_code
            and split_part(keyed.breakdown_key, '=', 2) = breakdowns.member_code
    left join keyed as outer_members
        on
            keyed.identity_id = outer_members.identity_id
            and keyed.setting_key = outer_members.setting_key
            and keyed.term_no = outer_members.term_no
            and breakdowns.axis_code || '=' || breakdowns.parent_member_code
            = outer_members.breakdown_key
    where outer_members.numeral_id is null

),

complete as (

    select
        chosen.identity_id,
        chosen.setting_key,
        min(chosen.numeral_id) filter (where chosen.role = 'total') as first_numeral_id
    from chosen
    inner join stg_ref_identity_terms as terms on chosen.identity_id = terms.identity_id
    group by chosen.identity_id, chosen.setting_key
    having count(distinct chosen.term_no) = count(distinct terms.term_no)

),

final as (

    select
        chosen.report_id,
        coalesce(complete.first_numeral_id, chosen.setting_key)
        || '/' || chosen.identity_id as relation_id,
        stg_ref_identities.kind,
        cast(
            row_number() over (
                partition by chosen.identity_id, chosen.setting_key
                order by chosen.term_no, chosen.numeral_id
            ) as integer
        ) as term_no,
        chosen.role,
        chosen.numeral_id,
        chosen.coefficient
    from chosen
    inner join complete
        on
            chosen.identity_id = complete.identity_id
            and chosen.setting_key = complete.setting_key
    inner join stg_ref_identities on chosen.identity_id = stg_ref_identities.identity_id
    where chosen.choice = 1

)

select * from final
