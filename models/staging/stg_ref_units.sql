with

ref_units as (

    select * from {{ ref('ref_units') }}

),

final as (

    select
        unit_code,
        nullif(symbol, '') as symbol,
        nullif(unit_name_vi, '') as unit_name_vi,
        nullif(unit_name_en, '') as unit_name_en,
        nullif(dimension, '') as dimension,
        nullif(base_unit_code, '') as base_unit_code,
        {{ typed('factor_to_base', 'decimal(18, 8)') }} as factor_to_base,
        {{ typed('is_countable', 'boolean') }} as is_countable
    from ref_units

)

select * from final
