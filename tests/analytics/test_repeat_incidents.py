"""Repeat victimisation by hand, and against counting every pair."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.analytics.months import Month
from frankpledge.analytics.repeat_incidents import Incident, repeats, rolling_repeats

pytestmark = pytest.mark.once("pure: no database")
YEAR = (date(2024, 1, 1), date(2024, 12, 31))
days = st.integers(0, 500).map(lambda n: date(2023, 11, 1) + timedelta(n))
incidents = st.lists(
    st.builds(Incident, days, st.sampled_from([None, "", "a", "b", "c", 7])), max_size=30
)


def test_repeats_by_hand() -> None:
    """Three at one address, one each at two others, one of no known address, one too early."""
    known = [(1, "a"), (2, "a"), (9, "a"), (3, "b"), (4, "c"), (5, None)]
    told = [Incident(date(2024, month, 5), who) for month, who in known]
    found = repeats([*told, Incident(date(2023, 12, 31), "b")], *YEAR)
    assert (found.incidents, found.unknown, found.identifiers, found.repeated) == (5, 1, 3, 1)
    assert (found.at_repeated.part, found.at_repeated.whole, found.repeat_incidents) == (3, 5, 2)
    assert found.words == (
        "1 January 2024 to 31 December 2024: 60% of incidents, 3 of 5, were at 1 address with "
        "more than one. Left out: 1 incident without a known address."
    )


def test_another_noun_and_nothing_known() -> None:
    victims = [Incident(date(2024, 1, 5), who) for who in ("a", "a", "b", "b")]
    assert "were at 2 victims with more than one" in repeats(victims, *YEAR, noun="victim").words
    assert repeats([], *YEAR).words.endswith("no incident with a known address.")
    assert repeats([], *YEAR).at_repeated.value is None


@settings(deadline=None)
@given(incidents)
def test_repeats_by_looking_at_every_pair(told) -> None:
    found = repeats(told, *YEAR)
    inside = [each for each in told if YEAR[0] <= each.day <= YEAR[1] and each.identifier]
    again = [
        one
        for n, one in enumerate(inside)
        if any(one.identifier == other.identifier for m, other in enumerate(inside) if m != n)
    ]
    assert found.at_repeated.part == len(again)
    assert found.incidents == len(inside)
    assert found.repeat_incidents == len(inside) - len({each.identifier for each in inside})
    assert found.repeated == len({each.identifier for each in again})


def test_twelve_months_that_roll() -> None:
    """Two incidents ten months apart are repeats in the windows that hold both."""
    told = [Incident(date(2023, 2, 28), "a"), Incident(date(2023, 12, 1), "a")]
    found = rolling_repeats(told, Month(2023, 1), Month(2024, 2))
    assert [each and each.repeated for each in found.values()] == [*[None] * 11, 1, 1, 0]
    window = found[Month(2024, 2)]
    assert window is not None
    assert (window.first, window.last) == (date(2023, 3, 1), date(2024, 2, 29))


def test_a_period_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match=r"ends \(2024-01-01\) before it starts"):
        repeats([], YEAR[1], YEAR[0])
