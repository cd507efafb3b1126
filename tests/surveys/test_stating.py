"""What surveys state without records, what of them is published, and crime set beside them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from frankpledge.analytics.measures import Question
from frankpledge.documents.content import plain_text
from frankpledge.evidence.surveys.counting import returns_of
from frankpledge.evidence.surveys.models import SpendLine, Survey
from frankpledge.evidence.surveys.operations.keeping import (
    keep_answers,
    publish_questions,
)
from frankpledge.evidence.surveys.operations.stating import (
    set_beside,
    state_figures,
    state_savings,
    state_spending,
    take_away,
)
from frankpledge.evidence.surveys.papers import beside_blocks, blocks_of
from frankpledge.evidence.surveys.queries.lists import needs_surveys
from frankpledge.evidence.surveys.queries.stated import stated_tables
from frankpledge.evidence.surveys.reading import open_sheet
from frankpledge.evidence.surveys.rules.stated import Amount, Part
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared import clock
from frankpledge.shared.verdict import Refused
from tests.findings.support import NOW, crime_rows, half_a_year, loaded
from tests.surveys.support import ANALYST, ON, asked, counted, housing, kept, uses_of, waiting

pytestmark = pytest.mark.usefixtures("demo")


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
