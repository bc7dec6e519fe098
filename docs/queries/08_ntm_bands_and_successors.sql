-- VN: Mỗi xã thuộc nhóm tiêu chí NTM nào và thuộc xã nào sau ngày 01/7/2025?
-- EN: Each commune's NTM band and its successor commune after 1 July 2025
-- Lines: 99, 119, 121, 123, 125; reference/bac_son_units.csv
select
    replace(substr(band.member_code, 2), '_', '-') as criteria_band,
    commune.place_name_vi as commune,
    commune.place_code,
    successor.place_name_vi as successor,
    successor.place_code as successor_code
from marts.fct_place_listed as listed
inner join marts.fct_observation_breakdown as band
    on
        listed.numeral_id = band.numeral_id
        and band.axis_code = 'ntm_criteria_band'
inner join marts.dim_place as commune
    on listed.place_id = commune.place_id
left join marts.dim_place as successor
    on commune.successor_place_id = successor.place_id
where
    listed.report_id = 'bac-son-185-2024'
    and listed.indicator_code = 'communes_by_ntm_criteria'
    and listed.period_code = '2024'
order by criteria_band, successor.place_code, commune.place_code
