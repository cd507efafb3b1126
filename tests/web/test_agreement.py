"""Signing the agreement: each body for itself, once, with the post and the day together."""

import pytest

from frankpledge.planning.models import Signature
from tests.support.reading import error_beside, form_of, headings, links, table_rows, words

AGREEMENT = "/planning/agreements/community-safety-agreement-2017-20/"
OURS, ANOTHERS = f"{AGREEMENT}sign/5/", f"{AGREEMENT}sign/1/"


def slot(order=5):
    return Signature.objects.get(order=order)


@pytest.mark.row(14)
def test_the_agreement_says_what_to_know_about_it(demo, browse):
    """Its length against the rule, its parties, and its 23 lines for signatures."""
    page = browse.get(AGREEMENT)
    assert "0 of 23 signatures given" in words(page)
    assert "SI 2007/1830 reg 9 asks for an agreement each year" in words(page)
    assert {"What to know about it", "Parties", "Signatures"} <= set(headings(page))
    assert sum(row[-1] == "Not signed" for row in table_rows(page)) == 23


@pytest.mark.row(15)
def test_a_body_signs_for_itself(demo, signed_in):
    """The council's chief executive signs: post and day are recorded together, and shown."""
    client = signed_in("member")
    assert links(client.get(AGREEMENT))["Sign the agreement"] == OURS
    form = form_of(client.get(OURS))
    assert form["post"] == "Chief executive, Huntingdonshire District Council"
    page = client.post(OURS, {"post": "Chief executive", "sure": "on"}, follow=True)
    assert "Signed for Huntingdonshire District Council." in words(page)
    assert "1 of 23 signatures given" in words(page)
    signed = {row[0]: row[-1] for row in table_rows(page)}
    assert signed["Huntingdonshire District Council"] == "1 October 2018, Chief executive"
    assert "Sign the agreement" not in links(page)


@pytest.mark.row(15)
@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"post": "Chief executive"}, "sure", "Tick “I sign this agreement"),
        ({"sure": "on"}, "post", "Enter your post"),
        ({"sure": "on", "post": "   "}, "post", "Enter your post"),
    ],
)
def test_neither_half_of_a_signature_counts(demo, signed_in, typed, field, says):
    """Without the post, or without being sure, nothing is signed and the page says why."""
    page = signed_in("member").post(OURS, typed)
    assert page.status_code == 200
    assert says in error_beside(page, field)
    assert (slot().signed, slot().signed_by) == (None, "")


@pytest.mark.row(15)
@pytest.mark.parametrize("account", ["secretary", "chair", "csp-manager", "member", "scrutiny"])
def test_nobody_signs_for_another_body(demo, signed_in, account):
    """Not even the board's secretary: the line is not there for them."""
    sent = {"post": "Chief executive", "sure": "on"}
    assert signed_in(account).post(ANOTHERS, sent).status_code == 404
    assert slot(order=1).signed is None


@pytest.mark.row(15)
def test_a_signature_is_given_once(demo, signed_in, on_day):
    """A second press does not change the first day or post, and says so."""
    client = signed_in("member")
    client.post(OURS, {"post": "Chief executive", "sure": "on"})
    on_day("2018-10-12")
    page = client.post(OURS, {"post": "Leader", "sure": "on"})
    assert "Already signed on 1 October 2018 by Chief executive." in words(page)
    assert slot().signed_by == "Chief executive"


@pytest.mark.row(10)
def test_the_priorities_show_who_leads_on_each(demo, browse):
    """Nine priorities; road safety is led by the board and delivered by its group."""
    page = browse.get("/planning/")
    assert "9 priorities for 2018/19" in words(page)
    rows = {row[0]: row[1:] for row in table_rows(page)}
    assert "Road Safety Partnership" in rows["Road safety"][1]
    assert "Shared" in rows["Domestic abuse and sexual violence"][0]


@pytest.mark.row(2, 14)
def test_the_page_says_who_must_be_in_a_county_agreement(demo, browse):
    """Peterborough takes part by choice; the five districts must."""
    rows = {row[0]: row[1:] for row in table_rows(browse.get("/planning/"))}
    assert rows["Peterborough"][1] == "Voluntarily"
    assert rows["Fenland"][1] == "As the law requires"
