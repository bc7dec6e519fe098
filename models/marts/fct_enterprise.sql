{{ sector_fact('enterprise', axes=['operating_status']) }}
