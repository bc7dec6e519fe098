-- Fails with a figure that two labels of the catalogue claim at the same priority, or in which two
-- members of one axis are found: one of the wordings has to be narrowed.
select
    numeral_id,
    indicator_source,
    label_ids
from {{ ref('int_figures_classified') }}
where indicator_source in ('several_labels', 'several_members')
