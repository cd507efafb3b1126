"""The pack and its addenda: what went out stays as it was, and each change is told."""

from datetime import date
from pathlib import Path

import pytest

from frankpledge.actions.owed import owed
from frankpledge.documents.pack_html import pack_html
from frankpledge.meetings.addenda import addendum_pack
from frankpledge.meetings.editions import CIRCULATED, PUBLIC
from frankpledge.meetings.models import AgendaItem, CirculatedPaper, Circulation, Paper
from frankpledge.meetings.operations import (
    add_item,
    change_paper_state,
    circulate,
    commission_paper,
    publish,
    publish_due,
    revise_paper,
    upload_paper,
    write_paper,
)
from frankpledge.meetings.paper_content import paper_blocks, sent_blocks
from frankpledge.meetings.permissions import can_write
from frankpledge.meetings.queries.circulation import circulation_page, circulations_of, going_out
from frankpledge.outbox.models import Message
from frankpledge.partnership.models import Body, Contact, Membership
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import operation
from frankpledge.shared.verdict import Refused
from tests.support.county import OCTOBER, SECRETARY, board, meeting, pack, paper, section, text_in
from tests.support.items import give_public_title

FILES = Path(__file__).parents[1] / "documents" / "files"
FOURTH, NINTH, TENTH = date(2018, 10, 4), date(2018, 10, 9), date(2018, 10, 10)
LATE = "The figures were published on 8 October."
pytestmark = pytest.mark.usefixtures("demo")


def sent(number=0):
    return Circulation.objects.select_related("meeting__body").get(number=number)


def send(on=NINTH, why=LATE):
    return circulate(by=SECRETARY, meeting=meeting(), on=on, why=why)


def bring_in(slug="drug-and-alcohol-review", text="It came late.", on=NINTH):
    late = paper(slug)
    write_paper(by=SECRETARY, paper=late, title=late.title, text=text, asked=[])
    change_paper_state(by=SECRETARY, paper=late, state="received", on=on)


def revise(text, asked=(), title="Safer roads, revised", on=NINTH):
    roads = paper("road-safety-partnership")
    revise_paper(by=SECRETARY, paper=roads, why="Two figures were wrong.", on=on)
    write_paper(by=SECRETARY, paper=roads, title=title, text=text, asked=list(asked))


# ------------------------------------------------------------------------------------ the pack


@pytest.mark.row(22)
def test_the_pack_is_kept_as_it_went_out():
    """Seven papers went: six that came in, and the minutes, which only the public may not read."""
    assert send(on=FOURTH, why="") == 7
    assert (sent().number, sent().on, sent().why) == (0, FOURTH, "")
    went = list(CirculatedPaper.objects.filter(circulation=sent()))
    assert [one.label for one in went] == ["2", "3", "4", "5", "6", "8", "9"]
    roads = next(one for one in went if one.label == "3")
    assert roads.content == paper("road-safety-partnership").content
    assert len(roads.recommendations) == 4
    assert {one.state for one in Paper.objects.filter(pk__in=[p.paper_id for p in went])} == {
        "circulated",
        "withheld",
    }


def mails(number):
    return Message.objects.filter(about="circulated", key__contains=f":{number}:")


def test_members_are_told_once_and_no_title_travels_by_mail():
    seated = Membership.objects.on(OCTOBER).filter(seat__body=board()).values("represents")
    bodies = Body.objects.filter(pk__in=seated)
    for body in bodies:
        _add_contact(by=SECRETARY, body=body, email=f"{body.slug}@example.org")
    send(on=FOURTH, why="")
    assert {f"{body.slug}@example.org" for body in bodies} <= {one.to for one in mails(0)}
    assert len({one.to for one in mails(0)}) == mails(0).count()
    first = mails(0)[0]
    assert first.text.startswith("Read the papers for Thursday 11 October 2018: 7 papers.")
    assert "/meetings/county-board/2018-10-11/" in first.text
    assert "You can send in questions until 10 October 2018." in first.text
    assert "roads" not in first.text.lower()
    count = mails(0).count()
    bring_in()
    send()
    assert (mails(0).count(), mails(1).count()) == (count, count)
    late = mails(1)[0]
    assert late.subject.startswith("Addendum 1 for ")
    assert f"Why it is late: {LATE}" in late.text
    assert "/circulations/1/" in late.text


@operation("Gave a body an address for a test")
def _add_contact(*, by, body, email):
    Contact(body=body, purpose="papers", post="Manager", email=email).save()


@pytest.mark.parametrize("state", ["circulated", "withheld"])
def test_what_has_gone_out_cannot_be_written(viewer, state):
    send(on=FOURTH, why="")
    if state == "withheld":
        change_paper_state(
            by=SECRETARY,
            paper=paper("road-safety-partnership"),
            state="withheld",
            on=FOURTH,
            withheld_until=OCTOBER,
        )
    for who in ("secretary", "chair"):
        assert not can_write(viewer(who), paper("road-safety-partnership"))


# ------------------------------------------------------------------------------------ addenda


def test_a_late_paper_goes_out_as_an_addendum_with_its_reason():
    send(on=FOURTH, why="")
    bring_in()
    with pytest.raises(Refused, match="Say why these papers are late"):
        send(why=" ")
    assert [one.slug for one in going_out(meeting())] == ["drug-and-alcohol-review"]
    assert send() == 1
    assert [(one.name, one.papers) for one in circulations_of(meeting())] == [
        ("The pack", 7),
        ("Addendum 1", 1),
    ]
    page = circulation_page(sent(1))
    assert [one.name for one in page.new] == ["Item 7: Drugs and alcohol: review"]
    assert (page.replaced, page.awaited) == ((), ())
    assert [one.label for one in circulation_page(sent(0)).awaited] == ["7"]


def test_an_item_put_in_late_keeps_every_number_and_every_key():
    send(on=FOURTH, why="")
    before = {one.key for one in pack(CIRCULATED).sections}
    seven = AgendaItem.objects.get(number=7)
    item = add_item(by=SECRETARY, meeting=meeting(), after=seven, title="Knife amnesty", minutes=5)
    late = commission_paper(
        by=SECRETARY, item=item, author_body=body_named("constabulary"), title="Knife amnesty"
    )
    write_paper(by=SECRETARY, paper=late, title="Knife amnesty", text="Bins.", asked=[])
    change_paper_state(by=SECRETARY, paper=late, state="received", on=NINTH)
    send()
    found = addendum_pack(sent(1))
    (only,) = found.sections
    assert (only.number, only.key) == ("7A", f"item-7a-{late.slug}")
    assert {one.key for one in pack(CIRCULATED).sections} == {*before, only.key}
    assert "7A" in [line.number for line in found.agenda]


def test_a_revised_paper_is_laid_beside_the_one_it_replaces():
    send(on=FOURTH, why="")
    was = paper("road-safety-partnership").title
    revise("# Purpose\n\nThe first figure is 12.", asked=["Note the figure."])
    send()
    (one,) = circulation_page(sent(1)).replaced
    assert one.replaces == "the version in the pack of 4 October 2018"
    assert one.why == "Two figures were wrong."
    assert one.before is not None
    assert one.before.title == was
    told = "\n".join("".join(piece.text for piece in row.new) for row in one.changes)
    assert "Safer roads, revised" in told
    assert "The first figure is 12." in told
    # And once more: the second revision is held against the first, not against the pack.
    revise("# Purpose\n\nThe first figure is 13.", asked=["Note the figure."], on=TENTH)
    send(on=TENTH, why="Another slip.")
    (two,) = circulation_page(sent(2)).replaced
    assert two.replaces == "the version in addendum 1 of 9 October 2018"
    (row,) = two.changes
    assert [piece.text for piece in row.old if piece.marked] == ["12."]
    assert [piece.text for piece in row.new if piece.marked] == ["13."]


def test_what_members_have_stays_while_a_paper_is_revised():
    send(on=FOURTH, why="")
    said = text_in(section(pack(CIRCULATED), "road-safety-partnership").blocks)
    revise("# Purpose\n\nNot out yet.")
    held = section(pack(CIRCULATED), "road-safety-partnership")
    assert held.state == "Being revised"
    assert text_in(held.blocks) == said
    assert "item 3" not in text_in(pack(CIRCULATED).cover)
    assert "Not out yet" not in text_in(pack(CIRCULATED))
    change_paper_state(
        by=SECRETARY, paper=paper("road-safety-partnership"), state="draft", on=NINTH
    )
    assert "Not out yet" not in text_in(pack(CIRCULATED))


def test_members_do_not_get_a_late_paper_before_it_goes_out():
    send(on=FOURTH, why="")
    bring_in(text="Not out yet.")
    waiting = section(pack(CIRCULATED), "drug-and-alcohol-review")
    assert waiting.state == "To follow"
    assert "goes out in an addendum" in text_in(waiting.blocks)
    assert "Not out yet" not in text_in(pack(CIRCULATED))
    send()
    assert "Not out yet" in text_in(pack(CIRCULATED))
    assert pack(CIRCULATED).circulated_line == (
        "Circulated on 4 October 2018, with addendum 1 of 9 October 2018"
    )


def test_a_paper_is_taken_back_only_for_a_reason_and_only_from_members():
    send(on=FOURTH, why="")
    with pytest.raises(Refused, match="Say why the paper is revised"):
        revise_paper(by=SECRETARY, paper=paper("road-safety-partnership"), why=" ", on=NINTH)
    publish(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    with pytest.raises(Refused, match="published cannot become received"):
        revise_paper(by=SECRETARY, paper=paper("road-safety-partnership"), why="A slip", on=NINTH)


def test_an_addendum_is_the_same_document_for_ever():
    """Revised again, published, awaited papers in: addendum 1 still says what it said."""
    send(on=FOURTH, why="")
    revise("# Purpose\n\nThe first figure is 12.")
    send()
    before = addendum_pack(sent(1))
    revise("# Purpose\n\nThe first figure is 13.", on=TENTH)
    bring_in(on=TENTH)
    send(on=TENTH)
    publish(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    after = addendum_pack(sent(1))
    assert pack_html(after) == pack_html(before)
    cover = text_in(after.cover)
    assert LATE in cover
    assert "Still to come" in cover
    assert "Item 7: Drugs and alcohol: review" in cover


def test_a_replaced_pdf_keeps_the_file_that_went_out():
    review = paper("drug-and-alcohol-review")
    first, second = ((FILES / f"{name}.pdf").read_bytes() for name in ("tagged", "untagged"))
    upload_paper(by=SECRETARY, paper=review, name="review.pdf", data=first)
    change_paper_state(by=SECRETARY, paper=review, state="received", on=FOURTH)
    send(on=FOURTH, why="")
    review = paper("drug-and-alcohol-review")
    revise_paper(by=SECRETARY, paper=review, why="A page was missing.", on=NINTH)
    upload_paper(by=SECRETARY, paper=review, name="review.pdf", data=second)
    send()
    files = []
    for number in (0, 1):
        went = CirculatedPaper.objects.get(circulation=sent(number), paper=review)
        with went.original.open("rb") as file:
            files.append(file.read())
    assert files == [first, second]
    (one,) = circulation_page(sent(1)).replaced
    assert one.file_only
    assert "one is a PDF" in text_in(addendum_pack(sent(1)).cover)
    (bound,) = section(addendum_pack(sent(0)), "drug-and-alcohol-review").bound
    assert bound.data == first


def test_a_paper_asked_for_after_the_pack_was_not_awaited_by_it(on_day):
    send(on=FOURTH, why="")
    on_day("2018-10-05")
    item = AgendaItem.objects.get(number=5)
    commission_paper(
        by=SECRETARY, item=item, author_body=body_named("constabulary"), title="Asked for late"
    )
    bring_in()
    send()
    assert [one.title for one in circulation_page(sent(0)).awaited] == ["Drugs and alcohol: review"]
    assert [one.title for one in circulation_page(sent(1)).awaited] == ["Asked for late"]


def test_one_press_sends_everything_or_nothing(monkeypatch):
    """If the last paper cannot go, none has gone and nothing is kept of the attempt."""
    from frankpledge.meetings.operations import circulation as operations

    def give_up(**given):
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(operations, "tell", give_up)
    with pytest.raises(RuntimeError):
        send(on=FOURTH, why="")
    assert not Circulation.objects.exists()
    assert Paper.objects.filter(state="received").count() == 6


def test_sent_words_are_numbered_like_the_paper():
    send(on=FOURTH, why="")
    went = CirculatedPaper.objects.get(paper__slug="road-safety-partnership")
    assert sent_blocks(went) == paper_blocks(paper("road-safety-partnership"))


# ------------------------------------------------------------------------------ publication


@pytest.mark.row(90)
def test_a_paper_whose_day_has_come_is_owed_and_never_published_by_itself():
    send(on=FOURTH, why="")
    change_paper_state(
        by=SECRETARY,
        paper=paper("road-safety-partnership"),
        state="withheld",
        on=FOURTH,
        withheld_until=date(2018, 11, 1),
    )

    def told(day):
        return [one for one in owed([board()], day) if "may be published" in one.what]

    assert told(date(2018, 10, 31)) == []
    (one,) = told(date(2018, 11, 1))
    assert (one.what, one.due) == ("1 paper may be published now", date(2018, 11, 1))
    assert paper("road-safety-partnership").state == "withheld"
    assert publish_due(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 31)) == 0
    assert publish_due(by=SECRETARY, meeting=meeting(), on=date(2018, 11, 2)) == 1
    now = paper("road-safety-partnership")
    assert (now.state, now.published) == ("published", date(2018, 11, 2))
    assert told(date(2018, 11, 2)) == []


@pytest.mark.row(90)
def test_a_paper_that_waits_for_a_decision_as_well_is_left():
    send(on=FOURTH, why="")
    change_paper_state(
        by=SECRETARY,
        paper=paper("road-safety-partnership"),
        state="withheld",
        on=FOURTH,
        withheld_until=date(2018, 11, 1),
        withheld_until_decision="until the board agrees",
    )
    assert publish_due(by=SECRETARY, meeting=meeting(), on=date(2018, 12, 1)) == 0


@pytest.mark.row(90)
def test_a_placeholder_tells_no_name_that_must_wait():
    """Where the item has a public title, not even the paper's address stands in the public pack."""
    give_public_title("minutes", "Minutes with a secret", "Minutes")
    found = pack(PUBLIC)
    assert "minutes-2018-07-19" not in pack_html(found)
    assert "secret" not in text_in(found)
