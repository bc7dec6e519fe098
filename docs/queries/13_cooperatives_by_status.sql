-- VN: Hợp tác xã đang hoạt động và tạm dừng: số HTX, thành viên, vốn?
-- EN: Co-operatives: active and suspended, members and capital
-- Lines: 149
select
    coalesce(enterprise.operating_status_code, '_T') as operating_status,
    sum(enterprise.actual) filter (
        where enterprise.indicator_code = 'cooperatives_registered'
    ) as cooperatives,
    sum(enterprise.actual) filter (
        where enterprise.indicator_code = 'cooperative_members'
    ) as members,
    sum(enterprise.actual) filter (
        where enterprise.indicator_code = 'cooperative_registered_capital'
    ) as capital_vnd
from marts.fct_enterprise as enterprise
inner join marts.dim_report as report
    on
        enterprise.place_id = report.place_id
        and enterprise.period_code = report.period_code
where
    report.report_id = 'bac-son-185-2024'
    and enterprise.indicator_code in (
        'cooperatives_registered',
        'cooperative_members',
        'cooperative_registered_capital'
    )
group by grouping sets ((enterprise.operating_status_code), ())
order by cooperatives
