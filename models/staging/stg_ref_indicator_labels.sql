with

ref_indicator_labels as (

    select * from {{ ref('ref_indicator_labels') }}

),

final as (

    select
        label_id,
        indicator_code,
        nullif(label_words, '') as label_words,
        nullif(label_words_not, '') as label_words_not,
        nullif(title_words, '') as title_words,
        nullif(title_words_not, '') as title_words_not,
        nullif(unit_codes, '') as unit_codes,
        nullif(measure, '') as measure,
        nullif(members, '') as members,
        if(
            nullif(priority, '') is null, 50, {{ typed('priority', 'integer') }}
        ) as priority
    from ref_indicator_labels

)

select * from final
