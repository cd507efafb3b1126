"""Reading action logs that came as files: which tables, which columns, what each row says."""
