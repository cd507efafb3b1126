"""Real months: car drivers killed or seriously injured in Great Britain, 1975 to 1984.

Published by A. Harvey and J. Durbin, The effects of seat belt legislation on British road
casualties, Journal of the Royal Statistical Society A 149 (1986), and in R as `Seatbelts`. Seat
belts became compulsory on 31 January 1983.
"""

from __future__ import annotations

import pytest

from frankpledge.analytics.months import Month, Series
from frankpledge.analytics.seasons import against_season, forecast, seasonality

pytestmark = pytest.mark.once("pure: no database")

DRIVERS = Series(
    Month(1975, 1),
    (
        *(1577, 1356, 1652, 1382, 1519, 1421, 1442, 1543, 1656, 1561, 1905, 2199),
        *(1473, 1655, 1407, 1395, 1530, 1309, 1526, 1327, 1627, 1748, 1958, 2274),
        *(1648, 1401, 1411, 1403, 1394, 1520, 1528, 1643, 1515, 1685, 2000, 2215),
        *(1956, 1462, 1563, 1459, 1446, 1622, 1657, 1638, 1643, 1683, 2050, 2262),
        *(1813, 1445, 1762, 1461, 1556, 1431, 1427, 1554, 1645, 1653, 2016, 2207),
        *(1665, 1361, 1506, 1360, 1453, 1522, 1460, 1552, 1548, 1827, 1737, 1941),
        *(1474, 1458, 1542, 1404, 1522, 1385, 1641, 1510, 1681, 1938, 1868, 1726),
        *(1456, 1445, 1456, 1365, 1487, 1558, 1488, 1684, 1594, 1850, 1998, 2079),
        *(1494, 1057, 1218, 1168, 1236, 1076, 1174, 1139, 1427, 1487, 1483, 1513),
        *(1357, 1165, 1282, 1110, 1297, 1185, 1222, 1284, 1444, 1575, 1737, 1763),
    ),
)
BEFORE = DRIVERS.until(97)


def test_the_first_month_of_seat_belts_is_exceptional() -> None:
    found = against_season(DRIVERS.until(98))
    assert found.words.startswith(
        "Exceptional, below the usual range: 1,057 in February 1983, where 1,430 was to be "
        "expected. Chance alone usually gives 1,149 to 1,743;"
    )


def test_few_months_before_it_are() -> None:
    """Two of 68: one hardly so, and December 1981, among the coldest of the century."""
    alarms = [
        str(DRIVERS.months[n - 1])
        for n in range(30, 98)
        if against_season(DRIVERS.until(n)).verdict == "exceptional"
    ]
    assert alarms == ["January 1978", "December 1981"]


def test_a_year_of_seat_belts_against_the_forecast_without_them() -> None:
    """Harvey and Durbin's structural model put the fall at 23%; this plainer one at 21%."""
    found = forecast(BEFORE, 12)
    expected = sum(point.expected for point in found.points)
    actual = sum(count or 0 for count in DRIVERS.counts[97:109])
    assert actual / expected - 1 == pytest.approx(-0.21, abs=0.005)
    below = [
        count < point.range_95.low
        for count, point in zip(DRIVERS.counts[97:109], found.points, strict=True)
        if count is not None
    ]
    assert sum(below) >= 8


def test_what_the_forecasts_were_worth() -> None:
    """Up to a year ahead, each from the past alone: the ranges held about what they promise."""
    tested = forecast(BEFORE, 12).tested
    assert tested is not None
    assert tested.model is not None
    assert tested.last_year is not None
    assert tested.months == 73
    assert tested.model_is_better
    assert 0.77 < tested.model.within_80 < 0.87
    assert 0.90 < tested.model.within_95 < 0.98


def test_december_is_worst_and_april_best() -> None:
    found = seasonality(BEFORE)
    assert found.words == (
        "Usually highest in December, 28% above the average month (23% to 33%), and lowest in "
        "April, 12% below the average month (8% to 16%), day for day. "
        "Over the years neither a rise nor a fall can be told from chance."
    )
