"""What is exceptional in a place beside the other districts of the area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from frankpledge.analytics.exceptional import against_history
from frankpledge.analytics.months import Month
from frankpledge.analytics.rates import figure
from frankpledge.analytics.small_numbers import Policy
from frankpledge.evidence.assessments.drafting.lines import Line, month_words

TOPIC = "neighbours"
# Of two others no spread can be seen.
LEAST: Final = 3
PER: Final = 1000
HEDGE = (
    "Districts differ in their people, and in who comes to work or to spend the evening there: "
    "this says where to ask, not why."
)


@dataclass(frozen=True)
class Rated:
    """A district's count and its people."""

    name: str
    count: int
    people: float


def neighbours_of(
    ours: Rated, others: Sequence[Rated], name: str, first: Month, last: Month, policy: Policy
) -> Line | None:
    """A line where our rate lies beyond the others' own spread; nothing where it does not.

    `name`: what is counted, such as "Burglary". Nothing where the count is small, or the others
    are too few to show what is usual.
    """
    if len(others) < LEAST or min(one.count for one in (ours, *others)) < policy.threshold:
        return None
    judged = against_history(
        [one.count for one in others],
        ours.count,
        exposures=[one.people for one in others],
        latest_exposure=ours.people,
        minimum=LEAST,
    )
    if judged.verdict != "exceptional" or judged.usual is None:
        return None
    mine = PER * ours.count / ours.people
    rates = [PER * one.count / one.people for one in others]
    low, high = (PER * end / ours.people for end in judged.usual)
    side = "high" if judged.side == "above" else "low"
    return Line(
        topic=TOPIC,
        title=f"{name} in {ours.name} is exceptionally {side} beside its neighbours",
        words=(
            f"The police recorded {ours.count:,} in {month_words(first, last)}, "
            f"{figure(mine)} per {PER:,} people; in the other {len(others)} districts the rate was "
            f"from {figure(min(rates))} to {figure(max(rates))}."
        ),
        hedge=(
            f"Going by the others, from {figure(max(low, 0.0))} to {figure(high)} would be usual, "
            f"99 times in 100. {HEDGE}"
        ),
        by=("district",),
        first=first.first_day,
        last=last.first_day,
        types=(name,),
        weight=float(ours.count),
        measure="crime-rate",
        beside=True,
    )
