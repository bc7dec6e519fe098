with

ref_places as (

    select * from {{ ref('ref_places') }}

),

final as (

    select
        place_code,
        {{ typed('valid_from', 'date') }} as valid_from,
        {{ typed('valid_to', 'date') }} as valid_to,
        nullif(place_type, '') as place_type,
        nullif(place_name_vi, '') as place_name_vi,
        nullif(place_name_en, '') as place_name_en,
        nullif(parent_place_code, '') as parent_place_code,
        nullif(successor_place_code, '') as successor_place_code,
        nullif(source, '') as source
    from ref_places

)

select * from final
