with

raw_reports as (

    select * from {{ ref('raw_reports') }}

),

final as (

    select
        report_id,
        nullif(title, '') as title,
        nullif(place_name_raw, '') as place_name_raw,
        nullif(place_code, '') as place_code,
        nullif(level, '') as level,
        nullif(period, '') as period,
        {{ typed('issued_on', 'date') }} as issued_on,
        nullif(source_name, '') as source_name,
        nullif(source_sha256, '') as source_sha256,
        nullif(text_sha256, '') as text_sha256,
        {{ typed('char_count', 'integer') }} as char_count,
        {{ typed('line_count', 'integer') }} as line_count,
        {{ typed('numeral_count', 'integer') }} as numeral_count,
        nullif(supersedes_report_id, '') as supersedes_report_id,
        nullif(extractor_version, '') as extractor_version
    from raw_reports

)

select * from final
