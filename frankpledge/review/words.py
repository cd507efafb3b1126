"""How groups write in their updates: what counts as nothing, what asks for nothing. No database."""

import re
from datetime import date

# How groups write "nothing": every one of these means the same, and none is an answer.
NOTHING = frozenset(
    {
        "",
        "-",
        "–",
        "n/a",
        "na",
        "nil",
        "none",
        "none of note",
        "none at this time",
        "not applicable",
    }
)
NOT_APPLICABLE = frozenset({"n/a", "na", "not applicable"})
FOR_INFORMATION = frozenset({"for information", "information", "for information only", "to note"})


def bare(text: str) -> str:
    """The words alone: no case, no full stop at the end, single spaces."""
    return re.sub(r"\s+", " ", text).strip().rstrip(".").casefold()


def says_nothing(text: str) -> bool:
    """Whether the words mean nothing: blank, "None", "None of note", "N/A" and their like."""
    return bare(text) in NOTHING


def asks_nothing(text: str) -> bool:
    """Whether a request asks for nothing: it says nothing, or is for information."""
    return says_nothing(text) or bare(text) in FOR_INFORMATION


def months_between(earlier: date, later: date) -> int:
    """Whole calendar months from one month to another, whatever their days."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month
