"""Successions, seats and cadence."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.partnership.models import Succession
from frankpledge.partnership.rules import (
    COMBINATION_AGREEMENTS_SINCE,
    SIDES,
    SeatRule,
    cadence,
    may_hold,
    may_succeed,
)

DAY = date(2018, 10, 11)
# Kind → (before, after) → whether there can be such a succession; written out by hand.
NUMBERS = {
    "merge": {(1, 1): False, (2, 1): True, (5, 1): True, (2, 0): False, (2, 2): False},
    "split": {(1, 1): False, (1, 2): True, (1, 5): True, (2, 2): False, (1, 0): False},
    "replace": {(1, 1): True, (2, 1): True, (1, 3): True, (1, 0): False, (0, 1): False},
    "abolish": {(1, 0): True, (3, 0): True, (1, 1): False, (0, 0): False},
}


def test_every_kind_has_its_sides():
    assert SIDES.keys() == Succession.KINDS.keys() == NUMBERS.keys()


@pytest.mark.parametrize(
    ("kind", "before", "after", "possible"),
    [(kind, *sides, can) for kind, table in NUMBERS.items() for sides, can in table.items()],
)
def test_how_many_bodies_a_succession_has(kind, before, after, possible):
    found = may_succeed(kind, "legislation", DAY, before, after, partnerships=False)
    assert bool(found) is possible
    if not possible:
        assert f"“{kind}”" in found.reason


@pytest.mark.parametrize("instrument", list(Succession.INSTRUMENTS))
@pytest.mark.parametrize("days", [-1, 0, 1])
@pytest.mark.parametrize("partnerships", [True, False])
def test_by_what_partnerships_merge(instrument, days, partnerships):
    """The order ends the day before combination agreements begin; other bodies are untouched."""
    on = COMBINATION_AGREEMENTS_SINCE + timedelta(days=days)
    found = may_succeed("merge", instrument, on, 2, 1, partnerships=partnerships)
    wrong = {"ministerial-order": days >= 0, "combination-agreement": days < 0}
    assert bool(found) is not (partnerships and wrong.get(instrument, False))


def test_the_law_on_merging_is_for_merging():
    for kind, before, after in (("split", 1, 2), ("replace", 1, 1), ("abolish", 1, 0)):
        assert may_succeed(kind, "ministerial-order", DAY, before, after, partnerships=True)


SEAT = SeatRule("Fire", date(2017, 3, 28), date(2020, 3, 31), for_body="fire", for_role="")


@pytest.mark.parametrize(
    ("seat", "starts", "body", "roles", "says"),
    [
        (None, DAY, "fire", [], "provide no such seat"),
        (SEAT, date(2017, 3, 27), "fire", [], "exists from 28 March 2017"),
        (SEAT, None, "fire", [], "exists from 28 March 2017"),
        (SEAT, date(2017, 3, 28), "fire", [], ""),
        (SEAT, date(2020, 3, 31), "fire", [], ""),
        (SEAT, date(2020, 4, 1), "fire", [], "ended on 31 March 2020"),
        (SEAT, DAY, "police", [], "is for fire, not police"),
        (SeatRule("Chair", None, None), DAY, "anyone", [], ""),
        (SeatRule("Chair", None, None), None, "anyone", [], ""),
        (SeatRule("Chair", None, None, for_role="provider"), DAY, "one", ["government"], "role"),
        (SeatRule("Chair", None, None, for_role="provider"), DAY, "one", ["provider"], ""),
    ],
)
def test_who_may_hold_a_seat(seat, starts, body, roles, says):
    found = may_hold(seat, starts, body, roles, board="the board")
    assert bool(found) is (not says)
    assert says in found.reason


def test_the_demonstrations_gaps_are_quarterly():
    gaps = cadence([date(2018, 7, 19), date(2018, 10, 11), date(2019, 1, 17)], 4, 21)
    assert [(gap.days, gap.usual, gap.warning) for gap in gaps] == [(84, 91, ""), (98, 91, "")]


@pytest.mark.parametrize(("days", "warned"), [(1, False), (91, False), (112, False), (113, True)])
def test_a_long_gap_is_warned_of_and_an_extra_meeting_never(days, warned):
    (gap,) = cadence([DAY, DAY + timedelta(days=days)], 4, 21)
    assert bool(gap.warning) is warned


@given(st.lists(st.dates(), max_size=12, unique=True), st.integers(1, 12), st.integers(0, 60))
def test_one_gap_between_each_two_meetings(days, a_year, tolerance):
    days.sort()
    gaps = cadence(days, a_year, tolerance)
    assert [(gap.after, gap.before) for gap in gaps] == list(pairwise(days))
    assert all(bool(gap.warning) is (gap.days > 365 // a_year + tolerance) for gap in gaps)
