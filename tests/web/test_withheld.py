"""What the public may not see is nowhere: no page, pack, feed or data, no hidden part of a file."""

from datetime import date
from pathlib import Path

import pytest

from frankpledge.meetings.editions import PUBLISHED
from frankpledge.meetings.models import AgendaItem, Meeting, PlanEntry, PlanSlot
from frankpledge.meetings.models.papers import PaperQuerySet
from frankpledge.meetings.operations import (
    change_paper_state,
    circulate,
    publish,
    revise_paper,
    upload_paper,
    write_paper,
)
from frankpledge.meetings.operations.questions import ask_question
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import operation
from tests.support.county import OCTOBER, SECRETARY, meeting, pack, paper, text_in
from tests.support.items import give_public_title
from tests.support.leaks import said_by, walk, whole
from tests.support.reading import links, words
from tests.support.routes_table import read_table

FILES = Path(__file__).parents[1] / "documents" / "files"
MEETING = "/meetings/county-board/2018-10-11/"
SECRET = "Heronsgate"
"""A word that stands in every part of what is withheld, and nowhere else."""
ADDRESSES = sorted({line.address for line in read_table() if line.method == "GET"})


def write_secretly(held):
    write_paper(
        by=SECRETARY,
        paper=held,
        title=f"{SECRET} title",
        text=f"# {SECRET} heading\n\n{SECRET} text.\n\n{{recommendations}}",
        asked=[f"{SECRET} recommendation"],
    )


def withhold(slug):
    change_paper_state(
        by=SECRETARY,
        paper=paper(slug),
        state="withheld",
        on=OCTOBER,
        withheld_until_decision="until the inquest ends",
    )


@pytest.fixture
def one_withheld(demo):
    """Every paper is published but two, one on road safety whose every part holds the secret.

    It has gone out twice, has been asked about, and its item has a public title; the other is a
    PDF with the secret in its name.
    """
    write_secretly(paper("road-safety-partnership"))
    upload_paper(
        by=SECRETARY,
        paper=paper("drug-and-alcohol-review"),
        name=f"{SECRET}.pdf",
        data=(FILES / "tagged.pdf").read_bytes(),
    )
    change_paper_state(
        by=SECRETARY, paper=paper("drug-and-alcohol-review"), state="received", on=OCTOBER
    )
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    revise_paper(
        by=SECRETARY, paper=paper("road-safety-partnership"), why=f"{SECRET} slip", on=OCTOBER
    )
    write_secretly(paper("road-safety-partnership"))
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER, why=f"{SECRET} was late")
    withhold("road-safety-partnership")
    withhold("drug-and-alcohol-review")
    item = AgendaItem.objects.select_related("meeting__body").get(slug="road-safety")
    give_public_title("road-safety", f"{SECRET} item", "A road safety matter")
    ask_question(
        by=SECRETARY,
        item=item,
        asked_by=body_named("huntingdonshire-council"),
        text=f"Where is {SECRET}?",
        on=date(2018, 10, 1),
    )
    publish(by=SECRETARY, meeting=meeting(), on=OCTOBER)


def everything_in(response):
    """All that a response holds: its headers, its text, and what is packed inside a file."""
    return said_by(response, whole(response))


@pytest.mark.row(90)
@pytest.mark.parametrize("account", ["", "scrutiny"])
def test_what_is_withheld_is_nowhere_for_those_outside_the_board(
    one_withheld, browse, signed_in, account
):
    """No page, pack, feed, data or history shows an outsider any word of it, nor any header."""
    client = signed_in(account) if account else browse
    said = walk(client)
    assert [at for at, text in said.items() if SECRET in text] == []
    # And what no link leads an outsider to: every address of the table of routes.
    untrodden = [at for at in ADDRESSES if at not in said]
    assert [at for at in untrodden if SECRET in everything_in(client.get(at))] == []
    for reached in (
        "/boards/county-board/",
        "/calendar/county-board.ics",
        f"{MEETING}pack/public.pdf",
        f"{MEETING}pack/public.docx",
        f"/oparl/meeting/{meeting().pk}/",
        f"/oparl/paper/{paper('serious-violence-strategy').pk}/",
    ):
        assert reached in said


@operation("Planted a word for a test")
def plant(*, by):
    """The secret as a meeting's place: that is public, so it must be found wherever it shows."""
    for one in Meeting.objects.filter(slug="2018-10-11"):
        one.place = SECRET
        one.save()


@pytest.mark.once("it tests the walk")
def test_the_walk_finds_a_word_that_is_planted(one_withheld, browse):
    """On the page, in each pack, in the feed and in the open data: else it would prove nothing."""
    plant(by=SECRETARY)
    found = {at for at, text in walk(browse).items() if SECRET in text}
    assert found >= {
        MEETING,
        "/boards/county-board/",
        "/calendar/county-board.ics",
        f"{MEETING}pack/public.pdf",
        f"{MEETING}pack/public.docx",
        f"{MEETING}pack/public.html",
        f"/oparl/meeting/{meeting().pk}/",
        f"/oparl/location/{meeting().pk}/",
    }


@pytest.mark.once("it tests the walk")
def test_the_walk_finds_a_paper_that_leaks(one_withheld, browse, monkeypatch):
    """Were everybody shown every paper, pages and open data would betray it."""
    monkeypatch.setattr(PaperQuerySet, "visible_to", lambda self, viewer: self)
    found = {at for at, text in walk(browse).items() if SECRET in text}
    assert f"{MEETING}papers/road-safety-partnership/" in found
    assert f"{MEETING}papers/drug-and-alcohol-review/" in found


@pytest.mark.parametrize("kind", ["html", "pdf", "docx"])
def test_the_same_word_is_in_the_members_pack(one_withheld, signed_in, kind):
    """Else the tests above would prove nothing."""
    client = signed_in("member")
    assert SECRET in everything_in(client.get(f"{MEETING}pack/members.{kind}"))
    assert SECRET in everything_in(client.get(f"{MEETING}circulations/1/pack/addendum.{kind}"))


@pytest.mark.row(90)
def test_the_public_are_told_that_a_paper_is_withheld_and_why(one_withheld, browse):
    """The agenda and the public pack say that there is a paper, and until when it is withheld."""
    for at in (MEETING, f"{MEETING}items/road-safety/", f"{MEETING}pack/public.html"):
        page = browse.get(at)
        assert "until the inquest ends" in words(page)
    assert browse.get(f"{MEETING}papers/road-safety-partnership/").status_code == 404


@pytest.mark.row(90)
def test_a_withheld_title_that_is_secret_itself_is_not_on_the_public_agenda(
    one_withheld, browse, signed_in
):
    """An item with a public title shows the public only that."""
    public = browse.get(MEETING)
    assert "A road safety matter" in links(public)
    for at in (MEETING, f"{MEETING}items/road-safety/", f"{MEETING}pack/public.html"):
        assert SECRET not in everything_in(browse.get(at))
    assert f"{SECRET} item" in links(signed_in("secretary").get(MEETING))


@operation("Planned something for a test")
def plan_it(*, by):
    """An item of the agenda stands in the forward plan too, under its own title."""
    item = AgendaItem.objects.get(meeting=meeting(), slug="road-safety")
    item.public_title = "A road safety matter"
    item.slot = PlanSlot.objects.filter(body=item.meeting.body, standing=False).first()
    item.save()
    there = PlanEntry.objects.get(slot=item.slot, meeting=item.meeting)
    there.title = f"{SECRET} item"
    there.save()


@pytest.mark.row(90)
def test_a_title_that_must_wait_is_not_in_the_public_forward_plan(demo, browse, signed_in):
    plan_it(by=SECRETARY)
    said = [words(browse.get(f"/meetings/county-board/{at}")) for at in ("plan/", "plan/?as=list")]
    for told in (*said, text_in(pack(PUBLISHED))):
        assert SECRET not in told
        assert "A road safety matter" in told
    client = signed_in("secretary")
    assert f"{SECRET} item" in words(client.get("/meetings/county-board/plan/"))


@pytest.mark.row(90)
def test_before_it_goes_out_a_paper_is_to_follow_for_everybody_else(demo, browse):
    """Whether a paper is a draft or received is for those inside; others see that it is to come."""
    said = words(browse.get(MEETING))
    assert "Received" not in said
    assert "Working together for safer roads" not in said


@pytest.mark.row(25)
@pytest.mark.parametrize("account", ["", "scrutiny", "member"])
def test_an_update_waits_for_the_papers_to_go_out(demo, browse, signed_in, account):
    """That an update has come in is shown; what it says is not, before circulation."""
    client = signed_in(account) if account else browse
    page = client.get("/review/county-board/2018-10-11/")
    assert "7 of 9 are in" in words(page)
    assert client.get("/review/county-board/2018-10-11/dasv/").status_code == 404
    assert not [url for url in links(page).values() if url.endswith("/dasv/") and "review" in url]
