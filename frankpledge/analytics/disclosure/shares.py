"""Percentages and rates of counts that may be shown: never of one that is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from frankpledge.analytics.comparing.changes import spoken
from frankpledge.analytics.disclosure.tables import Published
from frankpledge.analytics.small_numbers import NOT_SHOWN, Policy, Share, percent_of


def share_of(
    published: Published, part: Mapping[str, str], base: Mapping[str, str], places: int = 1
) -> Share:
    """One cell as a percentage of another: "9.6%, 185 of 1,924".

    It is not shown where either is hidden, and is that of the rounded counts where they are
    rounded. `part` and `base` are keys: dimension → value. Raises ValueError for a cell that no
    table has, and for a part that is not within its base.
    """
    top, whole = published.cell(**part), published.cell(**base)
    if top.value is None or whole.value is None:
        return Share(top.value, whole.value or 0, None, NOT_SHOWN)
    if top.state == whole.state == "shown":
        return percent_of(top.value, whole.value, places)
    said = percent_of(min(top.value, whole.value), whole.value, places, Policy(threshold=1))
    words = f"{said.percent}%, {top.words} of {whole.words}" if said.percent is not None else ""
    return Share(top.value, whole.value, said.percent, words or said.words)


def rate_of(
    published: Published, cell: Mapping[str, str], population: int, per: int = 1_000
) -> tuple[Decimal | None, str]:
    """A cell for every so many of a population: (Decimal("3.2"), "3.2 per 1,000").

    Nothing and "not shown" where the cell is hidden: with a known population the rate would say
    it. Raises ValueError for a population that is not above nought.
    """
    if population <= 0:
        raise ValueError(f"A rate is of a population above nought, not of {population:,}.")
    one = published.cell(**cell)
    if one.value is None:
        return None, NOT_SHOWN
    rate = Decimal(one.value) * per / population
    about = "about " if one.state == "rounded" else ""
    return rate, f"{about}{spoken(rate)} per {per:,}"
