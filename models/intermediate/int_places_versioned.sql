-- Codes are reused under new names, so a place is a code in one spell of validity.
with recursive

stg_ref_places as (

    select * from {{ ref('stg_ref_places') }}

),

places as (

    select
        *,
        place_code || '@' || coalesce(cast(valid_from as string), 'unknown') as place_id
    from stg_ref_places

),

-- The parent is the place of that code whose spell overlaps the child's.
parented as (

    select
        places.*,
        parents.place_id as parent_place_id
    from places
    left join places as parents
        on
            places.parent_place_code = parents.place_code
            and coalesce(parents.valid_from, date '0001-01-01')
            <= coalesce(places.valid_to, date '9999-12-31')
            and coalesce(parents.valid_to, date '9999-12-31')
            >= coalesce(places.valid_from, date '0001-01-01')

),

-- The successor starts on the day after the place ends.
succeeded as (

    select
        parented.*,
        successors.place_id as successor_place_id
    from parented
    left join places as successors
        on
            parented.successor_place_code = successors.place_code
            and successors.valid_from = parented.valid_to + 1

),

pathed as (

    select
        *,
        place_id as place_path
    from succeeded
    where parent_place_id is null

    union all

    select
        succeeded.*,
        pathed.place_path || '/' || succeeded.place_id as place_path
    from succeeded
    inner join pathed on succeeded.parent_place_id = pathed.place_id

),

final as (

    select
        place_id,
        place_code,
        valid_from,
        valid_to,
        place_type,
        place_name_vi,
        place_name_en,
        parent_place_id,
        successor_place_id,
        place_path,
        source
    from pathed

)

select * from final
