-- Fails with a row of seeds/reference that names a place nobody knows: a parent or successor code
-- that no place bears at that time, a place code whose spells of validity overlap (it then stands
-- twice), or a spelling variant of no place.
with

found as (

    select
        stg_ref_places.place_code,
        stg_ref_places.valid_from,
        stg_ref_places.place_name_vi,
        stg_ref_places.parent_place_code,
        stg_ref_places.successor_place_code,
        count(int_places_versioned.place_id) as place_count,
        max(int_places_versioned.parent_place_id) as parent_place_id,
        max(int_places_versioned.successor_place_id) as successor_place_id
    from {{ ref('stg_ref_places') }} as stg_ref_places
    left join {{ ref('int_places_versioned') }} as int_places_versioned
        on
            stg_ref_places.place_code = int_places_versioned.place_code
            and stg_ref_places.valid_from is not distinct from int_places_versioned.valid_from
    group by all

),

resolved as (

    select
        place_code,
        valid_from,
        place_name_vi,
        case
            when place_count != 1 then 'place stands ' || place_count || ' times'
            when parent_place_code is not null and parent_place_id is null then 'parent unknown'
            when successor_place_code is not null and successor_place_id is null
                then 'successor unknown'
        end as problem
    from found

),

variants as (

    select
        stg_ref_place_variants.place_code,
        stg_ref_place_variants.valid_from,
        stg_ref_place_variants.variant_name,
        'variant of no place' as problem
    from {{ ref('stg_ref_place_variants') }} as stg_ref_place_variants
    left join {{ ref('stg_ref_places') }} as stg_ref_places
        on
            stg_ref_place_variants.place_code = stg_ref_places.place_code
            and stg_ref_place_variants.valid_from is not distinct from stg_ref_places.valid_from
    where stg_ref_places.place_code is null

)

select * from resolved
where problem is not null

union all

select * from variants
