{{ sector_fact('land', axes=[]) }}
