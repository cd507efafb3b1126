"""Control charts against worked examples that others published."""

from __future__ import annotations

import pytest

from frankpledge.analytics.control import ControlChart, Reading, control_chart

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: ten batches' flow rates.
FLOW_RATES = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]

# NIST/SEMATECH e-Handbook, 6.3.3.1: defects on 25 wafers, all of one size.
WAFERS = [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15]
WAFERS += [13, 14, 16, 11, 20, 11, 19, 16, 31, 13]

# D. C. Montgomery, Introduction to Statistical Quality Control: orange juice cans that leak,
# in 30 samples of 50.
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22]
CANS += [8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]

# The same book: purchase orders with errors, of a number that varies from week to week.
ORDERS = [100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120]
ORDERS += [120, 110, 80, 80, 80, 90, 100, 100, 100, 100, 90, 90]
ERRORS = [12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9]

# The same book: defects in rolls of dyed cloth of several sizes.
CLOTH = [(14, 10.0), (12, 8.0), (20, 13.0), (11, 10.0), (7, 9.5)]
CLOTH += [(10, 10.0), (21, 12.0), (16, 10.5), (19, 12.0), (23, 12.5)]


def beyond(chart: ControlChart) -> list[int]:
    """The numbers, counted from 1 as the books do, of the samples beyond a limit."""
    return [
        number
        for number, point in enumerate(chart.points, 1)
        if any(signal.rule == "beyond a limit" for signal in point.signals)
    ]


def test_individuals_as_the_nist_handbook_has_them() -> None:
    chart = control_chart([Reading(f"batch {n}", rate) for n, rate in enumerate(FLOW_RATES, 1)])

    [segment] = chart.segments
    assert segment.centre == pytest.approx(50.81, abs=1e-9)
    assert segment.upper == pytest.approx([55.8041] * 10, abs=5e-5)
    assert segment.lower == pytest.approx([45.8159] * 10, abs=5e-5)
    assert not chart.exceptional
    assert beyond(chart) == []
    assert chart.sentence.startswith("Not exceptional: 52.1 in batch 10 is within what chance")


def test_defects_on_wafers_as_the_nist_handbook_has_them() -> None:
    chart = control_chart([Reading(f"wafer {n}", c, 1) for n, c in enumerate(WAFERS, 1)], "u")

    [segment] = chart.segments
    assert (segment.centre, segment.upper[0], segment.lower[0]) == pytest.approx((16, 28, 4))
    # The third wafer has 28, which is on the limit and not beyond it.
    assert beyond(chart) == [24]


def test_shares_of_fifty_as_montgomery_has_them() -> None:
    chart = control_chart([Reading(f"sample {n}", c, 50) for n, c in enumerate(CANS, 1)], "p")

    [segment] = chart.segments
    assert segment.centre == pytest.approx(0.2313, abs=5e-5)
    assert segment.upper == pytest.approx([0.4102] * 30, abs=5e-5)
    assert segment.lower == pytest.approx([0.0524] * 30, abs=5e-5)
    assert beyond(chart) == [15, 23]


def test_shares_again_without_the_two_that_had_a_cause() -> None:
    known = [None if n in (15, 23) else c for n, c in enumerate(CANS, 1)]
    chart = control_chart([Reading(f"sample {n}", c, 50) for n, c in enumerate(known, 1)], "p")

    [segment] = chart.segments
    found = (segment.centre, segment.upper[0], segment.lower[0])
    assert found == pytest.approx((0.2150, 0.3893, 0.0407), abs=5e-5)
    # Montgomery: sample 21, at 0.40, is now beyond the limit, too.
    assert beyond(chart) == [21]


def test_shares_of_numbers_that_vary_as_montgomery_has_them() -> None:
    weeks = enumerate(zip(ERRORS, ORDERS, strict=True), 1)
    chart = control_chart([Reading(f"week {n}", c, of) for n, (c, of) in weeks], "p", per=100)

    [segment] = chart.segments
    assert segment.centre == pytest.approx(9.6, abs=0.05)
    # The book works from 0.096 rounded; its limits agree to a tenth of a point.
    printed = {
        80: (0.0, 19.5),
        90: (0.3, 18.9),
        100: (0.8, 18.4),
        110: (1.2, 18.0),
        120: (1.5, 17.7),
    }
    for lower, upper, of in zip(segment.lower, segment.upper, ORDERS, strict=True):
        assert (lower, upper) == pytest.approx(printed[of], abs=0.12)
    assert beyond(chart) == [11]


def test_rates_over_sizes_that_vary_as_montgomery_has_them() -> None:
    chart = control_chart([Reading(f"roll {n}", c, of) for n, (c, of) in enumerate(CLOTH, 1)], "u")

    [segment] = chart.segments
    assert segment.centre == pytest.approx(1.42, abs=0.005)
    printed = {8.0: (2.68, 0.16), 9.5: (2.58, 0.26), 10.0: (2.55, 0.29), 10.5: (2.52, 0.32)}
    printed |= {12.0: (2.45, 0.39), 12.5: (2.43, 0.41), 13.0: (2.41, 0.43)}
    for upper, lower, (_, size) in zip(segment.upper, segment.lower, CLOTH, strict=True):
        assert (upper, lower) == pytest.approx(printed[size], abs=0.011)
    assert beyond(chart) == []
