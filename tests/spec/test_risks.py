"""Risks of October 2018: what the groups raised, what is persistent, and when money ends."""

from datetime import date

import pytest

from frankpledge.areafile.operations import load
from frankpledge.meetings.operations import circulate
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.risks.models import Risk
from frankpledge.review.risks.operations import accept_risk, escalate
from frankpledge.review.risks.queries import line_of, open_risks, risk_counts
from frankpledge.review.risks.queries.registers import shelves
from tests.risks.support import GROUP
from tests.support.county import OCTOBER, SECRETARY, board, meeting

DAY = date(2018, 10, 1)
GROUPS = ("dasv", "offender", "youth-justice", "drugs-and-alcohol", "road-safety", "prevent")


def groups(on=DAY):
    keys = {slug: body_named(slug).pk for slug in GROUPS}
    found = risk_counts(keys.values(), on, date(2018, 7, 19))
    return {slug: found[pk] for slug, pk in keys.items()}


@pytest.mark.row(29)
def test_nine_risks_were_raised_for_the_board(demo_county):
    """DASV two, offenders one, youth five, drugs one; Prevent none. The cameras are in a paper."""
    counts = {slug: one.open for slug, one in groups().items()}
    assert counts == {
        "dasv": 2,
        "offender": 1,
        "youth-justice": 5,
        "drugs-and-alcohol": 1,
        "road-safety": 1,
        "prevent": 0,
    }
    assert sum(counts.values()) - counts["road-safety"] == 9


@pytest.mark.row(29)
def test_the_housing_of_offenders_is_persistent_and_not_new(demo_county):
    """Raised in April and July 2018, so carried since April by 1 October; the others are new."""
    (line,) = open_risks(body_named("offender"), DAY)
    assert (line.persistent, line.carried) == (True, "carried since April 2018")
    counts = groups()
    assert {slug for slug, one in counts.items() if one.persistent} == {"offender"}
    assert (counts["offender"].new, counts["youth-justice"].new) == (0, 5)


@pytest.mark.row(29)
def test_by_octobers_meeting_it_has_been_raised_at_three(demo_county):
    (line,) = open_risks(body_named("offender"), OCTOBER)
    assert len(line.run) == 3
    # In October youth justice told the board of its five for the first time.
    assert not any(one.persistent for one in open_risks(body_named("youth-justice"), OCTOBER))


@pytest.mark.row(29)
def test_the_outreach_workers_funding_has_its_date(demo_county):
    """Eight outreach workers are paid for until March 2019, the Bobby scheme until late 2018."""
    ends = {
        one.number: one.cliff
        for one in open_risks(body_named("dasv"), DAY)
        if one.cliff and one.cliff.flagged
    }
    assert [(cliff.words, cliff.on) for _, cliff in sorted(ends.items())] == [
        ("March 2019", date(2019, 3, 31)),
        ("late 2018", date(2018, 12, 31)),
    ]


@pytest.mark.row(29)
def test_a_boards_risk_goes_on_a_members_own_corporate_register(demo_county):
    """Group register, then the board's, then a member's own, each with its reference."""
    risk = Risk.objects.get(register__slug="offender", number=1)
    ours = accept_risk(by=SECRETARY, escalation=risk.escalations.get(), on=DAY)
    county = body_named("cambridgeshire-county-council")
    asking = escalate(by=SECRETARY, risk=ours, to=county, on=DAY, why="You house them")
    theirs = accept_risk(by=GROUP, escalation=asking, on=DAY, ref="Corporate risk 12")
    assert [one.register.slug for one in (risk, ours, theirs)] == [
        "offender",
        "county-board",
        "cambridgeshire-county-council",
    ]
    assert theirs.ref == "Corporate risk 12"
    assert {line_of(one, DAY).score for one in (risk, ours, theirs)} == {16}


@pytest.mark.row(64)
def test_the_cameras_are_flagged_before_31_march_2019_with_owner_and_funding(demo_county):
    """Wet film ends with March 2019: flagged from six months before, owned, paid for."""
    (line,) = open_risks(body_named("road-safety"), DAY)
    assert line.flagged
    assert line.cliff
    assert line.cliff.on == date(2019, 3, 31)
    assert line.owner == "Road Safety Partnership"
    assert "casualty reduction and support fund" in line.risk.funding
    (before,) = open_risks(body_named("road-safety"), date(2018, 9, 20))
    assert not before.flagged
    (after,) = open_risks(body_named("road-safety"), date(2019, 4, 1))
    assert after.cliff
    assert after.cliff.state == "Ended"


@pytest.mark.row(64)
def test_cliffs_stand_by_date(demo_county, viewer):
    """The Bobby scheme first, then the outreach workers and the cameras.

    A member sees those that October's updates raised once its papers are out.
    """

    def ends(username):
        found = shelves(viewer(username, "2018-10-01"), DAY).cliffs
        return [one.cliff.words for one in found if one.cliff]

    assert ends("secretary") == ["late 2018", "March 2019", "March 2019"]
    assert ends("member") == ["March 2019"]
    circulate(by=SECRETARY, meeting=meeting(), on=DAY)
    assert ends("member") == ["late 2018", "March 2019", "March 2019"]


@pytest.mark.row(31)
def test_two_risks_of_the_same_grants_share_a_cause(demo_county):
    """Both of DASV's come from grants that end; the cameras, which are paid for, do not."""
    causes = {
        (one.register.slug, one.number): one.cause.slug if one.cause else ""
        for one in Risk.objects.select_related("register", "cause")
    }
    assert causes["dasv", 1] == causes["dasv", 2] == "grants-end-in-2018-19"
    assert causes["offender", 1] == "housing-for-offenders"
    assert causes["road-safety", 1] == ""


def test_loading_the_demonstrations_risks_again_after_work_leaves_the_work(demo_county):
    risk = Risk.objects.get(register__slug="offender", number=1)
    accept_risk(by=SECRETARY, escalation=risk.escalations.get(), on=DAY)
    assert board().risks.count() == 1
    from django.conf import settings

    sync = load(settings.DEMONSTRATION_AREA)
    assert board().risks.count() == 1
    assert risk.escalations.get().state == "accepted"
    assert any("put to" in one for one in sync.left)
