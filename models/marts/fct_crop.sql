{{ sector_fact('crop', axes=['crop', 'crop_season']) }}
