"""What holds for every chart: valid SVG, one description, a table, JSON and back."""

from __future__ import annotations

import json
from datetime import date
from xml.etree import ElementTree

import pytest

from frankpledge.documents.charts import (
    LineChart,
    Point,
    Score,
    StepChart,
    chart_blocks,
    describe,
    draw,
    spec_from_json,
    spec_to_json,
    table_of,
)
from frankpledge.documents.content import Figure, text_of
from frankpledge.documents.svg import can_be_drawn
from tests.documents.chart_samples import BARS, DENSITY, SQUARES, every

SVG = "{http://www.w3.org/2000/svg}"
STEPS = StepChart("Score", (Score(date(2018, 1, 1), 8, "medium"),), 25)
CHARTS = {**every(), "steps": STEPS, "no line": LineChart("None", (Point("2018", None),))}
NAMES = list(CHARTS)


@pytest.mark.parametrize("width", [320, 480, 640])
@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_an_image_within_its_edges_that_a_strict_page_shows(name, width) -> None:
    data = draw(CHARTS[name], width=width)
    root = ElementTree.fromstring(data)
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root[1].text == describe(CHARTS[name])
    _, _, right, bottom = map(float, (root.get("viewBox") or "").split())
    assert right == width
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x") or -1) <= right
        assert 0 <= float(text.get("y") or -1) <= bottom
    attributes = {key for each in root.iter() for key in each.attrib}
    assert not {key for key in attributes if key.startswith("on") or key in ("style", "class")}
    assert data.count(b"http") == 1, "only the name of the language"
    assert b"href" not in data


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_can_be_drawn_in_a_pack(name) -> None:
    assert can_be_drawn(draw(CHARTS[name]))


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_comes_back_from_json_and_is_drawn_the_same(name) -> None:
    chart = CHARTS[name]
    stored = json.dumps(spec_to_json(chart), allow_nan=False)
    back = spec_from_json(json.loads(stored))
    assert back == chart
    assert draw(back) == draw(chart)
    assert json.loads(stored)["version"] == 1


def test_the_stored_form_is_as_it_was_when_the_first_charts_were_stored() -> None:
    """Written out by hand: whoever breaks this breaks what databases hold."""
    stored = {
        "kind": "bar-chart",
        "version": 1,
        "title": "Theft",
        "bars": [
            {"is": "bar", "label": "Caerffili", "value": 9.5, "low": 9.0, "high": 10.0},
            {"is": "bar", "label": "Torfaen", "value": None, "withheld": True},
        ],
        "interval": "95% interval",
        "level": {"is": "line", "value": 7.4, "label": "Wales"},
    }
    assert spec_to_json(spec_from_json(stored)) == stored
    steps = {
        "kind": "step-chart",
        "version": 1,
        "title": "Score",
        "scores": [{"is": "score", "day": {"date": "2018-01-01"}, "value": 8, "words": "medium"}],
        "highest": 25,
    }
    assert spec_from_json(steps) == STEPS


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "pie"}, "Expected one of the charts .*, got 'pie'"),
        ({"version": 2}, "version 2 was expected in version 1"),
        ({"bars": [{"is": "pie"}]}, "Expected a part of a chart, got 'pie'"),
        ({"slices": 3}, "A bar-chart of a chart has the wrong fields"),
        ({"bars": [{"is": "bar", "label": "A", "value": "many"}]}, "wrong fields"),
        ({"bars": [{"is": "bar", "label": "A", "value": float("nan")}]}, "not a number"),
    ],
)
def test_json_that_is_no_chart_is_refused_in_words(change, words) -> None:
    with pytest.raises(ValueError, match=words):
        spec_from_json({**spec_to_json(BARS), **change})


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_a_table_is_whole_and_its_figures_are_numeric(name) -> None:
    table = table_of(CHARTS[name])
    assert {len(row) for row in table.rows} <= {len(table.head)}
    assert all(0 < column < len(table.head) for column in table.numeric)
    assert all(text_of(cell).strip() for row in table.rows for cell in row[:2])


def rows(name: str) -> list[list[str]]:
    table = table_of(CHARTS[name])
    return [[text_of(cell) for cell in row] for row in (table.head, *table.rows)]


def test_the_table_of_bars_holds_what_is_drawn() -> None:
    assert rows("bars") == [
        ["Place", "Figure", "last year", "95% interval"],
        ["Rhondda Cynon Taf", "12.4", "11", "11.4 to 13.9"],
        ["Caerffili", "9.1", "8.9", "8.1 to 10.6"],
        ["Pen-y-bont ar Ogwr / Bridgend", "at least 8", "–", "–"],
        ["Castell-nedd Port Talbot", "not shown", "–", "–"],
        ["Ynys Môn", "no figure", "–", "–"],
        ["Wales", "7.4", "–", "–"],
    ]


def test_the_table_of_a_map_holds_figures_and_classes() -> None:
    assert rows("squares") == [
        ["Ward", "Figure", "Class"],
        ["Alder", "1.5", "0 to 4"],
        ["Birch", "12.4", "10 or more"],
        ["Cedar", "not shown", "not shown"],
        ["Dogwood", "no figure", "no figure"],
    ]


def test_the_table_of_a_forecast_and_of_shares() -> None:
    ahead = rows("ahead")
    assert ahead[0] == ["Period", "Figure", "Forecast", "80% interval", "95% interval", "Remarks"]
    assert ahead[5] == ["4", "94", "–", "–", "–", "New series: New rules"]
    assert ahead[-1] == ["10", "–", "103", "97 to 109", "90 to 116", "–"]
    assert rows("shares") == [
        ["Share of streets", "2025/26", "2015/16"],
        ["10%", "50%", "40%"],
        ["30%", "80%", "53.3%"],
    ]


def test_blocks_are_the_picture_and_its_table_unless_it_would_hold_names_alone() -> None:
    figure, table = chart_blocks(SQUARES)
    assert isinstance(figure, Figure)
    assert figure.alt == describe(SQUARES)
    assert table == table_of(SQUARES)
    assert len(chart_blocks(DENSITY)) == 1
