with

stg_ref_indicators as (

    select * from {{ ref('stg_ref_indicators') }}

),

final as (

    select
        indicator_code,
        sector_code,
        unit_code,
        process_code,
        indicator_name_vi,
        indicator_name_en,
        definition,
        stock_or_flow,
        better,
        axes,
        place_additivity = 'additive' as is_additive_over_places,
        period_additivity = 'additive' as is_additive_over_periods
    from stg_ref_indicators

)

select * from final
