"""Where recorded crime is concentrated, among the wards of a place."""

from __future__ import annotations

from collections.abc import Mapping

from frankpledge.analytics.months import Month
from frankpledge.analytics.small_numbers import Policy, percent_of
from frankpledge.evidence.assessments.drafting.lines import Gap, Line, month_words
from frankpledge.shared.words import spell_list

TOPIC = "places"
# Fewer wards, or less crime, say nothing of concentration.
LEAST_WARDS, LEAST_CRIMES = 4, 50
WHAT = "Where crime is concentrated"
SHARED = "some small areas lie in more than one ward, so their crimes would count twice."
NUMBERS = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"]
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
        why = "no lookup with its wards is loaded. Load the lookup of small areas to wards."
        return (), (Gap(TOPIC, WHAT, place, why),)
    if total < LEAST_CRIMES:
        why = f"fewer than {LEAST_CRIMES} crimes were recorded in {month_words(first, last)}."
        return (), (Gap(TOPIC, WHAT, place, why),)
    if sum(counts.values()) > total:
        return (), (Gap(TOPIC, WHAT, place, SHARED),)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    top, held = 0, 0
    while 2 * held < total and top < len(ranked):
        held += ranked[top][1]
        top += 1
    if 2 * held < total or 2 * top >= wards:
        return (), ()
    share = percent_of(held, total, 0, policy)
    if share.percent is None:
        return (), ()
    number = NUMBERS[top - 1] if top <= len(NUMBERS) else f"{top}"
    some = f"{number} ward of {wards} holds" if top == 1 else f"{number} wards of {wards} hold"
    line = Line(
        topic=TOPIC,
        title=f"{some} {share.percent}% of the crime recorded in {place}",
        words=(
            f"{spell_list([name for name, _ in ranked[:top]])} {'hold' if top > 1 else 'holds'} "
            f"{share.words} in {month_words(first, last)}, as the police recorded it, anti-social "
            "behaviour included."
        ),
        hedge=HEDGE,
        by=("ward",),
        first=first.first_day,
        last=last.first_day,
        weight=float(held),
    )
    return (line,), ()
