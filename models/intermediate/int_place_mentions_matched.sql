{{ config(materialized="table") }}

with

stg_figures as (

    select * from {{ ref('stg_figures') }}

),

stg_relation_terms as (

    select * from {{ ref('stg_relation_terms') }}

),

stg_places as (

    select * from {{ ref('stg_places') }}

),

int_reports_located as (

    select * from {{ ref('int_reports_located') }}

),

int_place_names_keyed as (

    select * from {{ ref('int_place_names_keyed') }}

),

-- What a count's list names: the places that stand in the names, or names that may be places
-- themselves.
listed as (

    select
        counts.report_id,
        counts.numeral_id,
        members.name_raw,
        stg_places.raw_text as place_raw
    from stg_relation_terms as counts
    inner join stg_relation_terms as members
        on counts.relation_id = members.relation_id and members.role = 'member'
    inner join stg_figures on counts.numeral_id = stg_figures.numeral_id
    left join stg_places
        on
            members.report_id = stg_places.report_id
            and members.char_start <= stg_places.char_start
            and members.char_end >= stg_places.char_end
    where counts.role = 'count' and members.name_raw is not null

),

-- A figure speaks of places in its own clause, and of those that the list behind its count names.
mentions as (

    select distinct
        report_id,
        numeral_id,
        'clause' as mentioned_in,
        {{ split_to_rows('places_raw', ' | ') }} as mention_raw
    from stg_figures
    where places_raw is not null

    union all

    select distinct
        report_id,
        numeral_id,
        'list' as mentioned_in,
        coalesce(place_raw, name_raw) as mention_raw
    from listed

),

-- The word for the kind of unit, when a name follows it.
worded as (

    select
        *,
        {{ match_key('mention_raw') }} as mention_key,
        regexp_extract(
            mention_key,
            '^(tỉnh|thành phố|huyện|thị xã|thị trấn|tt|phường|xã|'
            || 'thôn|bản|xóm|làng|ấp|khối phố|khu phố|tổ dân phố|khối) ',
            1
        ) as unit_word
    from mentions

),

named as (

    select
        report_id,
        numeral_id,
        mentioned_in,
        mention_raw,
        mention_key,
        trim(substr(mention_key, length(unit_word) + 1)) as name_key,
        case
            when unit_word in ('tỉnh', 'thành phố') then 'province'
            when unit_word in ('huyện', 'thị xã') then 'district'
            when unit_word in ('thị trấn', 'tt') then 'township'
            when unit_word = 'phường' then 'ward'
            when unit_word = 'xã' then 'commune'
            when unit_word != '' then 'village'
        end as place_type
    from worded

),

-- A name may begin with a word for a kind of unit (xã Bản Ngoạt), so the whole is a name too. Names
-- recur from district to district: only places above, at or below the report's own are meant.
final as (

    select
        named.report_id,
        named.numeral_id,
        named.mentioned_in,
        named.mention_raw,
        named.place_type,
        if(count(distinct names.place_id) = 1, min(names.place_id), null) as place_id,
        case
            when count(distinct names.place_id) = 1 then 'matched'
            when count(distinct names.place_id) > 1 then 'ambiguous'
            when named.place_type = 'village' then 'village'
            else 'unknown'
        end as match_status
    from named
    inner join int_reports_located on named.report_id = int_reports_located.report_id
    left join int_place_names_keyed as names
        on
            (
                named.mention_key = names.name_key
                or (
                    named.name_key = names.name_key
                    and coalesce(named.place_type, names.place_type) = names.place_type
                )
            )
            and int_reports_located.written_on >= coalesce(names.valid_from, date '0001-01-01')
            and int_reports_located.written_on <= coalesce(names.valid_to, date '9999-12-31')
            and (
                names.place_path || '/' like int_reports_located.place_path || '/%'
                or int_reports_located.place_path || '/' like names.place_path || '/%'
            )
    group by
        named.report_id,
        named.numeral_id,
        named.mentioned_in,
        named.mention_raw,
        named.place_type
    having named.mentioned_in = 'clause' or count(distinct names.place_id) > 0

)

select * from final
