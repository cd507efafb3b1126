"""Surveys sent, kept without persons, counted and withdrawn."""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from frankpledge.documents.content import plain_text
from frankpledge.evidence.surveys.clearing import throw_old_files_away
from frankpledge.evidence.surveys.counting import Counting, waves
from frankpledge.evidence.surveys.models import Answers, Survey, SurveyQuestion
from frankpledge.evidence.surveys.operations.keeping import (
    keep_answers,
    send_survey,
    throw_away,
    withdraw_survey,
)
from frankpledge.evidence.surveys.operations.stating import (
    state_figures,
)
from frankpledge.evidence.surveys.papers import blocks_of
from frankpledge.evidence.surveys.queries.lists import earlier_waves
from frankpledge.evidence.surveys.reading import NotASurvey
from frankpledge.evidence.surveys.rules.columns import Use
from frankpledge.evidence.surveys.rules.stated import Part
from frankpledge.history.models import Entry
from frankpledge.places.models import Area
from frankpledge.shared import clock
from frankpledge.shared.verdict import Refused
from tests.surveys.support import (
    ANALYST,
    ANSWERS,
    ON,
    USES,
    about,
    asked,
    counted,
    kept,
    uses_of,
    waiting,
)

pytestmark = pytest.mark.usefixtures("demo")


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
