with

ref_member_labels as (

    select * from {{ ref('ref_member_labels') }}

),

final as (

    select
        axis_code,
        member_code,
        nullif(member_words, '') as member_words,
        nullif(title_words, '') as title_words
    from ref_member_labels

)

select * from final
