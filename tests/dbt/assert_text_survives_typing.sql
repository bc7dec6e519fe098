-- Fails with every non-empty text of a seed, or of an applied correction, that cannot be read as
-- the type its column has in staging, or is read as another number (a decimal cut off): staging
-- holds null, or the wrong number, where the text stands.
{% set pairs = [
    ('raw_reports', 'stg_reports'),
    ('raw_sections', 'stg_sections'),
    ('raw_section_spans', 'stg_section_spans'),
    ('raw_numerals', 'stg_numerals'),
    ('raw_figures', 'stg_figures'),
    ('raw_dates', 'stg_dates'),
    ('raw_places', 'stg_places'),
    ('raw_relation_terms', 'stg_relation_terms'),
    ('ref_places', 'stg_ref_places'),
    ('ref_place_variants', 'stg_ref_place_variants'),
    ('ref_sector_titles', 'stg_ref_sector_titles'),
    ('ref_units', 'stg_ref_units'),
    ('ref_breakdowns', 'stg_ref_breakdowns'),
    ('ref_indicator_labels', 'stg_ref_indicator_labels'),
    ('reading_corrections', 'stg_reading_corrections'),
    ('curated_relations', 'stg_curated_relations'),
    ('curated_relation_terms', 'stg_curated_relation_terms'),
    ('finding_reviews', 'stg_finding_reviews'),
    ('ref_identity_terms', 'stg_ref_identity_terms'),
    ('ref_member_bounds', 'stg_ref_member_bounds'),
] %}
with

seed_texts as (

    {% for seed, staged in pairs %}
        {{ typed_texts(ref(seed), ref(staged)) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

correction_texts as (

    select
        'reading_corrections' as seed,
        corrections.column_name,
        corrections.corrected_value as seed_text,
        case corrections.column_name
            when 'amount' then cast(figures.amount as string)
            when 'amount_alt' then cast(figures.amount_alt as string)
            when 'decimals' then cast(figures.decimals as string)
            when 'multiplier' then cast(figures.multiplier as string)
            when 'is_cumulative' then cast(figures.is_cumulative as string)
            when 'as_of' then cast(figures.as_of as string)
            else corrections.corrected_value
        end as typed_text,
        corrections.numeral_id as seed_row
    from {{ ref('stg_reading_corrections') }} as corrections
    inner join {{ ref('stg_figures') }} as figures on corrections.numeral_id = figures.numeral_id
    where corrections.correction_status = 'applied' and corrections.corrected_value != ''

),

texts as (

    select * from seed_texts

    union all

    select * from correction_texts

)

select
    seed,
    column_name,
    seed_text,
    typed_text,
    seed_row
from texts
where
    typed_text is null
    or try_cast(seed_text as decimal(38, 18)) != try_cast(typed_text as decimal(38, 18))
