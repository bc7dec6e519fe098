{{ sector_fact('livestock', axes=['animal', 'animal_disease', 'protective_item']) }}
