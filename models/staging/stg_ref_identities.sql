with

ref_identities as (

    select * from {{ ref('ref_identities') }}

),

final as (

    select
        identity_id,
        nullif(kind, '') as kind,
        nullif(identity_name_vi, '') as identity_name_vi,
        nullif(identity_name_en, '') as identity_name_en
    from ref_identities

)

select * from final
