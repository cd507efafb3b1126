"""Questions before a meeting, on their pages: asked, answered, timed, and never public."""

import pytest

from frankpledge.meetings.models import AgendaItem, Question
from frankpledge.meetings.operations import circulate
from frankpledge.meetings.operations.questions import answer_question
from tests.support.county import OCTOBER, SECRETARY, meeting
from tests.support.letting_go import let_go
from tests.support.reading import error_beside, form_of, links, of_class, title, words

MEETING = "/meetings/county-board/2018-10-11/"
QUESTIONS = f"{MEETING}questions/"
UPDATES = f"{MEETING}items/updates/"
ROADS = f"{MEETING}items/road-safety/"


@pytest.fixture
def out(demo):
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER)


def ask(client, text="How many?", about="prevent", at=UPDATES):
    page = client.get(f"{at}ask/")
    sent = form_of(page) | {"text": text}
    if about:
        sent["about"] = about
    return client.post(f"{at}ask/", sent, follow=True)


@pytest.mark.row(26)
def test_members_send_in_questions_and_share_the_minutes(out, signed_in):
    """Three questions on the updates, five minutes: one minute forty each, on the chair's sheet."""
    client = signed_in("member")
    assert links(client.get(UPDATES))["Send in a question"] == f"{UPDATES}ask/"
    for number in range(3):
        page = ask(client, f"Question {number}?")
    assert "Your question is with the secretary" in words(page)
    assert "5 minutes, 3 questions: 1 minute 40 seconds each." in words(page)
    assert "About the update of" in words(page)
    sheet = client.get(links(page)["The chair’s sheet (PDF)"])
    assert sheet.content.startswith(b"%PDF")
    let_go(sheet)


def test_a_question_on_an_ordinary_item_asks_for_no_group(out, signed_in):
    client = signed_in("member")
    assert "about" not in form_of(client.get(f"{ROADS}ask/"))
    ask(client, about="", at=ROADS)
    question = Question.objects.get()
    assert (question.about, question.item.slug) == (None, "road-safety")
    assert question.asked_by.slug == "huntingdonshire-council"


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"text": ""}, "text", "Enter the question"),
        ({"about": ""}, "about", "Answer “Which group’s update is it about?”"),
        ({"about": "road-safety-no-update"}, "about", "must be one of the answers listed"),
        ({"text": "x" * 2001}, "text", "must be 2000 characters or fewer"),
    ],
)
def test_a_mistake_loses_nothing(out, signed_in, typed, field, says):
    client = signed_in("member")
    sent = form_of(client.get(f"{UPDATES}ask/")) | {"text": "Kept", "about": "prevent"} | typed
    page = client.post(f"{UPDATES}ask/", sent)
    assert says in error_beside(page, field)
    assert not Question.objects.exists()


def test_questions_close_and_say_so(out, signed_in, on_day):
    on_day("2018-10-11")
    client = signed_in("member")
    assert "Send in a question" not in links(client.get(UPDATES))
    page = client.get(f"{UPDATES}ask/", headers={"Referer": f"http://testserver{UPDATES}"})
    assert "Questions closed on 10 October 2018" in words(client.get(page["Location"]))
    assert "Questions closed on 10 October 2018" in words(client.get(QUESTIONS))


def test_the_secretary_answers_and_the_asker_reads_it(out, signed_in):
    ask(signed_in("member"))
    client = signed_in("secretary")
    page = client.get(QUESTIONS)
    at = links(page)["Answer it : How many?"]
    page = client.get(at)
    assert title(page).startswith("A question to ")
    page = client.post(at, form_of(page) | {"answer": ""})
    assert error_beside(page, "answer") == "Enter the answer"
    page = client.post(at, form_of(client.get(at)) | {"answer": "Four."}, follow=True)
    assert "The answer is saved." in words(page)
    assert of_class(page, "fp-title__state") == ["Answered"]
    member = signed_in("member")
    assert "Four." in words(member.get(at))
    assert "Save the answer" not in words(member.get(at))
    assert member.post(at, {"answer": "Mine", "version": "1"}).status_code == 404


def test_two_who_answer_at_once_both_see_both(out, signed_in):
    ask(signed_in("member"))
    client = signed_in("secretary")
    question = Question.objects.select_related("item__meeting__body").get()
    at = question.get_absolute_url()
    sent = form_of(client.get(at)) | {"answer": "My answer."}
    answer_question(by=SECRETARY, question=question, answer="Theirs.", on=OCTOBER)
    page = client.post(at, sent)
    assert page.status_code == 409
    assert "My answer." in words(page)
    assert Question.objects.get().answer == "Theirs."


@pytest.mark.parametrize(
    ("account", "status"), [("scrutiny", 404), ("member", 200), ("chair", 200)]
)
def test_questions_are_for_the_board(out, signed_in, account, status):
    ask(signed_in("member"))
    at = Question.objects.select_related("item__meeting__body").get().get_absolute_url()
    client = signed_in(account)
    assert [client.get(one).status_code for one in (QUESTIONS, at)] == [status] * 2
    assert client.get(f"{QUESTIONS}pack/sheet.pdf").status_code == status
    if status == 404:
        assert client.get(f"{UPDATES}ask/").status_code == 404


def test_the_public_is_asked_to_sign_in_and_told_nothing(out, signed_in, browse):
    ask(signed_in("member"), "Where is Heronsgate?")
    browse.logout()
    for at in (MEETING, UPDATES):
        said = words(browse.get(at))
        assert "Heronsgate" not in said
        assert "question in" not in said
    assert browse.get(QUESTIONS).status_code == 302
    assert AgendaItem.objects.get(slug="updates").questions.count() == 1
