-- VN: Thiệt hại cây trồng do bão số 3 theo loại cây và hình thức?
-- EN: Storm damage to crops by crop and kind
-- Lines: 107 (109)
with printed_totals as (
    select
        crop.member_code as damaged_crop_code,
        total.amount
    from quality.dq_total_beside_parts as total
    inner join marts.fct_observation_breakdown as crop
        on
            total.numeral_id = crop.numeral_id
            and total.statement_no = crop.statement_no
            and crop.axis_code = 'damaged_crop'
    where
        total.report_id = 'bac-son-185-2024'
        and total.indicator_code = 'damaged_crop_area'
        and total.scenario = 'actual'
)

select
    damage.damaged_crop_code as damaged_crop,
    coalesce(max(printed_totals.amount), sum(damage.actual)) as printed_ha,
    sum(damage.actual) filter (where damage.plant_damage_form_code = 'lodging') as lodging_ha,
    sum(damage.actual) filter (where damage.plant_damage_form_code = 'flooding') as flooding_ha,
    sum(damage.actual) filter (where damage.plant_damage_form_code <> '_T') as parts_ha
from marts.fct_disaster_damage as damage
inner join marts.dim_report as report
    on damage.place_id = report.place_id
left join printed_totals
    on damage.damaged_crop_code = printed_totals.damaged_crop_code
where
    report.report_id = 'bac-son-185-2024'
    and damage.indicator_code = 'damaged_crop_area'
    and damage.disaster_event_code = 'storm'
    and damage.period_code = '@2024-09-09'
group by damage.damaged_crop_code
order by printed_ha desc
