{{ sector_fact('security', axes=[
    'traffic_violation_handling',
    'violation_field',
    'permit_kind',
]) }}
