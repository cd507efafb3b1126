"""Appointing, ending and amending: what is refused, and that nothing changes then."""

from datetime import date

import pytest

from frankpledge.history.models import Entry
from frankpledge.partnership.models import Membership, TermsOfReference
from frankpledge.partnership.operations import add_seat, amend_terms, appoint_member, end_membership
from frankpledge.partnership.queries.register import body_named, secretariat
from frankpledge.shared.verdict import Refused
from tests.support.county import OCTOBER, SECRETARY, board, terms

pytestmark = pytest.mark.usefixtures("demo_county")


def appoint(seat="fire-and-rescue", body="fire-and-rescue", starts=OCTOBER):
    return appoint_member(
        by=SECRETARY,
        board=board(),
        seat=seat,
        represents=body_named(body),
        post="Deputy",
        starts=starts,
        decision="Agreed",
    )


def amend(slug="2018", adopted=OCTOBER, body=None):
    return amend_terms(
        by=SECRETARY, board=body or board(), slug=slug, adopted=adopted, decision="Agreed"
    )


def test_a_seat_that_is_held_is_not_given_twice():
    before = Entry.objects.count()
    with pytest.raises(Refused, match="is held by Chief fire officer"):
        appoint()
    assert Entry.objects.count() == before


def test_a_seat_passes_on_when_a_membership_ends():
    member = Membership.objects.get(seat__slug="fire-and-rescue")
    end_membership(by=SECRETARY, membership=member, ends=date(2018, 10, 10), decision="")
    found = appoint()
    assert (found.post, found.starts) == ("Deputy", OCTOBER)
    assert (
        Membership.objects.on(date(2018, 10, 10)).get(seat=found.seat).post == "Chief fire officer"
    )


def test_a_membership_does_not_end_before_it_starts():
    member = Membership.objects.get(seat__slug="fire-and-rescue")
    with pytest.raises(Refused, match="before the first"):
        end_membership(by=SECRETARY, membership=member, ends=date(2017, 3, 27), decision="")
    end_membership(by=SECRETARY, membership=member, ends=date(2017, 3, 28), decision="")


@pytest.mark.parametrize(
    ("seat", "body", "says"),
    [
        ("no-such-seat", "fire-and-rescue", "provide no such seat"),
        ("constabulary", "fire-and-rescue", "is for constabulary, not fire-and-rescue"),
        ("chair", "fire-and-rescue", "role local-policing-body"),
    ],
)
def test_a_seat_has_its_own_holder(seat, body, says):
    with pytest.raises(Refused, match=says):
        appoint(seat, body)


def test_an_amendment_carries_everything_else_over():
    old = terms()
    new = amend()
    for name in ("receipt", "circulation", "substitutes", "review_months", "meetings_a_year"):
        assert getattr(new, name) == getattr(old, name)
    assert terms(date(2018, 10, 10)).pk == old.pk
    assert terms().pk == new.pk
    assert TermsOfReference.objects.get(pk=old.pk).ends == date(2018, 10, 10)


@pytest.mark.parametrize(
    ("slug", "adopted", "says"),
    [
        ("2017", OCTOBER, "a version “2017” already"),
        ("2018", date(2017, 3, 28), "that day or later are on record"),
        ("2018", date(2017, 3, 27), "no terms of reference in force"),
    ],
)
def test_an_amendment_that_cannot_be(slug, adopted, says):
    before = Entry.objects.count()
    with pytest.raises(Refused, match=says):
        amend(slug, adopted)
    assert Entry.objects.count() == before


def test_a_body_without_terms_has_none_to_amend():
    with pytest.raises(Refused, match="has no terms of reference in force to amend"):
        amend(body=body_named("fenland-csp"))


def test_seats_outlive_the_version_that_brought_them_in():
    amend()
    member = Membership.objects.get(seat__slug="fire-and-rescue")
    end_membership(by=SECRETARY, membership=member, ends=date(2018, 12, 31), decision="")
    assert appoint(starts=date(2019, 1, 1)).seat == member.seat


def test_a_new_seat_comes_last():
    seat = add_seat(by=SECRETARY, terms=amend(), slug="schools", title="Schools")
    assert seat.sort == max(one.sort for one in board().seats.all())
    assert (seat.starts, seat.for_role) == (OCTOBER, "")


def test_who_is_the_secretary():
    assert secretariat(board(), OCTOBER) == (
        "Board secretary, office of the Police and Crime Commissioner",
    )
