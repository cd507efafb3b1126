"""Decisions on their pages, and agreements that change by them."""

import pytest

from frankpledge.meetings.models import Minutes
from frankpledge.meetings.operations import Said
from frankpledge.planning.models import Agreement, Signature
from tests.support.basis import all_assessed
from tests.support.county import SECRETARY, meeting
from tests.support.reading import error_beside, form_of, headings, links, title, words
from tests.support.taking import JANUARY, decided, minutes, note, out_for_comments, saved

LIST = "/meetings/county-board/decisions/"
ONE = "/meetings/county-board/2018-10-11/decisions/1/"
AGREEMENT = "/planning/agreements/community-safety-agreement-2017-20/"


@pytest.fixture
def secretary(demo, on_day, signed_in):
    on_day("2018-10-11")
    return signed_in("secretary")


def published():
    """October's minutes, approved by January and published."""
    out_for_comments()
    found = Minutes.objects.get(pk=minutes().pk)
    decision = decided("January agrees.", day=JANUARY)
    found.state, found.approved, found.approved_by = "published", JANUARY, decision
    saved(found, by=SECRETARY)


def test_the_public_sees_decisions_in_published_minutes_alone(demo, on_day, browse):
    on_day("2019-01-17")
    note(Said("decision", "The board supports it.", "agreed"))
    page = browse.get(LIST)
    assert "No decisions are public yet" in headings(page)
    assert browse.get(ONE).status_code == 404
    published()
    page = browse.get(LIST)
    assert "The board supports it." in words(page)
    assert "January agrees." not in words(page)
    page = browse.get(ONE)
    assert title(page) == "Decision 1 of 11 October 2018"
    assert "Carry it out" not in headings(page)
    assert browse.get("/meetings/county-board/2018-10-11/decisions/2/").status_code == 404


def test_the_public_is_led_to_no_page_that_is_not_public(demo, on_day, browse, signed_in):
    """January's minutes are a draft, so its decision is named and not linked; so with July's."""
    on_day("2019-01-17")
    decision = minutes_approved_in_october()
    published()
    page = browse.get("/meetings/county-board/2018-10-11/minutes/")
    assert "Approved by Decision 1 of 17 January 2019." in words(page)
    assert "Decision 1 of 17 January 2019" not in links(page)
    page = browse.get(decision.get_absolute_url())
    assert "The minutes of Thursday 19 July 2018 are approved" in words(page)
    assert "The minutes of Thursday 19 July 2018 are approved" not in links(page)
    member = signed_in("member")
    assert "The minutes of Thursday 19 July 2018 are approved" in links(
        member.get(decision.get_absolute_url())
    )
    page = member.get("/meetings/county-board/2018-10-11/minutes/")
    assert "Decision 1 of 17 January 2019" in links(page)


def minutes_approved_in_october():
    """July's minutes, approved and not published; the decision that approved them."""
    decision = decided("The minutes of 19 July 2018 were approved.")
    july = Minutes(meeting=meeting("2018-07-19"), state="approved", approved_by=decision)
    july.approved = decision.taken
    saved(july, by=SECRETARY)
    return decision


def test_a_members_list_holds_them_all(demo, signed_in):
    note(Said("decision", "The board supports it.", "agreed"))
    client = signed_in("member")
    assert "The board supports it." in words(client.get(LIST))
    assert "Record a decision of a past meeting" not in links(client.get(LIST))


def test_a_board_without_decisions_says_what_belongs_there(secretary):
    assert "No decisions yet" in headings(secretary.get(LIST))


def test_a_past_decision_is_recorded(secretary):
    sent = form_of(secretary.get(f"{LIST}record/"))
    page = secretary.post(f"{LIST}record/", sent | {"text": ""})
    assert error_beside(page, "text") == "Enter what was decided"
    page = secretary.post(f"{LIST}record/", sent | {"text": "We agree."}, follow=True)
    assert title(page) == "Decision 1 of 11 October 2018"
    assert "Carry it out" in headings(page)


@pytest.mark.row(14)
def test_an_agreement_is_amended_by_a_decision_and_signed_anew(secretary):
    """The form needs a carried decision; what stood before is kept; every slot is open again."""
    signed = Signature.objects.first()
    assert signed is not None
    signed.signed, signed.signed_by = JANUARY, "Chief executive"
    saved(signed, by=SECRETARY)
    here = f"{AGREEMENT}amend/"
    sent = form_of(secretary.get(here)) | {"title": "The agreement, amended"}
    page = secretary.post(here, sent)
    assert "Choose the decision of the board" in error_beside(page, "decision")
    decision = decided("The agreement is amended.")
    page = secretary.post(here, sent | {"decision": str(decision.pk)}, follow=True)
    assert title(page) == "The agreement, amended"
    assert "Amended by Decision 1 of 11 October 2018" in words(page)
    assert not Signature.objects.filter(signed__isnull=False).exists()
    brought = words(secretary.get(ONE))
    assert "The agreement, amended: amended" in brought


@pytest.mark.row(14)
def test_a_review_and_a_new_agreement_rest_on_a_decision(secretary):
    """From the decision's own page: the review is recorded, and a new agreement adopted."""
    all_assessed()
    decision = decided("Reviewed; a new one from 2020.")
    choices = links(secretary.get(ONE))
    page = secretary.get(choices["Adopt, amend or review an agreement"])
    review_at = next(url for text, url in links(page).items() if text.startswith("Record that"))
    page = secretary.post(review_at, form_of(secretary.get(review_at)), follow=True)
    assert "The review is recorded." in words(page)
    assert Agreement.objects.get().last_reviewed == decision.taken

    adopt_at = f"/planning/boards/county-board/adopt/?decision={decision.pk}"
    sent = form_of(secretary.get(adopt_at)) | {
        "title": "Agreement 2020 to 2021",
        "slug": "agreement-2020-21",
        "text": "# Purpose\n\nOne year.",
        "starts_day": "1",
        "starts_month": "4",
        "starts_year": "2020",
    }
    page = secretary.post(adopt_at, sent, follow=True)
    assert title(page) == "Agreement 2020 to 2021"
    assert "One year." in words(page)


def test_who_amends_an_agreement_after_another_sees_both(secretary):
    here = f"{AGREEMENT}amend/"
    decision = {"decision": str(decided().pk)}
    sent = form_of(secretary.get(here)) | decision
    secretary.post(here, sent | {"title": "Theirs"})
    page = secretary.post(here, sent | {"title": "Mine"})
    assert page.status_code == 409
    assert "Mine" in words(page)
    assert Agreement.objects.get().title == "Theirs"


@pytest.mark.parametrize("account", ["chair", "member", "scrutiny", ""])
def test_nobody_else_changes_an_agreement(demo, signed_in, browse, account):
    client = signed_in(account) if account else browse
    expected = 403 if account else 302
    for path in (
        f"{AGREEMENT}amend/",
        f"{AGREEMENT}review/",
        "/planning/boards/county-board/adopt/",
    ):
        assert client.get(path).status_code == expected
        assert client.post(path).status_code == expected
    # The page that leads to them only reads, and takes nothing from anybody.
    assert client.get("/planning/boards/county-board/").status_code == expected
    assert "Record its review" not in links(client.get(AGREEMENT))
