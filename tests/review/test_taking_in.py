"""What a received update pushes into the registers: once, also when it is changed afterwards."""

from datetime import date

import pytest

from frankpledge.history.models import Entry
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.forms import UpdateForm
from frankpledge.review.models import QuarterlyUpdate, UpdateEntry, UpdateGiven
from frankpledge.review.operations import give_update, take_in, write_update
from frankpledge.review.queries.quality import quality_warnings
from frankpledge.review.queries.starting import start_of, template_of
from frankpledge.review.queries.updates import update_page
from frankpledge.review.requests.models import BoardRequest
from frankpledge.review.requests.operations import answer, close_request
from frankpledge.review.requirements.models import Evidence
from frankpledge.review.risks.models import Risk, RiskMention
from frankpledge.shared.verdict import Refused
from tests.support.county import OCTOBER, SECRETARY, board, meeting

pytestmark = pytest.mark.usefixtures("demo")
JANUARY = "2019-01-17"
DAY = date(2019, 1, 7)


def start(group, slug=JANUARY):
    template = template_of(board())
    assert template is not None
    return start_of(body_named(group), meeting(slug), template, DAY)


def form_for(group, slug=JANUARY, **changed):
    """The form as it stands, with some of it changed, as a browser would send it."""
    template, known = template_of(board()), start(group, slug)
    assert template is not None
    blank = UpdateForm(template, known)
    data = {
        name: str(blank.get_initial_for_field(field, name) or "")
        for name, field in blank.fields.items()
    }
    data["version"] = blank.opened_now()
    assert set(changed) <= set(data), set(changed) - set(data)
    return UpdateForm(template, known, data | changed)


def send(group, slug=JANUARY, *, draft=False, **changed):
    form = form_for(group, slug, **changed)
    assert form.is_valid(), form.errors
    kept = form.start.update
    return write_update(
        by=SECRETARY,
        group=body_named(group),
        meeting=meeting(slug),
        template=form.template,
        written=form.written(),
        send=not draft,
        on=DAY,
        version=kept.version if kept else None,
    )


def request(group, n=0):
    return list(BoardRequest.objects.filter(group__slug=group).exclude(state="noted"))[n]


def warnings(update):
    return " ".join(update_page(update, date(2019, 1, 17)).warnings)


def test_the_same_update_taken_in_again_changes_nothing():
    before = Entry.objects.count()
    for update in QuarterlyUpdate.objects.select_related("meeting__body", "group", "template"):
        take_in(by=SECRETARY, update=update, on=OCTOBER)
    assert Entry.objects.count() == before


@pytest.mark.row(29)
def test_a_risk_is_raised_in_the_groups_register_and_mentioned_to_the_board():
    entry = UpdateEntry.objects.get(update__group__slug="drugs-and-alcohol", section="risks")
    risk = entry.risk
    assert risk is not None
    assert (risk.register.slug, risk.meeting) == ("drugs-and-alcohol", meeting())
    assert [one.on for one in risk.mentions.all()] == [OCTOBER]


@pytest.mark.row(30)
def test_a_returning_update_sent_as_it_stands_asks_and_mentions_again():
    count = BoardRequest.objects.count()
    risks = Risk.objects.count()
    update = send("youth-justice")
    assert (BoardRequest.objects.count(), Risk.objects.count()) == (count, risks)
    for risk in Risk.objects.filter(register__slug="youth-justice"):
        assert risk.mentions.filter(on=date(2019, 1, 17)).exists()
    assert {one.askings.count() for one in BoardRequest.objects.filter(group=update.group)} == {2}
    assert warnings(update) == ""


def test_a_carried_request_can_be_reworded_closed_or_left_out():
    first, second, third = (request("youth-justice", n) for n in range(3))
    update = send(
        "youth-justice",
        **{
            f"q-{first.number}-choice": "reword",
            f"q-{first.number}-words": "Sign the plan by March.",
            f"q-{second.number}-choice": "close",
            f"q-{second.number}-words": "All have agreed.",
            f"q-{third.number}-choice": "drop",
        },
    )
    first, second, third = (BoardRequest.objects.get(pk=one.pk) for one in (first, second, third))
    assert (first.text, first.askings.count()) == ("Sign the plan by March.", 2)
    assert (second.state, second.words.get().text) == ("closed", "All have agreed.")
    assert (third.state, third.askings.count()) == ("open", 1)
    assert f"request {third.number}, " in warnings(update)
    assert f"request {second.number}, " not in warnings(update)
    # Changed after it was sent: the first is closed too, the second is asked after all.
    send(
        "youth-justice",
        **{
            f"q-{first.number}-choice": "close",
            f"q-{first.number}-words": "Signed.",
            f"q-{second.number}-choice": "keep",
            f"q-{second.number}-words": "",
        },
    )
    first, second = (BoardRequest.objects.get(pk=one.pk) for one in (first, second))
    assert (first.state, second.state) == ("closed", "open")
    assert second.askings.count() == 2


def test_an_answer_settles_a_request_unless_the_group_asks_again():
    one, other = request("youth-justice", 0), request("youth-justice", 1)
    for asked in (one, other):
        answer(by=SECRETARY, request=asked, on=date(2018, 11, 1), text="It will be.")
    carried = [line.request for line in start("youth-justice").carried if line.request is not None]
    assert {line.choice for line in carried if line.number in (one.number, other.number)} == {
        "accept"
    }
    send("youth-justice", **{f"q-{other.number}-choice": "keep"})
    one, other = BoardRequest.objects.get(pk=one.pk), BoardRequest.objects.get(pk=other.pk)
    assert one.state == "closed"
    said = [word.text for word in one.words.all()]
    assert said[-1] == "The answer of 1 November 2018 settles it."
    assert (other.state, other.askings.count()) == ("open", 2)


def test_a_draft_that_keeps_a_request_does_not_open_what_the_board_has_closed_since():
    asked = request("youth-justice")
    send("youth-justice", draft=True)
    close_request(by=SECRETARY, request=asked, on=date(2018, 12, 1), why="It was signed.")
    send("youth-justice")
    found = BoardRequest.objects.get(pk=asked.pk)
    assert (found.state, found.askings.count()) == ("closed", 1)


def test_a_carried_risk_is_closed_with_its_reason_or_missed(on_day):
    on_day("2019-01-07")
    risks = list(Risk.objects.filter(register__slug="youth-justice").order_by("number"))
    update = send(
        "youth-justice",
        **{
            f"r-{risks[0].number}-choice": "close",
            f"r-{risks[0].number}-words": "The inspectors have been.",
            f"r-{risks[1].number}-choice": "drop",
        },
    )
    risks = list(Risk.objects.filter(register__slug="youth-justice").order_by("number"))
    assert (risks[0].closed, risks[1].closed) == (DAY, None)
    assert not RiskMention.objects.filter(risk=risks[1], on=date(2019, 1, 17)).exists()
    assert f"risk {risks[1].number}, " in warnings(update)
    assert f"risk {risks[0].number}, " not in warnings(update)


@pytest.mark.parametrize(
    ("choice", "words", "says"),
    [
        ("reword", "", "Write the new words"),
        ("close", " ", "Say why it is closed"),
        ("keep", "Something", "Choose what these words are for"),
    ],
)
def test_a_choice_needs_its_words_and_words_need_their_choice(choice, words, says):
    number = request("youth-justice").number
    form = form_for("youth-justice", **{f"q-{number}-choice": choice, f"q-{number}-words": words})
    assert not form.is_valid()
    assert says in form.errors[f"q-{number}-words"][0]


def test_what_an_update_no_longer_asks_is_taken_back():
    update = send("prevent", **{"s-information-0-text": "News", "s-information-0-request": "Come"})
    (asked,) = BoardRequest.objects.filter(group=update.group)
    send("prevent", **{"s-information-0-request": ""})
    assert not BoardRequest.objects.filter(pk=asked.pk).exists()


def test_a_draft_is_taken_in_only_once_it_is_sent():
    changed = {"s-risks-0-text": "The hall may close"}
    send("prevent", draft=True, **changed)
    assert not Risk.objects.filter(register__slug="prevent").exists()
    send("prevent")
    assert Risk.objects.get(register__slug="prevent").text == "The hall may close"


def test_what_is_filled_in_says_where_it_comes_from():
    known = start("youth-justice")
    assert known.source == "from October’s update"
    assert known.head["chair_post"] == "Senior officer, Cambridgeshire Constabulary"
    assert len(known.texts["objectives"].splitlines()) == 7
    assert known.documents["terms-of-reference"].dated == "July 2018"
    # Commentary and key information are news: they are written anew.
    assert "commentary" not in known.texts
    assert known.pairs == {}
    assert len([line for line in known.carried if line.request]) == 8
    assert start("road-safety").source == ""


@pytest.mark.row(25)
def test_news_copied_from_last_quarter_is_pointed_out_gently():
    old = UpdateEntry.objects.filter(update__group__slug="prevent", section="information").first()
    assert old is not None
    update = send("prevent", **{"s-information-0-text": old.text})
    assert "Is it still news?" in warnings(update)


@pytest.mark.row(72)
def test_a_figure_known_only_as_at_least_is_not_to_be_quoted_as_exact():
    """Row 72: the champions are "at least 80", never 80."""
    exact = send("dasv", **{"s-information-0-text": "There are now 80 champions in the force."})
    assert "this figure is known only as" in warnings(exact)
    more = send("dasv", **{"s-information-0-text": "There are more than 80 champions."})
    assert "this figure is known only as" not in warnings(more)


@pytest.mark.row(27)
def test_document_rows_are_stated_as_evidence_and_a_blank_one_says_nothing():
    before = Evidence.objects.filter(group__slug="youth-justice").count()
    send("youth-justice")
    assert Evidence.objects.filter(group__slug="youth-justice").count() >= before
    row = {"d-terms-of-reference-text": "Agreed anew", "d-terms-of-reference-date": "January 2019"}
    send("youth-justice", **row)
    newest = Evidence.objects.filter(
        group__slug="youth-justice", requirement__document="terms-of-reference"
    ).last()
    assert newest is not None
    assert (newest.text, newest.source_url) == (
        "Agreed anew",
        "/review/county-board/2019-01-17/youth-justice/",
    )
    send("prevent")
    assert not Evidence.objects.filter(group__slug="prevent").exists()


@pytest.mark.row(86)
def test_one_update_reaches_the_other_boards_its_group_reports_to():
    """Crisis care reports to three boards: one's form is filled, two are given the update."""
    update = QuarterlyUpdate.objects.get(group__slug="crisis-care")
    given = list(UpdateGiven.objects.filter(update=update).select_related("board", "update"))
    assert {one.board.slug for one in given} == {"care-advisory-group", "health-and-care-executive"}
    member = Viewer(boards=frozenset({given[0].board_id}))
    member = Viewer(account=object(), boards=member.boards)  # type: ignore[arg-type]
    seen = QuarterlyUpdate.objects.visible_to(member)
    assert not seen.exists()
    give_update(by=SECRETARY, given=given[0], on=date(2018, 10, 2))
    assert list(seen.all()) == [update]


def test_a_draft_is_given_to_nobody():
    update = send("prevent", draft=True)
    assert not update.given.exists()
    given: UpdateGiven = UpdateGiven.objects.select_related("update")[0]
    given.update.state = "draft"
    with pytest.raises(Refused):
        give_update(by=SECRETARY, given=given, on=DAY)


def test_a_rounds_quality_takes_few_queries(django_assert_max_num_queries):
    of = meeting()
    updates = list(QuarterlyUpdate.objects.filter(meeting=of).select_related("group"))
    entries = list(UpdateEntry.objects.select_related("risk", "board_request"))
    sections = list(updates[0].template.sections.all())
    with django_assert_max_num_queries(2):
        quality_warnings(updates, entries, sections, of, OCTOBER, {})
