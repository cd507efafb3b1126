"""Near repeats: whether events follow one another nearer and sooner than chance would bring."""

from frankpledge.analytics.near_repeat.bands import (
    Band,
    days_words,
    distance_words,
    even_bands,
    read_band,
)
from frankpledge.analytics.near_repeat.dates import Precision, day_numbers
from frankpledge.analytics.near_repeat.knox import Cell, NearRepeat, Repeats, knox
from frankpledge.analytics.near_repeat.pairs import Metric

__all__ = [
    "Band",
    "Cell",
    "Metric",
    "NearRepeat",
    "Precision",
    "Repeats",
    "day_numbers",
    "days_words",
    "distance_words",
    "even_bands",
    "knox",
    "read_band",
]
