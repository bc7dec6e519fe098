with

stg_ref_units as (

    select * from {{ ref('stg_ref_units') }}

),

final as (

    select
        unit_code,
        base_unit_code,
        symbol,
        unit_name_vi,
        unit_name_en,
        dimension,
        factor_to_base,
        is_countable
    from stg_ref_units

)

select * from final
