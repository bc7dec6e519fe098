"""The linter of a draft: what a report contradicts in itself, for the office that is about to send it."""
