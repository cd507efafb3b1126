"""Disparity: how many times as often one group is stopped and searched as another.

The Home Office publishes such ratios of rates over resident population (Police powers and
procedures: stop and search). A ratio is where questions start, and the caveats go wherever it goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from frankpledge.analytics.rates import (
    LEVEL,
    Interval,
    Rate,
    compare_rates,
    figure,
    rate,
    spoken_interval,
)
from frankpledge.shared.words import count_of

# Fewer searches than this in either group and the ratio is not said: a handful more or less,
# or one person searched again and again, would make it another.
LEAST: Final = 10

CAVEATS: Final = (
    "The rates are over the people who live here. Those who are out on the street, at the time and "
    "in the place of a search, are other people: some live elsewhere, and some groups are younger.",
    "Ethnicity may be as people say it themselves or as an officer saw it. The two are counted "
    "differently, and only the first is like the Census.",
    "Searches whose ethnicity is not stated are in neither group. If they are not spread evenly, "
    "the true ratio is another.",
    "Searches are counted, not people: one person searched ten times counts ten times. Where that "
    "is common, chance reaches further than the range says.",
    "A ratio says that the groups differ. It does not say why.",
)


@dataclass(frozen=True, slots=True)
class Group:
    """A group's name, its searches, and how many people of it live in the area."""

    name: str
    searches: int
    people: int


@dataclass(frozen=True, slots=True)
class Disparity:
    """One group's rate over the other's. `ratio` is None, and `refused` says why, where it is not
    said. `not_stated` counts the searches in neither group for want of an answer; `bounds` are the
    ratios were all of them of the base, and all of the group.
    """

    ratio: float | None
    interval: Interval | None
    rates: tuple[Rate, Rate] | None
    not_stated: int
    bounds: Interval | None
    refused: str
    words: str
    caveats: tuple[str, ...] = CAVEATS


def disparity(
    group: Group,
    base: Group,
    *,
    not_stated: int = 0,
    per: int = 1000,
    least: int = LEAST,
    level: float = LEVEL,
) -> Disparity:
    """How many times the rate of `base` the rate of `group` is, with its exact interval.

    Refused, with the reason, when nobody of a group lives in the area, when the base has no
    searches, or when either has fewer than `least`. Raises ValueError for a number below nought.
    """
    for one in (group, base):
        if min(one.searches, one.people) < 0:
            raise ValueError(f"{one.name}: a number of searches or people is below nought.")
    if not_stated < 0:
        raise ValueError("The number of searches not stated is below nought.")
    reason = _reason(group, base, least)
    if reason:
        return Disparity(None, None, None, not_stated, None, reason, f"No ratio: {reason}.")
    found = compare_rates(group.searches, group.people, base.searches, base.people, level=level)
    assert found.ratio is not None  # the base has searches, or it was refused above
    rates = (
        rate(group.searches, group.people, per=per, level=level),
        rate(base.searches, base.people, per=per, level=level),
    )
    words = (
        f"{group.name} people were searched at {figure(found.ratio)} times the rate of "
        f"{base.name} people ({figure(rates[0].value)} and {figure(rates[1].value)} searches per "
        f"{per:,} residents; {spoken_interval(found.interval)} times, allowing for chance)."
    )
    if found.interval.holds(1):
        words += " Chance alone could account for the difference."
    times = base.people / group.people
    bounds = Interval(
        group.searches / (base.searches + not_stated) * times,
        (group.searches + not_stated) / base.searches * times,
    )
    if not_stated:
        further = count_of(not_stated, "further search", "further searches")
        words += (
            f" Ethnicity was not stated in {further}: had all been of one of these groups, it "
            f"would be {figure(bounds.low)} or {figure(bounds.high)} times."
        )
    return Disparity(found.ratio, found.interval, rates, not_stated, bounds, "", words)


def _reason(group: Group, base: Group, least: int) -> str:
    for one in (group, base):
        if one.people == 0:
            return f"nobody of the {one.name} group is recorded as living in the area"
    if base.searches == 0:
        return f"no {base.name} people were searched, and nothing can be a multiple of nought"
    for one in (group, base):
        if one.searches < least:
            # Not how many: the figure is small, and the reason may be published.
            return f"fewer than {least} searches of {one.name} people are too few to compare"
    return ""
