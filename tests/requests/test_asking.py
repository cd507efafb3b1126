"""Asking the board: numbered, remembered from meeting to meeting, taken back, asked again."""

from datetime import date

import pytest

from frankpledge.partnership.queries.register import body_named
from frankpledge.review.requests.models import BoardRequest
from frankpledge.review.requests.operations import answer, ask_board, close_request, take_back
from frankpledge.review.requests.queries import open_requests, request_counts
from tests.support.county import SECRETARY, board, meeting

pytestmark = pytest.mark.usefixtures("demo_county")
JULY, OCTOBER, JANUARY = "2018-07-19", "2018-10-11", "2019-01-17"
TODAY = date(2019, 1, 20)


def ask(at, text="Lend us a room", group="road-safety", **more):
    of = meeting(at)
    assert of.date
    return ask_board(
        by=SECRETARY,
        board=board(),
        group=body_named(group),
        meeting=of,
        text=text,
        on=of.date,
        **more,
    )


def lines(on=TODAY, group="road-safety"):
    return open_requests(body_named(group), board(), on)


@pytest.mark.row(30)
def test_a_request_is_remembered_from_quarter_to_quarter():
    first = ask(JULY)
    ask(OCTOBER, continues=first, text="Lend us a room, please")
    (line,) = lines()
    assert (line.quarters, line.running) == (2, "asked two quarters running")
    assert (line.asked, line.text) == (date(2018, 7, 19), "Lend us a room, please")
    ask(JANUARY, continues=first)
    assert lines()[0].running == "asked three quarters running"
    # In September it had been asked once, in July's words.
    (then,) = lines(date(2018, 9, 1))
    assert (then.quarters, then.text) == (1, "Lend us a room")


def test_the_same_request_at_the_same_meeting_is_put_right_not_asked_twice():
    first = ask(OCTOBER)
    again = ask(OCTOBER, continues=first, text="Lend us two rooms")
    assert again.pk == first.pk
    assert [one.text for one in first.askings.all()] == ["Lend us two rooms"]
    answer(by=SECRETARY, request=first, on=date(2018, 10, 12), text="Have one.")
    first.refresh_from_db()
    ask(OCTOBER, continues=first, text="Lend us two rooms, please")
    assert first.state == "answered"


@pytest.mark.row(30)
def test_what_is_for_information_closes_itself():
    noted = ask(OCTOBER, for_information=True)
    assert (noted.state, noted.settled) == ("noted", date(2018, 10, 11))
    assert lines() == ()
    assert noted.number == BoardRequest.objects.filter(board=board()).count()


def test_an_answer_can_be_questioned():
    first = ask(JULY)
    answer(by=SECRETARY, request=first, on=date(2018, 8, 1), text="There is no room.")
    first.refresh_from_db()
    assert lines(date(2018, 9, 1))[0].state == "answered"
    ask(OCTOBER, continues=first, text="Lend us a smaller room")
    (line,) = lines()
    assert (line.state, line.answer) == ("open", "There is no room.")
    assert line.quarters == 2


def test_what_is_taken_back_was_never_asked():
    first = ask(OCTOBER)
    take_back(by=SECRETARY, request=first, meeting=meeting(OCTOBER), on=date(2018, 10, 11))
    assert not BoardRequest.objects.filter(pk=first.pk).exists()


def test_taken_back_at_one_meeting_it_stands_as_it_stood_after_the_last():
    first = ask(JULY)
    answer(by=SECRETARY, request=first, on=date(2018, 8, 1), text="There is no room.")
    first.refresh_from_db()
    ask(OCTOBER, continues=first, text="Another")
    take_back(by=SECRETARY, request=first, meeting=meeting(OCTOBER), on=date(2018, 10, 11))
    first.refresh_from_db()
    assert (first.text, first.state) == ("Lend us a room", "answered")
    take_back(by=SECRETARY, request=first, meeting=meeting(OCTOBER), on=date(2018, 10, 11))
    assert first.askings.count() == 1


@pytest.mark.row(30)
def test_how_much_is_open_for_each_group(django_assert_num_queries):
    first = ask(JULY)
    ask(OCTOBER, continues=first)
    other = ask(OCTOBER, text="Send somebody")
    closed = ask(OCTOBER, text="Pay")
    answer(by=SECRETARY, request=other, on=date(2018, 10, 20), text="Somebody will come.")
    close_request(by=SECRETARY, request=closed, on=date(2018, 11, 1), why="Paid")
    groups = [body_named("road-safety"), body_named("organised-crime")]
    of = board()
    with django_assert_num_queries(6):
        found = request_counts(of, groups, TODAY, None)
    (counts,) = found.values()
    assert (counts.open, counts.unanswered, counts.longest) == (2, 1, 2)
    before = request_counts(board(), groups, date(2018, 10, 15), None)
    assert before[groups[0].pk].open == 3
