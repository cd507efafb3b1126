"""Baselines, targets and the way between: exact, so that 61 does not pass for 60."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from frankpledge.analytics.comparing.changes import HUNDRED, spoken

State = Literal["met", "missed", "on course", "off course", "not judged"]


class MissingYears(ValueError):
    """A baseline's years without a figure; the sentence names them."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A figure held against its target, and why."""

    state: State
    words: str


def baseline_of(values: Mapping[int, Decimal], years: Sequence[int]) -> Decimal:
    """The figure of one year, or the average of several, each of which must have its figure.

    Raises MissingYears naming those that have none: an average of what happens to be there would
    be another baseline.
    """
    wanted = sorted(set(years))
    if not wanted:
        raise MissingYears("A baseline needs at least one year.")
    missing = [str(year) for year in wanted if year not in values]
    if missing:
        raise MissingYears(f"The baseline has no figure for {', '.join(missing)}.")
    return sum((values[year] for year in wanted), Decimal(0)) / len(wanted)


def target_of(baseline: Decimal, percent: Decimal) -> Decimal:
    """The baseline changed by so many per cent: −40 of 100 is 60. Not rounded."""
    return baseline * (HUNDRED + percent) / HUNDRED


def trajectory(
    base_year: int, baseline: Decimal, target_year: int, target: Decimal
) -> dict[int, Decimal]:
    """The straight line from the baseline to the target, a figure a year, both ends included.

    For an average of years give the last of them as `base_year`. Raises ValueError when the
    target's year is not later.
    """
    if target_year <= base_year:
        raise ValueError(f"The target's year, {target_year}, is not after {base_year}.")
    years = target_year - base_year
    way = target - baseline
    line = {base_year + n: baseline + way * n / years for n in range(years)}
    return {**line, target_year: target}


def judge(
    value: Decimal | None,
    *,
    target: Decimal,
    better: Literal["lower", "higher", "neither"],
    due: bool,
    expected: Decimal | None = None,
    tolerance: Decimal = Decimal(0),
) -> Judgement:
    """Judge a figure: against the target when it is `due`, before that against what is `expected`.

    "At least" is exact: at a target of 60 to come down to, 60 is met and 61, or 60.01, is missed.
    `tolerance`, in per cent of the expected figure, loosens only "on course", never "met". With
    `better` "neither" nothing is judged. Whether figures on two sides of a break may be held
    against each other at all is for the caller to say, before.
    """
    if value is None:
        return Judgement("not judged", "no figure yet")
    if better == "neither":
        return Judgement("not judged", "neither higher nor lower is better")
    limit = "at most" if better == "lower" else "at least"
    if due:
        reached = value <= target if better == "lower" else value >= target
        held = f"{_exact(value)} against {limit} {_exact(target)}"
        return Judgement("met" if reached else "missed", held)
    if expected is None:
        return Judgement("not judged", "the target is not due, and nothing says what to expect yet")
    slack = abs(expected) * tolerance / HUNDRED
    on = value <= expected + slack if better == "lower" else value >= expected - slack
    words = f"{_exact(value)}, where {limit} {_exact(expected)} was expected by now"
    words += f", within {_exact(tolerance)}%" if tolerance else ""
    return Judgement("on course" if on else "off course", words)


def _exact(value: Decimal) -> str:
    """As many places as tell it from a neighbour: 60.004 is not called 60."""
    return spoken(value, 4 if value != round(value, 1) else 1)
