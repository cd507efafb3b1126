"""Pages of requirements: the matrix, a group's page, saying what there is, accepting, ending."""

import csv
import io

import pytest

from frankpledge.review.requirements.models import Evidence, RequirementException

pytestmark = pytest.mark.usefixtures("demo")
MATRIX = "/requirements/county-board/"
CRISIS = f"{MATRIX}crisis-care/"
PLAN = f"{MATRIX}road-safety/delivery-plan/"


def text(response):
    return " ".join(response.content.decode().split())


def test_the_matrix_as_a_grid_as_a_list_and_on_another_day(signed_in):
    browse = signed_in("secretary")
    page = text(browse.get(MATRIX))
    assert "requirements are met" in page
    assert "2015, 3 years old" in page
    assert f"{MATRIX}drugs-and-alcohol/#strategic-assessment" in page
    assert "Reason needed" in page
    assert "Community safety agreement 2017 to 2020" in page
    later = text(browse.get(f"{MATRIX}?on=2018-10-12"))
    assert "Accepted: why" in later
    assert f"{CRISIS}?on=2018-10-12#joint-strategy" in later
    listed = text(browse.get(f"{MATRIX}?as=list&on=2018-10-12"))
    assert "Show as a grid" in listed
    assert 'href="/requirements/county-board/?on=2018-10-12"' in listed


def test_the_matrix_as_a_file(signed_in):
    response = signed_in("secretary").get(f"{MATRIX}requirements.csv?on=2018-10-12")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 54
    drugs = next(
        one
        for one in rows
        if one["Group"].startswith("Drugs") and one["Requirement"] == "Strategic assessment"
    )
    assert (drugs["State"], drugs["Met"], drugs["Age"]) == ("Old", "no", "3 years old")


def test_a_board_that_asks_nothing_says_what_belongs_there(signed_in, viewer):
    from frankpledge.partnership.models import PostHolding
    from frankpledge.partnership.queries.register import body_named
    from frankpledge.shared.door import operation
    from tests.support.county import SECRETARY

    @operation("Gave a post")
    def give(*, by):
        PostHolding(
            account=viewer("secretary").account,
            body=body_named("care-advisory-group"),
            duty="secretary",
        ).save()

    give(by=SECRETARY)
    page = text(signed_in("secretary").get("/requirements/care-advisory-group/"))
    assert "Nothing is asked of any group" in page


def test_a_groups_page_says_what_to_do_and_on_what_evidence(signed_in):
    page = text(signed_in("secretary").get(CRISIS))
    assert "give the reason why it does not apply" in page
    assert "Quarterly update, October 2018" in page
    assert "Accept that it does not apply" in page
    later = text(signed_in("secretary").get(f"{CRISIS}?on=2018-10-12"))
    assert "As it stood on 12 October 2018" in later
    assert "Chair of the board" in later
    assert "Illustrative" in later


def test_a_member_reads_no_uncirculated_update_here(signed_in):
    page = text(signed_in("member").get(CRISIS))
    assert "Implementation plan attached" not in page
    assert "Quarterly update" not in page
    assert "Say what there is" not in page


def test_the_group_says_what_there_is_and_what_it_said_stays(signed_in):
    browse = signed_in("chair")
    assert "What is asked of you" in text(browse.get(f"{MATRIX}road-safety/"))
    for told, dated in (("Draft plan", ""), ("Plan agreed", "June 2018")):
        response = browse.post(f"{PLAN}evidence/", {"text": told, "dated": dated}, follow=True)
        assert "is added" in text(response)
    page = text(response)
    assert "June 2018, 4 months old" in page
    assert "Draft plan" in page
    assert Evidence.objects.filter(group__slug="road-safety").count() == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": ""}, "Enter what there is"),
        ({"text": "N/A"}, "says nothing"),
        ({"text": "Plan", "dated": "soon"}, "is not a date"),
        ({"text": "Plan", "dated": "January 2031"}, "is still to come"),
        ({"text": "Plan", "link": "nowhere"}, "Enter a valid URL"),
    ],
)
def test_what_cannot_be_evidence_is_said_by_the_field(signed_in, given, said):
    before = Evidence.objects.count()
    page = text(signed_in("chair").post(f"{PLAN}evidence/", given))
    assert said in page
    assert "Error:" in page
    assert Evidence.objects.count() == before


def test_the_secretary_accepts_and_ends(signed_in):
    browse = signed_in("secretary")
    given = {"reason": "The constabulary's plan serves", "starts": "2018-10-01"}
    page = text(browse.post(f"{PLAN}accept/", given))
    assert "Say which post accepts the reason" in page
    page = text(browse.post(f"{PLAN}accept/", {**given, "by_post": "Chair"}, follow=True))
    assert "Not applicable, accepted" in page
    assert "The constabulary&#x27;s plan serves" in page
    again = text(browse.post(f"{PLAN}accept/", {**given, "by_post": "Chair"}))
    assert "This is accepted already" in again
    early = text(browse.post(f"{PLAN}end/", {"on": "2018-09-01"}))
    assert "cannot end before that" in early
    assert "applies again" in text(browse.post(f"{PLAN}end/", {"on": "2018-10-01"}, follow=True))
    found = RequirementException.objects.get(group__slug="road-safety")
    assert str(found.ends) == "2018-10-01"


def test_a_review_before_the_start_is_refused(signed_in):
    given = {
        "reason": "So",
        "by_post": "Chair",
        "starts": "2018-10-01",
        "review_by": "2018-09-01",
    }
    page = text(signed_in("secretary").post(f"{PLAN}accept/", given))
    assert "must be after the day it starts" in page
