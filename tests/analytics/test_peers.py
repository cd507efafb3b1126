"""An area among most similar areas: places, ties, quartiles, chance and the family's own spread."""

from __future__ import annotations

from statistics import quantiles

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from frankpledge.analytics.peers import AreaCount, compare_with_peers

pytestmark = pytest.mark.once("pure: no database")
areas = st.builds(AreaCount, st.just("area"), st.integers(0, 500), st.integers(1, 10**5))


def family(*counts: int, people: int = 25_000) -> list[AreaCount]:
    return [AreaCount(f"area {n}", count, people) for n, count in enumerate(counts)]


SEVEN = family(180, 190, 200, 210, 205, 199, 260)


def test_higher_than_six_of_seven() -> None:
    """7.2 to 10.4 per 1,000 in the family, their median 8; ours 9.2."""
    found = compare_with_peers(AreaCount("ours", 230, 25_000), SEVEN)
    assert (found.rank, found.above, found.same, found.below) == (2, 6, 0, 1)
    assert found.median == pytest.approx(8)
    assert found.words.startswith(
        "Higher than 6 of 7 most similar areas: 9.2 per 1,000, where their median is 8. "
    )
    assert found.words.endswith("this says where to ask, not why.")


def test_ties_are_said() -> None:
    found = compare_with_peers(AreaCount("ours", 400, 50_000), SEVEN)
    assert (found.rank, found.above, found.same, found.below) == (4, 3, 1, 3)
    assert found.words.startswith("Higher than 3 of 7 most similar areas and the same as 1: 8 per")
    low = compare_with_peers(AreaCount("ours", 180, 25_000), SEVEN)
    assert low.words.startswith("Lower than 6 of 7 most similar areas and the same as 1: 7.2 per")
    alike = compare_with_peers(AreaCount("ours", 5, 25_000), family(5, 5, 5))
    assert alike.words.startswith("The same as all 3 most similar areas: 0.2 per 1,000.")


def test_more_than_chance_but_no_more_than_the_family_differs() -> None:
    """A large area with a small difference: chance is excluded, the family's spread is not."""
    wide = family(5_000, 7_000, 9_000, 11_000, 13_000, people=1_000_000)
    found = compare_with_peers(AreaCount("ours", 10_000, 1_000_000), wide)
    assert (found.beyond_chance, found.beyond_spread) == (True, False)
    assert "no more than its areas differ among themselves" in found.words


def test_apart_from_the_family_by_both() -> None:
    found = compare_with_peers(AreaCount("ours", 420, 25_000), SEVEN)
    assert (found.beyond_chance, found.beyond_spread) == (True, True)
    assert "and more than these areas differ among themselves" in found.words


def test_within_what_chance_gives() -> None:
    found = compare_with_peers(AreaCount("ours", 215, 25_000), SEVEN)
    assert found.beyond_chance is False
    assert "Chance alone could account for the difference" in found.words


def test_the_usual_range_is_the_exact_tests() -> None:
    """Family of 1,444 in 175,000: which counts of ours in 25,000 do not differ at 1 in 20."""
    found = compare_with_peers(AreaCount("ours", 215, 25_000), SEVEN)

    def usual(count: int) -> bool:
        tails = (
            stats.binomtest(count, count + 1_444, 1 / 8, way).pvalue for way in ("less", "greater")
        )
        return bool(2 * min(tails) >= 0.05)

    counts = [count for count in range(100, 320) if usual(count)]
    assert found.usual == pytest.approx((counts[0] / 25, counts[-1] / 25))


@settings(deadline=None)
@given(areas, st.lists(areas, min_size=3, max_size=9))
def test_places_and_quartiles_by_the_standard_library(ours, others) -> None:
    named = [AreaCount(f"area {n}", a.count, a.people) for n, a in enumerate(others)]
    found = compare_with_peers(AreaCount("ours", ours.count, ours.people), named)
    assert found.above + found.same + found.below == len(named)
    assert found.rank == 1 + found.below
    rates = [a.count / a.people * 1000 for a in named]
    assert found.quartiles is not None
    low, middle, high = quantiles(rates, n=4, method="inclusive")
    assert (found.quartiles[0], found.median, found.quartiles[1]) == pytest.approx(
        (low, middle, high)
    )
    assert found.usual is not None
    inside = found.usual.low - 1e-9 <= found.ours <= found.usual.high + 1e-9
    assert inside != found.beyond_chance


def test_a_family_of_two_is_refused() -> None:
    found = compare_with_peers(AreaCount("ours", 5, 1_000), family(4, 6))
    assert (found.rank, found.median, found.usual, found.beyond_chance) == (None,) * 4
    assert found.words == "Not compared: there are 2 similar areas, and 3 are needed."


@pytest.mark.parametrize(
    ("ours", "words"),
    [
        (AreaCount("area 1", 5, 1_000), "area 1 is compared with itself"),
        (AreaCount("ours", -5, 1_000), "ours: a count from nought up"),
        (AreaCount("ours", 5, 0), "ours: a count from nought up and some people"),
    ],
)
def test_what_cannot_be_is_refused_in_words(ours, words) -> None:
    with pytest.raises(ValueError, match=words):
        compare_with_peers(ours, SEVEN)
