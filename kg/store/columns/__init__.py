"""Saved questions on columns: the `.rq` file is parsed, translated to SQL and run on tables beside the store."""
