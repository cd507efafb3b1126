"""Short names for what tests ask of indicators."""

from datetime import date
from decimal import Decimal
from typing import Any

from frankpledge.partnership.queries.register import body_named
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.operations import (
    Definition,
    Figure,
    define_indicator,
    record_value,
)
from frankpledge.review.indicators.rules.periods import Period
from frankpledge.shared.door import Actor

GROUP = Actor("Chair of the group")
TODAY = date(2018, 10, 1)


def an_indicator(name="Collisions", body="road-safety", on=date(2018, 1, 1), **more):
    """An indicator of the road safety partnership: a yearly count, lower being better."""
    given: dict[str, Any] = {
        "unit": "collisions",
        "kind": "count",
        "direction": "lower",
        "frequency": "yearly",
    }
    wanted = Definition(name=name, **{**given, **more})
    return define_indicator(by=GROUP, body=body_named(body), given=wanted, on=on)


def ksi():
    """The demonstration's first indicator of the roads."""
    return Indicator.objects.get(slug="killed-or-seriously-injured")


def year(n):
    """A calendar year."""
    return Period(date(n, 1, 1), date(n, 12, 31))


def figure(period, value=None, **more):
    """A figure for a period."""
    value = None if value is None else Decimal(str(value))
    return Figure(period.starts, period.ends, value=value, **more)


def record(indicator, period, value=None, on=TODAY, **more):
    """Record a figure on a day."""
    version = more.pop("version", None)
    series = more.pop("series", None)
    return record_value(
        by=GROUP,
        indicator=indicator,
        figure=figure(period, value, **more),
        on=on,
        series=series,
        version=version,
    )
