-- VN: Số tiền thu hồi qua thanh tra theo nơi được thanh tra?
-- EN: Inspection money by place
-- Lines: 325–331 (333)
with inspected as (
    select inspection.place_id
    from marts.fct_inspection as inspection
    where inspection.indicator_code = 'inspections_ended'
    union
    select listed.place_id
    from marts.fct_place_listed as listed
    where
        listed.report_id = 'bac-son-185-2024'
        and listed.indicator_code = 'inspections_ended'
),

places as (
    select
        place.place_id,
        place.place_name_vi,
        place.place_code,
        report.period_code
    from inspected
    inner join marts.dim_place as place
        on inspected.place_id = place.place_id
    inner join marts.dim_report as report
        on place.parent_place_id = report.place_id
    where report.report_id = 'bac-son-185-2024'
)

select
    'inspection' as oversight_kind,
    places.place_name_vi as commune,
    places.place_code,
    recovered.actual as amount_vnd
from places
left join marts.fct_inspection as recovered
    on
        places.place_id = recovered.place_id
        and places.period_code = recovered.period_code
        and recovered.indicator_code = 'violation_amount_recovered'
        and recovered.oversight_kind_code = 'inspection'
union all
select
    payable.oversight_kind_code as oversight_kind,
    null as commune,
    null as place_code,
    payable.actual as amount_vnd
from marts.fct_inspection as payable
inner join marts.dim_report as report
    on
        payable.place_id = report.place_id
        and payable.period_code = report.period_code
where
    report.report_id = 'bac-son-185-2024'
    and payable.indicator_code = 'violation_amount_payable'
    and payable.oversight_kind_code = 'check'
order by oversight_kind desc, amount_vnd desc nulls last
