-- VN: Bệnh Dịch tả lợn Châu Phi: xã nào, bao nhiêu hộ, con, kg?
-- EN: Swine fever: which communes, households, pigs, kilos
-- Lines: 41
with outbreak as (
    select
        livestock.indicator_code as indicator,
        livestock.actual as amount,
        livestock.unit_code
    from marts.fct_livestock as livestock
    inner join marts.dim_report as report
        on livestock.place_id = report.place_id
    where
        report.report_id = 'bac-son-185-2024'
        and livestock.period_code = '@2024-08-05'
        and livestock.animal_disease_code = 'african_swine_fever'
),

communes as (
    select
        listed.indicator_code as indicator,
        place.place_name_vi as commune,
        place.place_code
    from marts.fct_place_listed as listed
    inner join marts.dim_place as place
        on listed.place_id = place.place_id
    where
        listed.report_id = 'bac-son-185-2024'
        and listed.indicator_code = 'communes_with_animal_disease'
        and listed.breakdown_key = 'animal_disease=african_swine_fever'
)

select
    indicator,
    null as commune,
    null as place_code,
    amount,
    unit_code
from outbreak
union all
select
    indicator,
    commune,
    place_code,
    null as amount,
    null as unit_code
from communes
order by indicator, place_code nulls first
