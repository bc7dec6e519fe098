-- VN: Quà Tết Nguyên đán Giáp Thìn 2024 theo người tặng: số suất, giá trị?
-- EN: Gifts for Tết by giver: number and value
-- Lines: 265 (heading 257)
select
    gift.gift_giver_code as gift_giver,
    nullif(gift.gift_recipient_code, '_T') as gift_recipient,
    sum(gift.actual) filter (where gift.indicator_code = 'gifts_given') as gifts,
    sum(gift.actual) filter (where gift.indicator_code = 'gift_value') as value_vnd,
    sum(gifts) over (partition by gift_giver) as giver_gifts,
    sum(value_vnd) over (partition by gift_giver) as giver_value_vnd
from marts.fct_social as gift
inner join marts.dim_report as report
    on
        gift.place_id = report.place_id
        and gift.period_code = report.period_code
where
    report.report_id = 'bac-son-185-2024'
    and gift.indicator_code in ('gifts_given', 'gift_value')
    and gift.gift_occasion_code = 'lunar_new_year'
group by gift.gift_giver_code, gift.gift_recipient_code
order by giver_value_vnd desc, gift_giver asc, value_vnd desc
