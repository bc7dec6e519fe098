{{ sector_fact('justice', axes=[
    'admin_level',
    'legal_access_result',
    'mediation_result',
    'registration_kind',
    'foreign_element',
    'amendment_kind',
    'civil_status_event',
    'certificate_purpose',
]) }}
