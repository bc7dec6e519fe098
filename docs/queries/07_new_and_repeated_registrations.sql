-- VN: Cấp xã: đăng ký mới và đăng ký lại khai sinh, kết hôn, khai tử?
-- EN: Births newly registered against re-registered (commune level), also marriages and deaths
-- Lines: 385–391
select
    registration.indicator_code as registration,
    sum(registration.actual) as total,
    sum(registration.actual) filter (where registration.registration_kind_code = 'new') as new,
    sum(registration.actual) filter (
        where registration.registration_kind_code = 'repeated'
    ) as repeated,
    round(repeated / total * 100, 4) as repeated_pct
from marts.fct_justice as registration
inner join marts.dim_report as report
    on
        registration.place_id = report.place_id
        and registration.period_code = report.period_code
where
    report.report_id = 'bac-son-185-2024'
    and registration.indicator_code in (
        'birth_registrations',
        'marriage_registrations',
        'death_registrations'
    )
    and registration.admin_level_code = 'commune'
group by registration.indicator_code
order by total desc
