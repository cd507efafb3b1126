"""Risks, requests and findings that are marked: who may read them, and that nothing else tells."""

from __future__ import annotations

from datetime import date
from difflib import unified_diff

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.test import Client

from frankpledge.accounts.models import Account
from frankpledge.actions.owed import owed
from frankpledge.evidence.assessments.operations.writing import add_finding
from frankpledge.evidence.findings.models import Finding
from frankpledge.history.models import Entry
from frankpledge.meetings.operations import circulate
from frankpledge.partnership.marking.operations import mark
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.requests.papers import request_blocks
from frankpledge.review.risks.operations import review_risk
from frankpledge.review.risks.papers import register_blocks
from frankpledge.review.risks.queries.lines import open_risks
from frankpledge.shared import clock
from frankpledge.shared.marking import Audience, Classification, Marking
from frankpledge.shared.verdict import Refused
from tests.assessments.support import begun, section_of
from tests.support.county import SECRETARY, board, meeting, text_in
from tests.support.leaks import said_by, whole
from tests.support.marked_records import WANTED, a_finding, a_request, a_risk, marked_as

SECRET = "Zwingli holdings"
ONE_BODY = WANTED[-1]
OCTOBER = date(2018, 10, 1)
# Every list, count, export and page in which a risk, a request or a finding could show.
REACHED = (
    "/",
    "/risks/",
    "/risks/county-board/",
    "/risks/county-board/?show=all",
    "/risks/county-board/risks.csv?show=all",
    "/risks/county-board/risks.xlsx?show=all",
    "/requests/",
    "/requests/county-board/",
    "/requests/county-board/?show=all",
    "/requests/county-board/requests.csv",
    "/screen/county-board/",
    "/partnership/bodies/county-board/",
    "/partnership/bodies/offender/",
    "/evidence/findings/",
    "/meetings/county-board/2018-10-11/",
    "/meetings/county-board/2018-10-11/pack/members.docx",
    "/review/county-board/2018-10-11/",
)

pytestmark = pytest.mark.usefixtures("demo")


def come(who: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=who))
    return client


def said(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    return response.status_code, said_by(response, whole(response))


def three() -> list[str]:
    """A risk, a request and a finding for one body; their pages."""
    made = [make(SECRET) for make in (a_risk, a_request, a_finding)]
    circulate(by=SECRETARY, meeting=meeting(), on=clock.today())
    return [marked_as(one, ONE_BODY).get_absolute_url() for one in made]


@pytest.mark.parametrize("who", ["chair", "member", "scrutiny"])
def test_it_is_in_nothing_that_others_reach(who):
    pages = three()
    client = come(who)
    before = {one: said(client, one) for one in REACHED}
    assert sum(status == 200 for status, _ in before.values()) > 3
    assert not [one for one, (_, text) in before.items() if "Zwingli" in text]
    assert {said(client, one)[0] for one in pages} == {404}


def test_a_count_does_not_tell_of_it():
    made = a_risk(SECRET)
    screens = ("/screen/county-board/", "/risks/county-board/", "/")
    member = come("member")
    for_all = [said(member, one)[1].count("Zwingli") for one in screens]
    marked_as(made, ONE_BODY)
    marked = [said(member, one)[1] for one in screens]
    set_past_the_door(made, {"raised": date(2030, 1, 1)})  # as if it were not there yet
    gone = [said(member, one)[1] for one in screens]
    assert any(for_all)
    for one, other in zip(marked, gone, strict=True):
        assert list(unified_diff(bare(one), bare(other), n=0)) == []


def bare(text: str) -> list[str]:
    page = text.partition("<!doctype")[2]  # without its headers, which are numbered
    return [one for one in page.splitlines() if "csrfmiddlewaretoken" not in one]


def test_who_keeps_it_and_who_is_named_have_it_and_its_marking_stands_on_it():
    risk, request, finding = three()
    for who, pages in {
        "secretary": (risk, request),
        "csp-manager": (risk, request, finding),
        "analyst": (finding,),
    }.items():
        client = come(who)
        for page in pages:
            status, text = said(client, page)
            assert status == 200, (who, page)
            assert "OFFICIAL-SENSITIVE: Do not forward" in text
            assert "Fenland" in text


def test_what_goes_to_everybody_leaves_it_out():
    risk, request = a_risk(SECRET), a_request(SECRET)
    assert SECRET in text_in(register_blocks(board(), OCTOBER))
    assert SECRET in text_in(request_blocks(board(), OCTOBER))
    assert SECRET in {one.title for one in open_risks(board(), OCTOBER)}
    marked_as(risk, ONE_BODY)
    marked_as(request, ONE_BODY)
    assert SECRET not in text_in(register_blocks(board(), OCTOBER))
    assert SECRET not in text_in(request_blocks(board(), OCTOBER))
    assert SECRET not in {one.title for one in open_risks(board(), OCTOBER)}


def test_what_a_body_owes_names_its_number_alone():
    risk = a_risk(SECRET)
    review_risk(by=SECRETARY, risk=risk, on=OCTOBER, note="Seen", next_review=date(2018, 10, 20))
    assert any(SECRET in one.what for one in owed([board()], OCTOBER))
    marked_as(risk, ONE_BODY)
    told = [one.what for one in owed([board()], OCTOBER)]
    assert f"Review risk {risk.number}" in told
    assert not any(SECRET in one for one in told)


def test_no_assessment_takes_it_and_what_one_rests_on_stays_open():
    finding, section = a_finding(SECRET), section_of(begun())
    marked_as(finding, WANTED[1])
    with pytest.raises(Refused, match="OFFICIAL-SENSITIVE, or for named bodies only"):
        add_finding(by=SECRETARY, section=section, finding=finding)
    marked_as(finding, WANTED[0])
    add_finding(by=SECRETARY, section=section, finding=finding)
    client = come("analyst")
    page = f"{finding.get_absolute_url()}marking/"
    sent = {
        "version": finding.version,
        "classification": "official",
        "audience": "one",
        "named": body_named("fenland-csp").pk,
    }
    assert "Take it out there first" in client.post(page, sent).content.decode()
    with pytest.raises(Refused, match="Take it out there first"):
        marked_as(finding, ONE_BODY)
    assert Finding.objects.get(pk=finding.pk).free


def test_a_published_finding_stays_open():
    finding = a_finding(SECRET)
    set_past_the_door(finding, {"published": OCTOBER})
    with pytest.raises(Refused, match="everybody has it already"):
        marked_as(Finding.objects.get(pk=finding.pk), WANTED[1])


def test_what_does_not_fit_is_said_beside_its_field(signed_in):
    page = f"{a_risk(SECRET).get_absolute_url()}marking/"
    client = signed_in("secretary")
    whole = {"version": 1, "classification": "official", "audience": "partnership"}
    for sent, field in (
        ({"classification": "official-sensitive"}, "handling"),
        ({"audience": "named"}, "named"),
        ({"named": [body_named("fenland-csp").pk]}, "named"),
    ):
        form = client.post(page, whole | sent).context["form"]
        assert list(form.errors) == [field]


def test_a_body_that_has_ended_is_not_offered_and_stays_where_it_is_named(signed_in):
    risk = a_risk(SECRET)
    page = f"{risk.get_absolute_url()}marking/"
    client = signed_in("secretary")
    authority = body_named("police-authority")
    assert authority not in client.get(page).context["form"].fields["named"].queryset
    named = [authority, body_named("fenland-csp")]
    mark(by=SECRETARY, record=risk, marking=Marking(), audience=Audience.NAMED, named=named)
    assert authority in client.get(page).context["form"].fields["named"].queryset


def test_the_database_holds_the_rules():
    finding, risk = a_finding(SECRET), a_risk(SECRET)
    for record, wrong in (
        (risk, {"classification": Classification.SENSITIVE}),
        (risk, {"handling": "Burn it"}),
        (finding, {"published": OCTOBER, "audience": Audience.ONE}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            set_past_the_door(record, wrong)


def set_past_the_door(record, values) -> None:
    QuerySet(type(record)).filter(pk=record.pk).update(**values)


def test_it_is_recorded_and_two_at_once_are_told(signed_in):
    risk = a_risk(SECRET)
    page = f"{risk.get_absolute_url()}marking/"
    client = signed_in("secretary")
    sent = {
        "version": risk.version,
        "classification": "official-sensitive",
        "handling": "Burn it",
        "audience": "named",
        "named": [body_named("fenland-csp").pk],
    }
    assert client.post(page, sent).status_code == 302
    told = list(Entry.objects.filter(what="Marked, and said who may read it"))
    assert any("handling" in str(one.fields) for one in told)
    again = client.post(page, {**sent, "handling": "Eat it"})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("marking", "audience", "named", "why"),
    [
        (Marking(Classification.SENSITIVE), Audience.PARTNERSHIP, (), "Say how"),
        (Marking(handling="Burn it"), Audience.PARTNERSHIP, (), "Only what is OFFICIAL-SENSITIVE"),
        (Marking(), Audience.NAMED, (), "Name the bodies"),
        (Marking(), Audience.ONE, ("fenland-csp", "dasv"), "Name the one body"),
        (Marking(), Audience.PARTNERSHIP, ("fenland-csp",), "named only where"),
    ],
)
def test_what_does_not_fit_is_refused(marking, audience, named, why):
    risk = a_risk(SECRET)
    with pytest.raises(Refused, match=why):
        mark(
            by=SECRETARY,
            record=risk,
            marking=marking,
            audience=audience,
            named=[body_named(one) for one in named],
        )
