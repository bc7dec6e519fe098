{{ sector_fact('petition', axes=[
    'admin_level',
    'petition_kind',
    'petition_field',
    'petition_identity',
    'petition_outcome',
]) }}
