with

ref_indicators as (

    select * from {{ ref('ref_indicators') }}

),

final as (

    select
        indicator_code,
        nullif(indicator_name_vi, '') as indicator_name_vi,
        nullif(indicator_name_en, '') as indicator_name_en,
        nullif(sector_code, '') as sector_code,
        nullif(process_code, '') as process_code,
        nullif(unit_code, '') as unit_code,
        nullif(stock_or_flow, '') as stock_or_flow,
        nullif(place_additivity, '') as place_additivity,
        nullif(period_additivity, '') as period_additivity,
        nullif(better, '') as better,
        nullif(axes, '') as axes,
        nullif(definition, '') as definition
    from ref_indicators

)

select * from final
