"""Which paper and which update each kind of person may read, as one table."""

from datetime import date

import pytest

from frankpledge.meetings.models import PAPER_STATES, Paper
from frankpledge.meetings.operations import circulate, publish
from frankpledge.meetings.permissions import can_read_members_pack, can_run, can_write
from frankpledge.partnership.models import PostHolding
from frankpledge.partnership.people import PUBLIC, Viewer
from frankpledge.review.models import QuarterlyUpdate
from frankpledge.shared.door import operation
from tests.support.county import SECRETARY, meeting, paper

pytestmark = pytest.mark.usefixtures("demo")
PEOPLE = ["public", "secretary", "chair", "csp-manager", "member", "scrutiny"]
# Before the meeting's papers have been circulated: a withheld one has not gone to members either.
OUT = {"circulated", "published"}
# Who → the states in which they read the road safety partnership's paper. The chair is its author;
# the manager and the member get the board's papers through the bodies they act for.
READS = {
    "public": {"published"},
    "secretary": set(PAPER_STATES),
    "chair": set(PAPER_STATES),
    "csp-manager": OUT,
    "member": OUT,
    "scrutiny": {"published"},
}


@pytest.fixture
def look(viewer):
    return lambda who: PUBLIC if who == "public" else viewer(who)


@operation("Set the state for a test")
def put(*, by, state):
    one = paper("road-safety-partnership")
    one.state, one.withheld_until_decision = state, "until agreed"
    one.save()


@pytest.mark.parametrize("state", PAPER_STATES)
@pytest.mark.parametrize("who", PEOPLE)
def test_who_reads_a_paper(look, who, state):
    put(by=SECRETARY, state=state)
    seen = Paper.objects.visible_to(look(who)).filter(slug="road-safety-partnership")
    assert seen.exists() is (state in READS[who])
    assert seen.count() <= 1


@pytest.mark.parametrize("who", PEOPLE)
def test_members_read_a_withheld_paper_once_it_is_circulated(look, who):
    put(by=SECRETARY, state="withheld")
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    seen = Paper.objects.visible_to(look(who)).filter(slug="road-safety-partnership")
    assert seen.exists() is (who not in {"public", "scrutiny"})


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_write_it(look, who):
    writers = {"secretary": {"to-follow", "draft", "received"}, "chair": {"to-follow", "draft"}}
    for state in PAPER_STATES:
        put(by=SECRETARY, state=state)
        found = can_write(look(who), paper("road-safety-partnership"))
        assert bool(found) is (state in writers.get(who, set())), state


@pytest.mark.parametrize("who", PEOPLE)
def test_who_runs_the_meeting_and_gets_the_members_pack(look, who):
    on_the_board = {"secretary", "chair", "csp-manager", "member"}
    assert bool(can_run(look(who), meeting())) is (who == "secretary")
    assert bool(can_read_members_pack(look(who), meeting())) is (who == "secretary")
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    assert bool(can_read_members_pack(look(who), meeting())) is (who in on_the_board)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_reads_the_updates_when(look, who):
    def count():
        return QuarterlyUpdate.objects.visible_to(look(who)).count()

    every, on_the_board = 7, {"chair", "csp-manager", "member"}
    assert count() == (every if who == "secretary" else 0)
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    assert count() == (every if who in {*on_the_board, "secretary"} else 0)
    publish(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 12))
    assert count() == every


def test_a_group_reads_its_own_update_from_the_start(look):
    update = QuarterlyUpdate.objects.get(group__slug="prevent")
    author = Viewer(bodies=frozenset({update.group_id}), account=look("chair").account)
    assert list(QuarterlyUpdate.objects.visible_to(author)) == [update]


def test_a_post_that_has_ended_gives_nothing(viewer):
    @operation("Ended a post")
    def end(*, by):
        for holding in PostHolding.objects.filter(account__username="secretary"):
            holding.ends = date(2018, 9, 30)
            holding.save()

    assert viewer("secretary").secretary_of
    end(by=SECRETARY)
    assert not viewer("secretary").secretary_of
    assert not viewer("secretary").boards
    assert viewer("secretary", "2018-09-30").secretary_of
    assert not can_run(viewer("secretary"), meeting())


def test_a_seat_that_has_ended_gives_no_papers(viewer):
    """The member's board papers end with the membership of the body they act for."""
    from frankpledge.partnership.models import Membership
    from frankpledge.partnership.operations import end_membership

    put(by=SECRETARY, state="circulated")
    member = Membership.objects.get(represents__slug="huntingdonshire-council")
    assert Paper.objects.visible_to(viewer("member")).exists()
    end_membership(by=SECRETARY, membership=member, ends=date(2018, 9, 30), decision="Left")
    assert not Paper.objects.visible_to(viewer("member")).exists()
