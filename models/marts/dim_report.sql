with

stg_reports as (

    select * from {{ ref('stg_reports') }}

),

int_reports_located as (

    select * from {{ ref('int_reports_located') }}

),

final as (

    select
        stg_reports.report_id,
        int_reports_located.place_id,
        stg_reports.period as period_code,
        stg_reports.supersedes_report_id,
        stg_reports.place_code,
        stg_reports.place_name_raw,
        stg_reports.level as admin_level,
        stg_reports.title,
        stg_reports.issued_on,
        int_reports_located.written_on,
        stg_reports.char_count,
        stg_reports.line_count,
        stg_reports.numeral_count,
        stg_reports.source_name,
        stg_reports.source_sha256,
        stg_reports.text_sha256,
        stg_reports.extractor_version
    from stg_reports
    left join int_reports_located on stg_reports.report_id = int_reports_located.report_id

)

select * from final
