"""Bars and shares: lengths are figures, names are whole, what is withheld stays so."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.documents.charts import Bar, BarChart, Curve, Line, ShareCurve, describe, draw
from frankpledge.documents.charts.drawing import text_width
from tests.documents.chart_samples import BARS, FALLS, SHARES

SVG = "{http://www.w3.org/2000/svg}"
BRAND, LIGHT = "#0b4f3c", "#bdd2c8"


def drawn(chart: BarChart | ShareCurve, width: int = 480) -> ElementTree.Element:
    return ElementTree.fromstring(draw(chart, width=width))


def texts(chart: BarChart | ShareCurve, width: int = 480) -> list[str]:
    return [each.text or "" for each in drawn(chart, width).iter(f"{SVG}text")]


def bars(chart: BarChart, width: int = 480) -> list[tuple[float, float, str]]:
    """Where each bar starts, how long it is and its colour."""
    return [
        (float(r.get("x") or 0), float(r.get("width") or 0), r.get("fill") or "")
        for r in drawn(chart, width).iter(f"{SVG}rect")
        if r.get("fill") in (BRAND, LIGHT)
    ]


@given(st.lists(st.floats(0.5, 1e6), min_size=2, max_size=40), st.sampled_from([320, 480]))
def test_a_bar_is_as_long_as_its_figure(values, width) -> None:
    chart = BarChart("Any", tuple(Bar(f"Place {n}", value) for n, value in enumerate(values)))
    found = bars(chart, width)
    assert len({start for start, _, _ in found}) == 1, "all from nought"
    longest = max(length for _, length, _ in found)
    for (_, length, _), value in zip(found, values, strict=True):
        assert length / longest == pytest.approx(value / max(values), abs=0.01)


def test_bars_below_nought_go_the_other_way_from_the_same_line() -> None:
    (low, length, _), (start, _, colour), (at, nothing, _) = bars(FALLS)
    assert low + length == pytest.approx(start, abs=0.02)
    assert (at, nothing) == (start, 0)
    assert colour == BRAND


def test_the_order_is_the_one_given_and_one_bar_stands_out() -> None:
    said = [words for words in texts(BARS) if words in {"12.4", "9.1", "at least 8"}]
    assert said == ["12.4", "9.1", "at least 8"]
    assert [colour for _, _, colour in bars(BARS)] == [LIGHT, BRAND, LIGHT]
    strong = [e.text for e in drawn(BARS).iter(f"{SVG}text") if e.get("font-weight") == "600"]
    assert "Caerffili" in strong, "bold as well as dark: a colour alone says nothing"


def test_the_withheld_and_the_missing_are_said_and_have_no_bar() -> None:
    assert len(bars(BARS)) == 3
    assert {"not shown", "no figure"} <= set(texts(BARS))


@pytest.mark.parametrize("width", [320, 480])
def test_long_names_are_wrapped_and_whole(width) -> None:
    said = " ".join(texts(BARS, width))
    for name in ("Rhondda Cynon Taf", "Castell-nedd Port Talbot", "Ynys Môn"):
        assert name in said
    one = BarChart("Long", (Bar("Llanfairpwllgwyngyllgogerychwyrndrobwll", 3.0),))
    assert bars(one, width)[0][1] > 10


labels = st.lists(
    st.tuples(st.text("AEbcdfw ", min_size=1, max_size=60), st.none() | st.floats(-1e6, 1e6)),
    min_size=1,
    max_size=8,
)


@given(labels, st.sampled_from([320, 480]))
def test_no_word_or_figure_runs_over_the_edge(made, width) -> None:
    made = [(label, value and round(value, 1)) for label, value in made]
    chart = BarChart("Any", tuple(Bar(label, value) for label, value in made))
    for text in drawn(chart, width).iter(f"{SVG}text"):
        wide = text_width(text.text or "", float(text.get("font-size") or 0))
        share = {"end": 1.0, "middle": 0.5}.get(text.get("text-anchor") or "", 0.0)
        start = float(text.get("x") or 0) - wide * share
        assert start >= -1
        assert start + wide <= width + 1


def test_a_small_scale_is_written_to_the_last_place() -> None:
    chart = BarChart("Small", (Bar("A", 0.0025, words="0.25%"), Bar("B", 0.01)))
    assert {"0.0025", "0.005", "0.0075"} <= set(texts(chart))


def test_ticks_whiskers_and_the_level_say_what_they_are() -> None:
    said = texts(BARS)
    assert {"last year", "95% interval", "Wales 7.4", "Source: Police recorded crime"} <= set(said)
    assert not {"last year", "95% interval"} & set(texts(FALLS))


def test_a_figure_never_stands_by_a_distant_tick() -> None:
    """Else "4.9" beside last year's tick would be read as last year's figure."""
    root = drawn(BarChart("Far", (Bar("Here", 5.0, beside=40.0),), beside="last year"))
    [words] = [e for e in root.iter(f"{SVG}text") if e.text == "5"][:1]
    [bar] = [r for r in root.iter(f"{SVG}rect") if r.get("fill") == LIGHT]
    end = float(bar.get("x") or 0) + float(bar.get("width") or 0)
    assert float(words.get("x") or 0) - end < 10


def test_the_description_of_bars() -> None:
    assert describe(BARS) == (
        "Vehicle crime in Caerffili & Bro Morgannwg is <high>. "
        "Bar chart of offences per 1,000 people, 3 bars. "
        "Highest Rhondda Cynon Taf 12.4; lowest Pen-y-bont ar Ogwr / Bridgend at least 8. "
        "Highlighted: Caerffili 9.1 (last year 8.9; 95% interval 8.1 to 10.6). Wales: 7.4. "
        "Not shown: Castell-nedd Port Talbot. No figure for Ynys Môn. Made-up figures. "
        "Source: Police recorded crime."
    )


def test_the_description_of_shares_and_what_the_lines_are() -> None:
    assert "10% of streets have 50% of burglary. 30% of streets have 80%" in describe(SHARES)
    assert {"2025/26", "2015/16", "spread evenly"} <= set(texts(SHARES))


@pytest.mark.parametrize("share", [0.0, 5.0, 10.0, 20.0, 65.0, 100.0])
def test_a_share_between_two_points_is_in_proportion(share) -> None:
    expected = {0.0: 0, 5.0: 25, 10.0: 50, 20.0: 65, 65.0: 90, 100.0: 100}[share]
    assert SHARES.at(share) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: Bar("Here", 5.0, withheld=True), "“Here” is withheld"),
        (lambda: Bar("Here", None, words="under 5", withheld=True), "“Here” is withheld"),
        (lambda: Bar("Here", 5.0, low=4.0), "only one end"),
        (lambda: Bar("Here", 5.0, 6.0, 7.0), "does not hold its figure"),
        (lambda: Bar("Here", None, 6.0, 7.0), "does not hold its figure"),
        (lambda: Bar("Here", float("inf")), "not a number"),
        (lambda: BarChart("Many", (Bar("Here", 1.0),) * 41), "41 bars"),
        (lambda: BarChart("Ticks", (Bar("Here", 1.0, beside=2.0),)), "`beside`"),
        (lambda: BarChart("Whiskers", (Bar("Here", 1.0, 0.5, 2.0),)), "`interval`"),
        (lambda: BarChart("Level", (), level=Line(float("nan"), "?")), "not a number"),
        (lambda: Curve("2018", ((0, 0), (50, 101))), "between 0 and 100"),
        (lambda: Curve("2018", ((0, 10), (50, 5))), "none falls"),
        (lambda: ShareCurve("Shares", (), named=(120,)), "between 0 and 100"),
    ],
)
def test_what_would_not_be_true_or_could_not_be_read_is_refused(made, words) -> None:
    with pytest.raises(ValueError, match=words):
        made()
