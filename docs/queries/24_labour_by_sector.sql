-- VN: Lao động làm việc theo ngành?
-- EN: Labour by sector
-- Lines: 263
with employed as (
    select
        labour.employment_sector_code as employment_sector,
        labour.actual as persons
    from marts.fct_social as labour
    inner join marts.dim_report as report
        on
            labour.place_id = report.place_id
            and labour.period_code = report.period_code
    where
        report.report_id = 'bac-son-185-2024'
        and labour.indicator_code = 'employed_persons'
)

select
    employment_sector,
    persons,
    round(persons / sum(persons) over () * 100, 4) as share_of_employed_pct,
    round(persons / sum(persons) filter (
        where employment_sector <> '_T'
    ) over () * 100, 4) as share_of_sectors_pct
from employed
qualify employment_sector <> '_T'
order by persons desc
