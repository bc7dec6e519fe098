{{ sector_fact('health', axes=['health_facility', 'care_type']) }}
