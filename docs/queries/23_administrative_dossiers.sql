-- VN: Hồ sơ thủ tục hành chính năm 2024: tiếp nhận, trả kết quả, trực tuyến, số hóa?
-- EN: Administrative dossiers
-- Lines: 311, 317, 319
with figures as (
    select
        figure.indicator_code,
        figure.breakdown_key,
        figure.measure,
        figure.unit_code,
        figure.amount
    from marts.fct_observation as figure
    where
        figure.report_id = 'bac-son-185-2024'
        and figure.indicator_code in (
            'administrative_dossiers',
            'administrative_fees_collected',
            'digitized_dossiers',
            'online_service_dossiers'
        )
        and figure.period_code = '2024'
        and figure.scenario = 'actual'
        and figure.is_primary
),

recomputed as (
    select
        part.indicator_code,
        part.breakdown_key,
        'recomputed_pct' as measure,
        'percent' as unit_code,
        round(part.amount / total.amount * 100, 4) as amount
    from figures as part
    inner join figures as total
        on
            part.indicator_code = total.indicator_code
            and total.breakdown_key = '_T'
            and total.measure in ('level', 'whole')
    where
        part.breakdown_key = 'submission_channel=online'
        and part.measure = 'level'
)

select
    indicator_code as indicator,
    breakdown_key as breakdown,
    case when measure = 'whole' then 'level' else measure end as measure,
    unit_code,
    amount
from figures
where
    measure in ('level', 'whole')
    or (indicator_code = 'online_service_dossiers' and measure = 'share_pct')
union all
select * from recomputed
order by indicator, breakdown, measure
