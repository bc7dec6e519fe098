with

int_units_rolled_up as (

    select * from {{ ref('int_units_rolled_up') }}

),

int_cells_valued as (

    select * from {{ ref('int_cells_valued') }}

),

dim_report as (

    select * from {{ ref('dim_report') }}

),

fct_observation as (

    select * from {{ ref('fct_observation') }}

),

fct_observation_breakdown as (

    select * from {{ ref('fct_observation_breakdown') }}

),

fct_place_listed as (

    select * from {{ ref('fct_place_listed') }}

),

places as (

    select
        report_id,
        profile_level,
        place_id,
        min(is_comparable) as is_comparable,
        count(*) as unit_count
    from int_units_rolled_up
    group by report_id, profile_level, place_id

),

levels as (

    select
        units.report_id,
        units.profile_level,
        units.place_id,
        observations.indicator_code || coalesce('/' || forms.member_code, '') as what,
        cells.is_remainder,
        cells.counted_amount as amount
    from int_units_rolled_up as units
    inner join fct_observation as observations
        on
            units.report_id = observations.report_id
            and units.unit_place_id = observations.place_id
    inner join int_cells_valued as cells
        on
            observations.numeral_id = cells.numeral_id
            and observations.statement_no = cells.statement_no
    left join fct_observation_breakdown as forms
        on
            observations.numeral_id = forms.numeral_id
            and observations.statement_no = forms.statement_no
            and forms.axis_code = 'house_damage_form'
    where
        not observations.has_several_places
        and observations.scenario = 'actual'
        and cells.counted_amount is not null

),

stated as (

    select
        report_id,
        profile_level,
        place_id,
        count(*) as figure_count,
        sum(amount) filter (where what = 'disaster_damaged_houses/roof_damage')
            as roof_damaged_houses,
        sum(amount) filter (where what = 'disaster_damaged_houses/flooding') as flooded_houses,
        sum(amount) filter (where what = 'disaster_damaged_houses/landslide') as landslide_houses,
        sum(amount) filter (where what = 'disaster_isolated_households') as isolated_households,
        sum(amount) filter (where what = 'road_damage_sites') as road_damage_sites,
        min(amount) filter (where what = 'ntm_criteria' and not is_remainder)
            as least_ntm_criteria_met,
        sum(amount) filter (where what = 'inspections_ended') as inspections_ended,
        sum(amount) filter (where what = 'violation_amount_recovered')
            as violation_amount_recovered
    from levels
    group by report_id, profile_level, place_id

),

listings as (

    select
        units.report_id,
        units.profile_level,
        units.place_id,
        count(distinct listed.numeral_id) as listing_count,
        string_agg(distinct listed.indicator_code, ' | ' order by listed.indicator_code)
            as listed_indicators,
        string_agg(distinct members.member_code, ' | ' order by members.member_code)
        filter (where members.axis_code = 'ntm_criteria_band') as ntm_criteria_bands,
        bool_or(
            listed.indicator_code = 'communes_with_animal_disease'
            and members.member_code = 'african_swine_fever'
        ) as has_african_swine_fever
    from int_units_rolled_up as units
    inner join fct_place_listed as listed
        on
            units.report_id = listed.report_id
            and units.unit_place_id = listed.place_id
            and listed.scenario = 'actual'
    left join fct_observation_breakdown as members
        on listed.numeral_id = members.numeral_id and members.statement_no = 1
    group by units.report_id, units.profile_level, units.place_id

),

-- Not to be on a list says something only where there is a list.
lists as (

    select
        fct_place_listed.report_id,
        bool_or(members.member_code = 'african_swine_fever') as has_african_swine_fever_list
    from fct_place_listed
    inner join fct_observation_breakdown as members
        on fct_place_listed.numeral_id = members.numeral_id and members.statement_no = 1
    where fct_place_listed.indicator_code = 'communes_with_animal_disease'
    group by fct_place_listed.report_id

),

final as (

    select
        places.report_id,
        places.place_id,
        dim_report.period_code,
        places.profile_level,
        places.unit_count,
        places.is_comparable,
        coalesce(stated.figure_count, 0) as figure_count,
        coalesce(listings.listing_count, 0) as listing_count,
        listings.listed_indicators,
        listings.ntm_criteria_bands,
        cast(stated.least_ntm_criteria_met as decimal(38, 8)) as least_ntm_criteria_met,
        case
            when lists.has_african_swine_fever_list
                then coalesce(listings.has_african_swine_fever, false)
        end as has_african_swine_fever,
        cast(stated.roof_damaged_houses as decimal(38, 8)) as roof_damaged_houses,
        cast(stated.flooded_houses as decimal(38, 8)) as flooded_houses,
        cast(stated.landslide_houses as decimal(38, 8)) as landslide_houses,
        cast(stated.isolated_households as decimal(38, 8)) as isolated_households,
        cast(stated.road_damage_sites as decimal(38, 8)) as road_damage_sites,
        cast(stated.inspections_ended as decimal(38, 8)) as inspections_ended,
        cast(stated.violation_amount_recovered as decimal(38, 8)) as violation_amount_recovered
    from places
    inner join dim_report on places.report_id = dim_report.report_id
    left join stated
        on
            places.report_id = stated.report_id
            and places.profile_level = stated.profile_level
            and places.place_id = stated.place_id
    left join listings
        on
            places.report_id = listings.report_id
            and places.profile_level = listings.profile_level
            and places.place_id = listings.place_id
    left join lists on places.report_id = lists.report_id

)

select * from final
