with

stg_ref_indicator_labels as (

    select * from {{ ref('stg_ref_indicator_labels') }}

),

conditions as (

    select
        label_id,
        'label' as looked_in,
        false as is_excluding,
        label_words as words
    from stg_ref_indicator_labels

    union all

    select
        label_id,
        'label' as looked_in,
        true as is_excluding,
        label_words_not as words
    from stg_ref_indicator_labels

    union all

    select
        label_id,
        'title' as looked_in,
        false as is_excluding,
        title_words as words
    from stg_ref_indicator_labels

    union all

    select
        label_id,
        'title' as looked_in,
        true as is_excluding,
        title_words_not as words
    from stg_ref_indicator_labels

),

pieces as (

    select
        label_id,
        looked_in,
        is_excluding,
        {{ split_to_rows('words', ' + ') }} as piece
    from conditions
    where words is not null

),

alternatives as (

    select
        label_id,
        looked_in,
        is_excluding,
        piece,
        {{ split_to_rows('piece', ' | ') }} as alternative
    from pieces

),

final as (

    select
        label_id,
        looked_in,
        is_excluding,
        piece,
        ' ' || {{ match_key('alternative') }} || ' ' as words_key
    from alternatives

)

select * from final
