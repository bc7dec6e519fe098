-- Each relation says one number twice: as it is printed, and as the others make it. Both are
-- intervals; where they meet the relation holds. Percentages are held against their numerator and
-- denominator, totals against their parts, counts against the names, restatements against each
-- other.
with

stg_relations as (

    select * from {{ ref('stg_relations') }}

),

int_relation_terms_measured as (

    select * from {{ ref('int_relation_terms_measured') }}

),

said as (

    select
        *,
        role in ('total', 'percent', 'count') as is_said
    from int_relation_terms_measured

),

gathered as (

    select
        report_id,
        relation_id,
        kind,
        min(line) as line,
        string_agg(
            role || ' ' || coalesce(raw_text, name_raw), ' · ' order by term_no
        ) as terms,
        min(numeral_id) filter (where is_said) as said_numeral_id,
        count(*) filter (where is_said) as said_count,
        count(*) filter (where not is_said) as other_count,
        bool_or(is_unreadable) as has_unreadable,
        count(distinct base_unit_code) filter (where not is_count and role != 'percent')
            as unit_count,
        min(amount) filter (where is_said) as said_amount,
        min(low) filter (where is_said) as said_low,
        max(high) filter (where is_said) as said_high,
        min(last_place) filter (where is_said) as last_place,
        bool_and(is_exact) as is_exact,
        count(*) filter (where is_said and low is null) as said_open_low,
        count(*) filter (where is_said and high is null) as said_open_high,
        sum(amount * coefficient) filter (where role in ('part', 'member')) as part_amount,
        if(
            count(*) filter (where role in ('part', 'member') and low is null) > 0,
            null,
            sum(low * coefficient) filter (where role in ('part', 'member'))
        ) as part_low,
        if(
            count(*) filter (where role in ('part', 'member') and high is null) > 0,
            null,
            sum(high * coefficient) filter (where role in ('part', 'member'))
        ) as part_high,
        sum((amount + last_place) * coefficient) filter (where role in ('part', 'member'))
            as part_cut_high,
        max(low) filter (where role = 'member') as member_low,
        min(high) filter (where role = 'member') as member_high,
        count(distinct amount) filter (where role = 'member') as member_amounts,
        max(amount) filter (where role in ('numerator', 'change')) as numerator,
        max(low) filter (where role in ('numerator', 'change')) as numerator_low,
        max(high) filter (where role in ('numerator', 'change')) as numerator_high,
        max(amount) filter (where role = 'denominator') as denominator,
        max(low) filter (where role = 'denominator') as denominator_low,
        max(high) filter (where role = 'denominator') as denominator_high,
        max(amount) filter (where role = 'current') as current_amount,
        max(low) filter (where role = 'current') as current_low,
        max(high) filter (where role = 'current') as current_high
    from said
    group by report_id, relation_id, kind

),

-- What the other terms make of the number that is said.
recomputed as (

    select
        *,
        coalesce(denominator, current_amount - numerator) as base_amount,
        coalesce(denominator_low, current_low - numerator_high) as base_low,
        coalesce(denominator_high, current_high - numerator_low) as base_high,
        case
            when kind in ('ratio', 'change') then {{ divided('numerator * 100', 'base_amount') }}
            when kind != 'same' then part_amount
        end as other_amount,
        case
            when kind in ('ratio', 'change') and base_high > 0
                then {{ divided('numerator_low * 100', 'base_high') }}
            when kind not in ('ratio', 'change', 'same') then part_low
        end as other_low,
        case
            when kind in ('ratio', 'change') and base_low > 0
                then {{ divided('numerator_high * 100', 'base_low') }}
            when kind not in ('ratio', 'change', 'same') then part_high
        end as other_high
    from gathered

),

judged as (

    select
        *,
        case
            when kind = 'same' then 0
            when said_amount is not null then said_amount - other_amount
        end as residual,
        case
            when has_unreadable then 'unreadable'
            when kind != 'same' and (said_count != 1 or other_count = 0) then 'untestable'
            when kind in ('ratio', 'change') and base_amount is null then 'untestable'
            when unit_count > 1 then 'untestable'
            when kind = 'subset'
                then
                    case
                        when coalesce(other_low <= said_high, true) then 'holds'
                        else 'inconsistent'
                    end
            when kind = 'same'
                then
                    case
                        when member_amounts = 1 then 'exact'
                        when coalesce(member_low <= member_high, true) then 'rounded'
                        else 'inconsistent'
                    end
            when kind in ('sum', 'list_count') and said_amount = other_amount then 'exact'
            when
                kind in ('ratio', 'change')
                and other_amount >= said_low
                and other_amount <= said_high
                then 'exact'
            when
                coalesce(other_low <= said_high, true) and coalesce(other_high >= said_low, true)
                then if(is_exact, 'rounded', 'holds')
            when
                kind in ('ratio', 'change')
                and is_exact
                and other_low < said_amount + last_place
                and other_high >= said_amount
                then 'truncated'
            when
                kind = 'sum'
                and is_exact
                and part_amount < said_amount + last_place
                and part_cut_high > said_amount
                then 'truncated'
            else 'inconsistent'
        end as verdict
    from recomputed

),

final as (

    select
        judged.relation_id,
        judged.report_id,
        judged.said_numeral_id,
        judged.kind,
        judged.line,
        judged.terms,
        cast(judged.said_amount as decimal(38, 8)) as stated_amount,
        cast(judged.said_low as decimal(38, 8)) as stated_low,
        cast(judged.said_high as decimal(38, 8)) as stated_high,
        cast(judged.other_amount as decimal(38, 8)) as recomputed_amount,
        cast(judged.other_low as decimal(38, 8)) as recomputed_low,
        cast(judged.other_high as decimal(38, 8)) as recomputed_high,
        cast(judged.residual as decimal(38, 8)) as residual,
        {{ divided('judged.residual', 'judged.last_place') }} as residual_in_last_places,
        judged.verdict,
        case
            when judged.verdict != 'untestable' then null
            when judged.unit_count > 1 then 'units_differ'
            when judged.kind in ('ratio', 'change') then 'base_not_printed'
            else 'terms_missing'
        end as untestable_reason,
        stg_relations.evidence
    from judged
    inner join stg_relations on judged.relation_id = stg_relations.relation_id

)

select * from final
