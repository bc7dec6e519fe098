{{ sector_fact('administration', axes=[
    'plan_target_result',
    'key_task_group',
    'task_performance',
    'dossier_result',
    'submission_channel',
    'admin_level',
]) }}
