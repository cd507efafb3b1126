"""Surveys sent, kept without persons, counted, published, set beside crime and withdrawn."""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from frankpledge.analytics.measures import Question
from frankpledge.documents.content import plain_text
from frankpledge.evidence.surveys.clearing import throw_old_files_away
from frankpledge.evidence.surveys.counting import Counting, returns_of, waves
from frankpledge.evidence.surveys.models import Answers, SpendLine, Survey, SurveyQuestion
from frankpledge.evidence.surveys.operations.keeping import (
    keep_answers,
    publish_questions,
    send_survey,
    throw_away,
    withdraw_survey,
)
from frankpledge.evidence.surveys.operations.stating import (
    set_beside,
    state_figures,
    state_savings,
    state_spending,
    take_away,
)
from frankpledge.evidence.surveys.papers import beside_blocks, blocks_of
from frankpledge.evidence.surveys.queries.lists import earlier_waves, needs_surveys
from frankpledge.evidence.surveys.queries.stated import stated_tables
from frankpledge.evidence.surveys.reading import NotASurvey, open_sheet
from frankpledge.evidence.surveys.rules.columns import Use
from frankpledge.evidence.surveys.rules.stated import Amount, Part
from frankpledge.history.models import Entry
from frankpledge.partnership.queries.register import body_named
from frankpledge.places.models import Area
from frankpledge.shared import clock
from frankpledge.shared.verdict import Refused
from tests.findings.support import NOW, crime_rows, half_a_year, loaded
from tests.surveys.support import ANALYST, ANSWERS, ON, USES, about, housing, kept, uses_of, waiting

pytestmark = pytest.mark.usefixtures("demo")


def asked(survey, slug="how-safe-do-you-feel-after-dark"):
    return SurveyQuestion.objects.select_related("survey__area").get(survey=survey, slug=slug)


def counted(question, **more):
    return Counting(question.survey, **({"public": False} | more)).table(question)


# ---------------------------------------------------------------- keeping


@pytest.mark.row(55)
def test_what_is_kept_names_nobody_and_the_file_is_gone(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sent = waiting()
        path = sent.original.path
        found = keep_answers(by=ANALYST, survey=sent, uses=USES)
    assert (found.state, found.returned, bool(found.original)) == ("kept", 1348, False)
    assert not Path(path).exists()
    everything = json.dumps(
        [Answers.objects.get().rows, list(SurveyQuestion.objects.values_list("options", flat=True))]
    )
    assert "@example.org" not in everything
    assert "Comment" not in everything
    assert found.left_out == ["Respondent ID", "Email", "Comments"]


def test_the_history_says_that_answers_came_and_never_which():
    found = Answers.objects.get(survey=kept())
    told = " ".join(str(vars(one)) for one in Entry.objects.all())
    assert "kept secret" in told
    assert str(found.rows[0]) not in told


@pytest.mark.row(55)
@pytest.mark.parametrize("place", [0, 1])
def test_a_column_that_seems_personal_keeps_everything_out(place):
    sent = waiting()
    with pytest.raises(Refused, match="anonymised only"):
        keep_answers(by=ANALYST, survey=sent, uses=USES | {place: Use("single")})
    sent.refresh_from_db()
    assert sent.state == "waiting"
    assert not Answers.objects.exists()
    assert not SurveyQuestion.objects.exists()


def test_free_text_is_refused_though_it_names_nobody():
    with pytest.raises(Refused, match="1,348 different answers: this is free text"):
        keep_answers(by=ANALYST, survey=waiting(), uses=USES | {6: Use("single")})


def test_a_kept_survey_never_changes():
    found = kept()
    with pytest.raises(Refused, match="a survey of its own"):
        keep_answers(by=ANALYST, survey=found, uses=USES)
    with pytest.raises(Refused):
        throw_away(by=ANALYST, survey=found)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends": date(2018, 1, 1)}, "last day of asking is before the first"),
        ({"asked": 0}, "Somebody was asked"),
    ],
)
def test_what_cannot_be_is_refused(changes, words):
    with pytest.raises(Refused, match=words):
        waiting(**changes)


def test_more_answers_than_were_asked_are_refused():
    with pytest.raises(Refused, match="1,348 rows, and 1,000 could answer"):
        kept(asked=1000)
    with pytest.raises(Refused, match="cannot be a part"):
        send_survey(by=ANALYST, area=Area.objects.get(), about=about(returned=5000), on=ON)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"", ""),
        ("a.csv", b"Safe?,Where?\n", "no row of answers below"),
        ("a.xlsx", b"no spreadsheet", "cannot be read"),
    ],
)
def test_a_file_that_is_no_table_says_so(name, data, words):
    if not words:
        assert waiting(data=data, file=name).state == "kept"
        return
    with pytest.raises(NotASurvey, match=words):
        waiting(data=data, file=name)
    assert not Survey.objects.exists()


def test_a_file_that_nobody_settles_is_thrown_away_after_a_week():
    waiting()
    now = clock.now()
    throw_old_files_away(now + timedelta(days=6))
    assert Survey.objects.count() == 1
    throw_old_files_away(now + timedelta(days=8))
    assert not Survey.objects.exists()


def test_it_is_withdrawn_with_a_reason():
    found = kept()
    with pytest.raises(Refused, match="Say why"):
        withdraw_survey(by=ANALYST, survey=found, why=" ")
    withdraw_survey(by=ANALYST, survey=found, why="Sent twice")
    assert (found.state, found.withdrawn_why) == ("withdrawn", "Sent twice")
    given: dict[str, Any] = {"by": ANALYST, "survey": found, "title": "A", "source": "Paper"}
    with pytest.raises(Refused, match="is kept"):
        state_figures(kind="whole", parts=[Part("a", Decimal(5))], **given)


# ---------------------------------------------------------------- counting


def test_38_per_cent_feel_unsafe_and_the_base_is_said():
    found = counted(asked(kept()))
    assert found.line("Unsafe").words == "38.0% (35.4% to 40.6%), 512 of 1,348"


def test_a_consultation_says_that_whoever_wished_answered():
    consultation, survey = kept(kind="consultation"), kept()
    told = plain_text(blocks_of(consultation, asked(consultation)))
    assert "Whoever wished answered" in told
    assert "Whoever wished" not in plain_text(blocks_of(survey, asked(survey)))


def test_weights_are_used_and_said():
    lines = ["Safe?,Weight", *["yes,1"] * 60, *["no,3"] * 40]
    data = "\n".join(lines).encode()
    sent = waiting(data=data)
    found = keep_answers(by=ANALYST, survey=sent, uses=uses_of(data, "single", "weight"))
    assert found.weighted
    table = counted(asked(found, "safe"))
    # 40 with weight 3 against 60 with weight 1: 120 of 180.
    assert table.line("no").words.startswith("66.7%")
    assert table.line("no").count == 40


@pytest.mark.row(58)
def test_the_public_sees_no_small_count_and_no_place_by_which_it_could_be_worked_out():
    """3 of East Cambridgeshire feel unsafe: no place is shown by itself, and the whole is."""
    question = asked(kept())
    assert counted(question, public=False, place="East Cambridgeshire").line("Unsafe").count == 3
    assert counted(question, public=True).line("Unsafe").count == 512
    for place in ("East Cambridgeshire", "Fenland"):
        with pytest.raises(Refused, match="Too few answered"):
            counted(question, public=True, place=place)
        with pytest.raises(Refused, match="Too few answered"):
            blocks_of(question.survey, question, place=place)


@pytest.mark.row(58)
def test_the_publics_worries_hide_the_small_one_and_who_lacks_it():
    """Of 1,012 who answered, all but 3 worry about speeding: that is not said to the public."""
    question = asked(kept(), "what-worries-you")
    assert counted(question).line("Speeding").count == 1009
    assert counted(question, public=True).line("Speeding").count is None
    told = plain_text(blocks_of(question.survey, question, public=True))
    assert "1,009" not in told
    assert "99.7%" not in told


def test_a_place_that_nobody_gave_is_refused():
    with pytest.raises(Refused, match="Nobody in"):
        Counting(kept(), public=False, place="Atlantis")


@pytest.mark.row(55)
def test_the_union_is_counted_from_the_records():
    """303 worry about burglary and 100 about drugs, nobody about both: 403 of 1,012."""
    found = kept()
    question = asked(found, "what-worries-you")
    both = Counting(found, public=False).together(question, ["Burglary", "Drugs"])
    assert both.any_of_them.words == "39.8%, 403 of 1,012"
    assert both.all_of_them.words == "0.0%, 0 of 1,012"
    with pytest.raises(Refused, match="two different answers"):
        Counting(found, public=False).together(question, ["Drugs"])
    held = Counting(found, public=False).how_many(question)
    assert held[2].or_more.words == "39.5%, 400 of 1,012"


def test_a_later_wave_is_compared_where_the_words_are_the_same():
    first = kept()
    second = waiting(earlier=first, name="Second", data=_fewer_unsafe())
    keep_answers(by=ANALYST, survey=second, uses=USES)
    question = asked(second)
    (before,) = earlier_waves(question)
    assert before.survey == first
    ((_, moved),) = waves(question, [before])
    assert not isinstance(moved, str)
    assert [one.option for one in moved if one.words.startswith("down")] == ["Unsafe"]
    withdraw_survey(by=ANALYST, survey=first, why="Wrong file")
    assert earlier_waves(asked(second)) == ()


def _fewer_unsafe():
    from tests.surveys.support import residents_csv

    fewer = ((100, "Fenland", "Unsafe", "Burglary", 34), *ANSWERS[1:])
    return residents_csv(fewer)


@pytest.mark.row(54)
def test_services_are_reviewed_by_their_scores_and_the_silent_are_left_out():
    rows = "Service,Homelessness,Independence;Hostel A,3,2;Hostel B,2,2;Floating C,0,1;Scheme D,,"
    data = rows.replace(";", "\n").encode()
    sent = waiting(data=data, each="service", kind="review", no_concern_from=3, everybody=True)
    uses = uses_of(data, "service", "score", "score")
    # It stands at the foot with one filled cell, as a note would.
    keep_answers(by=ANALYST, survey=sent, uses=uses, notes_too=True)
    found = Counting(sent, public=False).relevance()
    assert found is not None
    assert [one.outcome for one in found.services] == [
        "no concern",
        "no concern",
        "some concern",
        "not assessed: sent no information",
    ]
    assert "Scheme D" in found.words


def test_a_score_that_is_missing_names_its_service():
    data = b"Service,Homelessness,Independence\nHostel A,3,\nHostel B,2,2\n"
    sent = waiting(data=data, each="service", no_concern_from=3)
    keep_answers(by=ANALYST, survey=sent, uses=uses_of(data, "service", "score", "score"))
    with pytest.raises(Refused, match="Hostel A: give a score for each aim"):
        Counting(sent, public=False).relevance()


# ---------------------------------------------------------------- what is stated


@pytest.mark.row(53)
def test_51_of_64_returned_and_the_spend_table_counts_65():
    found = returns_of(housing())
    assert found is not None
    assert found.words == "79.7%, 51 of 64 returned"
    assert found.warnings == (
        "64 possible returns are not the 65 services in “Spend table”: find out why before the "
        "rate is quoted for those.",
    )


def test_where_fewer_than_half_answered_that_is_said():
    found = returns_of(kept())
    assert found is not None
    assert "Fewer than half answered" in found.warnings[0]
    assert returns_of(kept(asked=None)) is None


@pytest.mark.row(51, 52, 55, 56)
def test_the_housing_reviews_tables_say_what_follows_from_them():
    tables = {one.title: one for one in stated_tables(housing())}
    assert "16% and 27%" in tables["Drugs and alcohol, of 1,924"].sentences[0]
    assert tables["Clients by care, of 1,924"].rows[0][1] == "2.0%, 38 of 1,924"
    assert "About 42% have 3 or 4." in tables["Needs of each, of 1,924"].sentences
    assert tables["Expected change"].sentences == ("35% + 22% + 31% = 88%; 12% not stated.",)
    spend = tables["Spend table"]
    assert spend.total == ("Sum", "65", "£7,506,300")
    assert spend.sentences == (
        "The 11 groups sum to £7,506,300, and £7,500,000 is stated: "
        "the difference of £6,300 is rounding.",
        "Public Health pays 3.15%, £236,484 of £7,506,300.",
    )
    assert tables["Savings"].sentences == (
        "£100,000 of £1,000,000 is saved (10%); £900,000 remains. No proposals are decided.",
    )
    assert "Source: Housing Related Support" in plain_text(spend.blocks)


def test_stated_figures_that_contradict_each_other_are_refused():
    found = housing()
    given: dict[str, Any] = {"by": ANALYST, "survey": found, "title": "Wrong", "source": "Paper"}
    parts = [Part("a", Decimal(80)), Part("b", Decimal(60))]
    with pytest.raises(Refused, match="overlap"):
        state_figures(kind="whole", parts=parts, **given)
    lines = [Amount("A", 1, 5), Amount("A", 1, 5)]
    with pytest.raises(Refused, match="twice"):
        state_spending(lines=lines, stated_pence=10, stated_to_pence=1, **given)
    with pytest.raises(Refused, match="cannot be a part"):
        state_spending(
            lines=lines[:1], stated_pence=5, stated_to_pence=1, part=("All", 500), **given
        )
    with pytest.raises(Refused, match="above nought"):
        state_savings(target_pence=0, achieved_pence=0, proposals=[], **given)


def test_what_was_stated_by_mistake_is_taken_away():
    found = housing()
    take_away(by=ANALYST, record=found.spends.get())
    assert not SpendLine.objects.exists()
    after = returns_of(found)
    assert after is not None
    assert after.warnings == ()


# ---------------------------------------------------------------- published, and beside crime


def test_the_public_sees_what_an_assessment_published_and_nothing_else(viewer):
    from frankpledge.partnership.people import PUBLIC

    found = kept()
    assert not Survey.objects.visible_to(PUBLIC).exists()
    publish_questions(by=ANALYST, questions=[asked(found)], on=ON)
    assert Survey.objects.visible_to(PUBLIC).get() == found
    assert asked(found).published == ON
    assert asked(found, "age").published is None
    waiting()
    assert Survey.objects.visible_to(viewer("csp-manager")).count() == 1
    assert Survey.objects.visible_to(viewer("analyst")).count() == 2


QUESTION = Question(
    "recorded-crime", first=date(2018, 3, 1), last=date(2018, 5, 1), places=("Fenland",)
)


def test_recorded_crime_stands_beside_an_answer_and_is_never_added():
    loaded(crime_rows(half_a_year(10, 10, 20, 20, 20, 10)))
    question = asked(kept())
    given: dict[str, Any] = {"by": ANALYST, "question": question, "option": "Unsafe"}
    given["asked"] = QUESTION
    made = set_beside(place="Fenland", now=NOW, **given)
    assert made.releases
    (block,) = beside_blocks([question], public=False)
    told = plain_text([block])
    assert "Unsafe: 42.9%" in told
    assert "300 of 700" in told
    assert "Recorded: Recorded crime, Fenland: 60 crimes (March 2018 to May 2018)." in told
    assert "March 2018 to May 2018" in told
    assert "They are not added" in told
    # For the public, a district by itself would give the small one away.
    assert beside_blocks([question], public=True) == ()
    set_beside(now=NOW, **given)
    assert "512 of 1,348" in plain_text(blocks_of(question.survey, question))
    assert "Recorded crime, Fenland: 60" in plain_text(beside_blocks([question]))


def test_what_cannot_stand_beside_an_answer_is_refused():
    loaded(crime_rows(half_a_year(10, 10)))
    question = asked(kept())
    with pytest.raises(Refused, match="not one of the answers"):
        set_beside(by=ANALYST, question=question, option="Perhaps", asked=QUESTION, now=clock.now())
    nowhere = Question("recorded-crime", places=("Atlantis",))
    with pytest.raises(Refused, match="Atlantis"):
        set_beside(by=ANALYST, question=question, option="Safe", asked=nowhere, now=clock.now())


@pytest.mark.row(7)
def test_a_county_asks_each_partnership_for_its_needs_survey():
    found = kept()
    bodies = [body_named("fenland-csp"), body_named("county-board")]
    mine, others = needs_surveys(bodies, date(2018, 4, 1), date(2019, 3, 31))
    assert (mine.surveys, others.surveys) == ((found,), ())
    assert needs_surveys(bodies, date(2019, 4, 1), date(2020, 3, 31))[0].surveys == ()


def test_one_filled_cell_between_answers_is_an_answer_and_below_them_a_note():
    data = b"Safe?,Worries,Where?\nyes,cars,Ely\nno,,\nyes,litter,Ely\nAsked by the council,,\n"
    sheet = open_sheet("a.csv", data)
    assert (sheet.rows, sheet.notes) == ((2, 3, 4), (5,))
    assert sheet.columns[0].cells == {2: "yes", 3: "no", 4: "yes"}
    assert sheet.left_out == ((5, "a row of data, not a note"),)
    assert open_sheet("a.csv", data, notes_too=True).rows == (2, 3, 4, 5)


@pytest.mark.row(58)
def test_a_small_count_of_crimes_beside_an_answer_is_held_back_from_the_public():
    loaded(crime_rows(half_a_year(10, 10, 1, 1, 1, 10)))
    question = asked(kept())
    set_beside(by=ANALYST, question=question, option="Unsafe", asked=QUESTION, now=NOW)
    assert "Fenland: 3 crimes" in plain_text(beside_blocks([question], public=False))
    assert "Fenland: not shown" in plain_text(beside_blocks([question], public=True))


@pytest.mark.row(58)
def test_where_few_did_not_answer_their_number_is_not_said():
    """3 of 103 gave no answer: the public may not learn it from the number of rows."""
    data = ("Safe?,Where?\n" + "yes,Ely\n" * 60 + "no,Ely\n" * 40 + ",Ely\n" * 3).encode()
    sent = waiting(data=data)
    found = keep_answers(by=ANALYST, survey=sent, uses=uses_of(data, "single", "leave"))
    told = counted(asked(found, "safe"), public=True)
    assert (told.base, told.not_answered) == (100, None)
