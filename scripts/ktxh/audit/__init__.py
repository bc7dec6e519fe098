"""The audit: does what a report prints add up, which number is wrong where it does not, and what should it have been."""
