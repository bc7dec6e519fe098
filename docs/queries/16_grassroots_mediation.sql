-- VN: Kết quả hòa giải ở cơ sở?
-- EN: Mediation results
-- Lines: 367
with mediation as (
    select
        case_fact.mediation_result_code as mediation_result,
        case_fact.actual as cases,
        share.amount as printed_pct
    from marts.fct_justice as case_fact
    inner join marts.dim_report as report
        on
            case_fact.place_id = report.place_id
            and case_fact.period_code = report.period_code
    left join marts.fct_observation as share
        on
            case_fact.actual_numeral_id = share.base_numeral_id
            and share.measure = 'share_pct'
    where
        report.report_id = 'bac-son-185-2024'
        and case_fact.indicator_code = 'mediation_cases'
),

results as (
    select * from mediation
    union all
    select
        '_T' as mediation_result,
        sum(cases) as cases,
        null as printed_pct
    from mediation
)

select
    mediation_result,
    cases,
    printed_pct,
    round(cases / max(cases) over () * 100, 4) as recomputed_pct
from results
order by cases desc
