"""The update form: a draft kept, an update sent, and nothing typed ever lost."""

import pytest

from frankpledge.meetings.operations import circulate, publish
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.models import QuarterlyUpdate
from frankpledge.review.queries.telling import updates_owed
from frankpledge.shared import clock
from tests.support.conflicts import chosen
from tests.support.county import OCTOBER, SECRETARY, meeting
from tests.support.reading import error_beside, form_of, headings, links, of_class, title, words

ROUND = "/review/county-board/2018-10-11/"
UPDATE = f"{ROUND}road-safety/"
WRITE = f"{UPDATE}write/"


def update():
    return QuarterlyUpdate.objects.get(group__slug="road-safety")


def fill(client, button="keep", **typed):
    """Open the form, type, and press one of its two buttons."""
    sent = form_of(client.get(WRITE)) | typed
    return client.post(WRITE, sent | {button: "yes"}, follow=True)


@pytest.mark.row(25)
def test_the_form_is_the_boards_own_and_knows_the_month(demo, signed_in):
    """Its sections and document rows are the template's; the month of the meeting stands ready."""
    page = signed_in("chair").get(WRITE)
    assert form_of(page)["period"] == "October 2018"
    said = words(page)
    for part in ("Key information", "risk register", "Terms of reference", "Strategic assessment"):
        assert part in said


@pytest.mark.row(25)
def test_a_draft_is_kept_and_the_board_still_waits(demo, signed_in):
    """A draft shows to its group alone, and the round still says it is to follow."""
    client = signed_in("chair")
    page = fill(client, chair_post="")
    assert "The update is kept as a draft." in words(page)
    assert of_class(page, "fp-title__state") == ["Draft"]
    assert "7 of 9 are in" in words(client.get(ROUND))
    assert "uarterly update" in words(client.get("/"))
    assert signed_in("member").get(UPDATE).status_code == 404


@pytest.mark.row(25)
def test_an_update_is_sent_and_shows_as_received(demo, signed_in):
    """Sent, it counts as in, with the day it came; the chair owes it no more."""
    client = signed_in("chair")
    form = form_of(client.get(WRITE))
    section = next(name for name in form if name.startswith("s-") and name.endswith("-0-text"))
    request = section.removesuffix("text") + "request"
    sent = form | {section: "Deaths fell.", request: "Share the campaign.", "send": "yes"}
    page = client.post(WRITE, sent, follow=True)
    assert "sent to the board’s secretary" in words(page)
    assert of_class(page, "fp-title__state") == ["Received"]
    assert "Received 1 October 2018" in words(page)
    assert "Deaths fell." in words(page)
    assert "Share the campaign." in words(page)
    assert "8 of 9 are in" in words(client.get(ROUND))
    assert "uarterly update" not in words(client.get("/"))


@pytest.mark.row(27)
def test_a_bad_date_is_said_beside_its_field_and_nothing_typed_is_lost(demo, signed_in):
    """“30 Febtober” is refused in words beside its field; all else that was typed is there."""
    client = signed_in("chair")
    form = form_of(client.get(WRITE))
    dated = next(name for name in form if name.startswith("d-") and name.endswith("-date"))
    typed = {
        name: f"typed in {name}"
        for name in form
        if name.startswith(("s-", "d-")) and not name.endswith(("-date", "-link"))
    }
    sent = form | typed | {dated: "30 Febtober 2017", "send": "yes"}
    page = client.post(WRITE, sent)
    assert page.status_code == 200
    assert error_beside(page, dated).startswith("“30 Febtober 2017” is not a date")
    shown = {name: value.strip() for name, value in form_of(page).items()}
    assert shown.items() >= (typed | {dated: "30 Febtober 2017"}).items()
    assert words(page, "title").startswith("Error: ")
    assert not QuarterlyUpdate.objects.filter(group__slug="road-safety").exists()


@pytest.mark.row(27)
@pytest.mark.parametrize(
    ("typed", "shown"),
    [("30 June 2017", "30 June 2017"), ("June 2017", "June 2017"), ("2017", "2017")],
)
def test_a_documents_date_is_kept_as_far_as_it_is_known(demo, signed_in, typed, shown):
    """A day, a month or only a year: each is kept and shown as what it is."""
    client = signed_in("chair")
    form = form_of(client.get(WRITE))
    text = next(name for name in form if name.startswith("d-") and name.endswith("-text"))
    dated = text.removesuffix("text") + "date"
    client.post(WRITE, form | {text: "In place", dated: typed, "keep": "yes"})
    assert form_of(client.get(WRITE))[dated] == shown


@pytest.mark.parametrize("typed", ["October", "2018", "soon", "31 October 2018", ""])
def test_the_month_must_be_a_month(demo, signed_in, typed):
    page = fill(signed_in("chair"), period=typed)
    assert error_beside(page, "period")
    assert form_of(page)["period"] == typed


def test_half_a_date_in_three_boxes_is_said_and_kept(demo, signed_in):
    client = signed_in("chair")
    boxes = {"last_met_day": "12", "last_met_month": "", "last_met_year": "2018"}
    page = client.post(WRITE, form_of(client.get(WRITE)) | boxes | {"keep": "yes"})
    assert "must include a month" in error_beside(page, "last_met")
    assert form_of(page).items() >= boxes.items()


def test_two_people_write_one_update_and_neither_loses_anything(demo, signed_in):
    """Even if only an entry changed in between, the second is told, and keeps what they typed."""
    client = signed_in("chair")
    fill(client, chair_post="x")
    form = form_of(client.get(WRITE))
    section = next(name for name in form if name.startswith("s-") and name.endswith("-0-text"))
    client.post(WRITE, form | {section: "Theirs", "keep": "yes"})
    page = client.post(WRITE, form | {section: "Mine", "keep": "yes"})
    assert page.status_code == 409
    assert "Somebody else changed this first" in words(page)
    assert "Mine" in words(page)
    assert "Theirs" in [entry.text for entry in update().entries.all()]
    name = section.removesuffix("-text")
    both = chosen(page, "other") | {f"other-{name}-text": "Theirs and mine"}
    assert client.post(WRITE, both).status_code == 302
    assert "Theirs and mine" in [entry.text for entry in update().entries.all()]


def test_two_new_updates_at_once_are_one_update(demo, signed_in):
    client = signed_in("chair")
    form = form_of(client.get(WRITE))
    client.post(WRITE, form | {"keep": "yes"})
    page = client.post(WRITE, form | {"keep": "yes"})
    assert page.status_code == 409
    assert QuarterlyUpdate.objects.filter(group__slug="road-safety").count() == 1


def test_a_sent_update_can_be_put_right_until_the_papers_go_out(demo, signed_in):
    client = signed_in("chair")
    fill(client, button="send")
    assert "Save the changes" in words(client.get(WRITE))
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    assert client.get(WRITE).status_code == 404
    assert "Change the update" not in words(client.get(UPDATE))
    assert signed_in("secretary").get(WRITE).status_code == 200


def test_a_late_group_sends_its_first_update_until_the_papers_are_public(demo, signed_in):
    """Reminded after circulation, it can answer; after publication only the secretary can."""
    client = signed_in("chair")
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    [asked] = owed_by("road-safety")
    assert asked.answers == UPDATE
    fill(client, button="send")
    assert client.get(WRITE).status_code == 404
    assert not owed_by("road-safety")


def test_once_the_papers_are_public_a_late_update_goes_through_the_secretary(demo, signed_in):
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    publish(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    assert signed_in("chair").get(WRITE).status_code == 404
    [asked] = owed_by("road-safety")
    assert not asked.answers
    assert "send it to the board’s secretary" in asked.why
    assert signed_in("chair").get(asked.url).status_code == 200


def owed_by(slug):
    """What a group owes by way of an update."""
    return list(updates_owed([body_named(slug)], clock.today()))


@pytest.mark.row(26)
def test_the_round_tells_the_secretary_what_to_check(demo, signed_in):
    """Each update with its label, its document rows filled and what is odd about it."""
    page = signed_in("secretary").get(ROUND)
    assert "7 of 9 are in" in words(page)
    assert "May 2018" in words(page)
    assert "Write the update of" in " ".join(links(page))
    page = signed_in("secretary").get(f"{ROUND}youth-justice/")
    assert "To check before it goes out" in headings(page)
    assert "Labelled May 2018" in words(page)


def test_a_group_that_is_not_asked_has_no_form(demo, signed_in):
    assert signed_in("secretary").get(f"{ROUND}county-board/write/").status_code == 404


def test_an_update_page_has_its_groups_name(demo, signed_in):
    page = signed_in("secretary").get(f"{ROUND}child-exploitation/")
    assert title(page) == "Missing and Child Exploitation Group"
