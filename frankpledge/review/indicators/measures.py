"""Measures: indicators whose figures Frankpledge works out, from its own records or from evidence.

Whatever can measure something registers it here when Django starts, as `actions.owed.asks` does
for what is owed; this package knows none of them by name. A measure is a function that is given a
body and a period and tells what it counted, how, and as at which day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from frankpledge.partnership.models import Body
from frankpledge.review.indicators.rules.periods import Period


@dataclass(frozen=True)
class Measured:
    """What a measure found for a period: a value, or a number counted out of another."""

    as_at: date
    source: str
    method: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    standing: str = "final"


# Given a body, a period and the day it is asked on: nothing where there was nothing to measure.
Measuring = Callable[[Body, Period, date], Measured | None]


@dataclass(frozen=True)
class Measure:
    """A measure that indicators may take their figures from."""

    name: str
    title: str
    kind: str
    unit: str
    find: Measuring


_measures: dict[str, Measure] = {}


def measure(name: str, *, title: str, kind: str, unit: str) -> Callable[[Measuring], Measuring]:
    """Register a measure by its name, which indicators keep. Raises ValueError for a taken one.

    `kind` is that of the indicators that may take it: count, rate, percent, number or money.
    """

    def decorate(find: Measuring) -> Measuring:
        if name in _measures and _measures[name].find is not find:
            raise ValueError(f"there is a measure “{name}” already")
        _measures[name] = Measure(name, title, kind, unit, find)
        return find

    return decorate


def measures() -> tuple[Measure, ...]:
    """Every measure there is, by its title."""
    return tuple(sorted(_measures.values(), key=lambda one: one.title))


def measure_named(name: str) -> Measure | None:
    """The measure of that name, or None where nothing registers it any more."""
    return _measures.get(name)
