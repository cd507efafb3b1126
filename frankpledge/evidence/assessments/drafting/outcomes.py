"""What came of recorded crimes, of those old enough to have an outcome."""

from __future__ import annotations

from frankpledge.analytics.months import Month
from frankpledge.analytics.rates import share, spoken_interval
from frankpledge.analytics.small_numbers import Policy, percent_of, small_base_warning
from frankpledge.evidence.assessments.drafting.lines import Line, month_words

TOPIC = "outcomes"
HEDGE = (
    "Which outcomes are positive is a choice, and anti-social behaviour has none. Where no suspect "
    "was found an outcome is published all the same."
)


def outcomes_of(
    place: str, crimes: int, positive: int, first: Month, last: Month, policy: Policy
) -> Line | None:
    """A line on how many crimes led to someone being held to account.

    Nothing where few did, or few did not: their number could be worked out.
    """
    if not crimes:
        return None
    told = percent_of(positive, crimes, 1, policy)
    if told.percent is None:
        return None
    interval = spoken_interval(share(positive, crimes).interval, 100, "%")
    warning = small_base_warning(crimes)
    return Line(
        topic=TOPIC,
        title=f"{told.percent}% of the crimes recorded in {place} had a positive outcome",
        words=(
            f"Of the crimes that the police recorded in {month_words(first, last)} that is "
            f"{told.words}, by their last published outcome."
        ),
        hedge=" ".join(filter(None, [f"Allowing for chance, {interval}.", HEDGE, warning])),
        by=(),
        first=first.first_day,
        last=last.first_day,
        measure="positive-outcome-rate",
    )
