{{ config(materialized="table") }}

-- A label claims a figure when every piece of its words is found, none of its excluding words is,
-- and unit and form fit; of several claims the lowest priority number decides.
with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_ref_units as (

    select * from {{ ref('stg_ref_units') }}

),

stg_ref_indicator_labels as (

    select * from {{ ref('stg_ref_indicator_labels') }}

),

int_figure_words_keyed as (

    select * from {{ ref('int_figure_words_keyed') }}

),

int_label_words_keyed as (

    select * from {{ ref('int_label_words_keyed') }}

),

speaking as (

    select
        stg_figures.numeral_id,
        stg_figures.measure,
        coalesce(stg_figures.unit_code, 'none') as unit_code,
        coalesce(stg_ref_units.dimension, 'none') as dimension
    from stg_figures
    left join stg_ref_units on stg_figures.unit_code = stg_ref_units.unit_code
    where stg_figures.base_numeral_id is null

),

found as (

    select
        figure_words.numeral_id,
        label_words.label_id,
        count(distinct label_words.looked_in || '/' || label_words.piece)
        filter (where not label_words.is_excluding) as piece_count,
        coalesce(bool_or(label_words.is_excluding), false) as is_excluded
    from int_figure_words_keyed as figure_words
    inner join int_label_words_keyed as label_words
        on
            (label_words.looked_in = 'title') = (figure_words.segment_no = 0)
            and contains(figure_words.words_key, label_words.words_key)
    group by figure_words.numeral_id, label_words.label_id

),

needed as (

    select
        label_id,
        count(distinct looked_in || '/' || piece) as piece_count
    from int_label_words_keyed
    where not is_excluding
    group by label_id

),

claims as (

    select
        found.numeral_id,
        labels.label_id,
        labels.indicator_code,
        labels.members,
        labels.priority = min(labels.priority) over (partition by found.numeral_id) as is_decisive
    from found
    inner join needed
        on found.label_id = needed.label_id and found.piece_count = needed.piece_count
    inner join stg_ref_indicator_labels as labels on found.label_id = labels.label_id
    inner join speaking on found.numeral_id = speaking.numeral_id
    where
        not found.is_excluded
        and (labels.measure = 'whole') is true = (speaking.measure = 'whole')
        and coalesce(labels.measure, speaking.measure) = speaking.measure
        and (
            labels.unit_codes is null
            or {{ is_listed('speaking.unit_code', 'labels.unit_codes') }}
            or {{ is_listed('speaking.dimension', 'labels.unit_codes') }}
        )

),

final as (

    select
        numeral_id,
        label_id,
        indicator_code,
        members,
        count(*) over (partition by numeral_id) as claim_count
    from claims
    where is_decisive

)

select * from final
