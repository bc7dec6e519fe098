with

fct_observation as (

    select * from {{ ref('fct_observation') }}

),

final as (

    select
        report_id,
        coalesce(unit_raw, '') as unit_raw,
        count(*) as figure_count,
        min(numeral_id) as first_numeral_id,
        min_by(evidence, numeral_id) as first_evidence
    from fct_observation
    where unit_code is null
    group by report_id, coalesce(unit_raw, '')

)

select * from final
