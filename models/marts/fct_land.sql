{{ sector_fact('land', axes=[
    'land_recipient',
    'conversion_dossier_status',
    'origin_land_type',
    'clearance_status',
    'land_certificate_status',
]) }}
