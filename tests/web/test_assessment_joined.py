"""An assessment's page, and what it is joined to: surveys, needs of the county, priorities."""

from datetime import date

import pytest

from frankpledge.evidence.assessments.models import SectionQuestion
from frankpledge.evidence.assessments.operations import name_inputs
from frankpledge.evidence.assessments.uses import uses_of
from frankpledge.evidence.surveys.models import Survey, SurveyQuestion
from frankpledge.evidence.surveys.operations.keeping import withdraw_survey
from frankpledge.partnership.people import PUBLIC
from frankpledge.partnership.queries.register import body_named
from frankpledge.planning.operations import name_basis
from tests.assessments.support import (
    approved,
    begun,
    decision,
    in_review,
    no_template,
    published,
    with_figures,
    written,
)
from tests.findings.support import ANALYST
from tests.support.basis import all_assessed, priority
from tests.support.reading import form_of, headings, links, of_class, words
from tests.surveys.support import SAFE, WORRIES, kept

pytestmark = pytest.mark.usefixtures("no_template")
__all__ = ["no_template"]
YEAR = "/evidence/assessments/"
ONE = f"{YEAR}fenland-csp/1/"
SECTION = f"{ONE}sections/changes/"
COUNTY = f"{YEAR}county-board/1/"
SURVEY = "/evidence/surveys/cambridgeshire-and-peterborough/1/"


def key_of(told=SAFE):
    return SurveyQuestion.objects.get(words=told).pk


def rest_on(assessment):
    name_basis(
        by=ANALYST,
        priority=priority(),
        evidence=assessment,
        why="It names the roads.",
        who="Board secretary",
        on=date(2018, 10, 1),
    )


# ---------------------------------------------------------------- what people say


def test_an_analyst_adds_a_survey_s_question_to_a_section_and_takes_it_out(signed_in):
    begun()
    client = signed_in("analyst")
    assert "The area has no survey that is kept." in words(client.get(SECTION))
    kept()
    page = client.get(SECTION)
    assert "What people say" in headings(page)
    page = client.post(f"{SECTION}questions/add/", {"question": key_of()}, follow=True)
    assert f"“{SAFE}” is added." in words(page, "body")
    assert f"“{SAFE}”" in links(page)
    page = client.get(ONE)
    assert "1,348 answered." in words(page)
    asked = SectionQuestion.objects.get()
    page = client.post(f"{SECTION}questions/{asked.pk}/drop/", follow=True)
    assert "Its survey stays as it is." in words(page, "body")
    assert "No question of a survey yet." in words(page)


def test_what_cannot_be_added_is_refused_in_words(signed_in):
    begun()
    kept()
    client, add = signed_in("analyst"), f"{SECTION}questions/add/"
    page = client.post(add, {"question": ""}, follow=True)
    assert "Choose a question of a survey to add." in words(page, "body")
    page = client.post(add, {"question": key_of(), "place": "Fenland"}, follow=True)
    assert "Too few answered for" in words(page, "body")
    client.post(add, {"question": key_of()})
    page = client.post(add, {"question": key_of()}, follow=True)
    assert "is in this section already" in words(page, "body")
    assert client.post(f"{SECTION}questions/999/drop/").status_code == 404


def test_a_survey_that_was_withdrawn_is_not_offered(signed_in):
    begun()
    withdraw_survey(by=ANALYST, survey=kept(), why="Asked twice.")
    client = signed_in("analyst")
    assert "The area has no survey that is kept." in words(client.get(SECTION))
    page = client.post(f"{SECTION}questions/add/", {"question": key_of()}, follow=True)
    assert "Choose a question of a survey to add." in words(page, "body")


def test_nobody_else_changes_what_a_section_quotes(signed_in):
    with_figures()
    in_review()
    kept()
    add = f"{SECTION}questions/add/"
    assert signed_in("member").post(add, {"question": key_of()}).status_code == 404
    page = signed_in("analyst").post(add, {"question": key_of()}, follow=True)
    assert "Take it back to change it" in words(page, "body")
    assert not SectionQuestion.objects.exists()


def test_the_public_reads_answers_once_they_are_published_with_the_assessment(signed_in, browse):
    with_figures()
    written()
    kept()
    analyst = signed_in("analyst")
    analyst.post(f"{SECTION}questions/add/", {"question": key_of(WORRIES)})
    analyst.post(f"{ONE}send/")
    manager = signed_in("csp-manager")
    told = form_of(manager.get(f"{ONE}approve/")) | {"decision": str(decision().pk)}
    manager.post(f"{ONE}approve/", told)
    check = manager.get(f"{ONE}publish/")
    assert "What people say" in words(check)
    assert "1,009" not in words(check)
    browse.logout()
    question = f"{SURVEY}question/what-worries-you/"
    assert browse.get(question).status_code == 404
    manager = signed_in("csp-manager")
    manager.post(f"{ONE}publish/", form_of(check) | {"sure": "on"})
    browse.logout()
    page = browse.get(ONE)
    assert "What people say" in headings(page)
    assert "1,009" not in words(page)
    assert browse.get(question).status_code == 200
    assert browse.get(f"{SURVEY}question/how-safe-do-you-feel-after-dark/").status_code == 404
    assert browse.get(f"{ONE}assessment.pdf")["Content-Type"] == "application/pdf"
    withdraw_survey(by=ANALYST, survey=Survey.objects.get(), why="Asked twice.")
    page = browse.get(ONE)
    assert "Residents’ survey 2018 has been withdrawn since." in words(page)
    assert "What people say" in headings(page)


# ---------------------------------------------------------------- what a county rests on


@pytest.mark.row(7)
def test_a_county_names_its_partnerships_needs_surveys_with_their_base(signed_in):
    """They are an input beside the assessments: the basis is complete, or not, without them."""
    all_assessed()
    kept()
    kept(name="Residents’ survey 2016", starts=date(2016, 3, 1), ends=date(2016, 5, 31))
    kept(name="Consultation 2018", kind="consultation")
    kept(name="The county’s own", producer=body_named("county-board"))
    begun("county-board")
    page = signed_in("secretary").get(COUNTY)
    assert "Needs surveys of its partnerships" in headings(page)
    told = words(page)
    assert (
        "Fenland Community Safety Partnership: Residents’ survey 2018 33.7%, 1,348 of 4,000 "
        "returned. Speaks for adults who live in three districts."
    ) in told
    assert "Safer Peterborough Partnership: none asked in the year" in told
    for other in ("Residents’ survey 2016", "Consultation 2018", "The county’s own"):
        assert other not in told
    assert "Basis complete: 5 of 5 districts." in told


@pytest.mark.row(7)
def test_a_needs_survey_alone_completes_no_basis(signed_in):
    kept()
    begun("county-board")
    told = words(signed_in("secretary").get(COUNTY))
    assert "Residents’ survey 2018" in told
    assert "Basis incomplete: 0 of 5 districts." in told


@pytest.mark.row(7)
def test_the_public_is_not_told_of_a_needs_survey_that_it_may_not_see(browse):
    kept()
    with_figures()
    published("county-board")
    page = browse.get(COUNTY)
    assert "Needs surveys of its partnerships" not in headings(page)
    assert "Residents’ survey 2018" not in words(page)


def test_a_partnership_s_own_rests_on_no_needs_surveys(signed_in):
    kept()
    begun()
    assert "Needs surveys of its partnerships" not in headings(signed_in("analyst").get(ONE))


# ---------------------------------------------------------------- what it leads to


def test_the_page_leads_to_the_priorities_that_rest_on_it(browse):
    with_figures()
    made = published()
    assert not of_class(browse.get(ONE), "fp-chain")
    rest_on(made)
    page = browse.get(ONE)
    assert "Leads to" in headings(page)
    assert priority().get_absolute_url() in links(page).values()
    (use,) = uses_of(made, PUBLIC)
    assert (use.kind, use.label) == ("Priority", str(priority()))


@pytest.mark.row(7)
def test_a_district_s_leads_to_the_county_s_for_those_who_may_see_it(signed_in, browse):
    with_figures()
    part = approved()
    county = begun("county-board")
    name_inputs(by=ANALYST, assessment=county, parts=[part])
    page = signed_in("analyst").get(ONE)
    assert county.get_absolute_url() in links(page).values()
    assert uses_of(part, PUBLIC) == ()
