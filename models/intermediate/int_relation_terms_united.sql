{{ config(materialized="table") }}
{%- set sources = {
    'compared': 'int_comparisons_related',
    'restated': 'int_restatements_related',
    'hierarchy': 'int_hierarchies_related',
    'identity': 'int_identities_related',
} %}

-- Terms of every relation that the text or the catalogue gives. What several sources give (the same
-- kind over the same numbers) is one relation, of the first of them.
with

stg_relations as (

    select * from {{ ref('stg_relations') }}

),

stg_relation_terms as (

    select * from {{ ref('stg_relation_terms') }}

),

{% for source, model in sources.items() %}
    {{ model }} as (

        select * from {{ ref(model) }}

    ),

{% endfor %}
united as (

    select
        stg_relations.report_id,
        terms.relation_id,
        0 as source_no,
        'stated' as source,
        stg_relations.kind,
        terms.term_no,
        terms.role,
        terms.coefficient,
        terms.numeral_id,
        terms.name_raw
    from stg_relation_terms as terms
    inner join stg_relations on terms.relation_id = stg_relations.relation_id

    {% for source, model in sources.items() %}
        union all

        select
            report_id,
            relation_id,
            {{ loop.index }} as source_no,
            '{{ source }}' as source,
            kind,
            term_no,
            role,
            coefficient,
            numeral_id,
            null as name_raw
        from {{ model }}
    {% endfor %}

),

relations as (

    select
        relation_id,
        source_no,
        row_number() over (
            partition by kind, string_agg(numeral_id, ' ' order by numeral_id)
            order by source_no, relation_id
        ) as choice
    from united
    group by relation_id, source_no, kind

),

final as (

    select
        united.report_id,
        united.relation_id,
        united.source,
        united.kind,
        united.term_no,
        united.role,
        united.coefficient,
        united.numeral_id,
        united.name_raw
    from united
    inner join relations on united.relation_id = relations.relation_id
    where relations.choice = 1 or united.source = 'stated'

)

select * from final
