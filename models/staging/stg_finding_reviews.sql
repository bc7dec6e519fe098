with

finding_reviews as (

    select * from {{ ref('finding_reviews') }}

),

final as (

    select
        finding_id,
        nullif(status, '') as status,
        nullif(expected_stated, '') as expected_stated,
        nullif(note, '') as note,
        nullif(reviewed_by, '') as reviewed_by,
        {{ typed('reviewed_on', 'date') }} as reviewed_on
    from finding_reviews

)

select * from final
