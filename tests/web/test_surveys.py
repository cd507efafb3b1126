"""Surveys on their pages: sent, columns named, read, stated figures, what the public sees."""

import argparse
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.cli.surveys import add_to
from frankpledge.evidence.surveys.models import Survey, SurveyQuestion
from frankpledge.evidence.surveys.operations.keeping import publish_questions
from frankpledge.partnership.queries.register import body_named
from tests.findings.support import crime_rows, half_a_year, loaded
from tests.support.reading import headings, links, table_rows, words
from tests.surveys.support import ANALYST, ON, housing, kept, residents_csv, waiting

HOME = "/evidence/surveys/"
ONE = f"{HOME}cambridgeshire-and-peterborough/1/"
SAFE = f"{ONE}question/how-safe-do-you-feel-after-dark/"
WORRIES = f"{ONE}question/what-worries-you/"
pytestmark = pytest.mark.usefixtures("demo")


def about_form(**changes):
    """What somebody types of a survey."""
    given = {
        "name": "Residents’ survey",
        "kind": "needs",
        "producer": body_named("fenland-csp").pk,
        "starts": "2018-03-01",
        "ends": "2018-05-31",
        "speaks_for": "adults",
        "each": "respondent",
        "asked": "4000",
    }
    return given | changes


def columns_form(page, **uses):
    """The page's own suggestions, with some of them changed."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | uses


def csv_file(data):
    return SimpleUploadedFile("answers.csv", data)


# ---------------------------------------------------------------- sending


@pytest.mark.row(55)
def test_an_analyst_sends_a_survey_and_only_anonymous_answers_are_kept(signed_in):
    client = signed_in("analyst")
    assert "Add a survey" in links(client.get(HOME))
    sent = client.post(f"{HOME}add/", about_form(file=csv_file(residents_csv())))
    assert sent["Location"] == f"{ONE}columns/"
    page = client.get(sent["Location"])
    told = words(page)
    assert "1,348 rows and 7 columns" in told
    assert "seems to hold e-mail addresses (by its heading). It can only be left out" in told
    assert "@example.org" not in page.content.decode()
    assert "Comment 1" not in told
    done = client.post(f"{ONE}columns/", columns_form(page, **{"use-5": "number"}))
    assert done["Location"] == ONE
    assert [one.slug for one in SurveyQuestion.objects.all()] == [
        "district",
        "how-safe-do-you-feel-after-dark",
        "what-worries-you",
        "age",
    ]
    told = words(client.get(ONE))
    assert "33.7%, 1,348 of 4,000 returned" in told
    assert "Fewer than half answered" in told
    assert "Mean 42.1, median 39, of 1,348" in told


@pytest.mark.row(55)
def test_a_personal_column_cannot_be_kept_from_the_page(signed_in):
    waiting()
    client = signed_in("analyst")
    page = client.get(f"{ONE}columns/")
    again = client.post(f"{ONE}columns/", columns_form(page, **{"use-1": "single"}))
    assert again.status_code == 200
    told = (
        "“Email” seems to hold e-mail addresses (by its heading). Answers are kept anonymised only"
    )
    assert told in words(again)
    wrong = client.post(f"{ONE}columns/", columns_form(page, **{"use-6": "single"}))
    assert "Column “Comments”: 1,348 different answers: this is free text" in words(wrong)
    assert Survey.objects.get().state == "waiting"


def test_a_file_that_is_no_table_and_days_that_cannot_be_are_refused(signed_in):
    client = signed_in("analyst")
    wrong = client.post(f"{HOME}add/", about_form(file=csv_file(b"Safe?,Where?\n")))
    assert "headings and no row of answers below them" in words(wrong)
    wrong = client.post(f"{HOME}add/", about_form(ends="2018-01-01"))
    assert "last day of asking is before the first" in words(wrong)
    assert not Survey.objects.exists()


def test_a_file_is_thrown_away(signed_in):
    waiting()
    client = signed_in("analyst")
    assert client.post(f"{ONE}throw-away/")["Location"] == HOME
    assert not Survey.objects.exists()


# ---------------------------------------------------------------- reading


def test_whoever_holds_a_post_reads_and_only_analysts_keep(signed_in):
    kept()
    client = signed_in("csp-manager")
    page = client.get(ONE)
    assert headings(page)[:3] == [
        "Residents’ survey 2018",
        "District",
        "How safe do you feel after dark?",
    ]
    assert "Withdraw it" not in words(page)
    assert "Add a survey" not in words(client.get(HOME))
    assert client.get(f"{ONE}withdraw/").status_code == 404
    rows = table_rows(client.get(SAFE))
    assert ["Unsafe", "38.0%", "35.4% to 40.6%", "512"] in rows
    told = client.get(f"{SAFE}figures.csv").content.decode()
    assert "Unsafe,38.0%,35.4% to 40.6%,512" in told
    assert "Speaks for adults who live in three districts" in told


def test_a_place_by_itself_and_one_that_nobody_gave(signed_in):
    kept()
    client = signed_in("csp-manager")
    rows = table_rows(client.get(f"{SAFE}?place=Fenland"))
    assert ["Unsafe", "42.9%", "39.2% to 46.6%", "300"] in rows
    assert "Nobody in “Residents’ survey 2018” gave “Atlantis”" in words(
        client.get(f"{SAFE}?place=Atlantis")
    )


@pytest.mark.row(55)
def test_answers_together_are_counted_and_never_added(signed_in):
    kept()
    client = signed_in("csp-manager")
    told = words(client.get(f"{WORRIES}?with=Burglary&with=Drugs"))
    assert "Any of them 39.8%, 403 of 1,012" in told
    assert "between 29.9% and 39.8%" in told
    assert "the percentages are not added" in told
    assert "Give two different answers" in words(client.get(f"{WORRIES}?with=Burglary"))
    assert ["2", "39.5%, 400 of 1,012", "39.5%, 400 of 1,012"] in table_rows(client.get(WORRIES))


@pytest.mark.row(58)
def test_the_public_sees_a_published_question_with_small_numbers_held_back(browse):
    found = kept()
    assert browse.get(ONE).status_code == 404
    worries = SurveyQuestion.objects.get(survey=found, slug="what-worries-you")
    publish_questions(by=ANALYST, questions=[worries], on=ON)
    assert headings(browse.get(ONE)) == ["Residents’ survey 2018", "What worries you?"]
    assert browse.get(SAFE).status_code == 404
    for address in (WORRIES, f"{WORRIES}?place=Fenland&with=Burglary&with=Speeding"):
        told = words(browse.get(address))
        assert "Burglary 29.9%" in told
        assert "1,009" not in told
        assert "99.7%" not in told
        assert "Who gave several" not in told
        assert "How many answers each gave" not in told
    assert "1,009" not in browse.get(f"{WORRIES}figures.csv").content.decode()


def test_two_waves_are_held_against_each_other(signed_in):
    kept(
        earlier=kept(name="Residents’ survey 2017", starts=date(2017, 3, 1), ends=date(2017, 5, 1))
    )
    page = signed_in("member").get(SAFE.replace("/1/", "/2/"))
    assert "Since Residents’ survey 2017" in headings(page)
    assert "no change" in words(page)


def test_it_is_withdrawn_and_says_why(signed_in):
    kept()
    client = signed_in("analyst")
    client.post(f"{ONE}withdraw/", {"why": "Sent twice"})
    told = words(signed_in("csp-manager").get(ONE))
    assert "Withdrawn" in told
    assert "Sent twice" in told


# ---------------------------------------------------------------- stated figures, beside crime


@pytest.mark.row(51, 52, 53, 55, 56)
def test_the_housing_review_is_recorded_by_what_its_paper_states(signed_in):
    client = signed_in("analyst")
    review = about_form(kind="review", each="service", asked="64", returned="51", everybody="on")
    assert client.post(f"{HOME}add/", review)["Location"] == ONE
    given = {"title": "Drugs and alcohol", "source": "Paper 4.6"}
    needs = given | {"kind": "overlap", "base": "1924", "parts": "Drugs; 16%\nAlcohol; 11%"}
    assert client.post(f"{ONE}state/figures/", needs)["Location"] == ONE
    change = given | {"kind": "whole", "parts": "Less; 35%\nMore; 22%\nSame; 31%"}
    client.post(f"{ONE}state/figures/", change)
    spend = given | {
        "lines": "Mental health; 40; 7,000,000\nOthers; 25; 506,300",
        "stated_pence": "7,500,000",
        "stated_to_pence": "100,000",
        "part_name": "Public Health",
        "part_pence": "236,484",
    }
    client.post(f"{ONE}state/spending/", spend)
    saving = given | {"target_pence": "1,000,000", "achieved_pence": "100,000"}
    client.post(f"{ONE}state/savings/", saving)
    told = words(client.get(ONE))
    for sentence in (
        "79.7%, 51 of 64 returned",
        "64 possible returns are not the 65 services",
        "between 16% and 27% have either",
        "88%; 12% not stated",
        "the difference of £6,300 is rounding",
        "Public Health pays 3.15%",
        "£100,000 of £1,000,000 is saved (10%); £900,000 remains",
    ):
        assert sentence in told


def test_what_cannot_be_read_of_stated_figures_is_named(signed_in):
    housing()
    client = signed_in("analyst")
    given = {"title": "A", "source": "Paper"}
    wrong = client.post(f"{ONE}state/figures/", given | {"kind": "whole", "parts": "Less; a lot"})
    assert "Line 1, “Less; a lot”: “a lot” is neither a percentage nor a count" in words(wrong)
    wrong = client.post(
        f"{ONE}state/spending/",
        given | {"lines": "A; 1; x", "stated_pence": "7.5m", "part_name": "B"},
    )
    told = words(wrong)
    assert "“7.5m” is not an amount" in told
    assert "Line 1, “A; 1; x”" in told
    assert "Say both who pays a part and how much" in told
    wrong = client.post(
        f"{ONE}state/savings/",
        given | {"target_pence": "0", "achieved_pence": "1", "proposals": "A; b"},
    )
    assert "“b” is not an amount" in words(wrong)


def test_recorded_crime_is_set_beside_an_answer_and_taken_away(signed_in):
    loaded(crime_rows(half_a_year(10, 10, 20, 20, 20, 10)))
    kept()
    client = signed_in("analyst")
    given = {
        "option": "Unsafe",
        "place": "Fenland",
        "measure": "recorded-crime",
        "first": "2018-03",
        "last": "2018-05",
    }
    wrong = client.post(f"{SAFE}beside/", given | {"first": "2018-06"})
    assert "The last month is before the first" in words(wrong)
    assert client.post(f"{SAFE}beside/", given)["Location"] == SAFE
    page = client.get(SAFE)
    assert "Recorded crime, Fenland: 60 crimes (March 2018 to May 2018)" in words(page)
    assert "They are not added" in words(page)
    (one,) = page.context["besides"]
    client.post(one["remove"])
    assert "They are not added" not in words(client.get(SAFE))
    missing = client.post(f"{SAFE}beside/", given | {"measure_place": "Atlantis"})
    assert "Atlantis" in words(missing)


# ---------------------------------------------------------------- the command line


def test_the_command_line_lists_surveys():
    parser = argparse.ArgumentParser()
    add_to(parser.add_subparsers())
    options = parser.parse_args(["surveys"])
    assert "There is no survey yet" in options.run(options).words
    housing()
    kept()
    said = options.run(options)
    assert "2  Residents’ survey 2018 (kept)" in said.words
    assert "79.7%, 51 of 64 returned" in said.words
    assert "64 possible returns are not the 65 services" in said.words
    assert [one["number"] for one in said.data] == [2, 1]
    assert "age" in said.data[0]["questions"]
