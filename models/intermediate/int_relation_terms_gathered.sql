-- Terms of every relation, those that a curator added included.
with

int_relation_terms_united as (

    select * from {{ ref('int_relation_terms_united') }}

),

int_curations_checked as (

    select * from {{ ref('int_curations_checked') }}

),

stg_curated_relation_terms as (

    select * from {{ ref('stg_curated_relation_terms') }}

),

final as (

    select
        report_id,
        relation_id,
        source,
        kind,
        term_no,
        role,
        coefficient,
        numeral_id,
        name_raw
    from int_relation_terms_united

    union all

    select
        curations.report_id,
        curations.relation_id,
        'curated' as source,
        curations.kind,
        terms.term_no,
        terms.role,
        terms.coefficient,
        terms.numeral_id,
        terms.name_raw
    from int_curations_checked as curations
    inner join stg_curated_relation_terms as terms on curations.relation_id = terms.relation_id
    where curations.action = 'add' and curations.curation_status = 'applied'

)

select * from final
