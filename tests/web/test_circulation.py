"""Pages of circulation: the pack, addenda, papers as they went out, and what is published when."""

import pytest

from frankpledge.meetings.models import CirculatedPaper, Meeting
from frankpledge.meetings.operations import change_paper_state, circulate, write_paper
from tests.support.county import OCTOBER, SECRETARY, meeting, paper
from tests.support.leaks import said_in
from tests.support.letting_go import let_go
from tests.support.reading import error_beside, form_of, headings, links, of_class, title, words

MEETING = "/meetings/county-board/2018-10-11/"
ROAD = f"{MEETING}papers/road-safety-partnership/"
DRUGS = f"{MEETING}papers/drug-and-alcohol-review/"
LATE = "The figures were published on 8 October"


def bring_in(text="It came late."):
    late = paper("drug-and-alcohol-review")
    write_paper(by=SECRETARY, paper=late, title=late.title, text=text, asked=[])
    change_paper_state(by=SECRETARY, paper=late, state="received", on=OCTOBER)


@pytest.fixture
def out(demo):
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER)


def test_a_late_paper_is_sent_out_with_its_reason(out, signed_in):
    """The secretary's two presses: what is late and why, then the addendum's own page."""
    client = signed_in("secretary")
    assert "Send out 1 late paper" not in links(client.get(MEETING))
    bring_in()
    at = links(client.get(MEETING))["Send out 1 late paper"]
    page = client.get(at)
    assert "Item 7: Drugs and alcohol: review" in words(page)
    page = client.post(at, form_of(page))
    assert error_beside(page, "why") == "Answer “Why are these papers late?”"
    page = client.post(at, {"why": LATE}, follow=True)
    assert title(page) == "Addendum 1 of 1 October 2018"
    assert f"Why it came late: {LATE}" in words(page)
    assert "Addendum 1 is out, with 1 paper." in words(page)
    assert "Item 7: Drugs and alcohol: review" in links(page)
    assert "Addendum 1" in links(client.get(MEETING))


def test_nothing_new_is_said_before_anything_is_pressed(out, signed_in):
    page = signed_in("secretary").get(f"{MEETING}circulate/")
    assert "Nothing has come in since the papers went out" in words(page)
    assert "Send out" not in " ".join(of_class(page, "govuk-button"))


def test_the_first_circulation_needs_only_its_press(demo, signed_in):
    client = signed_in("secretary")
    assert client.get(f"{MEETING}circulate/").status_code == 302
    assert Meeting.objects.get(slug="2018-10-11").circulated is None


def test_a_paper_is_taken_back_revised_and_sent_out_again(out, signed_in):
    """Members read the version they have until the new one comes, then both side by side."""
    client = signed_in("secretary")
    at = links(client.get(ROAD))["Take it back to revise it"]
    page = client.post(at, {"why": ""})
    assert error_beside(page, "why") == "Answer “Why is this paper revised?”"
    page = client.post(at, {"why": "Two figures were wrong."}, follow=True)
    assert "Members keep the version they have" in words(page)
    assert of_class(page, "fp-title__state") == ["Received"]
    assert "Being revised Two figures were wrong." in words(page)
    sent = form_of(client.get(f"{ROAD}write/")) | {"text": "# Purpose\n\nA new beginning."}
    client.post(f"{ROAD}write/", sent)

    member = signed_in("member")
    page = member.get(MEETING)
    assert "Being revised" in words(page)
    page = member.get(ROAD, follow=True)
    assert page.redirect_chain[-1][0] == f"{ROAD}sent/0/"
    assert "This paper is being revised. You will be sent the new version." in words(page)
    assert "A new beginning" not in words(page)

    client = signed_in("secretary")
    client.post(f"{MEETING}circulate/", {"why": LATE})
    member = signed_in("member")
    page = member.get(f"{MEETING}circulations/1/")
    assert any(one.startswith("Replaced: Item 3") for one in headings(page))
    assert "Why: Two figures were wrong." in words(page)
    assert "added: A new beginning. end of added." in words(page)
    old = member.get(f"{ROAD}sent/0/")
    assert links(old)["Read the latest"] == f"{ROAD}sent/1/"
    assert "A new beginning" in words(member.get(ROAD))


def test_only_those_who_were_sent_it_see_what_went_out(out, signed_in, browse):
    bring_in()
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER, why=LATE)
    places = [
        f"{MEETING}circulations/1/",
        f"{MEETING}circulations/1/pack/addendum.html",
        f"{DRUGS}sent/1/",
    ]
    for account, status in (("secretary", 200), ("member", 200), ("scrutiny", 404)):
        client = signed_in(account)
        assert [client.get(at).status_code for at in places] == [status] * 3
        assert client.get(f"{MEETING}circulations/2/").status_code == 404
        assert client.get(f"{DRUGS}sent/0/").status_code == 404
        assert client.get(f"{DRUGS}sent/1/original/").status_code == 404
    browse.logout()
    for at in places:
        answer = browse.get(at)
        assert answer.status_code == 302
        assert "sign-in" in answer["Location"]


@pytest.mark.parametrize("kind", ["pdf", "docx", "html"])
def test_an_addendum_is_a_document_of_its_own(out, signed_in, kind):
    """Why it is late, what is new, only that paper; and the whole pack says it is in there."""
    bring_in(text="Words of the late paper.")
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER, why=LATE)
    client = signed_in("member")
    answer = client.get(f"{MEETING}circulations/1/pack/addendum.{kind}")
    assert f'filename="county-board-2018-10-11-addendum-1.{kind}"' in answer["Content-Disposition"]
    said = " ".join(said_in(answer.content, f".{kind}").split())
    let_go(answer)
    assert LATE in said
    assert "1 new paper" in said
    assert "Words of the late paper." in said
    assert "Working together for safer roads" not in said
    whole = client.get(f"{MEETING}pack/members.{kind}")
    said = " ".join(said_in(whole.content, f".{kind}").split())
    let_go(whole)
    assert "with addendum 1 of 11 October 2018" in said
    assert "Words of the late paper." in said


def test_the_pack_as_it_was_sent_can_be_had_again(out, signed_in):
    page = signed_in("member").get(f"{MEETING}circulations/0/")
    assert title(page) == "The pack of 11 October 2018"
    assert "Still to come when this went out" in headings(page)
    assert CirculatedPaper.objects.count() == 7


@pytest.mark.row(90)
def test_publishing_says_what_waits_and_for_what(out, signed_in):
    client = signed_in("secretary")
    page = client.post(f"{MEETING}publish/", follow=True)
    assert (
        "6 papers published. Still waiting: “Minutes and actions of the meeting of 19 July 2018” "
        "until the board approves them." in words(page)
    )
    assert "Published on 1 October 2018" in words(page)
    assert "Not public yet" in headings(page)


@pytest.mark.row(90)
def test_papers_whose_day_has_come_are_published_by_one_press(out, on_day, signed_in, browse):
    client = signed_in("secretary")
    day = {"withheld_until_day": "1", "withheld_until_month": "11", "withheld_until_year": "2018"}
    client.post(f"{ROAD}withhold/", day)
    assert "whose wait is over" not in words(client.get(MEETING))
    on_day("2018-11-01")
    assert "Publish 1 paper whose wait is over" in words(client.get(MEETING))
    assert "1 paper may be published now" in words(client.get("/"))
    page = client.post(f"{MEETING}publish-due/", follow=True)
    assert "1 paper published." in words(page)
    browse.logout()
    page = browse.get(ROAD)
    assert of_class(page, "fp-title__state") == ["Published"]
    assert "Published 1 November 2018" in words(page)
    assert "Went to members" not in words(page)
