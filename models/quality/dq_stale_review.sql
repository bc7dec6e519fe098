with

int_curations_checked as (

    select * from {{ ref('int_curations_checked') }}

),

int_findings_raised as (

    select * from {{ ref('int_findings_raised') }}

),

stg_finding_reviews as (

    select * from {{ ref('stg_finding_reviews') }}

),

final as (

    select
        'relation' as decision,
        relation_id as decided_id,
        curation_status as reason,
        author,
        decided_on
    from int_curations_checked
    where curation_status != 'applied'

    union all

    select
        'finding' as decision,
        reviews.finding_id as decided_id,
        case
            when raised.finding_id is null then 'finding_missing'
            when coalesce(raised.stated != reviews.expected_stated, true) then 'guard_changed'
            else 'status_unknown'
        end as reason,
        reviews.reviewed_by as author,
        reviews.reviewed_on as decided_on
    from stg_finding_reviews as reviews
    left join int_findings_raised as raised on reviews.finding_id = raised.finding_id
    where
        raised.finding_id is null
        or coalesce(raised.stated != reviews.expected_stated, true)
        or coalesce(reviews.status not in ('accepted', 'rejected', 'explained'), true)

)

select * from final
