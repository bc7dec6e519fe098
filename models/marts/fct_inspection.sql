{{ sector_fact('inspection', axes=['case_origin', 'inspection_form', 'oversight_kind']) }}
