{{ config(materialized="table") }}

-- Two levels of one indicator, period and scenario, and how the second lies to the first: it
-- refines it when it is of the same or a narrower place and of the same or narrower members; they
-- overlap when neither place nor any axis keeps them apart. Members of an axis add up always; what
-- does not add up over places is neither refined nor overlapped by another place. Parts of an
-- older report refine no total of a newer one.
with

stg_ref_indicators as (

    select * from {{ ref('stg_ref_indicators') }}

),

int_statements_keyed as (

    select * from {{ ref('int_statements_keyed') }}

),

int_figures_classified as (

    select * from {{ ref('int_figures_classified') }}

),

int_members_matched as (

    select * from {{ ref('int_members_matched') }}

),

int_members_nested as (

    select * from {{ ref('int_members_nested') }}

),

int_places_versioned as (

    select * from {{ ref('int_places_versioned') }}

),

int_reports_located as (

    select * from {{ ref('int_reports_located') }}

),

int_figures_placed as (

    select * from {{ ref('int_figures_placed') }}

),

cells as (

    select
        statements.cell_key,
        statements.numeral_id,
        classified.root_numeral_id,
        concat_ws(
            '; ',
            statements.indicator_code,
            statements.period_code,
            statements.scenario,
            statements.plan_giver,
            statements.as_of,
            statements.range_end
        ) as family,
        placed.place_key,
        placed.has_several_places as is_shared,
        places.place_path || '/' as place_path,
        reports.written_on,
        indicators.place_additivity = 'additive' as is_additive
    from int_statements_keyed as statements
    inner join int_figures_classified as classified
        on statements.numeral_id = classified.numeral_id
    inner join stg_ref_indicators as indicators
        on statements.indicator_code = indicators.indicator_code
    left join int_figures_placed as placed on statements.numeral_id = placed.numeral_id
    left join int_places_versioned as places on placed.place_id = places.place_id
    left join int_reports_located as reports on statements.report_id = reports.report_id
    where
        statements.is_primary
        and statements.form = 'level'

),

members as (

    select
        cells.cell_key,
        int_members_matched.axis_code,
        int_members_matched.member_code
    from cells
    inner join int_members_matched on cells.root_numeral_id = int_members_matched.numeral_id

),

pairs as (

    select
        cells.cell_key,
        others.cell_key as other_cell_key,
        coalesce(others.written_on >= cells.written_on, true) as is_not_older,
        cells.place_key = others.place_key
        or cells.is_additive
        and {{ place_covers('cells', 'others') }} as is_place_covering,
        cells.place_key = others.place_key
        or cells.is_additive
        and {{ place_covers('others', 'cells') }} as is_place_covered
    from cells
    inner join cells as others
        on cells.family = others.family and cells.cell_key != others.cell_key

),

-- Per pair: axes of the cell, those in which the other is the same or narrower, those that part
-- them.
axes as (

    select
        pairs.cell_key,
        pairs.other_cell_key,
        count(distinct members.axis_code) as axis_count,
        count(distinct members.axis_code) filter (where narrower.axis_code is not null)
            as narrower_count,
        count(distinct members.axis_code)
        filter (
            where
            other_members.axis_code is not null
            and narrower.axis_code is null
            and wider.axis_code is null
        ) as parting_count
    from pairs
    inner join members on pairs.cell_key = members.cell_key
    left join members as other_members
        on
            pairs.other_cell_key = other_members.cell_key
            and members.axis_code = other_members.axis_code
    left join int_members_nested as narrower
        on
            members.axis_code = narrower.axis_code
            and members.member_code = narrower.ancestor_code
            and other_members.member_code = narrower.member_code
    left join int_members_nested as wider
        on
            members.axis_code = wider.axis_code
            and members.member_code = wider.member_code
            and other_members.member_code = wider.ancestor_code
    group by pairs.cell_key, pairs.other_cell_key

),

final as (

    select
        pairs.cell_key,
        pairs.other_cell_key,
        pairs.is_place_covering
        and pairs.is_not_older
        and coalesce(axes.axis_count = axes.narrower_count, true) as is_refined,
        (pairs.is_place_covering or pairs.is_place_covered)
        and coalesce(axes.parting_count, 0) = 0 as is_overlapping
    from pairs
    left join axes
        on pairs.cell_key = axes.cell_key and pairs.other_cell_key = axes.other_cell_key

)

select * from final
