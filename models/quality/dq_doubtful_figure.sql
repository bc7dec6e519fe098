with

fct_observation as (

    select * from {{ ref('fct_observation') }}

),

dim_period as (

    select * from {{ ref('dim_period') }}

),

doubtful as (

    select
        numeral_id,
        'unreadable' as reason
    from fct_observation
    where amount_printed is null

    union all

    select
        numeral_id,
        'unscaled' as reason
    from fct_observation
    where amount_printed is not null and amount is null

    union all

    select
        numeral_id,
        'ambiguous' as reason
    from fct_observation
    where reading = 'ambiguous'

    union all

    select
        numeral_id,
        'doubted_by_extractor' as reason
    from fct_observation
    where doubt is not null

    union all

    select
        fct_observation.numeral_id,
        'period_unknown' as reason
    from fct_observation
    left join dim_period on fct_observation.period_code = dim_period.period_code
    where coalesce(dim_period.period_type, 'unknown') = 'unknown'

),

final as (

    select distinct
        doubtful.numeral_id,
        doubtful.reason,
        fct_observation.report_id,
        fct_observation.raw_text,
        fct_observation.amount_alt_printed,
        fct_observation.period_code,
        fct_observation.doubt,
        fct_observation.line,
        fct_observation.evidence
    from doubtful
    inner join fct_observation on doubtful.numeral_id = fct_observation.numeral_id

)

select * from final
