with

ref_sectors as (

    select * from {{ ref('ref_sectors') }}

),

final as (

    select
        sector_code,
        nullif(sector_name_vi, '') as sector_name_vi,
        nullif(sector_name_en, '') as sector_name_en,
        nullif(parent_sector_code, '') as parent_sector_code
    from ref_sectors

)

select * from final
