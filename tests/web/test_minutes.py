"""Minutes on their pages: taken, changed, removed, sent out, approved, corrected, published."""

from uuid import UUID, uuid4

import pytest

from frankpledge.actions.models import Action
from frankpledge.meetings.models import Decision, MinuteNote
from frankpledge.meetings.operations import Said, approve_minutes, change_note
from frankpledge.partnership.queries.register import body_named
from tests.support.county import SECRETARY
from tests.support.letting_go import let_go
from tests.support.reading import form_of, headings, links, of_class, page_of, title, words
from tests.support.taking import JANUARY, decided, note, out_for_comments

MEETING = "/meetings/county-board/2018-10-11/"
MINUTES = f"{MEETING}minutes/"
TAKE = f"{MINUTES}take/"
WORDS = Said("discussion", "Members welcomed the paper.")


@pytest.fixture
def secretary(demo, on_day, signed_in):
    on_day("2018-10-11")
    client = signed_in("secretary")
    client.post(f"{MINUTES}start/")
    return client


def send(client, by_script=False, **typed):
    sent = {
        "key": str(uuid4()),
        "item": "road-safety",
        "kind": "discussion",
        "text": "Members welcomed the paper.",
    } | typed
    headers = {"X-Requested-With": "fetch"} if by_script else {}
    return client.post(TAKE, sent, headers=headers, follow=not by_script)


@pytest.mark.row(24)
def test_the_secretary_takes_minutes_against_the_agenda(secretary):
    """Every item stands down the page with its form; a note stands under its item at once."""
    page = secretary.get(TAKE)
    assert title(page) == "Take the minutes"
    assert len([one for one in headings(page) if one[0].isdigit()]) == 11
    page = send(secretary)
    assert page.redirect_chain[-1][0] == f"{TAKE}#road-safety"
    assert of_class(page, "fp-notes__text") == ["Members welcomed the paper."]
    assert of_class(page, "fp-notes__by")[0].startswith("Board secretary")


def test_a_decision_and_an_action_are_made_by_their_notes(secretary):
    send(secretary, kind="decision", text="The board supports it.", outcome="agreed")
    page = send(
        secretary,
        kind="action",
        text="Write the strategy.",
        owner="road-safety",
        owner_post="Chair",
        due_day="14",
        due_month="12",
        due_year="2018",
    )
    assert of_class(page, "fp-notes__label") == ["Decision 1 Agreed", "Action 1"]
    (asked_of,) = of_class(page, "fp-notes__of")
    assert asked_of.startswith("Chair, ")
    assert asked_of.endswith(" Road Safety Partnership, by 14 December 2018")
    assert (Decision.objects.count(), Action.objects.count()) == (1, 1)


def test_what_belongs_to_another_kind_of_note_is_not_kept(secretary):
    send(secretary, owner="road-safety", outcome="agreed")
    assert (Decision.objects.count(), Action.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"text": ""}, "Enter the note"),
        ({"kind": "action", "due_day": "31", "due_month": "2", "due_year": "2019"}, "from 1 to 28"),
        ({"kind": "gossip"}, "must be one of the answers listed"),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_is_kept(secretary, typed, says):
    page = send(secretary, **typed)
    assert says in words(page)
    assert "There is a problem" in words(page)
    assert not MinuteNote.objects.exists()
    answer = send(secretary, by_script=True, **typed)
    assert answer.status_code == 400
    assert says in answer.content.decode()


# ---- What the script asks ------------------------------------------------------------------------


def test_a_script_is_answered_with_the_notes_alone_and_once(secretary):
    key = str(uuid4())
    for _ in range(2):
        answer = send(secretary, by_script=True, key=key)
        assert answer.status_code == 200
        assert b'data-part="notes-road-safety"' in answer.content
        assert b"<html" not in answer.content
    assert MinuteNote.objects.get().key == UUID(key)


def test_a_script_is_told_why_not(secretary):
    answer = send(secretary, by_script=True, item="no-such-item")
    assert (answer.status_code, answer.content.decode()) == (
        409,
        "This item is no longer on the agenda. Take the note under another.",
    )


def test_a_note_that_comes_after_approval_is_told_so(secretary, on_day):
    """A window left open over the next meeting, or a computer that was without a line."""
    found = out_for_comments()
    on_day("2019-01-17")
    decision = decided(day=JANUARY)
    approve_minutes(by=SECRETARY, minutes=found, decision=decision, on=JANUARY)
    answer = send(secretary, by_script=True)
    assert answer.status_code == 409
    assert "Record a correction instead." in answer.content.decode()


def test_a_note_goes_in_the_name_of_who_took_it(secretary):
    """Somebody else who signs in at the same computer does not send it as theirs."""
    answer = send(secretary, by_script=True, **{"as": "chair"})
    assert answer.status_code == 409
    assert "Sign in again as yourself" in answer.content.decode()
    assert not MinuteNote.objects.exists()


def test_a_script_that_was_signed_out_is_sent_elsewhere(secretary):
    secretary.logout()
    answer = send(secretary, by_script=True)
    assert answer.status_code == 302
    let_go(answer)


def test_the_notes_of_others_are_fetched(secretary):
    note(WORDS)
    answer = secretary.get(f"{MINUTES}notes/")
    assert b"Members welcomed the paper." in answer.content


# ---- Recommendations -----------------------------------------------------------------------------


def asked(client):
    """The first recommendation of item 3, as its form would send it."""
    main = next(page_of(client.get(TAKE)).iter("main"))
    form = next(one for one in main.iter("form") if one.get("data-words"))
    sent = {i.get("name"): i.get("value") for i in form.iter("input") if i.get("name") != "csrf"}
    return sent | {"text": next(form.iter("textarea")).text}


def test_a_recommendation_is_agreed_with_one_press(secretary):
    """Its words are the paper's; nobody types them again, and it is asked no more."""
    sent = asked(secretary)
    before = len(of_class(secretary.get(TAKE), "fp-recommended"))
    page = secretary.post(TAKE, sent | {"outcome": "agreed", "text": "ignored"}, follow=True)
    decision = Decision.objects.select_related("recommendation").get()
    assert decision.text == decision.recommendation.text
    assert len(of_class(page, "fp-recommended")) == before - 1


def test_a_recommendation_is_agreed_in_other_words(secretary):
    sent = asked(secretary) | {"outcome": "amended", "text": "The board notes it."}
    page = secretary.post(TAKE, sent, follow=True)
    assert Decision.objects.get().text == "The board notes it."
    assert "Decision 1 Agreed as amended" in words(page)


def test_amended_words_are_needed(secretary):
    sent = asked(secretary) | {"outcome": "amended", "text": " "}
    page = secretary.post(TAKE, sent, follow=True, headers={"Referer": f"http://testserver{TAKE}"})
    assert "Write the recommendation as the board amended it" in words(page)
    assert not Decision.objects.exists()


# ---- Changing, removing, putting back ------------------------------------------------------------


def test_a_note_is_changed_and_one_changed_meanwhile_shows_both(secretary):
    one = note(WORDS)
    here = f"{MINUTES}notes/{one.key}/"
    typed = form_of(secretary.get(here)) | {"text": "Mine"}
    change_note(
        by=SECRETARY,
        note=MinuteNote.objects.select_related("minutes__meeting__body").get(pk=one.pk),
        said=Said("discussion", "Theirs"),
        version=1,
    )
    page = secretary.post(here, typed)
    assert page.status_code == 409
    assert "Mine" in words(page)
    assert "Theirs" in words(page)
    page = secretary.post(here, form_of(secretary.get(here)) | {"text": "Ours"}, follow=True)
    assert of_class(page, "fp-notes__text") == ["Ours"]


def test_an_action_is_changed_with_its_note(secretary):
    one = note(Said("action", "Write it."))
    here = f"{MINUTES}notes/{one.key}/"
    sent = form_of(secretary.get(here)) | {"owner": "prevent", "owner_post": "Lead"}
    secretary.post(here, sent)
    action = Action.objects.get()
    assert (action.owner, action.owner_post) == (body_named("prevent"), "Lead")


def test_a_removed_note_is_put_back_as_it_was(secretary):
    one = note(Said("decision", "The board supports it.", "agreed"))
    page = secretary.post(f"{MINUTES}notes/{one.key}/remove/", follow=True)
    assert "Removed: “The board supports it.”" in words(page)
    assert not Decision.objects.exists()
    page = secretary.post(f"{MINUTES}put-back/", follow=True)
    assert MinuteNote.objects.get().key == one.key
    assert Decision.objects.get().text == "The board supports it."
    assert "Put it back" not in words(page)


# ---- Comments, approval, publication -------------------------------------------------------------


@pytest.mark.row(24)
def test_from_draft_to_published(secretary, on_day, signed_in):
    """Out for comments, a member comments, it is answered, January approves, all may read."""
    note(WORDS)
    page = secretary.get(MINUTES)
    assert links(page)["Send out for comments"] == f"{MINUTES}send-out/"
    sent = {"until_day": "26", "until_month": "10", "until_year": "2018"}
    page = secretary.post(f"{MINUTES}send-out/", sent, follow=True)
    assert "Members may comment until 26 October 2018." in words(page)

    member = signed_in("member")
    page = member.get(MINUTES)
    assert "These minutes are a draft" in words(page)
    said = form_of(member.get(f"{MINUTES}comments/")) | {"text": "We also asked for a date."}
    page = member.post(f"{MINUTES}comments/", said, follow=True)
    assert "Your comment has gone to the board’s secretary." in words(page)

    secretary = signed_in("secretary")
    page = secretary.get(MINUTES)
    answer_at = next(url for text, url in links(page).items() if text.startswith("Answer"))
    page = secretary.post(answer_at, {"answer": "Added."}, follow=True)
    assert "Added." in words(page)

    on_day("2019-01-17")
    january = "/meetings/county-board/2019-01-17/"
    secretary.post(f"{january}draft/")
    page = secretary.post(f"{january}minutes/start/", follow=True)
    assert "Approve the minutes of 11 October 2018" in words(page)
    page = secretary.post(
        f"{january}minutes/approve/2018-10-11/",
        {"key": str(uuid4()), "item": "item-2"},
        follow=True,
    )
    assert "The minutes of the meeting of 11 October 2018 were approved." in words(page)
    assert "Approve the minutes of 11 October 2018" not in words(page)
    page = secretary.get(MINUTES)
    assert "Approved by Decision 1 of 17 January 2019" in words(page)
    assert secretary.get(TAKE)["Location"] == MINUTES

    secretary.logout()
    assert secretary.get(MINUTES).status_code == 404
    secretary = signed_in("secretary")
    page = secretary.post(f"{MINUTES}publish/", follow=True)
    assert "Everybody can read them." in words(page)
    secretary.logout()
    page = secretary.get(MINUTES)
    assert "Members welcomed the paper." in words(page)
    assert "We also asked for a date." not in words(page)
    assert "History" not in headings(page)


def test_a_correction_stands_as_a_footnote(secretary, on_day):
    one = note(WORDS)
    out_for_comments()
    on_day("2019-01-17")
    january = "/meetings/county-board/2019-01-17/"
    secretary.post(f"{january}draft/")
    secretary.post(f"{january}minutes/start/")
    secretary.post(f"{january}minutes/approve/2018-10-11/", {"key": str(uuid4()), "item": "item-2"})
    here = f"{MINUTES}notes/{one.key}/correct/"
    sent = form_of(secretary.get(here)) | {"now": "Members read it.", "reason": "A slip."}
    page = secretary.post(here, sent | {"reason": " "})
    assert "Enter why it is corrected" in words(page)
    page = secretary.post(here, sent, follow=True)
    assert "Corrected since they were approved" in headings(page)
    assert "It said: “Members welcomed the paper.” A slip." in words(page)


def test_minutes_are_a_document(secretary):
    note(WORDS)
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = secretary.get(f"{MEETING}minutes.{kind}")
        assert answer.content.startswith(begins)
    first = secretary.get(f"{MEETING}minutes.docx").content
    assert secretary.get(f"{MEETING}minutes.docx").content == first


@pytest.mark.parametrize("account", ["chair", "csp-manager", "member", "scrutiny", ""])
def test_nobody_else_takes_minutes_or_sees_a_draft(demo, on_day, signed_in, browse, account):
    on_day("2018-10-11")
    one = note(WORDS)
    client = signed_in(account) if account else browse
    key = one.key
    assert client.get(MINUTES).status_code == 404
    assert client.get(f"{MEETING}minutes.pdf").status_code == 404
    expected = 404 if account else 302
    for path in (TAKE, f"{MINUTES}notes/", f"{MINUTES}notes/{key}/", f"{MINUTES}send-out/"):
        assert client.get(path).status_code == expected
    for path in (
        TAKE,
        f"{MINUTES}start/",
        f"{MINUTES}put-back/",
        f"{MINUTES}take-back/",
        f"{MINUTES}publish/",
        f"{MINUTES}notes/{key}/remove/",
        f"{MINUTES}notes/{key}/correct/",
        f"{MINUTES}approve/2018-07-19/",
    ):
        assert client.post(path).status_code == expected
    assert MinuteNote.objects.count() == 1


def test_an_outsider_does_not_comment(demo, on_day, signed_in):
    on_day("2018-10-11")
    out_for_comments()
    assert signed_in("scrutiny").get(f"{MINUTES}comments/").status_code == 404
    assert "Comment on the minutes" in links(signed_in("member").get(MINUTES))


def test_the_day_before_nothing_can_be_taken(demo, signed_in):
    client = signed_in("secretary")
    answer = client.post(
        f"{MINUTES}start/", headers={"Referer": f"http://testserver{MEETING}"}, follow=True
    )
    assert "Minutes can be taken from that day." in words(answer)
    assert client.get(TAKE).status_code == 404
