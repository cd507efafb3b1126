"""Reading figures that came as files: which columns, what each cell says, what it would change."""
