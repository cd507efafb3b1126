"""How descriptions of charts are put together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

# Beyond these and one, a description counts instead of naming: the table has them all.
MOST_NAMED = 5


def sentence(words: str) -> str:
    """The words with a full stop, unless they end with one or are none."""
    words = words.strip()
    return words if not words or words[-1] in ".?!" else f"{words}."


def capital(words: str) -> str:
    """The words with a capital first letter, the others as they are."""
    return words[:1].upper() + words[1:]


def listed(names: Sequence[str]) -> str:
    """ "A, B and C"; of many the first few, and how many more."""
    if len(names) > MOST_NAMED + 1:
        names = [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def spelled(day: date) -> str:
    """A date in words: 1 October 2018."""
    return f"{day.day} {day:%B %Y}"
