-- VN: Số trường đạt chuẩn quốc gia theo loại và tỷ lệ?
-- EN: National-standard schools by type
-- Lines: 217, 227
select
    coalesce(school.school_level_code, '_T') as school_level,
    sum(standard.actual) as national_standard_schools,
    sum(school.actual) as schools,
    round(sum(standard.actual) / sum(school.actual) * 100, 4) as share_pct
from marts.fct_education as school
inner join marts.dim_report as report
    on school.place_id = report.place_id
left join marts.fct_education as standard
    on
        school.place_id = standard.place_id
        and school.school_level_code = standard.school_level_code
        and report.period_code = standard.period_code
        and standard.indicator_code = 'national_standard_schools'
where
    report.report_id = 'bac-son-185-2024'
    and school.indicator_code = 'schools'
    and school.period_code = 'SY2023-2024'
group by grouping sets ((school.school_level_code), ())
order by schools desc
