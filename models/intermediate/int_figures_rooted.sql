-- A percentage or change speaks of a base, which may speak of one itself (points of a share).
with recursive

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

rooted as (

    select
        numeral_id,
        numeral_id as root_numeral_id
    from stg_figures
    where base_numeral_id is null

    union

    select
        stg_figures.numeral_id,
        rooted.root_numeral_id
    from stg_figures
    inner join rooted on stg_figures.base_numeral_id = rooted.numeral_id

),

final as (

    select
        numeral_id,
        root_numeral_id
    from rooted

)

select * from final
