with

ref_sector_titles as (

    select * from {{ ref('ref_sector_titles') }}

),

final as (

    select
        title_words,
        sector_code,
        {{ typed('priority', 'integer') }} as priority
    from ref_sector_titles

)

select * from final
