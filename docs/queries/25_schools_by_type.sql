-- VN: Số trường theo loại, năm học 2023-2024?
-- EN: Schools by type
-- Lines: 215, 227
select
    coalesce(school.school_level_code, '_T') as school_level,
    sum(school.actual) as schools
from marts.fct_education as school
inner join marts.dim_report as report
    on school.place_id = report.place_id
where
    report.report_id = 'bac-son-185-2024'
    and school.indicator_code = 'schools'
    and school.period_code = 'SY2023-2024'
group by grouping sets ((school.school_level_code), ())
order by schools desc
