-- A place goes on in itself, and in its successor when it is the only one that became it: a new name
-- for the same commune. What was merged does not go on in what came of it.
with

int_places_versioned as (

    select * from {{ ref('int_places_versioned') }}

),

renamed as (

    select
        successor_place_id as place_id,
        min(place_id) as earlier_place_id
    from int_places_versioned
    where successor_place_id is not null
    group by successor_place_id
    having count(*) = 1

),

final as (

    select
        place_id,
        place_id as earlier_place_id
    from int_places_versioned

    union all

    select
        place_id,
        earlier_place_id
    from renamed

)

select * from final
