with

int_places_versioned as (

    select * from {{ ref('int_places_versioned') }}

),

stg_ref_place_variants as (

    select * from {{ ref('stg_ref_place_variants') }}

),

variants as (

    select
        place_code,
        valid_from,
        string_agg(variant_name, ' | ' order by variant_name) as name_variants
    from stg_ref_place_variants
    group by place_code, valid_from

),

final as (

    select
        int_places_versioned.place_id,
        int_places_versioned.parent_place_id,
        int_places_versioned.successor_place_id,
        int_places_versioned.place_code,
        int_places_versioned.place_type,
        int_places_versioned.place_name_vi,
        int_places_versioned.place_name_en,
        variants.name_variants,
        int_places_versioned.valid_from,
        int_places_versioned.valid_to,
        int_places_versioned.place_path,
        int_places_versioned.source
    from int_places_versioned
    left join variants
        on
            int_places_versioned.place_code = variants.place_code
            and int_places_versioned.valid_from is not distinct from variants.valid_from

)

select * from final
