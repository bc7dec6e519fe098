with recursive

stg_sections as (

    select * from {{ ref('stg_sections') }}

),

stg_ref_sector_titles as (

    select * from {{ ref('stg_ref_sector_titles') }}

),

-- Words match whole words of a section's own title; of several, the lowest priority number decides.
matched as (

    select
        stg_sections.section_id,
        stg_ref_sector_titles.sector_code,
        row_number() over (
            partition by stg_sections.section_id
            order by
                stg_ref_sector_titles.priority asc,
                length(stg_ref_sector_titles.title_words) desc,
                stg_ref_sector_titles.title_words asc
        ) as match_rank
    from stg_sections
    inner join stg_ref_sector_titles
        on
            ' ' || {{ match_key('stg_sections.title') }} || ' '
            like '% ' || {{ match_key('stg_ref_sector_titles.title_words') }} || ' %'

),

own as (

    select
        stg_sections.section_id,
        stg_sections.parent_section_id,
        matched.sector_code
    from stg_sections
    left join matched
        on stg_sections.section_id = matched.section_id and matched.match_rank = 1

),

-- The deepest title of the path decides: what a section's own title leaves open its parent says.
inherited as (

    select
        section_id,
        sector_code
    from own
    where parent_section_id is null

    union all

    select
        own.section_id,
        coalesce(own.sector_code, inherited.sector_code) as sector_code
    from own
    inner join inherited on own.parent_section_id = inherited.section_id

),

final as (

    select
        section_id,
        sector_code
    from inherited

)

select * from final
