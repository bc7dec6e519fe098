with

int_places_versioned as (

    select * from {{ ref('int_places_versioned') }}

),

stg_ref_place_variants as (

    select * from {{ ref('stg_ref_place_variants') }}

),

names as (

    select
        place_id,
        place_name_vi as place_name
    from int_places_versioned

    union all

    select
        int_places_versioned.place_id,
        stg_ref_place_variants.variant_name as place_name
    from stg_ref_place_variants
    inner join int_places_versioned
        on
            stg_ref_place_variants.place_code = int_places_versioned.place_code
            and stg_ref_place_variants.valid_from
            is not distinct from int_places_versioned.valid_from

),

final as (

    select distinct
        names.place_id,
        int_places_versioned.place_type,
        int_places_versioned.valid_from,
        int_places_versioned.valid_to,
        int_places_versioned.place_path,
        {{ match_key('names.place_name') }} as name_key
    from names
    inner join int_places_versioned on names.place_id = int_places_versioned.place_id

)

select * from final
