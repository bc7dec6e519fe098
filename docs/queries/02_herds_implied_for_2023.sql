-- VN: Đàn trâu, bò, lợn, gia cầm năm 2023 suy ra từ số năm 2024 và chỉ số so với cùng kỳ là bao
--     nhiêu (khoảng thấp–cao)?
-- EN: What herds does the report imply for 2023 (buffalo, cattle, pigs, poultry), as intervals?
-- Lines: 41
select
    animal.member_code as animal,
    comparison.current_amount as head_2024,
    comparison.stated as index_pct,
    round(comparison.implied_low, 1) as head_2023_low,
    round(comparison.implied_high, 1) as head_2023_high
from marts.fct_year_over_year as comparison
inner join marts.fct_observation_breakdown as animal
    on
        comparison.numeral_id = animal.numeral_id
        and comparison.statement_no = animal.statement_no
        and animal.axis_code = 'animal'
where
    comparison.report_id = 'bac-son-185-2024'
    and comparison.indicator_code = 'livestock_headcount'
    and comparison.measure = 'index_pct'
    and comparison.comparator_period_code = '2023'
order by head_2024
