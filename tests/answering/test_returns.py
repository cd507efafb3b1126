"""Answers in Word: a form fetched, sent back, looked at and accepted."""

from __future__ import annotations

import io
from datetime import date
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client

from frankpledge.actions.operations import ask
from frankpledge.answering.links.operations import Wanted, give_links
from frankpledge.answering.links.tokens import token_of
from frankpledge.answering.models import WordReturn
from frankpledge.answering.returns.access import access_thing
from frankpledge.answering.returns.kinds import kinds
from frankpledge.answering.returns.operations import accept_return, keep_return
from frankpledge.documents.wordform import FormName
from frankpledge.documents.wordform_file import form_name_in
from frankpledge.documents.wordform_write import write_word_form
from frankpledge.documents.wordform_xml import w
from frankpledge.meetings.operations import write_paper
from frankpledge.partnership.models import Body
from frankpledge.review.models import QuarterlyUpdate
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, StaleRecord
from frankpledge.shared.uploads.ooxml import clean_ooxml
from tests.documents.wordforms import boxes, changed, paragraph, write_in
from tests.support.county import board, paper
from tests.support.reading import error_beside, form_of, headings, links, of_class, title, words

PAPER = "/meetings/county-board/2018-10-11/papers/road-safety-partnership/"
UPDATE = "/review/county-board/2018-10-11/road-safety/"
OTHER = Actor("Deputy secretary")


def fetched(client, address) -> bytes:
    response = client.get(f"{address}word/form.docx")
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    data: bytes = response.content
    return data


def send(client, address, data, name="form.docx"):
    file = SimpleUploadedFile(name, data)
    return client.post(f"{address}word/", {"file": file}, follow=True)


def accept(client, page):
    address = page.redirect_chain[-1][0] if page.redirect_chain else page.request["PATH_INFO"]
    return client.post(address, form_of(page), follow=True)


def retitled(data, text="A better title"):
    return changed(data, lambda root: write_in(root, "title", text))


# ------------------------------------------------------------------------------------ a paper


def test_a_paper_goes_out_and_comes_back(demo, signed_in):
    client = signed_in("secretary")
    assert links(client.get(PAPER))["Write it in Word"] == f"{PAPER}word/"
    kept = [one.text for one in paper("road-safety-partnership").recommendations.all()]
    data = fetched(client, PAPER)
    assert form_name_in(data) == FormName("paper", 1, str(paper("road-safety-partnership").pk))

    def change(root) -> None:
        write_in(root, "title", "Safer roads")
        write_in(root, "recommendations.text", "The board agrees the plan.")
        boxes(root, "report")[0].find(w("sdtContent")).append(paragraph("A last word."))

    page = send(client, PAPER, changed(data, change), "Safer roads.docx")
    assert title(page) == "Safer roads.docx"
    assert of_class(page, "fp-title__state") == ["Waits for you"]
    said = words(page)
    assert "added: Safer" in said
    assert "added: A last word." in said
    assert paper("road-safety-partnership").title != "Safer roads"
    page = accept(client, page)
    assert "The answers of “Safer roads.docx” are taken over." in words(page)
    assert title(page) == "Safer roads"
    found = paper("road-safety-partnership")
    assert found.text.endswith("A last word.\n")
    assert found.source == "written"
    assert [one.text for one in found.recommendations.all()] == [
        "The board agrees the plan.",
        *kept[1:],
    ]


def test_a_file_that_says_nothing_new_is_not_accepted(demo, signed_in):
    client = signed_in("secretary")
    page = send(client, PAPER, fetched(client, PAPER))
    assert "says what Frankpledge has already" in words(page)
    assert "Accept" not in words(page)
    page = client.post(page.redirect_chain[-1][0], {"version": "1"}, follow=True)
    assert WordReturn.objects.get().state == "waiting"


def test_what_somebody_saved_meanwhile_is_never_overwritten_unseen(demo, signed_in):
    """The second press shows the new difference; only then does it count."""
    client = signed_in("secretary")
    page = send(client, PAPER, retitled(fetched(client, PAPER)))
    found = paper("road-safety-partnership")
    write_paper(by=OTHER, paper=found, title="Theirs", text=found.text or "Text.", asked=[])
    page = accept(client, page)
    assert "while you were looking. Nothing was taken over" in words(page)
    assert "Theirs" in words(page)
    assert paper("road-safety-partnership").title == "Theirs"
    accept(client, page)
    assert paper("road-safety-partnership").title == "A better title"


def test_a_beaten_acceptance_changes_nothing(demo, viewer):
    secretary = viewer("secretary")
    at = {"body": "county-board", "slug": "2018-10-11", "paper": "road-safety-partnership"}
    thing = access_thing(secretary, "paper", at)
    data = retitled(write_word_form(thing.form))
    found = keep_return(by=secretary.actor, thing=thing, name="a.docx", data=data)
    with pytest.raises(StaleRecord):
        accept_return(by=secretary.actor, found=found, thing=thing, version=None)
    assert WordReturn.objects.get().state == "waiting"


def test_mistakes_are_said_with_their_place_and_the_rest_can_be_taken(demo, signed_in):
    client = signed_in("secretary")

    def change(root) -> None:
        write_in(root, "title", "x" * 301)
        boxes(root, "report")[0].find(w("sdtContent")).append(paragraph("More."))

    page = send(client, PAPER, changed(fetched(client, PAPER), change))
    assert "What could not be taken" in headings(page)
    assert "It has 301 characters. Shorten it to 300 or fewer." in words(page)
    assert "Accept 1 changed answer" in words(page)
    before = paper("road-safety-partnership").title
    accept(client, page)
    found = paper("road-safety-partnership")
    assert (found.title, "More." in found.text) == (before, True)


def test_a_report_with_a_picture_is_kept_as_converted(demo, signed_in):
    from docx import Document
    from PIL import Image

    client = signed_in("secretary")
    data = fetched(client, PAPER)
    document = Document(io.BytesIO(data))
    picture = io.BytesIO()
    Image.new("RGB", (40, 20), "green").save(picture, "PNG")
    picture.seek(0)
    document.add_picture(picture)
    made = document.paragraphs[-1]._p
    boxes(document.element, "report")[0].find(w("sdtContent")).append(made)
    out = io.BytesIO()
    document.save(out)
    page = send(client, PAPER, out.getvalue())
    assert "1 picture has no description" in words(page)
    accept(client, page)
    found = paper("road-safety-partnership")
    assert found.source == "converted"
    assert links(client.get(PAPER))["Describe its pictures"] == f"{PAPER}pictures/"
    page = client.get(f"{PAPER}pictures/")
    assert "Picture 1" in headings(page)
    (name,) = [name for name in form_of(page) if name.startswith("p-")]
    page = client.post(f"{PAPER}pictures/", form_of(page) | {name: "A green field."}, follow=True)
    assert "Every picture of this paper has a description." in words(page)
    assert 'alt="A green field."' in page.content.decode()
    assert "Nothing to describe" in words(client.get(f"{PAPER}pictures/"))


def test_descriptions_are_not_put_on_a_paper_that_changed(demo, signed_in):
    client = signed_in("secretary")
    before = paper("road-safety-partnership")
    typed = {"version": "999", "p-3": "A green field."}
    page = client.post(f"{PAPER}pictures/", typed)
    assert page.status_code == 409
    assert "Somebody else changed this first" in title(page)
    assert "A green field." in words(page)
    now = paper("road-safety-partnership")
    assert (now.version, now.content) == (before.version, before.content)


def test_a_file_may_be_put_aside_and_stays(demo, signed_in):
    client = signed_in("secretary")
    data = retitled(fetched(client, PAPER))
    page = send(client, PAPER, data)
    here = page.redirect_chain[-1][0]
    page = client.post(f"{here}aside/", follow=True)
    assert "Nothing of it was taken over." in words(page)
    assert "Put aside" in words(page)
    page = client.post(here, {"version": "1"}, follow=True)
    assert paper("road-safety-partnership").title != "A better title"
    original = client.get(f"{here}original/")
    assert b"".join(original.streaming_content) == clean_ooxml(data)
    assert original["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"not a word file", "is plain text"), (b"%PDF-1.4", "is a PDF")],
)
def test_what_is_no_form_is_refused_beside_its_field(demo, signed_in, data, told):
    page = send(signed_in("secretary"), PAPER, data)
    assert told in error_beside(page, "file")
    assert not WordReturn.objects.exists()


# ---------------------------------------------------------------------------------- an update


def test_an_update_goes_out_with_the_boards_own_questions(demo, signed_in):
    client = signed_in("chair")
    data = fetched(client, UPDATE)

    def change(root) -> None:
        write_in(root, "chair_post", "Head of highways")
        write_in(root, "last_met", "12 September 2018")
        first = next(one for one in root.iter(w("tag")) if one.get(w("val")).endswith(".text"))
        write_in(root, first.get(w("val")), "Deaths fell.")
        write_in(root, first.get(w("val")).replace(".text", ".request"), "Share the campaign.")
        write_in(root, "send", "☒")
        checked = [one for one in boxes(root, "send")[0].iter() if one.tag.endswith("}checked")]
        for key in checked[0].attrib:
            checked[0].set(key, "1")

    page = send(client, UPDATE, changed(data, change))
    assert "Head of highways" in words(page)
    page = accept(client, page)
    assert title(page)
    update = QuarterlyUpdate.objects.get(group__slug="road-safety")
    assert (update.state, update.chair_post) == ("received", "Head of highways")
    assert update.last_met == date(2018, 9, 12)
    assert update.entries.filter(text="Deaths fell.", request="Share the campaign.").exists()


def test_the_pages_own_rules_judge_the_file(demo, signed_in):
    """A document's date that is no date is refused with its question, as on the page."""
    client = signed_in("chair")

    def change(root) -> None:
        tags = [one.get(w("val")) for one in root.iter(w("tag"))]
        write_in(root, next(tag for tag in tags if tag.endswith("-date")), "some time ago")
        write_in(root, "period", "soon")

    page = send(client, UPDATE, changed(fetched(client, UPDATE), change))
    said = words(page)
    assert "Under “Documents”, “Terms of reference: its date" in said
    assert "“some time ago” is not a date" in said
    assert "Give the month and the year, such as October 2018." in said
    assert "Accept" not in said


# ---------------------------------------------------------------------------------- an action


@pytest.fixture
def action(demo):
    owner = Body.objects.get(slug="road-safety")
    return ask(by=OTHER, register=board(), text="Share the plan", owner=owner, asked=clock.today())


def test_an_action_is_reported_on_in_word(action, signed_in):
    client = signed_in("chair")
    here = action.get_absolute_url()
    assert links(client.get(here))["Report on it in a Word form"] == f"{here}word/"

    def change(root) -> None:
        write_in(root, "text", "The plan went to every member.")
        write_in(root, "link", "example")

    page = send(client, here, changed(fetched(client, here), change))
    assert "Give a whole address, such as https://example.org/minutes." in words(page)
    accept(client, page)
    (report,) = action.reports.all()
    assert (report.text, report.evidence_link) == ("The plan went to every member.", "")


# ----------------------------------------------------------------------- any form, and by whom


def test_any_form_can_be_sent_back_in_one_place(demo, signed_in):
    client = signed_in("secretary")
    data = retitled(fetched(client, PAPER))
    page = client.post("/answer/word/", {"file": SimpleUploadedFile("a.docx", data)}, follow=True)
    assert page.redirect_chain[-1][0].startswith(f"{PAPER}word/")
    assert "A better title" in words(page)


def test_a_form_about_nothing_known_is_refused(demo, signed_in):
    client = signed_in("secretary")
    data = fetched(client, PAPER)
    for kind in ("paper", "update", "action", "stranger"):
        for about in ("0", "99999999", "nothing", "1-2"):

            def change(root, mark=f"Frankpledge form: {kind}, version 1, about {about}.") -> None:
                box = boxes(root, "frankpledge-form")[0]
                next(box.iter(w("t"))).text = mark

            file = SimpleUploadedFile("a.docx", changed(data, change))
            page = client.post("/answer/word/", {"file": file})
            assert "or it is not yours to answer" in error_beside(page, "file")


def test_only_those_who_may_write_it_get_the_form(demo, signed_in):
    for username in ("member", "scrutiny"):
        for address in (PAPER, UPDATE):
            assert signed_in(username).get(f"{address}word/").status_code == 404
    assert Client().get(f"{PAPER}word/").status_code == 302
    for kind in kinds():
        with pytest.raises((LookupError, Http404)):
            kind.locate("999999999")


def test_whoever_holds_a_signed_link_answers_in_word(demo, browse, signed_in):
    body = Body.objects.get(slug="road-safety")
    wanted = Wanted(body, UPDATE, "Quarterly update", date(2018, 10, 3), board())
    (link,) = give_links(by=OTHER, wanted=[wanted], sent={}, on=clock.today()).values()
    browse.get(f"/answer/{token_of(link)}/")
    data = fetched(browse, UPDATE)
    page = send(browse, UPDATE, changed(data, lambda root: write_in(root, "chair_post", "Chair")))
    accept(browse, page)
    assert QuarterlyUpdate.objects.get(group__slug="road-safety").chair_post == "Chair"
    assert "by a signed link" in WordReturn.objects.get().sent_by
    assert browse.get(f"{PAPER}word/").status_code in {302, 404}


# ---------------------------------------------------------------------------------- carried on

RETURNING = "/review/county-board/2019-01-17/youth-justice/"


def test_an_update_in_word_carries_on_risks_and_requests(demo, signed_in, on_day):
    """What is left alone stands; a risk is closed in the file with its reason."""
    on_day("2019-01-07")
    client = signed_in("secretary")
    data = fetched(client, RETURNING)

    def change(root) -> None:
        write_in(root, "r-1-choice", "No longer a risk: close it")
        write_in(root, "r-1-words", "The inspectors have been.")

    page = accept(client, send(client, RETURNING, changed(data, change)))
    assert title(page)
    update = QuarterlyUpdate.objects.get(group__slug="youth-justice", meeting__date="2019-01-17")
    entry = update.entries.get(risk__number=1)
    assert (entry.risk_choice, entry.risk_why) == ("close", "The inspectors have been.")
    assert update.entries.filter(request_choice="keep").count() == 8
    assert update.documents.get(document="terms-of-reference").text == "Confirmed July 2018"


def test_an_update_that_was_kept_is_written_anew_in_word(demo, signed_in, on_day):
    """The second file stands on the version that the first made."""
    on_day("2019-01-07")
    client = signed_in("secretary")
    for n, said in enumerate(("Little is new.", "Much is new."), start=1):
        data = fetched(client, RETURNING)
        filled = changed(data, partial(write_in, tag="s-commentary", text=said))
        accept(client, send(client, RETURNING, filled))
        update = QuarterlyUpdate.objects.get(
            group__slug="youth-justice", meeting__date="2019-01-17"
        )
        assert update.entries.get(section="commentary").text == said
        assert WordReturn.objects.filter(state="accepted").count() == n


def test_a_form_of_the_first_version_still_comes_back(demo, signed_in, on_day, monkeypatch):
    """It asks nothing of carried risks and requests: they stand as they are."""
    on_day("2019-01-07")
    client = signed_in("secretary")
    monkeypatch.setattr("frankpledge.review.wordform.VERSION", 1)
    monkeypatch.setattr("frankpledge.review.wordform._carried", lambda blank, section: ())
    data = fetched(client, RETURNING)
    monkeypatch.undo()
    on_day("2019-01-07")

    def change(root) -> None:
        write_in(root, "s-commentary", "Little is new.")

    page = accept(client, send(client, RETURNING, changed(data, change)))
    assert title(page)
    update = QuarterlyUpdate.objects.get(group__slug="youth-justice", meeting__date="2019-01-17")
    assert update.entries.get(section="commentary").text == "Little is new."
    assert update.entries.filter(risk_choice="keep").count() == 5
