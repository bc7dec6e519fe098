with

stg_reports as (

    select * from {{ ref('stg_reports') }}

),

int_periods_parsed as (

    select * from {{ ref('int_periods_parsed') }}

),

int_places_versioned as (

    select * from {{ ref('int_places_versioned') }}

),

dated as (

    select
        stg_reports.report_id,
        stg_reports.place_code,
        coalesce(stg_reports.issued_on, int_periods_parsed.end_date) as written_on
    from stg_reports
    left join int_periods_parsed on stg_reports.period = int_periods_parsed.period_code

),

final as (

    select
        dated.report_id,
        dated.written_on,
        dated.place_code,
        int_places_versioned.place_id,
        int_places_versioned.place_path
    from dated
    left join int_places_versioned
        on
            dated.place_code = int_places_versioned.place_code
            and dated.written_on >= coalesce(int_places_versioned.valid_from, date '0001-01-01')
            and dated.written_on <= coalesce(int_places_versioned.valid_to, date '9999-12-31')

)

select * from final
