-- A review counts as long as the finding quotes what it quoted then.
with

int_findings_raised as (

    select * from {{ ref('int_findings_raised') }}

),

stg_finding_reviews as (

    select * from {{ ref('stg_finding_reviews') }}

),

final as (

    select
        raised.finding_id,
        raised.report_id,
        raised.rule_code,
        raised.rule_name_vi,
        raised.rule_name_en,
        raised.severity,
        raised.verdict,
        raised.line,
        raised.numeral_id,
        raised.numeral_ids,
        raised.relation_id,
        raised.cause_id,
        raised.stated,
        raised.expected_low,
        raised.expected_high,
        raised.difference,
        raised.message_vi,
        raised.message_en,
        raised.proposal_vi,
        raised.proposal_en,
        raised.decided_by_vi,
        raised.decided_by_en,
        raised.misread_chance,
        raised.is_proposed,
        coalesce(reviews.status, 'open') as review_status,
        reviews.note as review_note,
        raised.evidence
    from int_findings_raised as raised
    left join stg_finding_reviews as reviews
        on
            raised.finding_id = reviews.finding_id
            and raised.stated = reviews.expected_stated
            and reviews.status in ('accepted', 'rejected', 'explained')

)

select * from final
