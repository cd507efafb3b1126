"""What does most harm, by the weights that the area has chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.analytics.months import Month
from frankpledge.analytics.small_numbers import Policy
from frankpledge.evidence.assessments.drafting.lines import Line, month_words

TOPIC = "harm"
HEDGE = (
    "Weights are a choice of the area, and one weight stands for each broad type as the police "
    "publish it: violence holds common assault and murder alike."
)


@dataclass(frozen=True)
class Weighed:
    """A crime type: how many, and their harm in days."""

    name: str
    count: int
    harm: float


def harm_of(
    place: str, found: Sequence[Weighed], first: Month, last: Month, policy: Policy
) -> Line | None:
    """A line for the type that does most harm, where it does more than its share of crimes.

    Nothing where its count is small, or there is no harm at all.
    """
    crimes, harm = sum(one.count for one in found), sum(one.harm for one in found)
    if not harm or not crimes:
        return None
    top = max(found, key=lambda one: (one.harm, one.name))
    rest = crimes - top.count
    if top.count < policy.threshold or rest < policy.threshold:
        return None
    of_harm, of_crimes = 100 * top.harm / harm, 100 * top.count / crimes
    if round(of_harm) <= round(of_crimes):
        return None
    return Line(
        topic=TOPIC,
        title=f"{of_harm:.0f}% of the harm recorded in {place} is from {_lowered(top.name)}",
        words=(
            f"It is {of_crimes:.0f}% of the crimes that have a weight, {top.count:,} of "
            f"{crimes:,} in {month_words(first, last)}, as the police recorded them; weighed by "
            f"how grave they are it is {of_harm:.0f}%."
        ),
        hedge=HEDGE,
        by=("type",),
        first=first.first_day,
        last=last.first_day,
        weight=top.harm,
        measure="harm",
    )


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]
