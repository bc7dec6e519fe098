{{ sector_fact('forestry', axes=['tree_kind']) }}
