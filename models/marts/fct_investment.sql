{{ sector_fact('investment', axes=['road_class', 'project_stage', 'capital_source']) }}
