"""Questions sent in beforehand: who sees them, who owes an answer, and the chair's sheet."""

from datetime import date

import pytest

from frankpledge.actions.owed import owed
from frankpledge.meetings.contributions import gathered_by
from frankpledge.meetings.models import AgendaItem, Question
from frankpledge.meetings.operations import circulate
from frankpledge.meetings.operations.questions import answer_question, ask_question
from frankpledge.meetings.queries.questions import asking_bodies, questions_page
from frankpledge.meetings.question_sheet import question_sheet
from frankpledge.partnership.people import PUBLIC, Viewer
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import Actor
from frankpledge.shared.verdict import Refused
from tests.support.county import OCTOBER, SECRETARY, meeting, text_in

FOURTH, TENTH = date(2018, 10, 4), date(2018, 10, 10)
MEMBER = Actor("Chief executive of a district council")
pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def out():
    circulate(by=SECRETARY, meeting=meeting(), on=FOURTH)


def item(number=10):
    found = AgendaItem.objects.get(meeting=meeting(), number=number)
    found.meeting = meeting()
    return found


def ask(text="How many?", about="prevent", number=10, on=FOURTH):
    return ask_question(
        by=MEMBER,
        item=item(number),
        about=body_named(about) if about else None,
        asked_by=body_named("huntingdonshire-council"),
        text=text,
        on=on,
    )


@pytest.mark.row(26)
def test_questions_close_the_day_before_the_meeting(out):
    assert ask(on=TENTH).asked == TENTH
    with pytest.raises(Refused, match="Questions closed on 10 October 2018"):
        ask(on=OCTOBER)
    with pytest.raises(Refused, match="Write the question"):
        ask("  ")


def test_no_question_before_the_papers_are_out():
    with pytest.raises(Refused, match="once the papers have gone out"):
        ask()


@pytest.mark.row(26)
def test_three_questions_share_the_five_minutes(out, viewer):
    for number in range(3):
        ask(f"Question {number}?")
    page = questions_page(meeting(), viewer("secretary"), FOURTH)
    ten = next(one for one in page.items if one.item.number == 10)
    assert ten.box.words == "5 minutes, 3 questions: 1 minute 40 seconds each"
    # One is answered before the day: the two that are left have more time.
    answer_question(
        by=SECRETARY, question=Question.objects.earliest("pk"), answer="Four.", on=TENTH
    )
    page = questions_page(meeting(), viewer("secretary"), TENTH)
    ten = next(one for one in page.items if one.item.number == 10)
    assert (len(ten.put), len(ten.answered)) == (2, 1)
    assert ten.box.words == "5 minutes, 2 questions: 2 minutes 30 seconds each"
    # One is answered while the meeting sits: nobody's time changes under them.
    last = Question.objects.latest("pk")
    answer_question(by=SECRETARY, question=last, answer="Five.", on=OCTOBER)
    page = questions_page(meeting(), viewer("secretary"), OCTOBER)
    assert next(one for one in page.items if one.put).box.questions == 2


def test_a_better_answer_keeps_the_day_of_the_first(out):
    question = ask()
    answer_question(by=SECRETARY, question=question, answer="Four.", on=TENTH)
    answer_question(by=SECRETARY, question=question, answer="Five.", on=OCTOBER)
    assert (question.answer, question.answered) == ("Five.", TENTH)
    with pytest.raises(Refused, match="Write the answer"):
        answer_question(by=SECRETARY, question=question, answer=" ", on=OCTOBER)


def test_the_group_asked_owes_the_answer_until_it_gives_one(out):
    question = ask(about="prevent")
    group = body_named("prevent")
    (one,) = [one for one in owed([group], FOURTH) if "question" in one.what]
    assert (one.due, one.url) == (TENTH, question.get_absolute_url())
    assert one.answers == question.get_absolute_url()
    assert one.asked_by == meeting().body
    assert not [one for one in owed([body_named("road-safety")], FOURTH) if "question" in one.what]
    answer_question(by=SECRETARY, question=question, answer="Four.", on=FOURTH)
    assert not [one for one in owed([group], FOURTH) if "question" in one.what]


def test_a_question_on_an_item_is_owed_by_the_body_that_leads_it(out):
    ask(about="", number=3)
    leads = [one for one in owed([body_named("road-safety")], FOURTH) if "question" in one.what]
    assert [one.what for one in leads] == ["Answer a question on item 3"]


def test_who_sees_a_question(out, viewer):
    ask(about="prevent")
    group = Viewer(account=viewer("member").account, bodies=frozenset({body_named("prevent").pk}))
    other = Viewer(account=viewer("member").account, bodies=frozenset({body_named("dasv").pk}))
    seen = {
        "secretary": viewer("secretary"),
        "member": viewer("member"),
        "the group asked": group,
        "another group": other,
        "scrutiny": viewer("scrutiny"),
        "public": PUBLIC,
    }
    found = {who: Question.objects.visible_to(one).count() for who, one in seen.items()}
    assert found == {
        "secretary": 1,
        "member": 1,
        "the group asked": 1,
        "another group": 0,
        "scrutiny": 0,
        "public": 0,
    }


def test_only_groups_whose_update_is_in_can_be_asked_about(out):
    assert {one.slug for one in gathered_by(item(), OCTOBER)} >= {"prevent", "dasv"}
    assert len(gathered_by(item(), OCTOBER)) == 7
    assert gathered_by(item(3), OCTOBER) == ()


def test_for_whom_a_member_asks(viewer):
    assert [one.slug for one in asking_bodies(viewer("member"), meeting(), FOURTH)] == [
        "huntingdonshire-council"
    ]
    assert asking_bodies(viewer("scrutiny"), meeting(), FOURTH) == ()


@pytest.mark.row(26)
def test_the_chairs_sheet(out, viewer):
    for number in range(3):
        ask(f"Question {number}?")
    ask("How long?", about="", number=3)
    answer_question(
        by=SECRETARY, question=Question.objects.latest("pk"), answer="A year.", on=FOURTH
    )
    sheet = question_sheet(meeting(), viewer("chair"), TENTH)
    assert [one.number for one in sheet.sections] == ["3", "10"]
    assert dict(sheet.sections[1].facts)["Time"] == (
        "5 minutes, 3 questions: 1 minute 40 seconds each"
    )
    assert "Answered in writing beforehand" in text_in(sheet.sections[0].blocks)
    assert "A year." in text_in(sheet.sections[0].blocks)
    assert sheet.circulated_line == "4 questions by 10 October 2018"
