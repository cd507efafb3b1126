"""Where recorded crime is concentrated, among the wards of a place."""

from __future__ import annotations

from collections.abc import Mapping

from frankpledge.analytics.months import Month
from frankpledge.analytics.small_numbers import Policy, percent_of
from frankpledge.evidence.assessments.drafting.lines import Gap, Line, month_words

TOPIC = "places"
# Fewer wards, or less crime, say nothing of concentration.
LEAST_WARDS, LEAST_CRIMES = 4, 50
SHARED = "Some small areas lie in more than one ward, so their crimes count in each."
NUMBERS = {1: "One ward", 2: "Two wards", 3: "Three wards", 4: "Four wards", 5: "Five wards"}
HEDGE = (
    "Wards differ in size, and town centres draw people who live elsewhere: this says where crime "
    "was recorded, not where people are at most risk. Places are approximate as the police publish "
    "them."
)


def places_of(
    place: str,
    counts: Mapping[str, int],
    total: int,
    wards: int,
    first: Month,
    last: Month,
    policy: Policy,
) -> tuple[tuple[Line, ...], tuple[Gap, ...]]:
    """The fewest wards that hold half of the crime recorded in a place, where they are few.

    `counts`: crimes by ward; `total`: those of the place, each once; `wards`: how many there are,
    those without crime too. Where half of it takes half of the wards it is not concentrated, and
    nothing is said; nor where wards share small areas, so that their counts are more than all.
    """
    if wards < LEAST_WARDS:
        words = (
            f"Where crime is concentrated in {place} cannot be said: no lookup with its wards is "
            "loaded. Load the lookup of small areas to wards."
        )
        return (), (Gap(TOPIC, words),)
    if total < LEAST_CRIMES:
        words = (
            f"Where crime is concentrated in {place} cannot be said: fewer than {LEAST_CRIMES} "
            f"crimes lie in its wards in {month_words(first, last)}."
        )
        return (), (Gap(TOPIC, words),)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    top, held = 0, 0
    if sum(counts.values()) > total:
        return (), (Gap(TOPIC, f"{SHARED} So where it is concentrated in {place} is not said."),)
    while 2 * held < total and top < len(ranked):
        held += ranked[top][1]
        top += 1
    if 2 * held < total or 2 * top >= wards:
        return (), ()
    share = percent_of(held, total, 0, policy)
    if share.percent is None:
        return (), ()
    many = NUMBERS.get(top, f"{top} wards")
    names = [name for name, _ in ranked[:top]]
    line = Line(
        topic=TOPIC,
        title=f"{many} of {wards} {'hold' if top > 1 else 'holds'} {share.percent}% of the crime "
        f"recorded in {place}",
        words=(
            f"{_listed(names)} {'hold' if top > 1 else 'holds'} {share.words} in "
            f"{month_words(first, last)}, as the police recorded it, anti-social behaviour "
            "included."
        ),
        hedge=HEDGE,
        by=("ward",),
        first=first.first_day,
        last=last.first_day,
        weight=float(held),
    )
    return (line,), ()


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
