"""Pounds as people write them, and as they are shown."""

import re

WRITTEN = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))?")
# As much as the column holds, and more than any grant.
MOST_PENCE = 10**15


def read_pounds(text: str) -> int | None:
    """ "£155,000" or "155000.50" as pence; None for what is no certain amount."""
    found = WRITTEN.fullmatch(text.strip())
    if not found:
        return None
    pence = int(found[1].replace(",", "")) * 100 + int(found[2] or 0)
    return pence if pence <= MOST_PENCE else None


def spell_pounds(pence: int) -> str:
    """£155,000, or £1.50."""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}.{rest:02}" if rest else f"£{pounds:,}"
