{{ config(materialized="table") }}

with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

int_reports_located as (

    select * from {{ ref('int_reports_located') }}

),

int_place_mentions_matched as (

    select * from {{ ref('int_place_mentions_matched') }}

),

int_places_versioned as (

    select * from {{ ref('int_places_versioned') }}

),

-- A village lies within a unit; it is no further unit among which the figure would be shared. A
-- name without a word for its kind that no unit has is one more village, beside a unit or a
-- village.
mentioned as (

    select
        numeral_id,
        count_if(
            match_status in ('matched', 'ambiguous')
            or (match_status = 'unknown' and place_type is not null)
        ) as known_count,
        count_if(match_status = 'unknown' and place_type is null) as unknown_count,
        if(known_count > 0 or bool_or(match_status = 'village'), known_count, unknown_count)
            as unit_count,
        min(place_id) as place_id,
        string_agg(distinct place_id, ' + ' order by place_id) as place_ids,
        max(match_status != 'matched') as has_unmapped_place
    from int_place_mentions_matched
    where mentioned_in = 'clause'
    group by numeral_id

),

chosen as (

    select
        stg_figures.numeral_id,
        if(mentioned.unit_count = 1, mentioned.place_id, null) as stated_place_id,
        if(mentioned.unit_count > 1, mentioned.place_ids, null) as shared_place_ids,
        coalesce(mentioned.unit_count > 1, false) as has_several_places,
        coalesce(mentioned.has_unmapped_place, false) as has_unmapped_place,
        int_reports_located.place_id as report_place_id,
        int_reports_located.place_code as report_place_code
    from stg_figures
    left join int_reports_located on stg_figures.report_id = int_reports_located.report_id
    left join mentioned on stg_figures.numeral_id = mentioned.numeral_id

),

final as (

    select
        chosen.numeral_id,
        coalesce(chosen.stated_place_id, chosen.report_place_id) as place_id,
        coalesce(int_places_versioned.place_code, chosen.report_place_code) as place_code,
        coalesce(
            chosen.shared_place_ids,
            chosen.stated_place_id,
            chosen.report_place_id,
            chosen.report_place_code
        ) as place_key,
        chosen.report_place_id,
        chosen.has_several_places,
        chosen.has_unmapped_place
    from chosen
    left join int_places_versioned on chosen.stated_place_id = int_places_versioned.place_id

)

select * from final
