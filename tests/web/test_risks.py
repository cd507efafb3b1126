"""Registers of risks on their pages: reading, raising, scoring, rising, importing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.answering.links.operations import Wanted, give_links
from frankpledge.answering.links.tokens import token_of
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.risks.models import Escalation, Risk, RiskImport, RiskReview
from frankpledge.review.risks.operations import (
    change_risk,
    close_risk,
    escalate,
    mention,
    score_risk,
)
from frankpledge.review.risks.operations.raising import Funding, name_cause
from frankpledge.review.risks.queries.registers import risk_register
from tests.actions.logs import csv_log
from tests.risks.support import GROUP, JULY, TODAY, raised, set_matrix
from tests.support.county import SECRETARY, board, meeting
from tests.support.reading import (
    error_beside,
    form_of,
    headings,
    links,
    of_class,
    table_rows,
    title,
    words,
)

ROADS, OFFENDER = "/risks/road-safety/", "/risks/offender/"
pytestmark = pytest.mark.usefixtures("demo")


def fresh(number=1, register="road-safety"):
    return Risk.objects.get(register__slug=register, number=number)


# ---------------------------------------------------------------- who sees what


def test_the_public_sees_no_register_and_no_risk(browse):
    assert browse.get("/risks/")["Location"].startswith("/account/sign-in/")
    for address in (
        ROADS,
        f"{ROADS}1/",
        f"{ROADS}risks.csv",
        f"{ROADS}risks.xlsx",
        "/risks/prevent/",
    ):
        assert browse.get(address).status_code == 404
    for name in ("raise", "import", "1/score", "1/change", "1/escalate"):
        assert browse.get(f"{ROADS}{name}/")["Location"].startswith("/account/sign-in/")


def test_a_groups_chair_sees_what_the_board_sees_and_keeps_only_their_own(signed_in):
    page = signed_in("chair").get(ROADS)
    assert "Raise a risk" in words(page)
    other = signed_in("chair").get(OFFENDER)
    assert "Raise a risk" not in words(other)
    assert signed_in("chair").get(f"{OFFENDER}1/score/").status_code == 404
    assert signed_in("chair").post(f"{OFFENDER}1/close/", {}).status_code == 404


def test_scrutiny_and_a_member_off_the_board_find_nothing(signed_in):
    for address in (ROADS, f"{ROADS}1/", "/risks/county-board/", "/risks/huntingdonshire-council/"):
        assert signed_in("scrutiny").get(address).status_code == 404
    assert "No registers" in words(signed_in("scrutiny").get("/risks/"))


def test_what_an_update_raised_waits_for_the_papers_to_go_out(signed_in):
    """The group and the secretary see it at once, members once the meeting's papers are out."""
    risk = raised("Fog on the fens", meeting=meeting())
    for username, status in (("chair", 200), ("secretary", 200), ("member", 404)):
        assert signed_in(username).get(risk.get_absolute_url()).status_code == status, username
        assert ("Fog on" in words(signed_in(username).get(ROADS))) == (status == 200)
    assert "Fog on" not in signed_in("member").get(f"{ROADS}risks.csv").content.decode()
    from frankpledge.meetings.operations import circulate

    circulate(by=SECRETARY, meeting=meeting(), on=TODAY)
    assert signed_in("member").get(risk.get_absolute_url()).status_code == 200


def test_the_owner_of_a_risk_elsewhere_sees_and_reviews_that_one(signed_in):
    owner = body_named("huntingdonshire-council")
    risk = raised("Grit runs out", "south-cambridgeshire-scrutiny", owner=owner)
    page = signed_in("member").get(risk.get_absolute_url())
    assert "Review it" in links(page)
    assert "Score it" not in links(page)
    assert "Grit runs out" in words(signed_in("member").get("/risks/"))
    page = signed_in("member").post(
        f"{risk.get_absolute_url()}review/", {"note": "Enough for now", "version": risk.version}
    )
    assert RiskReview.objects.get().post == "Chief executive, Huntingdonshire District Council"


# ---------------------------------------------------------------- the register


def test_the_worst_first_and_the_map_says_the_same_as_the_list(signed_in):
    raised("Minor", "offender", likelihood=1, impact=1)
    raised("Not judged", "offender")
    page = signed_in("secretary").get(OFFENDER)
    names = [row[0] for row in table_rows(page) if row[0][:1].isdigit() and ". " in row[0]]
    assert [name.split(". ")[1][:7] for name in names] == ["Housing", "Minor", "Not jud"]
    found = links(page)
    assert found["1 risk , Likely, Very high"] == f"{OFFENDER}?show=4x4"
    assert found["1 risk not scored yet"] == f"{OFFENDER}?show=unscored"
    cell = signed_in("secretary").get(f"{OFFENDER}?show=1x1")
    assert "Open risks of likelihood 1 and impact 1" in words(cell)
    assert "Minor" in words(cell)
    assert "Housing" not in words(cell)


def test_filters_count_what_they_show(signed_in):
    risk = raised("Up it goes", "offender", likelihood=1, impact=1, raised=date(2018, 5, 1))
    score_risk(by=GROUP, risk=risk, on=TODAY, today=TODAY, likelihood=2, impact=1)
    closed = raised("Gone", "offender", raised=date(2018, 5, 1))
    close_risk(by=GROUP, risk=closed, on=TODAY, why="It went")
    shown = {}
    for show in ("open", "new", "up", "persistent", "cliffs", "closed", "all", "nonsense"):
        page = signed_in("secretary").get(f"{OFFENDER}?show={show}")
        shown[show] = [word for word in ("Housing", "Up it goes", "Gone") if word in words(page)]
    assert shown == {
        "open": ["Housing", "Up it goes"],
        "new": [],
        "up": ["Up it goes"],
        "persistent": ["Housing"],
        "cliffs": [],
        "closed": ["Gone"],
        "all": ["Housing", "Up it goes", "Gone"],
        "nonsense": ["Housing", "Up it goes"],
    }


def test_the_register_as_it_stood_on_another_day(signed_in):
    page = signed_in("secretary").get(f"{OFFENDER}?on=2018-06-01")
    assert "12 of 25, possible × major" in words(page)
    assert "Persistent" not in of_class(page, "fp-tag")
    assert "No risks yet" in words(signed_in("secretary").get(f"{OFFENDER}?on=2017-01-01"))
    asked = signed_in("secretary").get(f"{OFFENDER}?on=2018-99-99")
    assert asked.status_code == 200


def test_an_empty_register_says_what_belongs_there(signed_in):
    assert "Raise the first" in words(signed_in("secretary").get("/risks/prevent/"))
    assert "Those who act for this body" in words(signed_in("member").get("/risks/prevent/"))


def test_money_that_ends_stands_by_date_on_the_first_page(signed_in):
    page = signed_in("secretary").get("/risks/")
    ends = [row for row in table_rows(page) if row[-1].startswith(("A bid", "The Police"))]
    assert [row[0].split(" Soon")[0] for row in ends] == ["Late 2018", "March 2019", "March 2019"]


def test_a_score_on_an_earlier_matrix_is_said_beside_the_map(signed_in):
    three = ["Small", "Middling", "Great"]
    set_matrix(
        by=SECRETARY,
        starts=date(2018, 9, 1),
        likelihood=three,
        impact=three,
        bands=["Low", "High"],
        up_to=(4, 9),
    )
    page = signed_in("secretary").get(OFFENDER)
    assert "1 risk scored on an earlier matrix" in words(page)
    assert "Very high" in words(page)
    found = risk_register(body_named("offender"), TODAY).heat
    assert found
    assert (found.placed, len(found.earlier), len(found.impacts)) == (0, 1, 3)


# ---------------------------------------------------------------- one risk


def test_a_record_page_in_its_order(signed_in):
    page = signed_in("secretary").get(f"{OFFENDER}1/")
    assert title(page) == "Housing for complex offenders who may do serious harm"
    assert headings(page)[:2] == [
        "Housing for complex offenders who may do serious harm",
        "Countywide board is asked to take this risk",
    ]
    assert headings(page)[2:] == [
        "Score",
        "What is in place",
        "Reviews",
        "Told to boards",
        "How it has risen",
        "History",
    ]
    said = words(page)
    assert "Risen from 12 to 16 of 25, very high" in said
    assert "Carried since April 2018" in said
    assert "Illustrative figures, not real" in said
    # October's meeting is still to come.
    assert "11 October 2018, Countywide board" not in said


def test_risks_that_share_a_cause_lead_to_each_other(signed_in):
    page = signed_in("secretary").get("/risks/dasv/1/")
    assert "2. The Bobby scheme’s money is used up by late 2018" in links(page)
    cause = links(page)["Government grants end with the financial year 2018/19"]
    assert "2 open risks: 1 very high, 1 not scored yet." in words(
        signed_in("secretary").get(cause)
    )


def test_a_cause_tells_nobody_of_risks_they_may_not_see(signed_in):
    cause = name_cause(by=SECRETARY, register=board(), name="Secret cause")
    raised("Hidden", "south-cambridgeshire-scrutiny", cause=cause)
    assert signed_in("member").get(f"/risks/causes/{cause.pk}/").status_code == 404
    raised("Shown", cause=cause)
    page = signed_in("member").get(f"/risks/causes/{cause.pk}/")
    assert "Shown" in words(page)
    assert "Hidden" not in words(page)


def test_raising_a_risk(signed_in):
    chair = signed_in("chair")
    given = form_of(chair.get(f"{ROADS}raise/"))
    sent = {**given, "title": "Signs fade", "likelihood": "2", "impact": ""}
    page = chair.post(f"{ROADS}raise/", sent)
    assert error_beside(page, "impact") == "Choose both how likely and how bad it is, or neither"
    page = chair.post(f"{ROADS}raise/", {**sent, "title": "", "impact": "3"})
    assert error_beside(page, "title") == "Enter the risk, in a few words"
    assert Risk.objects.filter(register__slug="road-safety").count() == 1
    page = chair.post(f"{ROADS}raise/", {**sent, "impact": "3"}, follow=True)
    assert "It is risk 2." in words(page)
    assert "6 of 25, unlikely × moderate" in words(page)


def test_changing_a_risk_with_its_money_and_a_new_cause(signed_in):
    chair = signed_in("chair")
    given = form_of(chair.get(f"{ROADS}1/change/"))
    wrong = {**given, "cliff_pence": "lots"}
    page = chair.post(f"{ROADS}1/change/", wrong)
    assert "“lots” is not an amount" in error_beside(page, "cliff_pence")
    sent = {**given, "cliff_pence": "£1,500", "new_cause": "Old technology"}
    page = chair.post(f"{ROADS}1/change/", sent, follow=True)
    assert "Risk 1 is changed." in words(page)
    risk = fresh()
    assert (risk.cliff_pence, risk.cliff_words) == (150_000, "March 2019")
    assert risk.cause
    assert risk.cause.name == "Old technology"
    without = {
        k: v for k, v in form_of(chair.get(f"{ROADS}1/change/")).items() if k[:6] != "cliff_"
    }
    page = chair.post(f"{ROADS}1/change/", {**without, "cliff_what": "Cameras"})
    assert error_beside(page, "cliff") == "Enter the last day of the funding"


def test_two_who_score_at_once_the_second_is_shown_what_they_typed(signed_in):
    chair = signed_in("chair")
    given = form_of(chair.get(f"{ROADS}1/score/"))
    score_risk(by=SECRETARY, risk=fresh(), on=TODAY, today=TODAY, likelihood=5, impact=5)
    page = chair.post(
        f"{ROADS}1/score/", {**given, "why": "More film was found", "likelihood": "1"}
    )
    assert page.status_code == 409
    assert "Somebody else changed this first" in headings(page)
    assert "More film was found" in words(page)
    assert "25 of 25" in words(chair.get(f"{ROADS}1/"))
    assert "Risen from 12 to 25 of 25" in words(chair.get(f"{ROADS}1/"))


def test_a_stale_change_a_stale_review_and_a_stale_closing(signed_in):
    chair = signed_in("chair")
    forms = {
        name: form_of(chair.get(f"{ROADS}1/{name}/")) for name in ("change", "review", "close")
    }
    risk = fresh()
    change_risk(
        by=SECRETARY,
        risk=risk,
        title="Cameras",
        text="",
        owner=None,
        owner_post="",
        priority=None,
        cause=None,
        funding=Funding(),
        ref="",
    )
    for name, given in forms.items():
        sent = {**given, "note": "Seen", "why": "Gone"}
        assert chair.post(f"{ROADS}1/{name}/", sent).status_code == 409, name
    assert fresh().title == "Cameras"
    assert fresh().closed is None


def test_closing_and_opening_again(signed_in):
    chair = signed_in("chair")
    given = form_of(chair.get(f"{ROADS}1/close/"))
    page = chair.post(f"{ROADS}1/close/", {**given, "why": ""})
    assert error_beside(page, "why") == "Say why"
    page = chair.post(f"{ROADS}1/close/", {**given, "why": "All digital"}, follow=True)
    assert "Closed" in of_class(page, "fp-tag")
    assert "Score it" not in links(page)
    assert "All digital" in words(page)
    given = form_of(chair.get(f"{ROADS}1/reopen/"))
    page = chair.post(f"{ROADS}1/reopen/", {**given, "why": "Two are not"}, follow=True)
    assert "Risk 1 is open again." in words(page)


def test_a_day_before_it_was_raised_is_said_above_the_form(signed_in):
    chair = signed_in("chair")
    given = form_of(chair.get(f"{ROADS}1/close/"))
    early = {**given, "on_day": "1", "on_month": "1", "on_year": "2018", "why": "Gone"}
    page = chair.post(f"{ROADS}1/close/", early)
    assert "It was raised on 13 September 2018, after 1 January 2018." in words(page)


def test_what_is_in_place_is_added_and_ended(signed_in):
    chair = signed_in("chair")
    chair.post(f"{ROADS}1/control/", {"text": "Spare film", "owner": "road-safety"})
    page = chair.get(f"{ROADS}1/")
    assert "Spare film" in words(page)
    away = links(page)["No longer in place : Spare film"]
    page = chair.post(away, form_of(chair.get(away)), follow=True)
    assert "until 1 October 2018" in words(page)


def test_the_secretary_asks_for_an_action_because_of_a_risk(signed_in):
    secretary = signed_in("secretary")
    form = form_of(secretary.get(f"{ROADS}1/action/"))
    page = secretary.post(
        f"{ROADS}1/action/",
        {**form, "text": "Report on the cameras", "owner": "road-safety"},
        follow=True,
    )
    assert "1. Report on the cameras" in links(page)
    action = secretary.get("/actions/county-board/1/")
    assert "risk 1 of Road Safety Partnership" in words(action)


# ---------------------------------------------------------------- rising


def test_a_risk_is_put_to_the_board_returned_and_asked_again(signed_in):
    page = signed_in("chair").get(f"{ROADS}1/escalate/")
    page = signed_in("chair").post(f"{ROADS}1/escalate/", {"to": "county-board", "why": " "})
    assert error_beside(page, "why") == "Enter why you ask"
    page = signed_in("chair").post(f"{ROADS}1/escalate/", {"to": "fenland-csp", "why": "Help"})
    assert "must be one of the answers listed" in error_beside(page, "to")
    signed_in("chair").post(f"{ROADS}1/escalate/", {"to": "county-board", "why": "You pay"})
    asking = Escalation.objects.get(risk=fresh())
    answer = f"{ROADS}1/escalations/{asking.pk}/answer/"
    assert "Take or return a risk: Safety cameras" in words(signed_in("secretary").get("/"))
    page = signed_in("secretary").post(answer, {"what": "returned", "answer": ""})
    assert "Say why you return it" in error_beside(page, "answer")
    page = signed_in("secretary").post(
        answer, {"what": "returned", "answer": "It is agreed already"}, follow=True
    )
    assert "Returned" in of_class(page, "fp-tag")
    page = signed_in("secretary").post(answer, {"what": "accepted"})
    assert "It has been returned already." in words(page)
    page = signed_in("chair").get(f"{ROADS}1/")
    assert "It is agreed already" in words(page)
    signed_in("chair").post(f"{ROADS}1/escalate/", {"to": "county-board", "why": "It is not"})
    assert Escalation.objects.filter(risk=fresh()).count() == 2


def test_taking_a_risk_leads_both_ways(signed_in):
    asking = Escalation.objects.get()
    answer = f"{OFFENDER}1/escalations/{asking.pk}/answer/"
    page = signed_in("secretary").post(answer, {"what": "accepted", "ref": "B9"}, follow=True)
    assert "It is risk 1 in your register now." in words(page)
    assert "reference B9" in words(page)
    ours = signed_in("member").get("/risks/county-board/1/")
    assert links(ours)["Risk 1 of Criminal Justice Board offender group"] == f"{OFFENDER}1/"
    theirs = signed_in("member").get(f"{OFFENDER}1/")
    assert links(theirs)["Risk 1 of Countywide board"] == "/risks/county-board/1/"


def test_an_asking_of_another_risk_is_not_found(signed_in):
    asking = Escalation.objects.get()
    for address in (
        f"{ROADS}1/escalations/{asking.pk}/answer/",
        f"{OFFENDER}1/escalations/99/answer/",
    ):
        assert signed_in("secretary").get(address).status_code == 404


def test_a_member_body_asked_for_a_risk_sees_that_risk_and_no_more(signed_in):
    risk = raised("Hidden until asked", "south-cambridgeshire-scrutiny")
    other = raised("Never shown", "south-cambridgeshire-scrutiny")
    assert signed_in("member").get(risk.get_absolute_url()).status_code == 404
    _ask(risk, "huntingdonshire-council")
    assert signed_in("member").get(risk.get_absolute_url()).status_code == 200
    assert signed_in("member").get(other.get_absolute_url()).status_code == 404
    page = signed_in("member").get("/risks/south-cambridgeshire-scrutiny/")
    assert "You see the risks that concern the bodies you act for." in words(page)
    assert "Never shown" not in words(page)


def _ask(risk, to):
    from frankpledge.shared.door import operation

    @operation("Asked")
    def ask(*, by):
        Escalation(risk=risk, to=body_named(to), asked=TODAY, why="Help").save()

    ask(by=GROUP)


def test_asking_no_longer(signed_in):
    risk = fresh()
    asking = escalate(by=GROUP, risk=risk, to=board(), on=TODAY, why="Help")
    page = signed_in("chair").post(f"{ROADS}1/escalations/{asking.pk}/withdraw/", follow=True)
    assert "is no longer asked" in words(page)
    assert signed_in("member").post(f"{OFFENDER}1/escalations/1/withdraw/").status_code == 404


# ---------------------------------------------------------------- files


def upload(data, name="risks.csv"):
    return {"file": SimpleUploadedFile(name, data)}


def test_a_file_waits_for_a_decision_and_its_bad_rows_are_named(signed_in):
    chair = signed_in("chair")
    data = csv_log([("Risk", "Likelihood", "Impact"), ("Fog", 2, 3), ("Ice", 9, 9)])
    page = chair.post(f"{ROADS}import/", upload(data), follow=True)
    assert next(row for row in table_rows(page) if "9" in row)[:3] == ["row 3", "Likelihood", "9"]
    assert Risk.objects.filter(register__slug="road-safety").count() == 1
    waiting = RiskImport.objects.get()
    assert "Import 1 risk and leave out 1 row" in words(page)
    sent = form_of(page)
    raised("Fog")
    page = chair.post(waiting.get_absolute_url(), sent)
    assert "The register has changed since you looked" in words(page)
    page = chair.post(waiting.get_absolute_url(), form_of(page), follow=True)
    assert "Imported from “risks.csv”. No risks added, 1 changed, 1 row left out." in words(page)
    assert RiskImport.objects.get().original.name == ""


def test_a_file_that_cannot_be_read_is_refused_at_once(signed_in):
    page = signed_in("chair").post(f"{ROADS}import/", upload(b"%PDF-1.4", "risks.pdf"))
    assert "is a PDF" in error_beside(page, "file")
    assert not RiskImport.objects.exists()


def test_a_file_with_nothing_new_says_so_and_is_thrown_away(signed_in):
    chair = signed_in("chair")
    data = chair.get(f"{ROADS}risks.xlsx").content
    page = chair.post(f"{ROADS}import/", upload(data, "risks.xlsx"), follow=True)
    assert "The register holds all of this already." in words(page)
    page = chair.post(f"{RiskImport.objects.get().get_absolute_url()}throw-away/", follow=True)
    assert "Nothing of it was imported" in words(page)


def test_the_file_that_goes_out_is_what_the_page_shows(signed_in):
    secretary = signed_in("secretary")
    response = secretary.get(f"{OFFENDER}risks.csv?on=2018-06-01")
    assert 'filename="offender-risks-2018-06-01.csv"' in response["Content-Disposition"]
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Number,Reference,Risk,")
    assert "Possible,Major,12,High" in lines[1]
    assert secretary.get(f"{OFFENDER}risks.xlsx").content[:2] == b"PK"


@pytest.mark.query_ceiling(40)
def test_a_long_register_takes_no_more_queries(signed_in, django_assert_max_num_queries):
    secretary = signed_in("secretary")
    for n in range(12):
        risk = raised(f"Risk {n}", "prevent", likelihood=1 + n % 5, impact=3)
        mention(by=SECRETARY, risk=risk, board=board(), on=JULY)
    with django_assert_max_num_queries(26):
        assert secretary.get("/risks/prevent/").status_code == 200


# ---------------------------------------------------------------- without an account


def by_link(browse, body, opens):
    """Open a signed link as whoever holds it: a body's people without an account."""
    wanted = Wanted(body_named(body), opens, "A risk", TODAY, board())
    link = give_links(by=SECRETARY, wanted=[wanted], sent={}, on=TODAY)[wanted.key]
    browse.get(f"/answer/{token_of(link)}/", follow=True)
    return browse


def test_a_risk_is_returned_by_a_signed_link_which_opens_nothing_else(browse):
    risk = raised("Money runs short", "county-board")
    asking = escalate(
        by=SECRETARY, risk=risk, to=body_named("huntingdonshire-council"), on=TODAY, why="You pay"
    )
    answer = f"/risks/county-board/{risk.number}/escalations/{asking.pk}/answer/"
    holder = by_link(browse, "huntingdonshire-council", answer)
    assert "You pay" in words(holder.get(answer))
    page = holder.post(answer, {"what": "returned", "answer": "We do not"}, follow=True)
    assert "We do not" in words(page)
    assert holder.get(f"/risks/county-board/{risk.number}/").status_code == 404
    assert holder.get("/risks/huntingdonshire-council/").status_code == 404


def test_a_risk_is_reviewed_by_a_signed_link(browse):
    holder = by_link(browse, "road-safety", f"{ROADS}1/")
    given = form_of(holder.get(f"{ROADS}1/review/"))
    page = holder.post(f"{ROADS}1/review/", {**given, "note": "All on order"}, follow=True)
    assert "All on order" in words(page)
    assert holder.get("/risks/dasv/1/").status_code == 404
