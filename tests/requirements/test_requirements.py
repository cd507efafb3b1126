"""Stating evidence, accepting exceptions, the matrix on a day, who sees it, what is owed."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from frankpledge.actions.owed import owed
from frankpledge.meetings.operations import circulate
from frankpledge.partnership.models import BodyRole, Reporting
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.requirements.models import Evidence, Requirement, RequirementException
from frankpledge.review.requirements.operations import (
    accept_exception,
    add_evidence,
    end_exception,
    state_evidence,
)
from frankpledge.review.requirements.permissions import can_accept, can_state, readable_groups
from frankpledge.review.requirements.queries import compliance, compliance_counts
from frankpledge.review.requirements.rules import KnownDate
from frankpledge.review.risks.operations import close_risk, raise_risk
from frankpledge.shared.door import operation
from frankpledge.shared.verdict import Refused
from tests.support.chasing import make_bodies
from tests.support.county import OCTOBER, SECRETARY, board, meeting

pytestmark = pytest.mark.usefixtures("demo")
FIRST = date(2018, 10, 1)
PLAN = "partnership-delivery-plan"


def state(text, known=None, *, slug="road-safety", document=PLAN, recorded=FIRST, **more):
    return state_evidence(
        by=SECRETARY,
        board=board(),
        group=body_named(slug),
        document=document,
        recorded=recorded,
        text=text,
        known=known,
        reason=more.pop("reason", ""),
        source=more.pop("source", "Update"),
        **more,
    )


def cell(requirement, slug="road-safety", on=OCTOBER, viewer=None):
    rows = {row.group.slug: row for row in compliance(board(), on, viewer).rows}
    return next(one for one in rows[slug].cells if one.requirement.slug == requirement)


def asked(slug="delivery-plan"):
    return Requirement.objects.get(board=board(), slug=slug)


@pytest.mark.parametrize("blank", ["", "–", "None", "Nil", "None of note"])
def test_a_blank_says_nothing_and_erases_nothing(blank):
    kept = state("Agreed", KnownDate(date(2018, 7, 1), "month"))
    assert state(blank, recorded=OCTOBER, source="Next update") is None
    assert cell("delivery-plan").evidence == "Agreed"
    assert kept is not None


def test_not_applicable_is_said_even_without_a_reason():
    assert state("N/A") is not None
    assert cell("delivery-plan").state == "reason-needed"
    state("N/A", reason="Another plan serves")
    assert cell("delivery-plan").state == "to-accept"


def test_the_same_words_from_the_same_source_are_the_same_evidence():
    first = state("Agreed")
    assert state("Agreed") == first
    second = state("Agreed in July")
    assert second is not None
    assert second != first
    assert cell("delivery-plan").evidence == "Agreed in July"
    assert state("Agreed") not in (first, second)
    assert cell("delivery-plan").evidence == "Agreed"
    assert state("Agreed", source="Next update") is not None


def test_a_document_that_no_requirement_asks_for_is_nobodys_evidence():
    assert state("Agreed", document="something-else") is None
    assert state("Agreed", document="") is None


def test_the_matrix_is_as_it_was_known_on_the_day():
    state("Draft", recorded=date(2018, 5, 1))
    state("Agreed", KnownDate(date(2018, 7, 1), "month"), recorded=FIRST)
    assert cell("delivery-plan", on=date(2018, 4, 30)).state == "missing"
    assert cell("delivery-plan", on=date(2018, 9, 30)).evidence == "Draft"
    assert cell("delivery-plan", on=FIRST).state == "in-place"


def test_evidence_is_added_and_what_was_said_stays():
    state("Draft")
    added = add_evidence(
        by=SECRETARY,
        requirement=asked(),
        group=body_named("road-safety"),
        recorded=OCTOBER,
        text=" Agreed ",
        known=KnownDate(OCTOBER, "day"),
        link="https://example.org/plan",
    )
    assert (added.text, added.source) == ("Agreed", SECRETARY.name)
    found = cell("delivery-plan")
    assert (found.state, found.link, found.age) == ("in-place", "https://example.org/plan", "new")
    said = Evidence.objects.filter(group=added.group, requirement=added.requirement)
    assert [one.text for one in said] == ["Draft", "Agreed"]


def accept(**more):
    given = {"reason": "Another plan serves", "starts": FIRST, "by_post": "Chair", **more}
    group = body_named("road-safety")
    return accept_exception(by=SECRETARY, requirement=asked(), group=group, **given)


def test_an_exception_is_accepted_for_a_time():
    found = accept(review_by=date(2019, 10, 1))
    one = cell("delivery-plan")
    assert (one.words, one.met) == ("Not applicable, accepted", True)
    assert "Another plan serves. Accepted since 1 October 2018: Chair" in one.exception_words
    assert str(one.next) == "Look at the accepted reason again, 1 October 2019"
    assert cell("delivery-plan", on=date(2018, 9, 30)).state == "missing"
    end_exception(by=SECRETARY, exception=found, on=OCTOBER)
    assert cell("delivery-plan", on=OCTOBER).state == "accepted"
    assert cell("delivery-plan", on=date(2018, 10, 12)).state == "missing"


@pytest.mark.parametrize(
    ("more", "said"),
    [({"reason": " "}, "reason"), ({"by_post": ""}, "post")],
)
def test_an_exception_without_reason_or_post_is_refused(more, said):
    before = RequirementException.objects.count()
    with pytest.raises(Refused, match=said):
        accept(**more)
    assert RequirementException.objects.count() == before


def test_an_exception_is_accepted_once_at_a_time():
    found = accept()
    with pytest.raises(Refused, match="already"):
        accept(starts=OCTOBER)
    end_exception(by=SECRETARY, exception=found, on=FIRST)
    with pytest.raises(Refused, match="already"):
        end_exception(by=SECRETARY, exception=found, on=OCTOBER)
    assert accept(starts=OCTOBER).pk


def test_the_database_itself_wants_somebody_who_accepts():
    @operation("Accepted it for nobody")
    def slip(*, by):
        RequirementException(
            requirement=asked(), group=body_named("road-safety"), reason="So", starts=FIRST
        ).save()

    with pytest.raises(IntegrityError), transaction.atomic():
        slip(by=SECRETARY)


def test_a_register_of_risks_is_evidence_while_somebody_looks_at_it():
    group = body_named("organised-crime")
    assert cell("risk-register", "organised-crime").state == "missing"
    risk = raise_risk(by=SECRETARY, register=group, title="Ice", raised=date(2018, 4, 20))
    found = cell("risk-register", "organised-crime")
    assert (found.state, found.source, found.dated) == (
        "in-place",
        "Register of risks",
        "20 April 2018",
    )
    assert cell("risk-register", "organised-crime", date(2018, 10, 20)).state == "due"
    close_risk(by=SECRETARY, risk=risk, on=FIRST, why="Thawed")
    assert cell("risk-register", "organised-crime", date(2018, 10, 2)).state == "missing"


def test_members_do_not_see_what_an_update_says_before_its_papers_go_out(viewer):
    assert cell("delivery-plan", "dasv", FIRST, viewer("secretary")).state == "in-place"
    member = viewer("member")
    assert cell("delivery-plan", "dasv", FIRST, member).state == "missing"
    assert compliance_counts(board(), FIRST, member)[body_named("dasv").pk].met == 0
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    assert cell("delivery-plan", "dasv", OCTOBER, viewer("member")).state == "in-place"


def test_who_may_read_say_and_accept(viewer):
    roads, dasv = body_named("road-safety"), body_named("dasv")
    chair, secretary, scrutiny = viewer("chair"), viewer("secretary"), viewer("scrutiny")
    assert len(readable_groups(secretary, board(), FIRST)) == 15
    assert readable_groups(scrutiny, board(), FIRST) == ()
    assert can_state(chair, board(), roads)
    assert not can_state(chair, board(), dasv)
    assert can_state(secretary, board(), dasv)
    assert can_accept(secretary, board())
    assert not can_accept(chair, board())


def test_a_partner_boards_secretary_sees_the_groups_that_report_to_it():
    advisory = Viewer(secretary_of=frozenset({body_named("care-advisory-group").pk}))
    assert [one.slug for one in readable_groups(advisory, board(), FIRST)] == ["crisis-care"]


def test_what_falls_due_is_owed_in_one_line():
    drugs, prevent = body_named("drugs-and-alcohol"), body_named("prevent")

    def lines(body, on):
        return [one for one in owed([body], on) if "Bring up to date" in one.what]

    assert lines(prevent, OCTOBER) == []
    assert lines(drugs, OCTOBER) == []
    (line,) = lines(drugs, date(2018, 11, 15))
    assert line.due == date(2018, 12, 31)
    assert "strategic assessment, 2018" in line.why
    (line,) = lines(body_named("youth-justice"), date(2019, 3, 1))
    assert (line.due, line.state(date(2019, 3, 1))) == (date(2019, 4, 11), "Later")
    (line,) = lines(body_named("youth-justice"), date(2019, 6, 30))
    assert "terms of reference, July 2019" in line.why
    assert "risk register, 11 April 2019" in line.why
    assert line.url == "/requirements/county-board/youth-justice/"


def queries():
    with CaptureQueriesContext(connection) as captured:
        compliance(board(), OCTOBER)
    return len(captured)


def test_queries_grow_neither_with_history_nor_with_groups():
    before = queries()
    for n in range(6):
        state(f"Plan {n}", KnownDate(date(2012 + n, 1, 1), "year"), recorded=date(2012 + n, 2, 1))
    assert queries() == before

    @operation("More groups")
    def more(*, by):
        for body in make_bodies(by=SECRETARY, area=board().area, count=4):
            BodyRole(body=body, role="delivery-group").save()
            Reporting(body=body, board=board()).save()

    more(by=SECRETARY)
    assert len(compliance(board(), OCTOBER).rows) == 13
    assert queries() == before


def test_indicators_with_a_target_are_performance_that_is_monitored():
    """Road safety's have figures and targets; Prevent's is a count; some have no figures yet."""
    found = cell("performance", on=date(2018, 10, 10))
    assert (found.state, found.source) == ("in-place", "Indicators")
    assert found.dated == "31 December 2017"
    assert cell("performance", "prevent", date(2018, 10, 10)).state == "missing"
    developing = cell("performance", "dasv", date(2018, 9, 30))
    assert developing.state == "in-progress"
    assert developing.evidence == "3 indicators, 0 with a target, 3 in development"
