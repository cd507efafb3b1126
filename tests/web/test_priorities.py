"""A priority's page: its evidence, its stage, and what its board's secretary does with it."""

import pytest

from frankpledge.planning.models import Priority, PriorityBasis
from tests.findings.support import crime_rows, half_a_year, kept, loaded
from tests.support.basis import assessed, basis_rows, changed, priority
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
from tests.support.taking import decided

pytestmark = pytest.mark.usefixtures("demo")
PAGE = "/planning/priorities/county-board/2018-19/road-safety/"


@pytest.fixture
def finding():
    loaded(crime_rows(half_a_year(10, 12, 9, 14, 11, 13)))
    return kept(agreed=True)


def name(client, finding, why="Deaths are where people live."):
    return client.post(
        f"{PAGE}basis/", {"evidence": f"finding-{finding.pk}", "why": why}, follow=True
    )


@pytest.mark.row(43)
def test_everybody_reads_a_priority_in_the_same_order(browse):
    page = browse.get("/planning/")
    assert links(page)["Road safety"] == PAGE
    page = browse.get(PAGE)
    assert title(page) == "Road safety"
    assert "Understand" in of_class(page, "fp-tag")
    assert headings(page) == [
        "Road safety",
        "Where it is in the cycle",
        "What it rests on",
        "What this hangs together with",
        "Comes from",
        "Leads to",
        "History",
    ]
    rows = {row[0]: row[1:] for row in table_rows(page)}
    assert rows["Understand It is here now"][-1] == "Missing"
    assert rows["Plan"][-1] == "In place"
    assert rows["Do"][-1] == "Not yet due"
    assert "Name what it rests on" not in links(page)


@pytest.mark.row(43)
def test_the_secretary_names_the_evidence_and_moves_it_on(signed_in, finding):
    client = signed_in("secretary")
    page = client.get(PAGE)
    assert "What it needs before Plan" in headings(page)
    assert "It rests on no evidence, so it cannot leave Understand." in words(page)
    refused = client.post(f"{PAGE}move/", {"why": "Now.", "version": priority().version})
    assert "It rests on no evidence, so it cannot leave Understand." in words(refused)
    assert priority().stage == "understand"

    page = name(client, finding)
    assert "What it rests on is named." in words(page)
    assert "Deaths are where people live." in words(page)
    assert "It can go on to Plan" in headings(page)
    sent = form_of(client.get(links(page)["Go on to Plan"])) | {"why": "The evidence is agreed."}
    page = client.post(f"{PAGE}move/", sent, follow=True)
    assert "It is in Plan now." in words(page)
    assert table_rows(page)[-1][:2] == ["Understand to Plan", "1 October 2018"]
    assert "The evidence is agreed." in table_rows(page)[-1][2]
    assert "Moved a priority on in the cycle" in words(page)
    chain = words(client.get(finding.get_absolute_url()))
    assert "Road safety, 2018/19" in chain


def test_a_move_is_not_made_twice_by_two_people(signed_in, finding):
    client = signed_in("secretary")
    name(client, finding)
    sent = form_of(client.get(f"{PAGE}move/")) | {"why": "Mine."}
    client.post(f"{PAGE}move/", sent | {"why": "Theirs."})
    page = client.post(f"{PAGE}move/", sent)
    assert page.status_code == 409
    assert "Mine." in words(page)
    assert priority().stage == "plan"


def test_what_a_form_needs_is_said_beside_it(signed_in, finding):
    client = signed_in("secretary")
    page = client.post(f"{PAGE}basis/", {"evidence": "finding-99", "why": ""})
    assert "one of the answers listed" in error_beside(page, "evidence")
    assert error_beside(page, "why")
    name(client, finding)
    assert error_beside(client.post(f"{PAGE}move/", {"version": priority().version}), "why")
    assert error_beside(client.post(f"{PAGE}review/", {"by_what": ""}), "by_what")
    assert error_beside(client.post(f"{PAGE}decision/", {"decision": ""}), "decision")


def test_with_nothing_to_name_the_page_says_what_to_do_first(signed_in):
    page = signed_in("secretary").get(f"{PAGE}basis/")
    assert "Keep a finding first." in words(page)


def test_a_date_of_review_and_a_decision(signed_in, on_day):
    on_day("2018-10-11")
    client = signed_in("secretary")
    sent = {"day_day": "17", "day_month": "1", "day_year": "2019", "by_what": "January’s update"}
    form = form_of(client.get(f"{PAGE}review/"))
    page = client.post(f"{PAGE}review/", form | sent, follow=True)
    assert "17 January 2019" in words(page)
    assert "January’s update" in words(page)
    assert form_of(client.get(f"{PAGE}review/"))["by_what"] == "January’s update"
    decision = decided("Road safety is a priority.")
    form = form_of(client.get(f"{PAGE}decision/"))
    page = client.post(f"{PAGE}decision/", form | {"decision": decision.pk}, follow=True)
    assert links(page)["Decision 1 of 11 October 2018"] == decision.get_absolute_url()
    assert "Road safety, 2018/19: set as a priority" in words(
        client.get(decision.get_absolute_url())
    )


def test_a_priority_in_do_is_asked_for_its_date_of_review(signed_in):
    changed(priority(), stage="do")
    page = signed_in("secretary").get(PAGE)
    assert links(page)["Give its date of review"] == f"{PAGE}review/"
    assert "Nothing that it rests on stands any more" in words(page)
    changed(priority(), stage="review")
    page = signed_in("secretary").get(PAGE)
    assert "Begin again from what the review showed" in links(page)


def test_a_priority_that_nobody_delivers_says_so_and_offers_no_button(signed_in, finding):
    client = signed_in("secretary")
    name(client, finding)
    Priority.objects.get(slug="road-safety").leads.all()._raw_delete("default")
    changed(priority(), stage="plan", delivery_group=None)
    page = client.get(PAGE)
    assert "Nobody delivers it, so it cannot leave Plan." in words(page)
    assert "Go on to Do" not in links(page)


def test_evidence_is_taken_away_unless_all_rests_on_it(signed_in, finding):
    client = signed_in("secretary")
    page = name(client, finding)
    drop = links(page)["Take it away"]
    changed(priority(), stage="plan")
    page = client.post(drop, follow=True)
    assert "It is in Plan, and nothing else that it rests on stands." in words(page)
    changed(priority(), stage="understand")
    assert "will no longer rest on it" in words(client.get(drop))
    page = client.post(drop, follow=True)
    assert "It no longer rests on it." in words(page)
    assert not PriorityBasis.objects.exists()


def test_the_public_is_told_of_no_evidence_that_it_may_not_see(browse, signed_in, finding):
    name(signed_in("secretary"), finding)
    browse.logout()
    page = browse.get(PAGE)
    assert "It rests on evidence that you may not see yet." in words(page)
    assert "Burglary in Fenland rose" not in words(page)
    assert "Finding 1" not in words(page)
    changed(finding, published=finding.kept)
    assert "Finding 1: Burglary in Fenland rose" in links(browse.get(PAGE))


@pytest.mark.row(7)
def test_the_public_learns_of_an_assessment_once_it_is_made(browse, signed_in):
    assessed("fenland-csp", "draft")
    assessed("cambridge-csp", "approved")
    assessed("huntingdonshire-csp", "published")
    here = "/planning/agreements/community-safety-agreement-2017-20/"
    rows = basis_rows(browse.get(here))
    assert rows["Fenland Community Safety Partnership"][1:] == ["– none made", "Missing"]
    assert rows["Cambridge City Community Safety Partnership"][1:] == [
        "– made, and not published yet",
        "Approved",
    ]
    assert rows["Huntingdonshire Community Safety Partnership"][2] == "Published"
    rows = basis_rows(signed_in("csp-manager").get(here))
    assert rows["Fenland Community Safety Partnership"][2] == "Draft"


@pytest.mark.row(7)
def test_the_page_for_adopting_says_beforehand_what_is_missing(signed_in):
    page = signed_in("secretary").get("/planning/boards/county-board/adopt/")
    assert "Basis incomplete: 0 of 5 districts." in words(page)


@pytest.mark.parametrize("account", ["chair", "csp-manager", "member", "scrutiny", "analyst"])
def test_nobody_else_moves_a_priority(signed_in, finding, account):
    assert signed_in(account).post(f"{PAGE}move/", {"why": "Now."}).status_code == 403
    expected = 200 if account == "analyst" else 403
    assert signed_in(account).get(f"{PAGE}basis/").status_code == expected
