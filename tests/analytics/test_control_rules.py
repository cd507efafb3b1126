"""The four rules, each by a worked example, and what is said when too little is known."""

from __future__ import annotations

import pytest

from frankpledge.analytics.control import ControlChart, Reading, control_chart

STEADY = [50.0, 54.0, 47.0, 52.0, 49.0, 53.0, 48.0, 51.0, 50.0, 52.0, 46.0, 51.0]


def of(values, *, breaks=(), **more) -> ControlChart:
    names = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
    readings = [
        Reading(f"{names[n % 12]} {2016 + (n + 3) // 12}", value, None, dict(breaks).get(n, ""))
        for n, value in enumerate(values)
    ]
    return control_chart(readings, **more)


def latest(chart: ControlChart):
    return {signal.rule: signal for signal in chart.points[-1].signals}


def test_steady_figures_are_not_exceptional() -> None:
    chart = of(STEADY, better="lower")
    assert not chart.exceptional
    assert not any(point.signals for point in chart.points)
    assert chart.segments[0].words == "Limits rest on 12 readings."


def test_one_beyond_a_limit_is_a_concern_where_lower_is_better() -> None:
    chart = of([*STEADY, 75.0], better="lower")
    signal = latest(chart)["beyond a limit"]
    assert (signal.points, signal.side, signal.meaning) == ((12,), "above", "concern")
    assert chart.exceptional
    assert chart.sentence == (
        "Exceptional, a concern: 75 in Apr 2017. Above the upper limit, Apr 2017."
    )


@pytest.mark.parametrize(
    ("better", "meaning"),
    [("lower", "improvement"), ("higher", "concern"), ("neither", "change")],
)
def test_what_a_fall_means_depends_on_what_is_wanted(better, meaning) -> None:
    chart = of([*STEADY, 25.0], better=better)
    assert latest(chart)["beyond a limit"].meaning == meaning


def test_seven_on_one_side_are_a_shift_and_six_are_not() -> None:
    low = [47.0, 49.0, 46.0, 48.0, 47.0, 49.0]
    six = of([*STEADY, *low], baseline_points=12)
    seven = of([*STEADY, *low, 47.0], baseline_points=12)
    assert "shift" not in latest(six)
    signal = latest(seven)["shift"]
    assert (signal.points, signal.side) == (tuple(range(12, 19)), "below")
    assert signal.words == "7 readings in a row below the average, Apr 2017 to Oct 2017"


def test_seven_that_rise_are_a_trend_even_below_the_average() -> None:
    rising = [45.0, 45.5, 46.0, 46.5, 47.0, 47.5, 48.0]
    chart = of([*STEADY, *rising], baseline_points=12, better="lower")
    signal = latest(chart)["trend"]
    assert (signal.points, signal.side, signal.meaning) == (
        tuple(range(12, 19)),
        "above",
        "concern",
    )
    # The same seven are a shift below: two meanings at once, and the sentence says both.
    assert latest(chart)["shift"].meaning == "improvement"
    assert chart.sentence.startswith("Exceptional, an improvement and a concern: 48 in Oct 2017.")
    assert "trend" not in latest(of([*STEADY, *rising[:6]], baseline_points=12))


def test_two_of_three_near_a_limit_with_the_third_anywhere() -> None:
    # The mean is 50.25 and sigma 3.63, so that two sigma lie at 57.5 and three at 61.1.
    chart = of([*STEADY, 59.0, 50.0, 60.0], baseline_points=12, better="lower")
    signal = latest(chart)["two of three"]
    assert (signal.points, signal.side) == ((12, 14), "above")
    assert not chart.points[13].signals
    assert "two of three" not in latest(of([*STEADY, 59.0, 50.0, 50.0, 60.0], baseline_points=12))
    assert "two of three" not in latest(of([*STEADY, 59.0, 50.0, 41.0], baseline_points=12))


@pytest.mark.row(60)
def test_no_limit_or_rule_reaches_over_a_break() -> None:
    """Seven low readings after CRASH are few readings of a new series, not a fall."""
    chart = of([*STEADY, *[30.0] * 7], breaks={12: "CRASH, April 2016"}, better="lower")
    before, after = chart.segments
    assert (before.first, before.last, after.first, after.last) == (0, 11, 12, 18)
    assert before.upper
    assert not after.upper
    assert after.centre is None
    assert not chart.exceptional
    assert chart.sentence == (
        "30 in Oct 2017. Too few readings to say whether it is exceptional. "
        "No limits: 7 readings since the break (CRASH, April 2016), and 8 are needed."
    )


def test_eight_readings_have_limits_provisional_until_twelve() -> None:
    assert not of(STEADY[:7]).segments[0].upper
    eight, eleven, twelve = (of(STEADY[:n]).segments[0] for n in (8, 11, 12))
    assert [s.provisional for s in (eight, eleven, twelve)] == [True, True, False]
    assert eight.words == "Limits are provisional: they rest on 8 readings, fewer than 12."
    assert eight.words in of(STEADY[:8]).sentence


def test_readings_without_a_neighbour_do_not_count_towards_limits() -> None:
    gappy = [value for each in STEADY for value in (each, None)]
    [segment] = of(gappy).segments
    assert (segment.count, segment.upper) == (12, ())
    assert "counting those with a neighbour" in segment.words


def test_the_latest_known_reading_is_judged_when_the_last_is_missing() -> None:
    chart = of([*STEADY, 75.0, None])
    assert chart.exceptional
    assert "75 in Apr 2017" in chart.sentence


def test_a_limit_is_not_drawn_where_no_reading_can_be() -> None:
    [segment] = of([0.0, 9.0, 1.0, 8.0, 0.0, 7.0, 2.0, 9.0]).segments
    assert set(segment.lower) == {0.0}
    shares = control_chart([Reading(str(n), 9 - n % 2, 9) for n in range(8)], "p", per=100)
    assert max(shares.segments[0].upper) == 100


def test_figures_that_never_move_are_not_exceptional() -> None:
    assert not any(point.signals for point in of([0.1] * 12).points)


def test_nothing_yet_is_said_plainly() -> None:
    for values in ([], [None, None]):
        assert (of(values).exceptional, of(values).sentence) == (False, "No readings yet.")


@pytest.mark.parametrize(
    ("reading", "kind", "words"),
    [
        (Reading("May", 12, 10), "p", "May: 12 is more than the 10 it is out of."),
        (Reading("May", -1, 10), "u", "May: a count is not below nought."),
        (Reading("May", 3), "p", "May: a count needs the number that it is out of."),
        (Reading("May", 3, 0), "u", "May: 3 events over nothing."),
        (Reading("May", float("nan")), "x", "May: a figure is not a number."),
    ],
)
def test_a_figure_that_cannot_be_is_refused_by_name(reading, kind, words) -> None:
    with pytest.raises(ValueError) as refused:
        control_chart([reading], kind)
    assert str(refused.value) == words


def test_limits_from_too_few_first_readings_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 8 readings, not 5"):
        of(STEADY, baseline_points=5)


def test_no_events_over_nothing_is_a_gap() -> None:
    chart = control_chart([Reading("May", 0, 0)], "u")
    assert chart.points[0].value is None
