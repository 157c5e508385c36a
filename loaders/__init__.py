"""Documents and tables into records: readers, rules, resolution."""
