with

ref_place_variants as (

    select * from {{ ref('ref_place_variants') }}

),

final as (

    select
        place_code,
        {{ typed('valid_from', 'date') }} as valid_from,
        variant_name,
        nullif(variant_type, '') as variant_type,
        nullif(note, '') as note
    from ref_place_variants

)

select * from final
