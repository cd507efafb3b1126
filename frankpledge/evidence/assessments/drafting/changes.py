"""What rose and what fell against the same months a year before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frankpledge.analytics.exceptional.changed import Change, judge_change
from frankpledge.analytics.months import Month, months_between
from frankpledge.analytics.small_numbers import Policy, small_base_warning
from frankpledge.evidence.assessments.drafting.lines import (
    Gap,
    Line,
    listed_months,
    missing_of,
    month_words,
    year_before,
)
from frankpledge.shared.words import count_of, spell_list

TOPIC = "changes"
USUAL = "within usual variation"
HEDGE = (
    "A rise or a fall is named where it is more than chance, and more than the months vary of "
    "themselves, makes 1 time in 100. Anti-social behaviour is counted as the police publish it."
)
NOW = "What changed"
BEFORE = "What rose or fell against the year before"
# A draft names so many of each, those with the most crimes more or fewer first.
MOST = 5
# Counts by crime type and month. A month without any row at all was not loaded.
Counts = Mapping[str, Mapping[Month, int]]


@dataclass(frozen=True)
class Changes:
    """Lines for what rose and fell, in order; the names of what stayed within usual variation,
    and of what is too small to be quoted; a line over all of it; and what is missing."""

    overview: Line | None = None
    rose: tuple[Line, ...] = ()
    fell: tuple[Line, ...] = ()
    usual: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()


def changes_of(place: str, counts: Counts, first: Month, last: Month, policy: Policy) -> Changes:
    """What changed in a place from the year before, over the months from `first` to `last`.

    Nothing is said of a type whose total is small in either year, for its size could be worked
    out; nothing at all where months are missing, for a missing month is no month without crime.
    """
    known = sorted({month for months in counts.values() for month in months})
    was_first, was_last = year_before(first, last)
    gaps = _gaps(place, known, (first, last), (was_first, was_last))
    if gaps:
        return Changes(gaps=gaps)
    found: dict[str, Change] = {}
    small: list[str] = []
    for name, months in sorted(counts.items()):
        later = [months.get(month, 0) for month in months_between(first, last)]
        earlier = [months.get(month, 0) for month in months_between(was_first, was_last)]
        if any(sum(one) < policy.threshold for one in (earlier, later)):
            small.append(name)
        else:
            found[name] = judge_change(earlier, later)
    period = (first, last)
    lines = {
        verdict: _ordered(
            [
                _line(place, name, one, period, many=len(months_between(first, last)))
                for name, one in found.items()
                if one.verdict == verdict
            ]
        )
        for verdict in ("rose", "fell")
    }
    verdicts = {verdict: _named(found, verdict) for verdict in ("rose", "fell", USUAL)}
    overview = _overview(place, verdicts, tuple(small), period) if counts else None
    return Changes(overview, lines["rose"], lines["fell"], verdicts[USUAL], tuple(small))


def _named(found: Mapping[str, Change], verdict: str) -> tuple[str, ...]:
    return tuple(name for name, one in found.items() if one.verdict == verdict)


def _overview(
    place: str,
    verdicts: Mapping[str, tuple[str, ...]],
    small: tuple[str, ...],
    period: tuple[Month, Month],
) -> Line:
    """One line over every kind of crime: what rose, what fell, what stayed, what is too few."""
    first, last = period
    rose, fell = verdicts["rose"], verdicts["fell"]
    title = f"In {place} no kind of crime rose or fell by more than usual variation"
    if rose or fell:
        title = (
            f"In {place} {count_of(len(rose), 'kind')} of crime rose and {len(fell) or 'none'} fell"
        )
    told = [
        ("Rose", rose),
        ("Fell", fell),
        ("Within usual variation", verdicts[USUAL]),
        ("Too few to be quoted", small),
    ]
    said = [
        f"{head}: {spell_list([_lowered(one) for one in names])}." for head, names in told if names
    ]
    return Line(
        topic=TOPIC,
        title=title,
        words=" ".join(
            [f"{month_words(first, last)} against the same months a year before.", *said]
        ),
        hedge=HEDGE,
        by=("type",),
        first=first.first_day,
        last=last.first_day,
        measure="like-for-like",
    )


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


def _gaps(
    place: str, known: list[Month], now: tuple[Month, Month], before: tuple[Month, Month]
) -> tuple[Gap, ...]:
    for what, (first, last) in ((NOW, now), (BEFORE, before)):
        if lacking := missing_of(first, last, known):
            why = (
                f"{listed_months(lacking)} {_are(lacking)} not loaded. Load the police’s "
                "street-level files of those months."
            )
            return (Gap(TOPIC, what, place, why),)
    return ()


def _are(months: list[Month]) -> str:
    return "is" if len(months) == 1 else "are"


def _ordered(lines: list[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda one: (-one.weight, one.title))[:MOST])


def _line(place: str, name: str, change: Change, period: tuple[Month, Month], *, many: int) -> Line:
    first, last = period
    much = f"{abs(change.percent or 0):.0f}%"
    return Line(
        topic=TOPIC,
        title=f"{name} in {place} {change.verdict} by {much}",
        words=(
            f"The police recorded {change.later:,} in {month_words(first, last)} and "
            f"{change.earlier:,} in the same months a year before."
        ),
        hedge=hedge_of(change, many),
        by=("month",),
        first=first.after(-12).first_day,
        last=last.first_day,
        types=(name,),
        weight=float(abs(change.later - change.earlier)),
    )


def hedge_of(change: Change, many: int) -> str:
    """How sure a change is: its interval, the months' own variation, a small base."""
    told = ["What the police recorded is not all that happened."]
    if change.low is not None and change.high is not None:
        told.append(
            f"Allowing for chance, the change is between {_signed(change.low)} and "
            f"{_signed(change.high)}, 99 times in 100."
        )
    if change.variation is None:
        told.append(
            f"{many} months a year are too few to show how much they vary of themselves, so more "
            "may be chance than this says."
        )
    elif change.variation > 1:
        told.append(
            f"Its months vary {change.variation:.1f} times as much as chance alone makes them; "
            "that is allowed for."
        )
    if warning := small_base_warning(change.earlier):
        told.append(warning)
    return " ".join(told)


def _signed(percent: float) -> str:
    rounded = round(percent)
    if rounded == 0:
        return "no change"
    return f"{'a rise' if rounded > 0 else 'a fall'} of {abs(rounded)}%"
