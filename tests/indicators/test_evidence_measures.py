"""Indicators whose figures come from the evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from frankpledge.partnership.queries.register import body_named
from frankpledge.review.indicators.measures import measure_named
from frankpledge.review.indicators.rules.periods import Period

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
DAY = date(2018, 10, 1)


def found(name: str, body: str, period: Period = YEAR):
    """What a measure finds for a body."""
    known = measure_named(name)
    assert known is not None
    return known.find(body_named(body), period, DAY)


def test_a_partnerships_recorded_crime_is_its_districts_to_the_unit(demo, evidence):
    crime = found("recorded-crime", "fenland-csp")
    assert crime is not None
    assert crime.value == Decimal(9_306)
    assert crime.as_at == date(2025, 2, 1)
    assert "data.police.uk" in crime.source
    assert crime.method


@pytest.mark.parametrize(
    "period",
    [
        Period(date(2024, 1, 1), date(2024, 12, 30)),
        Period(date(2023, 1, 1), date(2023, 12, 31)),
        Period(date(2018, 10, 1), date(2019, 9, 30)),
    ],
)
def test_half_a_month_or_a_month_that_is_not_loaded_gives_no_figure(demo, evidence, period):
    assert found("recorded-crime", "fenland-csp", period) is None


def test_nothing_loaded_gives_nothing(demo):
    assert found("recorded-crime", "fenland-csp") is None
    assert found("crime-harm", "fenland-csp") is None
