"""Marked papers, papers for named bodies, and paragraphs that are withheld: who reads what."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from frankpledge.documents.pack_html import pack_html
from frankpledge.documents.pdf import pack_pdf
from frankpledge.documents.word import pack_docx
from frankpledge.meetings.addenda import addendum_pack
from frankpledge.meetings.editions import CIRCULATED, MEMBERS, PUBLIC, PUBLISHED, Reader
from frankpledge.meetings.models import Circulation, Paper, Withholding
from frankpledge.meetings.operations import (
    Part,
    change_paper_state,
    choose_again,
    circulate,
    mark_paper,
    publish,
    release_part,
    revise_paper,
    withhold_part,
    write_paper,
)
from frankpledge.meetings.papers import board_pack
from frankpledge.meetings.queries.marking import paragraphs_of, readings
from frankpledge.meetings.rules.withholding import paragraph_mark
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import operation
from frankpledge.shared.marking import UNMARKED, Audience, Classification, Marking
from frankpledge.shared.verdict import Refused
from tests.support.county import OCTOBER, SECRETARY, meeting, pack, paper, text_in
from tests.support.leaks import said_in, walk
from tests.support.reading import form_of, words

pytestmark = pytest.mark.usefixtures("demo")
SLUG = "drug-and-alcohol-review"
PAGE = f"/meetings/county-board/2018-10-11/papers/{SLUG}/"
SECRET = "Zwingli Holdings bids four million"
WHY = "Details of a bid that is not decided"
TEXT = f"# The bid\n\nA bid was made.\n\n{SECRET}.\n\nThe board hears more in spring."
SENSITIVE = Marking(Classification.SENSITIVE, "Do not forward")
NINTH = date(2018, 10, 9)


def bid(slug=SLUG, text=TEXT):
    """A paper that holds the detail of a bid, in and not yet out."""
    found = paper(slug)
    write_paper(by=SECRETARY, paper=found, title="The bid", text=text, asked=["Note the bid"])
    change_paper_state(by=SECRETARY, paper=found, state="received", on=OCTOBER)
    return found


def marks_of(found, text=SECRET):
    return tuple(one.mark for one in paragraphs_of(found) if text in one.words)


def hide(found, audience=Audience.PARTNERSHIP, named=(), **more):
    given = {"why": WHY, "until_decision": "until the contract is let", **more}
    part = Part(marks=marks_of(found), audience=audience, named=tuple(named), **given)
    return withhold_part(by=SECRETARY, paper=found, part=part, on=NINTH)


def go_out():
    circulate(by=SECRETARY, meeting=meeting(), on=NINTH)


def whole(edition, viewer):
    """All that a copy of the pack says in each of its forms, metadata and hidden parts too."""
    made = board_pack(meeting(), Reader(viewer, edition))
    forms = {".pdf": pack_pdf(made), ".docx": pack_docx(made), ".html": pack_html(made).encode()}
    return {suffix: said_in(data, suffix) for suffix, data in forms.items()}


@pytest.mark.row(89)
def test_a_bids_detail_is_hidden_and_that_there_is_one_is_shown(viewer):
    """In the public pack's text, bookmarks, metadata and Word's hidden parts, in all its forms."""
    hide(bid())
    go_out()
    publish(by=SECRETARY, meeting=meeting(), on=NINTH)
    for edition, who in ((PUBLISHED, "member"), (PUBLIC, "secretary"), (PUBLISHED, "secretary")):
        for suffix, said in whole(edition, viewer(who)).items():
            assert "Zwingli" not in said, suffix
            assert WHY in " ".join(said.split()), suffix
    for said in whole(CIRCULATED, viewer("member")).values():
        assert "Zwingli" in said


@pytest.mark.row(89)
@pytest.mark.row(90)
def test_nothing_that_a_visitor_can_reach_says_what_is_withheld(browse):
    """Every page, calendar, pack and piece of open data that links lead to."""
    hide(bid())
    go_out()
    publish(by=SECRETARY, meeting=meeting(), on=NINTH)
    browse.query_ceiling = 90
    found = walk(browse)
    assert any(WHY in " ".join(said.split()) for said in found.values())
    assert [at for at, said in found.items() if "Zwingli" in said] == []


def test_paragraphs_keep_their_numbers_and_the_note_says_which_why_and_until_when(signed_in):
    hide(bid())
    go_out()
    publish(by=SECRETARY, meeting=meeting(), on=NINTH)
    page = words(signed_in("scrutiny").get(PAGE))
    assert "2.2 is withheld" in page
    assert f"{WHY}. Withheld until the contract is let." in page
    assert "2.3" in page
    assert "Zwingli" not in page
    assert SECRET in words(signed_in("member").get(PAGE))


def test_members_who_are_not_named_read_no_more_than_the_note(signed_in, viewer):
    """On the page, in the pack, in the addendum and of what went out."""
    hide(bid(), Audience.ONE, [body_named("huntingdonshire-council")])
    go_out()
    sent = Circulation.objects.select_related("meeting__body").get(number=0)
    for who, reads in (("member", True), ("csp-manager", False), ("secretary", True)):
        client, looks = signed_in(who), viewer(who)
        assert ("Zwingli" in words(client.get(PAGE))) is reads
        assert ("Zwingli" in words(client.get(f"{PAGE}sent/0/"))) is reads
        made = board_pack(meeting(), Reader(looks, CIRCULATED))
        assert ("Zwingli" in text_in(made)) is reads
        assert ("Zwingli" in text_in(addendum_pack(sent, looks))) is reads
    assert "Zwingli" not in text_in(pack(CIRCULATED))


def test_a_difference_between_two_versions_leaves_out_what_is_withheld(signed_in):
    found = bid()
    hide(found, Audience.ONE, [body_named("huntingdonshire-council")])
    go_out()
    found = paper(SLUG)
    revise_paper(by=SECRETARY, paper=found, why="A figure was wrong", on=NINTH)
    more = TEXT.replace("A bid was made.", "Two bids were made.")
    write_paper(by=SECRETARY, paper=found, title="The bid", text=more, asked=["Note the bid"])
    circulate(by=SECRETARY, meeting=meeting(), on=NINTH, why="A figure was wrong")
    page = words(signed_in("csp-manager").get("/meetings/county-board/2018-10-11/circulations/1/"))
    assert "Two bids were made" in page
    assert "Zwingli" not in page


def test_a_paper_that_was_changed_goes_nowhere_until_its_withheld_part_is_chosen_again(signed_in):
    found = bid()
    part = hide(found, Audience.ONE, [body_named("huntingdonshire-council")])
    go_out()
    found = paper(SLUG)
    revise_paper(by=SECRETARY, paper=found, why="A figure was wrong", on=NINTH)
    changed = TEXT.replace("four million", "five million")
    write_paper(by=SECRETARY, paper=found, title="The bid", text=changed, asked=[])
    with pytest.raises(Refused, match="Choose the withheld paragraphs again"):
        circulate(by=SECRETARY, meeting=meeting(), on=NINTH, why="A figure was wrong")
    part = Withholding.objects.select_related("paper__item__meeting__body").get(pk=part.pk)
    choose_again(by=SECRETARY, withholding=part, marks=marks_of(paper(SLUG), "Zwingli"))
    circulate(by=SECRETARY, meeting=meeting(), on=NINTH, why="A figure was wrong")
    # Neither the new wording nor the old one, which also went out.
    client = signed_in("csp-manager")
    for address in (PAGE, f"{PAGE}sent/0/", f"{PAGE}sent/1/"):
        page = words(client.get(address))
        assert WHY in page
        assert "Zwingli" not in page


def test_what_is_withheld_is_released_by_a_decision_and_not_before(viewer):
    part = hide(bid())
    go_out()
    part = Withholding.objects.select_related("paper__item__meeting__body").get(pk=part.pk)
    with pytest.raises(Refused, match="until the contract is let"):
        release_part(by=SECRETARY, withholding=part, on=NINTH)
    assert Withholding.objects.standing().count() == 1


def test_what_was_withheld_until_a_day_is_released_on_it(signed_in):
    part = hide(bid(), until=date(2018, 10, 20), until_decision="")
    go_out()
    publish(by=SECRETARY, meeting=meeting(), on=NINTH)
    part = Withholding.objects.select_related("paper__item__meeting__body").get(pk=part.pk)
    with pytest.raises(Refused, match="20 October 2018"):
        release_part(by=SECRETARY, withholding=part, on=date(2018, 10, 19))
    release_part(by=SECRETARY, withholding=part, on=date(2018, 10, 20))
    assert SECRET in words(signed_in("scrutiny").get(PAGE))
    with pytest.raises(Refused, match="already"):
        release_part(by=SECRETARY, withholding=part, on=date(2018, 10, 21))


@pytest.mark.parametrize(
    ("audience", "named", "readers"),
    [
        (Audience.PUBLIC, [], {"secretary", "csp-manager", "member"}),
        (Audience.PARTNERSHIP, [], {"secretary", "csp-manager", "member"}),
        (
            Audience.NAMED,
            ["huntingdonshire-council", "road-safety"],
            {"secretary", "chair", "member"},
        ),
        (Audience.ONE, ["huntingdonshire-council"], {"secretary", "member"}),
        (Audience.ONE, ["south-cambridgeshire-scrutiny"], {"secretary", "scrutiny"}),
    ],
)
def test_a_paper_is_read_by_its_audience_alone(viewer, audience, named, readers):
    found = bid()
    mark_paper(
        by=SECRETARY,
        paper=found,
        marking=UNMARKED if audience == Audience.PUBLIC else SENSITIVE,
        audience=audience,
        named=[body_named(one) for one in named],
    )
    go_out()
    seen = {
        who
        for who in ("secretary", "chair", "csp-manager", "member", "scrutiny", "analyst")
        if Paper.objects.visible_to(viewer(who)).filter(slug=SLUG).exists()
    }
    assert seen - {"chair"} == readers - {"chair"}
    for who in ("csp-manager", "member", "secretary"):
        copy = text_in(board_pack(meeting(), Reader(viewer(who), CIRCULATED)))
        assert ("Zwingli" in copy) is (who in readers)
        assert ("OFFICIAL-SENSITIVE: Do not forward" in copy) is (
            who in readers and audience != Audience.PUBLIC
        )


def test_what_is_sensitive_or_not_for_the_public_is_never_published():
    found = bid()
    mark_paper(by=SECRETARY, paper=found, marking=SENSITIVE, audience=Audience.PARTNERSHIP)
    go_out()
    publish(by=SECRETARY, meeting=meeting(), on=NINTH)
    assert paper(SLUG).state == "circulated"
    with pytest.raises(Refused, match="cannot be published"):
        change_paper_state(by=SECRETARY, paper=paper(SLUG), state="published", on=NINTH)
    with pytest.raises(IntegrityError), transaction.atomic():
        publish_behind_its_back(by=SECRETARY)


@operation("Publish behind its back, for a test")
def publish_behind_its_back(*, by):
    one = paper(SLUG)
    one.state = "published"
    one.save()


def test_a_published_paper_is_not_narrowed_before_it_is_withheld():
    found = bid()
    go_out()
    publish(by=SECRETARY, meeting=meeting(), on=NINTH)
    with pytest.raises(Refused, match="Withhold it from the public first"):
        mark_paper(by=SECRETARY, paper=paper(SLUG), marking=UNMARKED, audience=Audience.PARTNERSHIP)
    assert paper(SLUG).audience == Audience.PUBLIC
    assert found.pk == paper(SLUG).pk


def test_a_marked_pack_carries_its_marking_at_the_head_and_foot_of_each_page(viewer):
    import pypdfium2

    found = bid()
    mark_paper(by=SECRETARY, paper=found, marking=SENSITIVE, audience=Audience.PARTNERSHIP)
    made = board_pack(meeting(), Reader(viewer("secretary"), MEMBERS))
    assert made.marking == "OFFICIAL-SENSITIVE: Do not forward"
    document = pypdfium2.PdfDocument(pack_pdf(made))
    counts = [
        page.get_textpage().get_text_bounded().count("OFFICIAL-SENSITIVE") for page in document
    ]
    document.close()
    assert min(counts) >= 2
    html = pack_html(made)
    assert 'class="marking marking--top"' in html
    assert 'class="marking marking--bottom"' in html
    assert said_in(pack_docx(made), ".docx").count("OFFICIAL-SENSITIVE: Do not forward") >= 4
    assert pack(PUBLIC).marking == ""


def test_how_it_reads_to_others_is_shown_before_it_goes_out():
    found = bid()
    hide(found, Audience.ONE, [body_named("huntingdonshire-council")])
    for reading in readings(paper(SLUG)):
        old = " ".join(piece.text for row in reading.rows for piece in row.old)
        new = " ".join(piece.text for row in reading.rows for piece in row.new)
        assert "Zwingli" in old
        assert "Zwingli" not in new
        assert WHY in new


def test_the_secretary_withholds_and_releases_on_the_page(signed_in):
    found = bid()
    client = signed_in("secretary")
    page = client.get(f"{PAGE}withheld/")
    assert "Withhold paragraphs" in words(page)
    sent = {"marks": marks_of(found), "audience": "partnership", "why": WHY}
    wrong = client.post(f"{PAGE}withheld/", sent)
    assert "Say until which day" in words(wrong)
    done = client.post(
        f"{PAGE}withheld/", {**sent, "until_decision": "the contract is let"}, follow=True
    )
    assert "Withheld until the contract is let" in words(done)
    part = Withholding.objects.get()
    assert part.marks == list(marks_of(found))
    assert "Withheld in part" in words(client.get(PAGE))
    here = f"{PAGE}withheld/{part.pk}/"
    opened = form_of(client.get(here))
    again = client.post(here, {**opened, "marks": marks_of(found)}, follow=True)
    assert "Saved" in words(again)
    here = f"{PAGE}withheld/{part.pk}/release/"
    client.post(here, form_of(client.get(here)), follow=True)
    assert not Withholding.objects.standing().exists()


def test_the_secretary_marks_a_paper_on_the_page(signed_in):
    bid()
    client = signed_in("secretary")
    opened = form_of(client.get(f"{PAGE}marking/"))
    wrong = client.post(
        f"{PAGE}marking/", opened | {"classification": "official-sensitive", "audience": "public"}
    )
    assert "how what is OFFICIAL-SENSITIVE is to be handled" in words(wrong)
    client.post(
        f"{PAGE}marking/",
        opened
        | {
            "classification": "official-sensitive",
            "handling": "Do not forward",
            "audience": "one",
            "named": [body_named("huntingdonshire-council").pk],
        },
    )
    assert paper(SLUG).audience == "one"
    page = words(client.get(PAGE))
    assert "OFFICIAL-SENSITIVE: Do not forward" in page
    assert "Huntingdonshire" in page


def test_a_mark_that_no_paragraph_has_withholds_nothing():
    found = bid()
    part = Part((paragraph_mark({"type": "Paragraph"}),), Audience.PARTNERSHIP, WHY, until=OCTOBER)
    with pytest.raises(Refused, match="Choose the paragraphs"):
        withhold_part(by=SECRETARY, paper=found, part=part, on=NINTH)
