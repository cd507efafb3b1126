"""Reading registers of risks that came as files: which sheet, which columns, what each row says."""
