with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_sections as (

    select * from {{ ref('stg_sections') }}

),

int_relation_terms_gathered as (

    select * from {{ ref('int_relation_terms_gathered') }}

),

int_relations_judged as (

    select * from {{ ref('int_relations_judged') }}

),

related as (

    select
        terms.numeral_id,
        bool_or(judged.verdict != 'untestable') as is_tested,
        bool_or(judged.verdict in ('inconsistent', 'unreadable')) as is_failing
    from int_relation_terms_gathered as terms
    inner join int_relations_judged as judged on terms.relation_id = judged.relation_id
    where terms.numeral_id is not null
    group by terms.numeral_id

),

final as (

    select
        stg_figures.report_id,
        coalesce(stg_figures.section_id, '') as section_id,
        min(stg_sections.title_path) as section_title_path,
        count(*) as figure_count,
        count(related.numeral_id) as related_count,
        count(*) filter (where related.is_tested) as tested_count,
        count(*) filter (where related.is_failing) as failing_count
    from stg_figures
    left join stg_sections on stg_figures.section_id = stg_sections.section_id
    left join related on stg_figures.numeral_id = related.numeral_id
    group by stg_figures.report_id, coalesce(stg_figures.section_id, '')

)

select * from final
