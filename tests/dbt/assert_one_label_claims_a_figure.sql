-- Warns of a figure that two labels of the catalogue claim at the same priority, or in which two
-- members of one axis are found: one of the wordings has to be narrowed. Until then it has no
-- indicator and is listed in dq_unmapped_indicator; the rest of a new report is published anyway.
{{ config(severity='warn') }}

select
    numeral_id,
    indicator_source,
    label_ids
from {{ ref('int_figures_classified') }}
where indicator_source in ('several_labels', 'several_members')
