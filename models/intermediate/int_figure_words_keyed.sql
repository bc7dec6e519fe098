-- Segment 0 is what stands above: the title path and, in a footnote, the words behind which its
-- mark stands. The label's own path runs from 1. Within a key the segments of a path are kept
-- apart by `/`, which no key of words holds.
with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_sections as (

    select * from {{ ref('stg_sections') }}

),

segments as (

    select
        numeral_id,
        {{ split_to_rows('label_raw', ' > ') }} as segment,
        {{ rows_of_split('label_raw', ' > ') }} as segment_no
    from stg_figures
    where label_raw is not null

),

titles as (

    select
        stg_figures.numeral_id,
        {{ split_to_rows('stg_sections.title_path', ' > ') }} as segment,
        {{ rows_of_split('stg_sections.title_path', ' > ') }} as title_no
    from stg_figures
    inner join stg_sections on stg_figures.section_id = stg_sections.section_id

    union all

    select
        stg_figures.numeral_id,
        stg_sections.marked_words as segment,
        1000 as title_no
    from stg_figures
    inner join stg_sections on stg_figures.section_id = stg_sections.section_id
    where stg_sections.marked_words is not null

),

final as (

    select
        numeral_id,
        segment_no,
        ' ' || {{ match_key('segment') }} || ' ' as words_key
    from segments

    union all

    select
        numeral_id,
        0 as segment_no,
        ' ' || string_agg({{ match_key('segment') }}, ' / ' order by title_no) || ' ' as words_key
    from titles
    group by numeral_id

)

select * from final
