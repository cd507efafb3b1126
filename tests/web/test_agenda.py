"""A meeting's page: its times, what to check, late items, circulation and publication."""

import pytest

from frankpledge.meetings.models import AgendaItem, Meeting, Paper
from frankpledge.meetings.operations import circulate
from tests.support.county import OCTOBER, SECRETARY, meeting
from tests.support.reading import (
    error_beside,
    form_of,
    headings,
    links,
    of_class,
    table_rows,
    title,
    words,
)

MEETING = "/meetings/county-board/2018-10-11/"
JANUARY = "/meetings/county-board/2019-01-17/"


def agenda(page):
    """The agenda's rows: number, subject and papers, start, minutes."""
    return [row for row in table_rows(page) if len(row) == 4][1:]


@pytest.mark.row(22)
def test_the_agenda_shows_when_each_item_starts(demo, browse):
    """Eleven items, 120 minutes, 10am to noon, each with its start."""
    page = browse.get(MEETING)
    rows = agenda(page)
    assert [(row[0], row[2], row[3]) for row in rows[:4]] == [
        ("1", "10am", "5"),
        ("2", "10:05am", "5"),
        ("3", "10:10am", "20"),
        ("4", "10:30am", "20"),
    ]
    assert rows[-1][0] == "11"
    assert "Agenda (120 minutes of 120)" in headings(page)
    assert "10am to noon" in words(page)


@pytest.mark.row(22)
def test_five_minutes_too_many_are_said_to_the_secretary_alone(demo, signed_in, browse):
    """An item lengthened by five minutes overflows the meeting, and the page says by how much."""
    client = signed_in("secretary")
    change = client.get(f"{MEETING}items/road-safety/change/")
    sent = form_of(change) | {"minutes": "25"}
    page = client.post(f"{MEETING}items/road-safety/change/", sent, follow=True)
    assert page.redirect_chain[-1][0] == f"{MEETING}items/road-safety/"
    warning = "The items take 125 minutes and the meeting has 120: 5 too many."
    assert warning in words(client.get(MEETING))
    client.logout()
    assert warning not in words(client.get(MEETING))


@pytest.mark.row(19)
def test_the_deadlines_stand_with_the_rule_that_sets_them(demo, browse):
    """Reports in by Monday 1 October, eight working days before; papers out, as an aim."""
    said = words(browse.get(MEETING))
    assert "Monday 1 October 2018" in said
    assert "8 working days" in said
    assert "Thursday 4 October 2018" in said
    assert "an aim" in said


@pytest.mark.row(21)
def test_a_gap_between_meetings_out_of_the_cadence_is_said(demo, browse):
    """The board's calendar lists the days between its meetings against those expected."""
    page = browse.get("/meetings/county-board/")
    assert "19 July 2018 to 11 October 2018: 84 days" in words(page)


def add(client, behind="", **typed):
    sent = form_of(client.get(f"{MEETING}add/")) | typed
    if behind:
        sent["after"] = str(AgendaItem.objects.get(slug=behind, meeting=meeting()).pk)
    return client.post(f"{MEETING}add/", sent, follow=True)


@pytest.mark.row(22)
def test_before_circulation_an_added_item_takes_the_next_number(demo, signed_in):
    """A new item behind item 7 is item 8, and those behind it move up."""
    page = add(
        signed_in("secretary"), behind="drug-and-alcohol", title="Late business", minutes="5"
    )
    assert "“Late business” is item 8." in words(page)
    assert [row[0] for row in agenda(page)] == [str(number) for number in range(1, 13)]


@pytest.mark.row(22)
def test_after_circulation_a_late_item_is_7a_and_no_number_changes(demo, signed_in):
    """Once papers are out, an item added behind item 7 is 7A, the next 7B; item 8 stays item 8."""
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    client = signed_in("secretary")
    add(client, behind="drug-and-alcohol", title="Late business", minutes="5")
    page = add(client, behind="drug-and-alcohol", title="Later business", minutes="5")
    assert "“Later business” is item 7B." in words(page)
    numbers = {row[0]: row[1] for row in agenda(page)}
    assert numbers["7A"].startswith("Late business")
    assert numbers["8"].startswith("Future agenda planning")


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"title": ""}, "title", "Enter the title"),
        ({"minutes": "soon"}, "minutes", "“Minutes” must be a number, such as 12"),
        ({"minutes": "0"}, "minutes", "“Minutes” must be 1 or more"),
        ({"minutes": "1e9"}, "minutes", "“Minutes” must be a number"),
        ({"after": "9999999"}, "after", "must be one of the answers listed"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_nothing_is_lost(
    demo, signed_in, typed, field, says
):
    sent = {"title": "Late business", "minutes": "5", "lead_post": "Chair"} | typed
    page = add(signed_in("secretary"), **sent)
    assert says in error_beside(page, field)
    assert form_of(page).items() >= {k: v for k, v in sent.items() if k != "after"}.items()
    assert words(page, "title").startswith("Error: ")


@pytest.mark.row(23)
def test_the_next_agenda_is_drafted_from_the_plan(demo, signed_in):
    """One press drafts January's agenda from the usual items and the forward plan."""
    client = signed_in("secretary")
    page = client.post(f"{JANUARY}draft/", follow=True)
    assert "drafted from the forward plan" in words(page)
    assert agenda(page)[0][1].startswith("Introductions and apologies")
    again = client.post(f"{JANUARY}draft/", headers={"Referer": f"http://testserver{JANUARY}"})
    assert "has an agenda already" in words(client.get(again["Location"]))


def test_a_refusal_without_a_referer_still_lands_on_a_page(demo, signed_in):
    client = signed_in("secretary")
    page = client.post(f"{MEETING}draft/")
    assert page.status_code == 409
    assert "has an agenda already" in words(page)


@pytest.mark.row(24, 90)
def test_papers_are_circulated_and_then_published(demo, signed_in):
    """The secretary's two presses take every paper that is in out to members, then to everybody."""
    client = signed_in("secretary")
    assert "7 of 8 papers are in" in words(client.get(MEETING))
    page = client.post(f"{MEETING}circulate/", follow=True)
    assert "7 papers circulated. Agenda numbers are fixed from now on." in words(page)
    assert of_class(page, "fp-title__state") == ["Circulated"]
    page = client.post(f"{MEETING}publish/", follow=True)
    assert "6 papers published." in words(page)
    states = set(Paper.objects.filter(item__meeting=meeting()).values_list("state", flat=True))
    assert states == {"published", "withheld", "to-follow"}
    assert Meeting.objects.get(slug="2018-10-11").published is not None


@pytest.mark.row(25)
def test_the_secretary_sees_what_to_check_before_papers_go_out(demo, signed_in):
    """Updates with a stale label or a missing date are named by their group before circulation."""
    page = signed_in("secretary").get(MEETING)
    assert "Before you circulate" in headings(page)
    assert "Road Safety Partnership" in words(page)


@pytest.mark.parametrize("account", ["chair", "csp-manager", "member", "scrutiny"])
def test_nobody_else_is_shown_the_secretarys_buttons(demo, signed_in, account):
    page = signed_in(account).get(MEETING)
    assert "Before you circulate" not in headings(page)
    assert "Add an item" not in links(page)


@pytest.mark.row(22)
def test_a_paper_is_commissioned_and_owed(demo, signed_in):
    """A commissioned paper stands on the agenda as to follow, and its author body owes it."""
    client = signed_in("secretary")
    at = f"{MEETING}items/road-safety/commission/"
    sent = form_of(client.get(at)) | {"author_body": "road-safety", "title": "Collisions in 2018"}
    page = client.post(at, sent, follow=True)
    assert "“Collisions in 2018” is now among what its author body owes." in words(page)
    assert "Collisions in 2018" in words(signed_in("chair").get("/"))


@pytest.mark.row(23)
def test_the_plan_is_a_grid_and_a_list_and_says_whom_it_leaves_out(demo, browse):
    """The forward plan names Huntingdonshire as without a turn, in both of its forms."""
    grid = browse.get("/meetings/county-board/plan/")
    listed = browse.get("/meetings/county-board/plan/", {"as": "list"})
    for page in (grid, listed):
        assert "Huntingdonshire" in words(page)
        assert "empty slots" in words(page)
    assert len(table_rows(grid)) > 5
    assert table_rows(listed) == []


def test_a_meeting_that_is_only_foreseen_is_a_page(demo, browse, signed_in):
    page = browse.get("/meetings/county-board/2019-20-q1/")
    assert title(page) == "2019/20 Q1"
    assert "The agenda is not public yet" in words(page)
    assert "2019/20 Q1" in words(signed_in("secretary").get("/meetings/county-board/2019-20-q1/"))
