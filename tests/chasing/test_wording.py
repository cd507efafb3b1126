"""What a reminder says of how near a thing is."""

from datetime import date

import pytest

from frankpledge.chasing.wording import due_line, standing

ON = date(2018, 10, 4)  # a Thursday


@pytest.mark.parametrize(
    ("due", "said", "line"),
    [
        (date(2018, 10, 4), "due today", "Due today, Thursday 4 October 2018"),
        (
            date(2018, 10, 5),
            "due in 1 working day",
            "Due on Friday 5 October 2018, in 1 working day",
        ),
        (
            date(2018, 10, 9),
            "due in 3 working days",
            "Due on Tuesday 9 October 2018, in 3 working days",
        ),
        (
            date(2018, 10, 1),
            "3 working days late",
            "Was due on Monday 1 October 2018, 3 working days late",
        ),
        (
            date(2018, 3, 28),
            "late since 28 March 2018",
            "Was due on Wednesday 28 March 2018, 131 working days late",
        ),
        (
            date(2019, 1, 10),
            "due on 10 January 2019",
            "Due on Thursday 10 January 2019, in 67 working days",
        ),
    ],
)
def test_how_near_it_is(due, said, line):
    assert standing(due, ON) == said
    assert due_line(due, ON) == line


def test_what_has_no_day_says_so():
    assert standing(None, ON) == "no day set"


def test_what_is_due_at_the_weekend_is_said_by_its_day():
    friday, sunday = date(2018, 10, 5), date(2018, 10, 7)
    assert standing(sunday, friday) == "due on 7 October 2018"
    assert due_line(sunday, friday) == "Due on Sunday 7 October 2018"
