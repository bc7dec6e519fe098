-- VN: Công tác hộ tịch cấp xã?
-- EN: Commune-level civil status
-- Lines: 385–397
select
    justice.indicator_code as indicator,
    nullif(justice.amendment_kind_code, '_T') as amendment_kind,
    sum(justice.actual) as total,
    sum(justice.actual) filter (where justice.registration_kind_code = 'new') as new,
    sum(justice.actual) filter (where justice.registration_kind_code = 'repeated') as repeated,
    sum(justice.actual) filter (
        where justice.certificate_purpose_code = 'marriage'
    ) as for_marriage,
    sum(justice.actual) filter (
        where justice.certificate_purpose_code = 'other'
    ) as for_other_purposes
from marts.fct_justice as justice
inner join marts.dim_report as report
    on
        justice.place_id = report.place_id
        and justice.period_code = report.period_code
where
    report.report_id = 'bac-son-185-2024'
    and justice.admin_level_code = 'commune'
    and justice.indicator_code in (
        'birth_registrations',
        'marriage_registrations',
        'death_registrations',
        'marital_status_certificates',
        'parent_child_recognitions',
        'civil_status_amendments',
        'other_civil_status_entries'
    )
group by justice.indicator_code, justice.amendment_kind_code
order by total desc
