-- VN: Những xã nào đạt 15–18 tiêu chí nông thôn mới?
-- EN: Which communes reach 15–18 criteria?
-- Lines: 121 (99, 119 for the conflict)
select
    commune.place_name_vi as commune,
    commune.place_code,
    count(*) over () as communes_named,
    listed.amount as communes_printed
from marts.fct_place_listed as listed
inner join marts.dim_place as commune
    on listed.place_id = commune.place_id
where
    listed.report_id = 'bac-son-185-2024'
    and listed.indicator_code = 'communes_by_ntm_criteria'
    and listed.period_code = '2024'
    and listed.breakdown_key = 'ntm_criteria_band=c15_18'
order by commune.place_code
