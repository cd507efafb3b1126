"""Forecasts on a line: bands from the last figure on, never across a break."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from frankpledge.documents.charts import Band, Break, Forecast, LineChart, Point, describe, draw
from tests.documents.chart_samples import AHEAD

SVG = "{http://www.w3.org/2000/svg}"
POINTS = (Point("a", 1.0), Point("b", 2.0), Point("c", None), Point("d", None))


def paths(chart: LineChart, **look: str) -> list[list[tuple[float, float]]]:
    """The places of each path with these attributes."""
    return [
        [
            (float(x), float(y))
            for x, y in (place.split() for place in (p.get("d") or "").strip("MZ ").split(" L"))
        ]
        for p in ElementTree.fromstring(draw(chart)).iter(f"{SVG}path")
        if all(p.get(key.replace("_", "-")) == value for key, value in look.items())
    ]


def test_a_forecast_is_dashed_and_goes_on_from_the_last_figure() -> None:
    [line] = paths(AHEAD, stroke_dasharray="5 4")
    measured = paths(AHEAD, stroke="#0b4f3c", stroke_width="2.5")
    assert len(line) == 4
    assert line[0] == measured[-1][-1]


def test_a_wider_band_lies_beneath_a_narrower_one() -> None:
    wide, narrow = paths(AHEAD, stroke="#6f7774", stroke_width="0.75")[:2]
    assert max(y for _, y in wide) > max(y for _, y in narrow)
    assert min(y for _, y in wide) < min(y for _, y in narrow)
    other = replace(AHEAD.forecast, bands=AHEAD.forecast.bands[::-1]) if AHEAD.forecast else None
    assert paths(replace(AHEAD, forecast=other), stroke_width="0.75")[0] == wide


def test_after_a_break_a_forecast_starts_by_itself() -> None:
    apart = replace(AHEAD, breaks=(Break(7, "New system"),))
    [line] = paths(apart, stroke_dasharray="5 4")
    [rule] = paths(apart, stroke="#0b0c0c", stroke_width="1.5")
    assert len(line) == 3
    assert min(x for x, _ in line) > rule[0][0]
    bands = paths(apart, stroke="#6f7774", stroke_width="0.75")[:2]
    assert all(x > rule[0][0] for band in bands for x, _ in band)


def test_after_a_gap_a_forecast_starts_by_itself_and_one_point_can_be_seen() -> None:
    late = LineChart("Late", POINTS, forecast=Forecast(3, (4.0,), (Band("80%", (3.0,), (5.0,)),)))
    assert not paths(late, stroke_dasharray="5 4")
    rings = ElementTree.fromstring(draw(late)).iter(f"{SVG}circle")
    assert [ring.get("r") for ring in rings if ring.get("fill") == "#ffffff"] == ["2.5"]


def test_the_scale_holds_the_widest_band_and_the_ends_are_named() -> None:
    assert {90.0, 116.0} <= set(AHEAD.figures())
    said = [e.text or "" for e in ElementTree.fromstring(draw(AHEAD)).iter(f"{SVG}text")]
    words = " ".join(said)
    for end in ("forecast 103", "80% interval 97 to 109", "95% interval 90 to 116"):
        assert end in words
    assert "97" in said, "the latest figure, at its point"


def test_the_description_says_what_is_expected_and_how_sure_it_is() -> None:
    assert (
        "Forecast: 99 in 8 to 103 in 10; 80% interval 97 to 109; 95% interval 90 to 116."
        in describe(AHEAD)
    )


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: Forecast(2, ()), "at least one value"),
        (lambda: Forecast(2, (1.0,), (Band("80%", (1.0,), ()),)), "does not match"),
        (lambda: Forecast(2, (1.0,), (Band("80%", (2.0,), (1.0,)),)), "lower end above"),
        (lambda: LineChart("No", POINTS, forecast=Forecast(3, (1.0, 2.0))), "does not run"),
        (
            lambda: LineChart(
                "No", POINTS, breaks=(Break(2, "New"),), forecast=Forecast(2, (1.0, 2.0))
            ),
            "across a break",
        ),
        (lambda: LineChart("No", POINTS, forecast=Forecast(3, (float("nan"),))), "not a number"),
    ],
)
def test_a_forecast_that_cannot_be_is_refused(made, words) -> None:
    with pytest.raises(ValueError, match=words):
        made()
