"""An area beside its family of most similar areas.

Families are drawn up by others (HMICFRS publishes most similar groups). The comparison says where
to ask; areas of a family still differ in their people and in how well they record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from frankpledge.analytics.exceptional import Exceptional, against_earlier, against_history
from frankpledge.analytics.rates import LEVEL, Interval, figure
from frankpledge.shared.words import count_of

# Of two other areas neither a median nor a quartile says anything.
LEAST: Final = 3
HEDGE: Final = (
    "Areas of a family still differ in their people and in how they record: this says where to "
    "ask, not why."
)


@dataclass(frozen=True, slots=True)
class AreaCount:
    """An area's count and what it is over: people, homes or hours."""

    name: str
    count: int
    people: float


@dataclass(frozen=True, slots=True)
class PeerComparison:
    """Our rate beside the family's, all per `per` people.

    `rank` 1 is the highest of all, ours among them; the same rate shares a rank. `above`, `same`
    and `below` count the others that ours is above, level with and below. `usual`: between what
    our rate would lie by chance were it that of the whole family. `beyond_chance`: it is outside.
    `beyond_spread`: it is further out than the family's areas differ among themselves. All from
    `rank` on are None or nought, and `refused` says why, when the family is too small.
    """

    ours: float
    per: int
    family: int
    rank: int | None
    above: int
    same: int
    below: int
    median: float | None
    quartiles: tuple[float, float] | None
    usual: Interval | None
    beyond_chance: bool | None
    beyond_spread: bool | None
    refused: str
    words: str


def compare_with_peers(
    ours: AreaCount, family: Sequence[AreaCount], *, per: int = 1000, level: float = LEVEL
) -> PeerComparison:
    """Our rate among the rates of the most similar areas, which do not include ours.

    Quartiles are those of spreadsheets (type 7 of Hyndman and Fan, American Statistician 50, 1996).
    Two tests: the exact one of two Poisson counts, ours and the family's together; and that of a
    count against others whose own spread is measured, for real areas differ by more than chance.
    Raises ValueError, naming the area, for a count below nought, no people, or ours twice.
    """
    _check(ours, family)
    if len(family) < LEAST:
        return _refused(ours, per, len(family))
    # Exact, so that equal rates are equal whatever the number of people.
    mine, rates = _rate(ours), [_rate(area) for area in family]
    above, same = sum(mine > each for each in rates), sum(mine == each for each in rates)
    ends = np.quantile([float(each) * per for each in rates], [0.25, 0.5, 0.75])
    low, median, high = (float(end) for end in ends)
    chance = _by_chance(ours, family, 1 - level)
    assert chance.usual is not None  # two counts can always be held against each other
    usual = Interval(*(end * per / ours.people for end in chance.usual))
    spread = against_history(
        [area.count for area in family],
        ours.count,
        exposures=[area.people for area in family],
        latest_exposure=ours.people,
        alpha=1 - level,
        minimum=LEAST,
    )
    beyond = (chance.verdict == "exceptional", spread.verdict == "exceptional")
    counted = (above, same, len(family) - above - same)
    value = float(mine) * per
    words = f"{_place_words(counted, value, median, per)} {_test_words(*beyond)} {HEDGE}"
    return PeerComparison(
        ours=value,
        per=per,
        family=len(family),
        rank=1 + counted[2],
        above=counted[0],
        same=counted[1],
        below=counted[2],
        median=median,
        quartiles=(low, high),
        usual=usual,
        beyond_chance=beyond[0],
        beyond_spread=beyond[1],
        refused="",
        words=words,
    )


def _check(ours: AreaCount, family: Sequence[AreaCount]) -> None:
    for area in (ours, *family):
        if area.count < 0 or not area.people > 0:
            raise ValueError(f"{area.name}: a count from nought up and some people are needed.")
    if ours.name in {area.name for area in family}:
        raise ValueError(f"{ours.name} is compared with itself: leave it out of its family.")


def _rate(area: AreaCount) -> Fraction:
    return Fraction(area.count) / Fraction(area.people)


def _by_chance(ours: AreaCount, family: Sequence[AreaCount], alpha: float) -> Exceptional:
    count, people = sum(area.count for area in family), sum(area.people for area in family)
    return against_earlier(count, ours.count, exposures=(people, ours.people), alpha=alpha)


def _refused(ours: AreaCount, per: int, family: int) -> PeerComparison:
    reason = f"there are {count_of(family, 'similar area')}, and {LEAST} are needed"
    return PeerComparison(
        ours=float(_rate(ours)) * per,
        per=per,
        family=family,
        rank=None,
        above=0,
        same=0,
        below=0,
        median=None,
        quartiles=None,
        usual=None,
        beyond_chance=None,
        beyond_spread=None,
        refused=reason,
        words=f"Not compared: {reason}.",
    )


def _place_words(counted: tuple[int, int, int], value: float, median: float, per: int) -> str:
    above, same, below = counted
    family = f"{above + same + below} most similar areas"
    if not above and not below:
        return f"The same as all {family}: {figure(value)} per {per:,}."
    if above >= below:
        place = f"Higher than {above} of {family}"
    else:
        place = f"Lower than {below} of {family}"
    if same:
        place += f" and the same as {same}"
    return f"{place}: {figure(value)} per {per:,}, where their median is {figure(median)}."


def _test_words(beyond_chance: bool, beyond_spread: bool) -> str:
    if not beyond_chance:
        return "Chance alone could account for the difference from the family as a whole."
    if not beyond_spread:
        return (
            "The difference from the family as a whole is more than chance gives, but no more than "
            "its areas differ among themselves."
        )
    return (
        "The difference from the family as a whole is more than chance gives, and more than these "
        "areas differ among themselves."
    )
