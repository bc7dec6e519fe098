-- VN: Những xã nào bị tốc mái, sập mái tôn nhiều nhất do bão Yagi, và tổng có bằng 181 nhà đã in
--     không?
-- EN: Which communes lost most roofs to storm Yagi, ranked, and do they add up to the 181 printed?
-- Lines: 71, 75, 81
select
    rank() over (order by damage.actual desc) as damage_rank,
    place.place_name_vi as commune,
    place.place_code,
    damage.actual as houses,
    sum(damage.actual) over () as communes_total,
    printed.amount as printed_total
from marts.fct_disaster_damage as damage
inner join marts.dim_place as place
    on damage.place_id = place.place_id
inner join marts.dim_report as report
    on place.parent_place_id = report.place_id
left join quality.dq_total_beside_parts as printed
    on
        report.report_id = printed.report_id
        and report.place_id = printed.place_id
        and damage.indicator_code = printed.indicator_code
        and printed.breakdown_key = 'disaster_event=storm | house_damage_form=roof_damage'
        and printed.scenario = 'actual'
where
    report.report_id = 'bac-son-185-2024'
    and damage.indicator_code = 'disaster_damaged_houses'
    and damage.disaster_event_code = 'storm'
    and damage.house_damage_form_code = 'roof_damage'
    and damage.period_code = '@2024-09-09'
order by damage_rank, place.place_code
