-- Each relation says one number twice: as it is printed, and as the others make it. Both are
-- intervals; where they meet the relation holds. Percentages are held against their numerator and
-- denominator, totals against their parts, counts against the names, restatements against each
-- other, the shares of one total against 100, output against area times yield. Of a level, the one
-- before and their difference the bigger level is said, the others make it.
with

stg_relations as (

    select * from {{ ref('stg_relations') }}

),

int_relation_terms_measured as (

    select * from {{ ref('int_relation_terms_measured') }}

),

told as (

    select
        *,
        kind = 'change' and bool_or(role = 'previous') over (partition by relation_id)
            as is_difference
    from int_relation_terms_measured

),

-- Shares, and two levels with their difference, are sums: of 100, and of the bigger level.
seated as (

    select
        *,
        if(kind = 'shares' or is_difference, 'sum', kind) as form,
        if(is_difference, 1, coefficient) as weight,
        case
            when kind = 'shares' then 'part'
            when not is_difference then role
            when role = 'change' then 'part'
            when
                row_number() over (
                    partition by relation_id, role = 'change'
                    order by amount desc, term_no asc
                ) = 1
                then 'total'
            else 'part'
        end as seat
    from told

),

said as (

    select
        *,
        seat in ('total', 'percent', 'count') as is_said
    from seated

),

gathered as (

    select
        report_id,
        relation_id,
        kind,
        form,
        min(line) as line,
        string_agg(
            role || ' ' || coalesce(raw_text, name_raw), ' · ' order by term_no
        ) as terms,
        min(numeral_id) filter (where is_said) as said_numeral_id,
        if(kind = 'shares', 1, count(*) filter (where is_said)) as said_count,
        count(*) filter (where not is_said) as other_count,
        bool_or(is_unreadable) as has_unreadable,
        count(
            distinct if(is_count or role in ('percent', 'factor'), null, base_unit_code)
        ) as unit_count,
        if(kind = 'shares', 100, min(amount) filter (where is_said)) as said_amount,
        if(kind = 'shares', 100, min(low) filter (where is_said)) as said_low,
        if(kind = 'shares', 100, max(high) filter (where is_said)) as said_high,
        if(kind = 'shares', 0, min(last_place) filter (where is_said)) as last_place,
        bool_and(is_exact) as is_exact,
        count(*) filter (where is_said and low is null) as said_open_low,
        count(*) filter (where is_said and high is null) as said_open_high,
        sum(amount * weight) filter (where seat in ('part', 'member')) as part_amount,
        if(
            count(*) filter (where seat in ('part', 'member') and low is null) > 0,
            null,
            sum(low * weight) filter (where seat in ('part', 'member'))
        ) as part_low,
        if(
            count(*) filter (where seat in ('part', 'member') and high is null) > 0,
            null,
            sum(high * weight) filter (where seat in ('part', 'member'))
        ) as part_high,
        sum((amount + last_place) * weight) filter (where seat in ('part', 'member'))
            as part_cut_high,
        max(low) filter (where role = 'member') as member_low,
        min(high) filter (where role = 'member') as member_high,
        count(distinct amount) filter (where role = 'member') as member_amounts,
        max(amount) filter (where seat in ('numerator', 'change')) as numerator,
        max(low) filter (where role in ('numerator', 'change')) as numerator_low,
        max(high) filter (where role in ('numerator', 'change')) as numerator_high,
        max(amount) filter (where role = 'denominator') as denominator,
        max(low) filter (where role = 'denominator') as denominator_low,
        max(high) filter (where role = 'denominator') as denominator_high,
        max(amount) filter (where role = 'current') as current_amount,
        max(low) filter (where role = 'current') as current_low,
        max(high) filter (where role = 'current') as current_high,
        coalesce(min(coefficient) filter (where role = 'change'), 1) as direction,
        {{ area_times_yield('amount') }} as output_amount,
        {{ area_times_yield('low') }} as output_low,
        {{ area_times_yield('high') }} as output_high,
        {{ area_times_yield('amount + last_place') }} as output_cut_high
    from said
    group by report_id, relation_id, kind, form

),

-- What the other terms make of the number that is said.
recomputed as (

    select
        *,
        coalesce(denominator, current_amount - direction * numerator) as base_amount,
        coalesce(
            denominator_low,
            current_low - direction * if(direction > 0, numerator_high, numerator_low)
        ) as base_low,
        coalesce(
            denominator_high,
            current_high - direction * if(direction > 0, numerator_low, numerator_high)
        ) as base_high,
        case
            when form in ('ratio', 'change') then {{ divided('numerator * 100', 'base_amount') }}
            when form = 'product' then output_amount
            when form != 'same' then part_amount
        end as other_amount,
        case
            when form in ('ratio', 'change') and base_high > 0
                then {{ divided('numerator_low * 100', 'base_high') }}
            when form = 'product' then output_low
            when form not in ('ratio', 'change', 'same') then part_low
        end as other_low,
        case
            when form in ('ratio', 'change') and base_low > 0
                then {{ divided('numerator_high * 100', 'base_low') }}
            when form = 'product' then output_high
            when form not in ('ratio', 'change', 'same') then part_high
        end as other_high
    from gathered

),

judged as (

    select
        *,
        case
            when form = 'same' then 0
            when said_amount is not null then said_amount - other_amount
        end as residual,
        case
            when has_unreadable then 'unreadable'
            when form != 'same' and (said_count != 1 or other_count = 0) then 'untestable'
            when form in ('ratio', 'change') and base_amount is null then 'untestable'
            when unit_count > 1 then 'untestable'
            when form = 'subset'
                then
                    case
                        when coalesce(other_low <= said_high, true) then 'holds'
                        else 'inconsistent'
                    end
            when form = 'same'
                then
                    case
                        when member_amounts = 1 then 'exact'
                        when coalesce(member_low <= member_high, true) then 'rounded'
                        else 'inconsistent'
                    end
            when form in ('sum', 'list_count') and said_amount = other_amount then 'exact'
            when
                form in ('ratio', 'change')
                and other_amount >= said_low
                and other_amount <= said_high
                then 'exact'
            when
                coalesce(other_low <= said_high, true) and coalesce(other_high >= said_low, true)
                then if(is_exact, 'rounded', 'holds')
            when
                form in ('ratio', 'change')
                and is_exact
                and other_low < said_amount + last_place
                and other_high >= said_amount
                then 'truncated'
            when
                form = 'sum'
                and is_exact
                and part_amount < said_amount + last_place
                and part_cut_high > said_amount
                then 'truncated'
            when
                form = 'product'
                and is_exact
                and output_amount < said_amount + last_place
                and output_cut_high > said_amount
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
            when judged.form in ('ratio', 'change') then 'base_not_printed'
            else 'terms_missing'
        end as untestable_reason,
        stg_relations.evidence
    from judged
    inner join stg_relations on judged.relation_id = stg_relations.relation_id

)

select * from final
