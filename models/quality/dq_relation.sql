-- What the text states by its form, and what it compares with a plan or an earlier value printed
-- elsewhere.
with

int_relations_judged as (

    select * from {{ ref('int_relations_judged') }}

),

int_relation_terms_measured as (

    select * from {{ ref('int_relation_terms_measured') }}

),

fct_comparison as (

    select * from {{ ref('fct_comparison') }}

),

fct_observation as (

    select * from {{ ref('fct_observation') }}

),

compared as (

    select
        comparisons.*,
        currents.raw_text as current_text,
        comparators.raw_text as comparator_text
    from fct_comparison as comparisons
    inner join fct_observation as currents
        on comparisons.current_numeral_id = currents.numeral_id and currents.statement_no = 1
    inner join fct_observation as comparators
        on
            comparisons.comparator_numeral_id = comparators.numeral_id
            and comparators.statement_no = 1
    left join int_relation_terms_measured as terms
        on
            comparisons.numeral_id = terms.numeral_id
            and terms.role in ('percent', 'change')
            and terms.kind in ('ratio', 'change')
    where comparisons.verdict != 'not_testable' and terms.numeral_id is null

),

final as (

    select
        relation_id,
        report_id,
        said_numeral_id,
        'stated' as source,
        kind,
        line,
        terms,
        stated_amount,
        stated_low,
        stated_high,
        recomputed_amount,
        recomputed_low,
        recomputed_high,
        residual,
        residual_in_last_places,
        verdict,
        untestable_reason,
        evidence
    from int_relations_judged

    union all

    select
        numeral_id || '/' || statement_no as relation_id,
        report_id,
        numeral_id as said_numeral_id,
        'compared' as source,
        case when comparator_kind = 'plan' then 'ratio' else 'change' end as kind,
        line,
        'numerator ' || current_text || ' · denominator ' || comparator_text || ' · percent '
        || raw_text as terms,
        stated as stated_amount,
        stated_low,
        stated_high,
        null as recomputed_amount,
        recomputed_low,
        recomputed_high,
        null as residual,
        null as residual_in_last_places,
        case verdict
            when 'within_rounding' then 'rounded'
            when 'within_cutting_off' then 'truncated'
            when 'differs' then 'inconsistent'
            else verdict
        end as verdict,
        null as untestable_reason,
        evidence
    from compared

)

select * from final
