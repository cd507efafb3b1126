"""Control charts against a second implementation, and what must hold for any figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analytics.control import ControlChart, Reading, control_chart
from tests.analytics import slow_control as slow

some = st.lists(st.none() | st.integers(0, 40), max_size=30)
# Steps that mostly go one way make trends and shifts, which figures by chance rarely do.
walks = st.lists(st.integers(-1, 3), min_size=8, max_size=30).map(
    lambda steps: [50 + sum(steps[: n + 1]) for n in range(len(steps))]
)
figures = some | walks


def of(values, **more) -> ControlChart:
    readings = [Reading(str(n), None if v is None else float(v)) for n, v in enumerate(values)]
    return control_chart(readings, **more)


def marks(chart: ControlChart, start: int = 0) -> slow.Marked:
    return {
        (signal.rule, signal.side, number - start)
        for number, point in enumerate(chart.points)
        for signal in point.signals
    }


@given(figures)
def test_two_implementations_mark_the_same_points(values) -> None:
    assert marks(of(values)) == slow.marked(values)


@given(figures)
def test_two_implementations_draw_the_same_limits(values) -> None:
    found = slow.individuals(values)
    chart = of(values)
    if found is None:
        assert all(point.centre is None and not point.signals for point in chart.points)
        return
    centre, sigma = map(float, found)
    [segment] = chart.segments
    assert segment.centre == pytest.approx(centre)
    assert segment.upper[0] == pytest.approx(centre + 3 * sigma)
    assert segment.lower[0] == pytest.approx(max(centre - 3 * sigma, 0))


bases = st.integers(20, 400)
counts = st.lists(st.tuples(st.integers(0, 20), bases), min_size=8, max_size=25)


@given(counts, st.booleans())
def test_shares_and_rates_go_beyond_a_limit_together(pairs, share) -> None:
    readings = [Reading(str(n), c, b) for n, (c, b) in enumerate(pairs)]
    chart = control_chart(readings, "p" if share else "u", per=100)
    found = {n for rule, _, n in marks(chart) if rule == "beyond a limit"}
    assert found == slow.shares_beyond(pairs, share=share)


@given(figures, figures)
def test_a_break_parts_two_charts_that_know_nothing_of_each_other(before, after) -> None:
    readings = [Reading(str(n), v) for n, v in enumerate(before)]
    readings += [
        Reading(str(n), v, break_before="" if n else "counted anew") for n, v in enumerate(after)
    ]
    chart = control_chart(readings)
    cut = len(before)
    assert {m for m in marks(chart) if m[2] < cut} == marks(of(before))
    assert {m for m in marks(chart, cut) if m[2] >= 0} == marks(of(after))
    for point, alone in zip(chart.points[cut:], of(after).points, strict=True):
        assert (point.centre, point.upper, point.lower) == (alone.centre, alone.upper, alone.lower)


@given(figures, st.sampled_from(["lower", "higher"]))
def test_turned_upside_down_what_was_better_is_worse(values, better) -> None:
    turned = of([None if v is None else -v for v in values], better=better)
    upright = of(values, better=better)
    sides = {"above": "below", "below": "above"}
    assert marks(turned) == {(rule, sides[side], n) for rule, side, n in marks(upright)}
    meanings = {"improvement": "concern", "concern": "improvement"}
    for one, other in zip(upright.points, turned.points, strict=True):
        assert sorted(meanings[s.meaning] for s in one.signals) == sorted(
            s.meaning for s in other.signals
        )


@given(figures, st.sampled_from([1e-12, 0.1, 7.0, 1000.0]))
def test_the_unit_in_which_it_is_counted_changes_no_verdict(values, times) -> None:
    scaled = of([None if v is None else v * times for v in values])
    assert marks(scaled) == marks(of(values))


@given(figures)
def test_every_signal_names_the_points_that_made_it(values) -> None:
    chart = of(values)
    for number, point in enumerate(chart.points):
        for signal in point.signals:
            assert number in signal.points
            assert all(signal in chart.points[n].signals for n in signal.points)
            assert point.value is not None
