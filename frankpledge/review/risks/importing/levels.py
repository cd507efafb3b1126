"""What single cells of a register say: a level of the matrix, a month. Nothing is guessed."""

import re
from calendar import month_name, monthrange
from collections.abc import Sequence
from datetime import date

BOTH = re.compile(r"\(?(\d)\)?\s*[-–—:.)]?\s*(.*)|(.*?)\s*[-–—:(]?\s*\(?(\d)\)?")
MONTH = re.compile(r"([A-Za-z]+)\s+(\d{4})")


def read_level(text: str, names: Sequence[str]) -> int | None:
    """The level that a cell means, from 1: by its number, its name, or both where they agree."""
    said = " ".join(text.split())
    known = {name.casefold(): level for level, name in enumerate(names, start=1)}
    if said.casefold() in known:
        return known[said.casefold()]
    if re.fullmatch(r"\d+(\.0+)?", said):
        level = int(float(said))
        return level if 1 <= level <= len(names) else None
    found = BOTH.fullmatch(said)
    if not found:
        return None
    number = int(found[1] or found[4])
    name = (found[2] or found[3] or "").strip(" )").casefold()
    return number if known.get(name) == number else None


def read_month(text: str, *, last: bool = False) -> date | None:
    """ "March 2019" as its first, or its `last`, day; None for anything else."""
    found = MONTH.fullmatch(text.strip())
    if not found or len(found[1]) < 3:
        return None
    names = [name.lower() for name in month_name]
    number = next((n for n, name in enumerate(names) if n and name.startswith(found[1].lower())), 0)
    year = int(found[2])
    if not number or not 1990 <= year <= 2100:
        return None
    return date(year, number, monthrange(year, number)[1] if last else 1)
