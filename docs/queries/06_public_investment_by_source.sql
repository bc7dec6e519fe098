-- VN: Vốn đầu tư công năm 2024 theo nguồn đến từng khoản nhỏ nhất; các khoản có cộng đúng tổng
--     không?
-- EN: Public investment by source down to the leaves; do the leaves sum to the totals?
-- Lines: 141, 155–185
with recursive sources as (
    select
        coalesce(source.member_code, '_T') as source_code,
        capital.amount
    from marts.fct_observation as capital
    left join marts.fct_observation_breakdown as source
        on
            capital.numeral_id = source.numeral_id
            and capital.statement_no = source.statement_no
            and source.axis_code = 'capital_source'
    where
        capital.report_id = 'bac-son-185-2024'
        and capital.indicator_code = 'investment_capital'
        and capital.period_code = '2024'
        and capital.measure = 'level'
        and capital.is_primary
),

lineages as (
    select
        sources.source_code,
        sources.source_code as ancestor_code,
        0 as generations
    from sources
    union all
    select
        lineages.source_code,
        member.parent_member_code as ancestor_code,
        lineages.generations + 1 as generations
    from lineages
    inner join marts.dim_breakdown as member
        on
            lineages.ancestor_code = member.member_code
            and member.axis_code = 'capital_source'
    where member.parent_member_code is not null
),

depths as (
    select
        source_code,
        max(generations) as depth,
        max(ancestor_code) filter (where generations = 1) as parent_code
    from lineages
    group by source_code
),

leaves as (
    select sources.*
    from sources
    where sources.source_code not in (
        select depths.parent_code
        from depths
        where depths.parent_code is not null
    )
),

leaf_totals as (
    select
        lineages.ancestor_code as source_code,
        sum(leaves.amount) as leaf_total
    from leaves
    inner join lineages
        on leaves.source_code = lineages.source_code
    group by lineages.ancestor_code
)

select
    depths.depth,
    sources.source_code as capital_source,
    depths.parent_code as parent_source,
    leaves.source_code is not null as is_leaf,
    sources.amount,
    leaf_totals.leaf_total,
    sources.amount - leaf_totals.leaf_total as difference
from sources
inner join depths
    on sources.source_code = depths.source_code
inner join leaf_totals
    on sources.source_code = leaf_totals.source_code
left join leaves
    on sources.source_code = leaves.source_code
order by depths.depth asc, sources.amount desc
