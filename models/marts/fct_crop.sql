{{ sector_fact('crop', axes=['crop']) }}
