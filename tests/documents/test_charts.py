"""Charts: what is drawn, what is never drawn, and what is said to those who cannot see it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.documents.charts import (
    Break,
    Limits,
    Line,
    LineChart,
    Point,
    Score,
    Series,
    StepChart,
    describe,
    line_chart,
    step_chart,
)
from frankpledge.documents.charts.drawing import text_width
from frankpledge.documents.charts.scale import figure, periods_named, scale_for, spread_out
from frankpledge.documents.svg import can_be_drawn

SVG = "{http://www.w3.org/2000/svg}"
YEARS = [str(year) for year in range(2009, 2021)]
FIGURES = [100.0, 97.0, 91.0, None, 84.0, 80.0, 77.0, 93.0, 90.0, None, None, None]

CASUALTIES = LineChart(
    "Deaths & serious injuries are <off course>",
    tuple(
        Point(year, value, exceptional=year == "2016", provisional=year == "2017")
        for year, value in zip(YEARS, FIGURES, strict=True)
    ),
    unit="people killed or seriously injured",
    limits=(Limits(0, 90.0, (105.0,) * 7, (75.0,) * 7),),
    target=Line(60.0, "target 60 by 2020"),
    baseline=Line(100.0, "baseline 100", last=6),
    trajectory=tuple(100 - 40 * n / 11 for n in range(12)),
    breaks=(Break(6, "CRASH, April 2016"),),
    others=(Series("England", tuple(95.0 - n for n in range(12))),),
    note="Illustrative figures, not real.",
)
HISTORY = StepChart(
    "Score of this risk",
    (Score(date(2017, 4, 12), 8, "medium"), Score(date(2018, 7, 1), 16, "very high")),
    highest=25,
    until=date(2018, 10, 1),
)
EMPTY = (LineChart("Nothing yet", ()), LineChart("Nothing", (Point("2018", None),)))
ALL = [line_chart(chart, width=w) for chart in (CASUALTIES, *EMPTY) for w in (320, 480, 640)]
ALL += [step_chart(HISTORY), step_chart(StepChart("None", (), 25))]


def drawn(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)


def texts(data: bytes) -> list[str]:
    return [each.text or "" for each in drawn(data).iter(f"{SVG}text")]


@pytest.mark.parametrize("data", ALL)
def test_a_chart_is_an_image_with_a_name_that_can_be_drawn_in_a_pack(data) -> None:
    root = drawn(data)
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert all(root[n].text for n in (0, 1))
    assert can_be_drawn(data)


@pytest.mark.parametrize("data", ALL)
def test_a_chart_has_no_style_script_or_reference(data) -> None:
    names = {each.tag.removeprefix(SVG) for each in drawn(data).iter()}
    assert names <= {"svg", "title", "desc", "rect", "path", "circle", "text"}
    attributes = {name for each in drawn(data).iter() for name in each.attrib}
    assert not {name for name in attributes if name.startswith("on") or name in ("style", "class")}
    assert b"href" not in data
    assert data.count(b"http") == 1, "only the name of the language"


@pytest.mark.parametrize("data", ALL)
def test_everything_is_drawn_within_the_picture(data) -> None:
    root = drawn(data)
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x") or -1) <= width
        assert 0 <= float(text.get("y") or -1) <= height


def strokes(data: bytes, colour: str, thick: str) -> list[list[float]]:
    """The places across of each line in that colour and thickness."""
    return [
        [float(place.split()[0]) for place in (path.get("d") or "").lstrip("M").split(" L")]
        for path in drawn(data).iter(f"{SVG}path")
        if (path.get("stroke"), path.get("stroke-width")) == (colour, thick)
    ]


@pytest.mark.row(60)
@pytest.mark.parametrize("width", [320, 480])
def test_no_line_is_drawn_across_a_break_or_a_gap(width) -> None:
    """The line up to 2015 and the line from 2016 do not touch; the rule of CRASH is between."""
    data = line_chart(CASUALTIES, width=width)
    [rule] = [xs for xs in strokes(data, "#0b0c0c", "1.5") if len(xs) == 2 and xs[0] == xs[1]]
    measured = strokes(data, "#0b4f3c", "2.5") + strokes(data, "#6f7774", "1.25")
    assert all(max(xs) < rule[0] or min(xs) > rule[0] for xs in measured)
    assert [len(xs) for xs in strokes(data, "#0b4f3c", "2.5")] == [3, 3, 2]
    assert "CRASH, April 2016" in " ".join(texts(data))


def test_every_line_is_named_and_there_is_no_legend() -> None:
    said = " ".join(texts(line_chart(CASUALTIES, width=640)))
    for words in ("target 60", "baseline 100", "England", "path to", "upper limit", "average 90"):
        assert words in said


def test_exceptional_points_differ_in_shape_and_provisional_ones_are_open() -> None:
    root = drawn(line_chart(CASUALTIES))
    diamonds = [p for p in root.iter(f"{SVG}path") if (p.get("d") or "").endswith(" Z")]
    filled = [p for p in diamonds if p.get("fill") == "#0b0c0c"]
    assert len(filled) == 2, "the point and its key"
    rings = [c for c in root.iter(f"{SVG}circle") if c.get("fill") == "#ffffff"]
    assert len(rings) == 2


def test_a_scale_that_does_not_start_at_nought_says_so() -> None:
    flat = LineChart("Steady", tuple(Point(str(n), 990.0 + n) for n in range(5)))
    assert any("not at nought" in text for text in texts(line_chart(flat)))
    assert not any("not at nought" in text for text in texts(line_chart(CASUALTIES)))


def test_the_description_holds_what_the_picture_shows() -> None:
    words = describe(CASUALTIES)
    for part in (
        "Deaths & serious injuries are <off course>.",
        "8 figures, from 100 in 2009 to 90 in 2017.",
        "A break in the series before 2016: CRASH, April 2016.",
        "No figure for 2012.",
        "The average is 90, the limits 75 and 105.",
        "Exceptional: 93 in 2016.",
        "Provisional: 90 in 2017.",
        "Illustrative figures, not real.",
    ):
        assert part in words
    assert drawn(line_chart(CASUALTIES))[1].text == words


def test_a_history_of_scores_names_the_first_and_the_last() -> None:
    said = texts(step_chart(HISTORY))
    assert "8 medium" in said
    assert "16 very" in said
    assert "1 October 2018" in said
    assert describe(HISTORY) == (
        "Score of this risk. Scores in order, out of 25: 8 (medium) from 12 April 2017; "
        "16 (very high) from 1 July 2018."
    )


def test_the_same_chart_is_the_same_bytes() -> None:
    assert line_chart(CASUALTIES) == line_chart(CASUALTIES)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"trajectory": (1.0,)}, "The trajectory has 1 values for 2 points."),
        ({"others": (Series("England", ()),)}, "“England” has 0 values for 2 points."),
        ({"breaks": (Break(1, "late"),)}, "between two points"),
        ({"limits": (Limits(1, 5.0, (6.0, 6.0), (4.0, 4.0)),)}, "beyond the last point"),
        ({"limits": (Limits(0, 5.0, (6.0,)),)}, "do not match"),
        ({"target": Line(float("nan"), "?")}, "not a number"),
        ({"target": Line(1.0, "?", last=2)}, "between its points"),
    ],
)
def test_a_chart_that_would_not_be_true_is_refused(more, words) -> None:
    with pytest.raises(ValueError, match=words):
        LineChart("No", (Point("a", 1.0), Point("b", 2.0)), **more)


@pytest.mark.parametrize(
    ("scores", "until"),
    [
        ((Score(date(2018, 2, 1), 1), Score(date(2018, 1, 1), 2)), None),
        ((Score(date(2018, 2, 1), 26),), None),
        ((Score(date(2018, 2, 1), 1),), date(2018, 1, 1)),
    ],
)
def test_scores_that_cannot_be_are_refused(scores, until) -> None:
    with pytest.raises(ValueError):
        StepChart("No", scores, 25, until)


numbers = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3))


@given(st.lists(numbers, min_size=1, max_size=20))
def test_a_scale_holds_every_figure_in_few_round_steps(values) -> None:
    ticks = scale_for(values)
    # What lies beyond the last tick by less than a millionth of the scale cannot be seen.
    hair = (ticks[-1] - ticks[0]) / 1e6
    assert ticks[0] <= min(values) + hair
    assert ticks[-1] >= max(values) - hair
    assert 2 <= len(ticks) <= 12
    assert ticks == sorted(set(ticks))


heights = st.lists(st.tuples(st.floats(0, 200), st.floats(5, 20)), min_size=1, max_size=8)


@given(heights)
def test_names_at_the_ends_of_lines_never_overlap(labels) -> None:
    wanted, tall = [y for y, _ in labels], [height for _, height in labels]
    placed = sorted(zip(spread_out(wanted, tall, 0, 200), tall, strict=True))
    for (above, one), (below, other) in pairwise(placed):
        assert below - above >= (one + other) / 2 - 1e-6


@given(st.integers(1, 150), st.floats(2, 60))
def test_the_first_and_last_period_are_always_named(count, step) -> None:
    labels = [f"May {n}" for n in range(count)]
    named = periods_named(labels, 14, step)
    widest = max(text_width(label, 14) for label in labels) + 14
    assert named[-1] == count - 1
    assert named[0] == 0 or (count - 1) * step < widest, "there is room for one name only"
    assert named == sorted(set(named))


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (1924, "1,924"), (0.25, "0.25"), (-40, "−40"), (50.81, "50.8"), (-0.001, "0")],
)
def test_figures_are_written_as_readers_write_them(value, words) -> None:
    assert figure(value) == words
