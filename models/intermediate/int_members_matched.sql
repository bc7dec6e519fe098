{{ config(materialized="table") }}

-- Members are looked for on the axes of the figure's indicator only: the last segment of the path
-- decides, then the longest words. What a label fixes is not looked for; a fixed _T is the total.
with

stg_ref_indicators as (

    select * from {{ ref('stg_ref_indicators') }}

),

stg_ref_member_labels as (

    select * from {{ ref('stg_ref_member_labels') }}

),

int_figure_words_keyed as (

    select * from {{ ref('int_figure_words_keyed') }}

),

int_labels_claimed as (

    select * from {{ ref('int_labels_claimed') }}

),

claimed as (

    select * from int_labels_claimed
    where claim_count = 1

),

fixings as (

    select
        numeral_id,
        {{ split_to_rows('members', ' | ') }} as fixing
    from claimed
    where members is not null

),

fixed as (

    select
        numeral_id,
        split_part(fixing, '=', 1) as axis_code,
        split_part(fixing, '=', 2) as member_code
    from fixings

),

indicator_axes as (

    select
        indicator_code,
        {{ split_to_rows('axes', ' | ') }} as axis_code
    from stg_ref_indicators
    where axes is not null

),

open_axes as (

    select
        claimed.numeral_id,
        indicator_axes.axis_code
    from claimed
    inner join indicator_axes on claimed.indicator_code = indicator_axes.indicator_code
    left join fixed
        on
            claimed.numeral_id = fixed.numeral_id
            and indicator_axes.axis_code = fixed.axis_code
    where fixed.numeral_id is null

),

member_words as (

    select
        axis_code,
        member_code,
        member_words is null as is_title,
        ' ' || {{ match_key('coalesce(member_words, title_words)') }} || ' ' as words_key
    from stg_ref_member_labels

),

ranked as (

    select
        open_axes.numeral_id,
        open_axes.axis_code,
        member_words.member_code,
        rank() over (
            partition by open_axes.numeral_id, open_axes.axis_code
            order by figure_words.segment_no desc, length(member_words.words_key) desc
        ) as match_rank
    from open_axes
    inner join member_words on open_axes.axis_code = member_words.axis_code
    inner join int_figure_words_keyed as figure_words
        on
            open_axes.numeral_id = figure_words.numeral_id
            and (figure_words.segment_no = 0) = member_words.is_title
            and contains(figure_words.words_key, member_words.words_key)

),

final as (

    select distinct
        numeral_id,
        axis_code,
        member_code
    from ranked
    where match_rank = 1

    union all

    select
        numeral_id,
        axis_code,
        member_code
    from fixed
    where member_code != '_T'

)

select * from final
