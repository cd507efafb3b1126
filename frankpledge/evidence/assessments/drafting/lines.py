"""What a draft is made of: lines that the figures bear, and gaps where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from frankpledge.analytics.months import Month, months_between
from frankpledge.shared.words import spell_list


@dataclass(frozen=True)
class Line:
    """A finding to be kept. `title` claims, `words` give the figures, `hedge` how sure it is.

    `types`: the crime types it is about, none for all; `by`: what its figures are split by;
    `weight`: by which lines are ordered, the largest first. `beside`: it is asked of the other
    places too.
    """

    topic: str
    title: str
    words: str
    hedge: str
    by: tuple[str, ...]
    first: date
    last: date
    types: tuple[str, ...] = ()
    weight: float = 0.0
    measure: str = "recorded-crime"
    parameters: tuple[tuple[str, Any], ...] = ()
    beside: bool = False


@dataclass(frozen=True)
class Gap:
    """What cannot be said of a place, why, and what to load so that it can.

    `what` stands before "of PLACE cannot be said": "What rose or fell against the year before".
    """

    topic: str
    what: str
    place: str
    why: str


def spoken_gaps(gaps: Iterable[Gap]) -> list[str]:
    """Gaps in a line each; what is missing in the same way for several places is said once."""
    together: dict[tuple[str, str], list[str]] = {}
    for gap in gaps:
        there = together.setdefault((gap.what, gap.why), [])
        there += [] if gap.place in there else [gap.place]
    return [
        f"{what} cannot be said of {spell_list(places)}: {why}"
        for (what, why), places in together.items()
    ]


def month_words(first: Month, last: Month) -> str:
    """ "April 2018 to March 2019", or the one month."""
    return str(first) if first == last else f"{first} to {last}"


def listed_months(months: Sequence[Month]) -> str:
    """Months as runs: "April 2018 to June 2018 and March 2019"."""
    runs: list[list[Month]] = []
    for month in sorted(months):
        if runs and runs[-1][-1].after(1) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return spell_list([month_words(run[0], run[-1]) for run in runs])


def year_before(first: Month, last: Month) -> tuple[Month, Month]:
    """The same months of the year before."""
    return first.after(-12), last.after(-12)


def missing_of(first: Month, last: Month, known: Sequence[Month]) -> list[Month]:
    """The months from first to last that are not known."""
    there = set(known)
    return [month for month in months_between(first, last) if month not in there]
