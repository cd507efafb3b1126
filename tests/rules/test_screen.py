"""What a cell of the one screen says, how much it matters, and who stands first."""

from datetime import date
from typing import Any

import pytest

from frankpledge.review.screen.rules import (
    ACT,
    FINE,
    NOTHING,
    WATCH,
    actions_cell,
    indicators_cell,
    order,
    overall,
    requests_cell,
    requirements_cell,
    risks_cell,
    update_cell,
    why,
)

DUE = date(2018, 10, 1)
RISKS: dict[str, Any] = {
    "count": 2,
    "new": 0,
    "up": 0,
    "persistent": 0,
    "cliffs": 0,
    "overdue": 0,
    "worst": "High",
}
INDICATORS: dict[str, Any] = {
    "total": 3,
    "exceptional": 0,
    "off_target": 0,
    "in_development": 0,
    "late": 0,
}


@pytest.mark.parametrize(
    ("asked", "arrived", "on", "text", "level"),
    [
        (True, True, DUE, "In", FINE),
        (False, True, DUE, "In", FINE),
        (True, False, DUE, "To follow", WATCH),
        (True, False, date(2018, 10, 2), "Late", ACT),
        (False, False, date(2018, 10, 2), "Not asked for", NOTHING),
    ],
)
def test_an_update_is_late_the_day_after_it_was_due(asked, arrived, on, text, level):
    found = update_cell(asked=asked, arrived=arrived, due=DUE, on=on)
    assert (found.text, found.level) == (text, level)


def test_an_update_that_nothing_makes_due_is_never_late():
    found = update_cell(asked=True, arrived=False, due=None, on=date(2030, 1, 1))
    assert found.level == WATCH


@pytest.mark.parametrize(
    ("met", "missing", "old", "excepted", "level", "note"),
    [
        (6, 0, 0, 0, FINE, ""),
        (6, 0, 0, 2, FINE, "2 not applicable"),
        (5, 0, 1, 0, WATCH, "1 old"),
        (4, 2, 0, 0, WATCH, "2 missing"),
        (3, 3, 0, 0, ACT, "3 missing"),
        (0, 6, 0, 0, ACT, "6 missing"),
    ],
)
def test_half_of_the_requirements_missing_is_to_act_on(met, missing, old, excepted, level, note):
    found = requirements_cell(met=met, of=6, missing=missing, old=old, excepted=excepted)
    assert (found.text, found.level, found.note) == (f"{met} of 6", level, note)


def test_a_body_of_which_nothing_is_required_has_nothing_to_show():
    found = requirements_cell(met=0, of=0, missing=0, old=0, excepted=0)
    assert (found.text, found.level) == ("Not asked for", NOTHING)


@pytest.mark.parametrize(
    ("given", "level", "note"),
    [
        ({}, FINE, ""),
        ({"new": 1}, WATCH, "1 new"),
        ({"cliffs": 2}, WATCH, "2 funding ends near"),
        ({"overdue": 1}, WATCH, "1 review late"),
        ({"up": 1, "new": 1}, ACT, "1 up, 1 new"),
        ({"persistent": 1}, ACT, "1 persistent"),
    ],
)
def test_a_risk_that_rises_or_stays_is_to_act_on(given, level, note):
    found = risks_cell(**RISKS | given)
    assert (found.text, found.level, found.note) == ("2 open, worst high", level, note)


def test_no_risk_is_in_order_and_an_unscored_one_has_no_worst():
    assert risks_cell(**RISKS | {"count": 0}).level == FINE
    assert risks_cell(**RISKS | {"worst": ""}).text == "2 open"


def test_a_request_asked_twice_without_an_answer_is_to_act_on():
    assert requests_cell(unanswered=0, longest=0).level == FINE
    assert requests_cell(unanswered=3, longest=1).level == WATCH
    asked_twice = requests_cell(unanswered=3, longest=2)
    assert (asked_twice.level, asked_twice.note) == (ACT, "one asked 2 quarters running")


def test_an_exceptional_indicator_is_to_act_on():
    assert indicators_cell(**INDICATORS).level == FINE
    for given in ({"off_target": 1}, {"late": 1}):
        assert indicators_cell(**INDICATORS | given).level == WATCH
    found = indicators_cell(**INDICATORS | {"exceptional": 1, "in_development": 1})
    assert (found.text, found.level, found.note) == (
        "1 of 3 exceptional",
        ACT,
        "1 in development",
    )
    assert indicators_cell(**INDICATORS | {"total": 0}).level == NOTHING


def test_an_action_overdue_is_to_act_on():
    assert (actions_cell(overdue=0).level, actions_cell(overdue=1).level) == (FINE, ACT)


def test_the_most_to_act_on_stands_first_then_the_most_to_watch_then_the_register():
    lines = {
        "in order": [FINE, FINE, NOTHING],
        "two to watch": [WATCH, WATCH, FINE],
        "one to act on": [ACT, FINE, FINE],
        "one to act on, one to watch": [ACT, WATCH, FINE],
        "in order too": [FINE, FINE, FINE],
    }
    places = {name: place for place, name in enumerate(lines)}
    assert sorted(lines, key=lambda name: order(lines[name], places[name])) == [
        "one to act on, one to watch",
        "one to act on",
        "two to watch",
        "in order",
        "in order too",
    ]


def test_a_line_is_as_bad_as_its_worst_cell_and_says_why():
    assert overall([FINE, WATCH, NOTHING]) == WATCH
    assert overall([NOTHING]) == NOTHING
    cells = [
        ("the update", update_cell(asked=True, arrived=False, due=None, on=DUE)),
        ("risks", risks_cell(**RISKS | {"up": 1})),
        ("actions", actions_cell(overdue=1)),
    ]
    assert why(cells) == "Act on risks and actions; watch the update"
    assert why([("actions", actions_cell(overdue=0))]) == "Nothing to act on or to watch"
