-- VN: Diện tích chuyển từ đất nông nghiệp sang phi nông nghiệp theo loại đất trước khi chuyển?
-- EN: Land conversion by previous land type
-- Lines: 285
with areas as (
    select
        land.origin_land_type_code as origin_land_type,
        land.actual * unit.factor_to_base as area_m2
    from marts.fct_land as land
    inner join marts.dim_unit as unit
        on land.unit_code = unit.unit_code
    inner join marts.dim_report as report
        on
            land.place_id = report.place_id
            and land.period_code = report.period_code
    where
        report.report_id = 'bac-son-185-2024'
        and land.indicator_code = 'land_area_converted'
        and not land.is_remainder
),

areas_and_total as (
    select * from areas
    union all
    select
        breakdown.member_code as origin_land_type,
        total.amount * unit.factor_to_base as area_m2
    from quality.dq_total_beside_parts as total
    inner join marts.dim_indicator as indicator
        on total.indicator_code = indicator.indicator_code
    inner join marts.dim_unit as unit
        on indicator.unit_code = unit.unit_code
    inner join marts.fct_observation_breakdown as breakdown
        on
            total.numeral_id = breakdown.numeral_id
            and total.statement_no = breakdown.statement_no
            and breakdown.axis_code = 'origin_land_type'
    where
        total.report_id = 'bac-son-185-2024'
        and total.indicator_code = 'land_area_converted'
)

select
    areas_and_total.origin_land_type,
    areas_and_total.area_m2 / hectare.factor_to_base as area_ha,
    areas_and_total.area_m2,
    round(areas_and_total.area_m2 / sum(areas.area_m2) * 100, 4) as share_pct
from areas_and_total
cross join areas
inner join marts.dim_unit as hectare
    on hectare.unit_code = 'ha'
group by
    areas_and_total.origin_land_type,
    areas_and_total.area_m2,
    hectare.factor_to_base
order by areas_and_total.area_m2 desc
