-- Fails with two cells that both count and that nothing keeps apart: the same houses would be
-- added up twice. Two ways to split one total need two indicators.
select
    compared.cell_key,
    compared.other_cell_key
from {{ ref('int_cells_compared') }} as compared
inner join {{ ref('int_cells_valued') }} as cells on compared.cell_key = cells.cell_key
inner join {{ ref('int_cells_valued') }} as others on compared.other_cell_key = others.cell_key
where
    compared.is_overlapping
    and not cells.is_remainder
    and not others.is_remainder
    and compared.cell_key < compared.other_cell_key
