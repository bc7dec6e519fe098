-- VN: Dư nợ của hai ngân hàng và mức thay đổi so với 2023?
-- EN: Credit: two banks' outstanding loans and changes
-- Lines: 203, 205
select
    credit.credit_institution_code as credit_institution,
    credit.actual as outstanding,
    change.stated as change,
    credit.actual - change.stated as outstanding_2023,
    change_pct.stated as printed_change_pct,
    round(change.stated / (credit.actual - change.stated) * 100, 4) as recomputed_change_pct,
    year_end.estimate as expected_2024_12_31
from marts.fct_credit as credit
inner join marts.dim_report as report
    on
        credit.place_id = report.place_id
        and credit.period_code = report.period_code
left join marts.fct_year_over_year as change
    on
        credit.indicator_code = change.indicator_code
        and credit.place_id = change.place_id
        and change.breakdown_key = 'credit_institution=' || credit.credit_institution_code
        and change.measure = 'change_abs'
        and change.period_code = '2024'
left join marts.fct_year_over_year as change_pct
    on
        credit.actual_numeral_id = change_pct.current_numeral_id
        and change_pct.measure = 'change_pct'
left join marts.fct_credit as year_end
    on
        credit.indicator_code = year_end.indicator_code
        and credit.place_id = year_end.place_id
        and credit.credit_institution_code = year_end.credit_institution_code
        and year_end.period_code = '@2024-12-31'
where
    report.report_id = 'bac-son-185-2024'
    and credit.indicator_code = 'outstanding_credit'
order by outstanding desc
