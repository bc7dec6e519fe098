{{ sector_fact('culture_digital', axes=['heritage_project', 'site_work_status']) }}
