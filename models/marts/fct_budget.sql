{{ sector_fact('budget', axes=['revenue_source', 'expenditure_kind']) }}
