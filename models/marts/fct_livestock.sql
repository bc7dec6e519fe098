{{ sector_fact('livestock', axes=[
    'animal',
    'animal_disease',
    'herd_programme',
    'protective_item',
]) }}
