"""A measure's figures in words: 27,143, 12.4 per 1,000, 8.3%, March 2024."""

from datetime import date
from typing import Any

from frankpledge.analytics.measures import Column
from frankpledge.shared.words import spell_month


def figure_words(value: Any, column: Column) -> str:
    """A cell of an answer as people read it; "–" where there is no figure."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if column.name == "month" and isinstance(value, date):
        return spell_month(value)
    if column.kind == "percent":
        return f"{float(value):,.1f}%"
    if isinstance(value, float) or column.kind in ("rate", "number", "days"):
        return f"{float(value):,.1f}".replace("-", "−")
    if isinstance(value, int) and column.kind != "dimension":
        return f"{value:,}".replace("-", "−")
    return str(value)
