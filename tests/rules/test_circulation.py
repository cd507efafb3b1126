"""When papers may go out, when questions may be asked, and the time each has."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.meetings.rules.circulation import CirculationFacts, may_circulate, next_number
from frankpledge.meetings.rules.questions import (
    TimeBox,
    is_put_at_meeting,
    may_ask,
    questions_close,
    spell_length,
)

DAY = date(2018, 10, 11)
READY = CirculationFacts(cancelled=False, dated=True, items=11, papers=6, out=False)


@pytest.mark.parametrize(
    ("changed", "why", "says"),
    [
        ({}, "", ""),
        ({"papers": 0}, "", ""),
        ({"cancelled": True}, "", "has been cancelled"),
        ({"dated": False}, "", "has no date yet"),
        ({"items": 0}, "", "There is no agenda yet"),
        ({"out": True}, "Late figures", ""),
        ({"out": True}, "  ", "Say why these papers are late"),
        ({"out": True, "papers": 0}, "Late figures", "Nothing has come in"),
    ],
)
def test_what_may_go_out(changed, why, says):
    found = may_circulate(replace(READY, **changed), why)
    assert bool(found) is (not says)
    assert says in found.reason


@pytest.mark.parametrize(
    ("numbers", "out", "expected"),
    [([], False, 0), ([], True, 1), ([0], True, 1), ([0, 1, 2], True, 3)],
)
def test_each_addendum_has_the_next_number(numbers, out, expected):
    assert next_number(numbers, out=out) == expected


@pytest.mark.row(26)
def test_questions_are_open_from_circulation_until_the_day_before():
    assert questions_close(DAY) == date(2018, 10, 10)
    assert may_ask(date(2018, 10, 4), DAY, date(2018, 10, 4))
    assert may_ask(date(2018, 10, 4), DAY, date(2018, 10, 10))
    late = may_ask(date(2018, 10, 4), DAY, DAY)
    assert late.reason.startswith("Questions closed on 10 October 2018")
    assert "once the papers have gone out" in may_ask(None, DAY, date(2018, 10, 1)).reason
    assert not may_ask(date(2018, 10, 4), None, DAY)


@pytest.mark.row(26)
def test_five_minutes_and_three_questions():
    assert TimeBox(5, 3).words == "5 minutes, 3 questions: 1 minute 40 seconds each"
    assert TimeBox(5, 5).words == "5 minutes, 5 questions: 1 minute each"
    assert TimeBox(1, 2).words == "1 minute, 2 questions: 30 seconds each"
    assert TimeBox(5, 1).words == "5 minutes, 1 question"
    assert TimeBox(5, 0).words == "5 minutes, no questions"
    # 300 seconds over 7 is 42.86: rounded down, so that the last is not cut short.
    assert TimeBox(5, 7).words == "5 minutes, 7 questions: 42 seconds each"
    assert spell_length(0) == "no seconds"


@given(st.integers(0, 600), st.integers(1, 400))
def test_the_questions_never_take_longer_than_the_item(minutes, questions):
    box = TimeBox(minutes, questions)
    assert box.seconds * questions <= minutes * 60 < (box.seconds + 1) * questions


@pytest.mark.parametrize(("days", "put"), [(-1, False), (0, True), (1, True)])
def test_an_answer_before_the_day_takes_no_time_there(days, put):
    assert is_put_at_meeting(DAY + timedelta(days=days), DAY) is put
    assert is_put_at_meeting(None, DAY)
