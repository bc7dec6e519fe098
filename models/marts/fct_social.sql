{{ sector_fact('social', axes=[
    'merit_allowance_type',
    'survivor_type',
    'convalescence_form',
    'service_proof_status',
    'poverty_status',
    'ethnicity',
    'employment_sector',
    'industrial_park_location',
    'gift_giver',
    'gift_recipient',
    'gift_occasion',
]) }}
