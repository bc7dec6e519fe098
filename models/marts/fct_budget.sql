{{ sector_fact('budget', axes=[]) }}
