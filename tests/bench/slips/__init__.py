"""How well the audit finds slips of the pen that were planted: `make bench` prints the table, docs/audit-benchmark.md says how to read it."""
