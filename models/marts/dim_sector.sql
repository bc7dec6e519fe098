with

stg_ref_sectors as (

    select * from {{ ref('stg_ref_sectors') }}

),

final as (

    select
        sector_code,
        parent_sector_code,
        sector_name_vi,
        sector_name_en
    from stg_ref_sectors

)

select * from final
