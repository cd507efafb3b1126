"""What a spreadsheet would run: guarded in every file that leaves, whoever writes it. No Django."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula, and run."""


def as_read(cell: object) -> object:
    """The cell with a quotation mark before it, where a spreadsheet would run it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
