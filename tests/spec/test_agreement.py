"""County priorities with the boards that lead, and the agreement with its signatures."""

from collections import Counter
from datetime import date

import pytest

from frankpledge.actions.owed import owed
from frankpledge.partnership.queries.register import body_named
from frankpledge.planning.models import Agreement, Signature
from frankpledge.planning.operations import sign
from frankpledge.planning.queries import agreement_page, priorities
from frankpledge.shared.verdict import Refused
from tests.support.county import OCTOBER, SECRETARY, board, pack, section, text_in


def agreement():
    return Agreement.objects.get(slug="community-safety-agreement-2017-20")


@pytest.mark.row(10)
def test_nine_priorities_and_who_leads(demo_county):
    """Of 9 priorities the board leads 5 alone and 2 with other boards; others lead 2."""
    found = priorities(board(), OCTOBER)
    assert len(found.lines) == 9
    assert len(found.led_alone) == 5
    assert {line.priority.slug for line in found.led_with_others} == {
        "domestic-abuse-and-sexual-violence",
        "drug-and-alcohol-misuse",
    }
    assert {line.priority.slug for line in found.led_elsewhere} == {
        "child-criminal-exploitation",
        "mental-health",
    }


@pytest.mark.row(10)
def test_each_priority_has_its_delivery_group(demo_county):
    """The nine priorities are delivered by the nine delivery groups, one each."""
    groups = {line.group for line in priorities(board(), OCTOBER).lines}
    assert None not in groups
    assert len(groups) == 9


@pytest.mark.row(14)
def test_the_review_is_due_a_year_after_the_last(demo_county):
    """Reviewed on 30 April 2018: due again on 30 April 2019, and late the day after."""
    assert agreement().review_due == date(2019, 4, 30)
    due = "Its review was due on 30 April 2019."
    assert due not in agreement_page(agreement(), date(2019, 4, 30)).alerts
    assert due in agreement_page(agreement(), date(2019, 5, 1)).alerts
    owes = {one.what: one.due for one in owed([board()], OCTOBER)}
    assert owes["Review the Community safety agreement 2017 to 2020"] == date(2019, 4, 30)


@pytest.mark.row(14)
def test_two_alerts_on_the_agreements_years(demo_county):
    """Three years where the regulation asks for each year; then a year with no agreement."""
    alerts = agreement_page(agreement(), OCTOBER).alerts
    assert any("1 April 2017 to 31 March 2020" in one and "each year" in one for one in alerts)
    assert any("leaves 2020/21 without an agreement" in one for one in alerts)
    assert "It ended on 31 March 2020." in agreement_page(agreement(), date(2020, 4, 1)).alerts


@pytest.mark.row(15)
def test_23_signatures_and_none_given(demo_county):
    """12 authorities, 6 chairs of partnerships, 5 chairs of boards; 0 of 23 signed."""
    page = agreement_page(agreement(), OCTOBER)
    roles = Counter(line.signature.role for line in page.signatures)
    assert roles == {"responsible-authority": 12, "csp-chair": 6, "board-chair": 5}
    assert (len(page.signatures), page.signed) == (23, 0)
    bound = section(pack(), "community-safety-agreement-2017-20")
    assert ("Signed", "0 of 23 signatures given") in bound.facts


@pytest.mark.row(15)
def test_signing_fills_one_slot_once(demo_county):
    """A signature names a post and a day; the pack shows it; it cannot be given twice."""
    slot = Signature.objects.get(body__slug="fire-and-rescue")
    with pytest.raises(Refused, match="which post"):
        sign(by=SECRETARY, signature=slot, post=" ", on=OCTOBER)
    sign(by=SECRETARY, signature=slot, post="Chief fire officer", on=OCTOBER)
    with pytest.raises(Refused, match="Already signed on 11 October 2018 by Chief fire officer"):
        sign(by=SECRETARY, signature=slot, post="Deputy", on=OCTOBER)
    assert agreement_page(agreement(), OCTOBER).signed == 1
    assert "Chief fire officer" in text_in(section(pack(), "signatures"))


@pytest.mark.row(15)
def test_a_body_owes_its_signature_until_it_signs(demo_county):
    """What a body owes lists its signature, and no longer once it is given."""
    body = body_named("fire-and-rescue")
    wanted = "Sign the Community safety agreement 2017 to 2020"
    assert wanted in {one.what for one in owed([body], OCTOBER)}
    slot = Signature.objects.get(body=body)
    sign(by=SECRETARY, signature=slot, post="Chief fire officer", on=OCTOBER)
    assert wanted not in {one.what for one in owed([body], OCTOBER)}


@pytest.mark.row(15)
def test_what_does_not_match_is_said(demo_county):
    """Seats and signatories differ in three ways, and the agreement's notes say each."""
    notes = " ".join(agreement_page(agreement(), OCTOBER).alerts)
    assert "one Joint Safeguarding Executive Board" in notes
    assert "is not a signatory" in notes
    purpose = body_named("youth-justice").purpose
    assert "Youth Offending Board" in purpose
