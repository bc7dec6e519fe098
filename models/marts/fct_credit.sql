{{ sector_fact('credit', axes=['credit_institution']) }}
