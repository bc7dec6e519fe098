-- VN: Tiêm phòng: kết quả, tỷ lệ so kế hoạch và kế hoạch suy ra?
-- EN: Vaccinations with plan attainment and implied plan
-- Lines: 49
select
    animal.member_code as animal,
    attainment.unit_code,
    attainment.amount as vaccinated,
    attainment.plan_attainment as plan_pct,
    round(attainment.plan_implied_low, 1) as plan_low,
    round(attainment.plan_implied_high, 1) as plan_high,
    change.stated as index_pct,
    round(change.implied_low, 1) as vaccinated_2023_low,
    round(change.implied_high, 1) as vaccinated_2023_high
from marts.fct_plan_attainment as attainment
inner join marts.fct_observation_breakdown as animal
    on
        attainment.current_numeral_id = animal.numeral_id
        and animal.axis_code = 'animal'
left join marts.fct_year_over_year as change
    on
        attainment.current_numeral_id = change.current_numeral_id
        and change.measure = 'index_pct'
where
    attainment.report_id = 'bac-son-185-2024'
    and attainment.indicator_code in ('animal_vaccinations', 'vaccinated_animals')
order by vaccinated desc
