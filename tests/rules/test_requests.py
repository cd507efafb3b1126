"""Requests: how one stood on a day, and how many quarters running it was asked."""

from datetime import date

import pytest

from frankpledge.review.requests.rules import (
    REQUEST_TRANSITIONS,
    Event,
    may_answer,
    may_become_action,
    may_close,
    quarters_running,
    running_words,
    state_on,
)

APRIL, JULY, OCTOBER, JANUARY = (
    date(2018, 4, 19),
    date(2018, 7, 19),
    date(2018, 10, 11),
    date(2019, 1, 17),
)
MET = [APRIL, JULY, OCTOBER, JANUARY]


@pytest.mark.row(30)
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ([], 0),
        ([JULY], 1),
        ([JULY, OCTOBER], 2),
        ([APRIL, JULY, OCTOBER], 3),
        # July passed without it: the run begins anew in October.
        ([APRIL, OCTOBER], 1),
        ([APRIL, OCTOBER, JANUARY], 2),
        # A meeting the calendar does not know of counts as one.
        ([date(2018, 1, 18), APRIL], 2),
    ],
)
def test_quarters_running_are_consecutive_meetings_of_the_board(asked, expected):
    assert quarters_running(asked, MET) == expected


def test_how_often_it_was_asked_in_words():
    assert [running_words(n) for n in (0, 1, 2, 3, 13)] == [
        "",
        "",
        "asked two quarters running",
        "asked three quarters running",
        "asked 13 quarters running",
    ]


EVENTS = [
    Event(JULY, "open"),
    Event(date(2018, 8, 1), "answered"),
    Event(OCTOBER, "open"),
    Event(OCTOBER, "answered"),
    Event(JANUARY, "closed"),
]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (JULY, "open"),
        (date(2018, 9, 1), "answered"),
        # Asked again and answered on one day: the answer is the last word.
        (OCTOBER, "answered"),
        (JANUARY, "closed"),
    ],
)
def test_a_request_as_it_stood_on_a_day(on, expected):
    assert state_on("closed", EVENTS, on) == expected
    assert state_on("", EVENTS, on) == expected


def test_as_it_stands_now_counts_where_nothing_has_happened_since():
    assert state_on("noted", [Event(JULY, "open")], OCTOBER) == "noted"
    assert state_on("", [], OCTOBER) == "open"


def test_what_may_still_be_done():
    assert may_answer("open")
    assert may_answer("answered")
    assert "ask again in its next update" in may_answer("closed").reason
    assert "for information" in may_answer("noted").reason
    assert may_close("open", "Done")
    assert "Say why" in may_close("open", "  ").reason
    assert not may_close("closed", "Done")
    assert may_become_action("answered", is_action=False)
    assert "already" in may_become_action("open", is_action=True).reason
    assert not may_become_action("noted", is_action=False)


def test_what_was_closed_can_be_asked_again_and_information_cannot():
    assert "open" in REQUEST_TRANSITIONS["closed"]
    assert REQUEST_TRANSITIONS["noted"] == {}
