with

int_figures_classified as (

    select * from {{ ref('int_figures_classified') }}

),

int_figures_stated as (

    select * from {{ ref('int_figures_stated') }}

),

int_members_matched as (

    select * from {{ ref('int_members_matched') }}

),

final as (

    select
        int_figures_classified.numeral_id,
        int_figures_stated.statement_no,
        int_members_matched.axis_code,
        int_members_matched.member_code
    from int_figures_classified
    inner join int_figures_stated
        on int_figures_classified.numeral_id = int_figures_stated.numeral_id
    inner join int_members_matched
        on int_figures_classified.root_numeral_id = int_members_matched.numeral_id
    where int_figures_classified.breakdown_key is not null

)

select * from final
