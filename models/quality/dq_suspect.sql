with

int_findings_raised as (

    select * from {{ ref('int_findings_raised') }}

),

listed as (

    select
        finding_id,
        report_id,
        {{ structs_to_rows('suspects') }}
    from int_findings_raised

),

final as (

    select
        finding_id,
        cast(
            row_number() over (
                partition by finding_id
                order by posterior desc, numeral_id asc, proposed_text asc
            ) as integer
        ) as rank,
        report_id,
        numeral_id,
        printed_text,
        proposed_text,
        proposed_amount,
        unit_code,
        slip_kind,
        posterior,
        relations_mended,
        relations_supported,
        relations_broken,
        line
    from listed

)

select * from final
