with

ref_plan_givers as (

    select * from {{ ref('ref_plan_givers') }}

),

final as (

    select
        plan_giver,
        plan_words
    from ref_plan_givers

)

select * from final
