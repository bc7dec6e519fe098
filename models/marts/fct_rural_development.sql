{{ sector_fact('rural_development', axes=[
    'campaign_work',
    'criterion_result',
    'ntm_recognition',
    'ntm_standard',
    'ntm_criteria_band',
]) }}
