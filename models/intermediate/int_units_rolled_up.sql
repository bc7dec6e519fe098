-- The units of a report's place on the day of the report, each once for itself and once for the
-- commune that it was merged into. A merged commune compares with its own later reports when all
-- that it was made of is in this one.
with

int_places_versioned as (

    select * from {{ ref('int_places_versioned') }}

),

int_reports_located as (

    select * from {{ ref('int_reports_located') }}

),

units as (

    select
        int_reports_located.report_id,
        int_places_versioned.place_id,
        int_places_versioned.successor_place_id
    from int_reports_located
    inner join int_places_versioned
        on int_reports_located.place_id = int_places_versioned.parent_place_id
    where
        coalesce(int_places_versioned.valid_from, date '0001-01-01')
        <= int_reports_located.written_on
        and coalesce(int_places_versioned.valid_to, date '9999-12-31')
        >= int_reports_located.written_on

),

predecessors as (

    select
        successor_place_id,
        count(*) as predecessor_count
    from int_places_versioned
    where successor_place_id is not null
    group by successor_place_id

),

final as (

    select
        report_id,
        'unit' as profile_level,
        place_id,
        place_id as unit_place_id,
        true as is_comparable
    from units

    union all

    select
        units.report_id,
        'successor' as profile_level,
        units.successor_place_id as place_id,
        units.place_id as unit_place_id,
        count(*) over (partition by units.report_id, units.successor_place_id)
        = predecessors.predecessor_count as is_comparable
    from units
    inner join predecessors on units.successor_place_id = predecessors.successor_place_id

)

select * from final
