{{ sector_fact('education', axes=[
    'school_level',
    'child_group',
    'development_result',
    'subject',
    'subject_result',
    'completion_outcome',
    'pupil_rating',
    'academic_rating',
    'conduct_rating',
    'education_unit_rating',
    'school_recognition_kind',
    'school_recognition_outcome',
]) }}
