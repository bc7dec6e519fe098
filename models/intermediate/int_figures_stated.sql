-- Whose plan it is: of a plan, by its own words; of what is measured against a plan, by the words
-- of the comparator. What two givers share ("100% kế hoạch tỉnh, huyện giao") is two statements.
with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_ref_plan_givers as (

    select * from {{ ref('stg_ref_plan_givers') }}

),

worded as (

    select
        numeral_id,
        ' '
        || {{ match_key("if(scenario = 'plan', label_raw, comparator_raw)") }}
        || ' ' as words_key
    from stg_figures
    where scenario = 'plan' or comparator_kind = 'plan'

),

given as (

    select
        worded.numeral_id,
        stg_ref_plan_givers.plan_giver,
        min(
            strpos(worded.words_key, ' ' || stg_ref_plan_givers.plan_words || ' ')
        ) as word_position
    from worded
    inner join stg_ref_plan_givers
        on contains(worded.words_key, ' ' || stg_ref_plan_givers.plan_words || ' ')
    group by worded.numeral_id, stg_ref_plan_givers.plan_giver

),

final as (

    select
        stg_figures.numeral_id,
        given.plan_giver,
        cast(
            row_number() over (
                partition by stg_figures.numeral_id
                order by given.word_position, given.plan_giver
            ) as integer
        ) as statement_no
    from stg_figures
    left join given on stg_figures.numeral_id = given.numeral_id

)

select * from final
