"""States of actions, how often one was asked, and what single cells of a log say."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.actions.importing.columns import HEADINGS
from frankpledge.actions.importing.owners import index_of, initials_of, read_owner
from frankpledge.actions.importing.values import STATUSES, same_words, status_key
from frankpledge.actions.models import ACTION_STATES, ActionLook
from frankpledge.actions.rules import (
    ACTION_TRANSITIONS,
    OUTCOME_STATES,
    ActionFacts,
    Event,
    asked_words,
    carried_over,
    is_meeting_day,
    may_change,
    may_look,
    may_report,
    standing,
    state_on,
)
from frankpledge.documents.tables.days import days_in, read_day

DAY = date(2018, 10, 11)
JULY, JANUARY = date(2018, 7, 19), date(2019, 1, 17)
# Written out here again by hand: a change of the table must be meant.
ALLOWED = {
    ("open", "done"),
    ("open", "closed"),
    ("open", "dropped"),
    ("done", "open"),
    ("done", "closed"),
    ("done", "dropped"),
    ("closed", "open"),
    ("dropped", "open"),
}


def test_the_table_names_every_state():
    found = {(state, to) for state, targets in ACTION_TRANSITIONS.items() for to in targets}
    assert found == ALLOWED
    assert ACTION_TRANSITIONS.keys() == ACTION_STATES.keys()
    assert OUTCOME_STATES.keys() == ActionLook.OUTCOMES.keys()


@pytest.mark.parametrize(("state", "outcome"), list(product(ACTION_STATES, OUTCOME_STATES)))
def test_a_look_goes_only_where_the_table_goes(state, outcome):
    found = may_look(ActionFacts(state, JULY), outcome, DAY, DAY)
    to = OUTCOME_STATES[outcome]
    assert bool(found) is ((state, to) in ALLOWED or state == to == "open")
    if not found:
        assert "Reopen it" in found.reason


@pytest.mark.parametrize(
    ("on", "today", "looks", "says"),
    [
        (DAY, DAY - timedelta(days=1), (), "is still to come"),
        (JULY - timedelta(days=1), DAY, (), "Leave it out of this meeting"),
        (DAY, JANUARY, (JANUARY,), "looked at it since, on 17 January 2019"),
    ],
)
def test_a_look_that_cannot_be(on, today, looks, says):
    found = may_look(ActionFacts("open", JULY, looks), "closed", on, today)
    assert not found
    assert says in found.reason


@pytest.mark.parametrize("state", ["open", "closed", "dropped"])
@pytest.mark.parametrize("outcome", OUTCOME_STATES)
def test_the_same_meetings_word_is_put_right(state, outcome):
    assert may_look(ActionFacts(state, JULY, (DAY,)), outcome, DAY, DAY)


def test_a_board_decides_on_a_day_it_meets():
    days = (JULY, DAY)
    assert is_meeting_day(DAY, days)
    assert is_meeting_day(JANUARY, ())
    assert "It met on 19 July 2018." in is_meeting_day(date(2018, 7, 20), days).reason
    assert "had not met before" in is_meeting_day(date(2018, 7, 1), days).reason


@pytest.mark.parametrize(
    ("state", "allowed"), [("open", True), ("done", True), ("closed", False), ("dropped", False)]
)
def test_who_is_done_may_say_more_and_what_is_settled_takes_no_reports(state, allowed):
    found = may_report(ActionFacts(state, JULY))
    assert bool(found) is allowed
    assert allowed or "reopen it" in found.reason


def test_another_owner_or_day_needs_its_reason():
    assert may_change("", passed_on=False)
    assert may_change("They merged", passed_on=True)
    assert "Say why" in may_change(" ", passed_on=True).reason


@pytest.mark.parametrize(
    ("days", "expected"), [(-1, "Late"), (0, "Due"), (14, "Due"), (15, "Later")]
)
def test_something_due_on_a_day_is_not_late_on_it(days, expected):
    assert standing(DAY + timedelta(days=days), DAY) == expected
    assert standing(None, DAY) == "No date"


def test_asked_four_meetings_running():
    """Asked once and carried over three times is asked at four meetings."""
    looks = [Event(JULY + timedelta(days=90 * n), "carried") for n in range(3)]
    last = looks[-1].on
    assert carried_over(looks, last) == 3
    assert asked_words(3) == "asked four meetings running"
    assert carried_over(looks, looks[0].on) == 1
    assert carried_over(looks, JULY - timedelta(days=1)) == 0
    assert asked_words(0) == ""
    assert asked_words(11) == "asked twelve meetings running"
    assert asked_words(12) == "asked 13 meetings running"


def test_reopening_begins_the_count_anew():
    events = [Event(JULY, "carried"), Event(DAY, "closed"), Event(JANUARY, "reopened")]
    assert carried_over(events, JANUARY) == 0
    assert carried_over([*events, Event(date(2019, 4, 1), "carried")], date(2019, 4, 1)) == 1


outcomes = st.lists(st.sampled_from([*OUTCOME_STATES, "done"]), max_size=12)


@given(outcomes)
def test_the_count_is_that_of_the_unbroken_run(found):
    """Against counting back by hand from the last look."""
    events = [Event(JULY + timedelta(days=n), what) for n, what in enumerate(found)]
    looks = [what for what in found if what != "done"]
    run = 0
    while run < len(looks) and looks[-1 - run] == "carried":
        run += 1
    assert carried_over(events, date(2030, 1, 1)) == run


@given(outcomes, st.integers(0, 12))
def test_how_it_stood_is_what_had_happened(found, days):
    """On each day, as if nothing after it had ever been."""
    events = [Event(JULY + timedelta(days=n), what) for n, what in enumerate(found)]
    states = ["open", *("done" if e == "done" else OUTCOME_STATES[e] for e in found)]
    on = JULY + timedelta(days=days - 1)
    assert state_on(states[-1], events, on) == states[min(days, len(found))]


def test_on_the_day_of_a_meeting_the_boards_word_is_the_last():
    events = [Event(DAY, "carried"), Event(DAY, "done"), Event(JANUARY, "closed")]
    assert state_on("closed", events, DAY) == "open"
    # Nothing has happened since: it stands as it stands.
    assert state_on("done", events[:2], DAY) == "done"


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11/06/2013", date(2013, 6, 11)),
        ("1.2.13", date(2013, 2, 1)),
        ("11-06-2013", date(2013, 6, 11)),
        ("2013-06-11", date(2013, 6, 11)),
        ("11 June 2013", date(2013, 6, 11)),
        ("11th June, 2013.", date(2013, 6, 11)),
        ("by Tuesday 11 June 2013", date(2013, 6, 11)),
        ("Due: 11-Jun-13", date(2013, 6, 11)),
        ("on or before 3rd of Sept 2018", date(2018, 9, 3)),
        ("29/02/2016", date(2016, 2, 29)),
        (date(2013, 6, 11), date(2013, 6, 11)),
    ],
)
def test_a_day_is_read_the_day_first(text, expected):
    assert read_day(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ASAP",
        "by next meeting",
        "June 2013",
        "11 June",
        "end of June 2013",
        "w/c 11 June 2013",
        "11 or 12 June 2013",
        "11/06/2013 (was 01/05/2013)",
        "06/13/2013",
        "31/02/2013",
        "29/02/2017",
        "11 marriage 2013",
        "11/06/1813",
        "0/0/2013",
        41436,
        41436.0,
        date(1900, 1, 1),
    ],
)
def test_no_day_is_guessed(text):
    assert read_day(text) is None


@given(st.dates(date(1990, 1, 1), date(2079, 12, 31)))
def test_every_day_in_every_form_comes_back(day):
    for form in (f"{day:%d/%m/%Y}", f"{day.day} {day:%B} {day.year}", day.isoformat()):
        assert read_day(form) == day
        assert days_in(f"Action log – {form} – draft") == [day]


def test_a_title_and_a_file_name_name_their_day():
    assert days_in("Group Action Log – 12th March 2013") == [date(2013, 3, 12)]
    assert days_in("action-log-11-june-2013_10") == [date(2013, 6, 11)]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Action", "action"),
        ("Actions arising", "action"),
        ("ACTION REQUIRED", "action"),
        ("Agreed actions", "action"),
        ("Action by", "owner"),
        ("By whom", "owner"),
        ("Owner / Lead", ""),
        ("Lead officer", "owner"),
        ("Person responsible", "owner"),
        ("Who?", "owner"),
        ("When", "due"),
        ("By when", "due"),
        ("Deadline", "due"),
        ("Target date", "due"),
        ("Status", "status"),
        ("Open/Closed", "status"),
        ("Update", "progress"),
        ("Action taken", "progress"),
        ("Progress to date", "progress"),
        ("Ref", "ref"),
        ("Action No.", "ref"),
        ("#", "ref"),
        ("Date raised", "asked"),
        ("Meeting date", "asked"),
        ("Date completed", "completed"),
        ("Agenda item", "section"),
        # It may be when it was asked or when it is due, so it is neither.
        ("Date", ""),
        ("Risk", ""),
        ("Priority", ""),
    ],
)
def test_headings_of_every_kind(heading, kind):
    assert HEADINGS.kind(heading) == kind


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Closed", "closed"),
        ("COMPLETED.", "closed"),
        ("Discharged", "closed"),
        ("Ongoing", "carried"),
        ("Carried  forward", "carried"),
        ("New", "new"),
        ("No longer required", "dropped"),
        ("Amber", ""),
    ],
)
def test_statuses(said, status):
    assert STATUSES.get(status_key(said), "") == status


def test_the_same_words_in_other_clothes():
    assert same_words("Write – to “the council”.") == same_words("write to 'The Council' (c/f)")
    assert same_words("Llythyr at Gyngor Ynys Môn") != same_words("Llythyr at Gyngor Ynys Mon")


# ---------------------------------------------------------------- owners

INDEX = index_of(
    {
        "fire": ("Oakenshire Fire and Rescue Service", "Fire and Rescue", ""),
        "council": ("Oakenshire County Council", "County Council", "Cyngor Sir Oakenshire"),
        "commission": ("Oakenshire Care Commission", "", ""),
        "drugs": ("Drugs and Alcohol Delivery Group", "Drugs and alcohol", ""),
    }
)


@pytest.mark.parametrize(
    ("said", "bodies", "posts", "names"),
    [
        ("Fire & Rescue", ("fire",), (), ()),
        ("The County Council", ("council",), (), ()),
        ("Cyngor Sir Oakenshire", ("council",), (), ()),
        ("Drugs and alcohol", ("drugs",), (), ()),
        ("OFRS", ("fire",), (), ()),
        # Two bodies share these initials, so they mean neither.
        ("OCC", (), ("OCC",), ()),
        ("Fire and Rescue (Group manager)", ("fire",), ("Group manager",), ()),
        ("Fire and Rescue and County Council", ("fire", "council"), (), ()),
        ("Chair", (), ("Chair",), ()),
        ("All members", (), ("All members",), ()),
        ("XW/XYe", (), ("XW", "XYe"), ()),
        ("Sam Example", (), (), ("Sam Example",)),
        ("Chief Inspector Example", (), (), ("Chief Inspector Example",)),
        ("Chair (S. Example)", (), ("Chair",), ("S. Example",)),
        ("Cllr Example / Fire and Rescue", ("fire",), (), ("Cllr Example",)),
        ("Siân Example-Jones", (), (), ("Siân Example-Jones",)),
        ("", (), (), ()),
    ],
)
def test_whom_a_cell_means(said, bodies, posts, names):
    found = read_owner(said, INDEX)
    assert (found.bodies, found.posts, found.names) == (bodies, posts, names)


def test_a_post_that_holds_a_seat_is_no_name():
    assert read_owner("Bursar of Oak Hall", INDEX).names
    assert read_owner("Bursar of Oak Hall", INDEX, ["Bursar of Oak Hall"]).posts


def test_initials_leave_small_words_out():
    assert initials_of("The Office of the Commissioner for Roads") == "ocr"
