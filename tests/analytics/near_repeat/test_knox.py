"""The Knox test against every pair looked at one by one, against chance, and in its refusals."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.analytics.near_repeat import day_numbers, even_bands, knox, read_band
from frankpledge.analytics.near_repeat.pairs import close_pairs, pairs_by_days
from frankpledge.analytics.near_repeat.permuting import Tally, corrected_chances
from tests.analytics.near_repeat import slow_knox as slow

METRES = even_bands(200, 2, nought_apart=True)
WEEKS = even_bands(7, 2, nought_apart=False)


def run(x, y, days, *, distances=METRES, day_bands=WEEKS, seed=7, **more):
    generator = np.random.default_rng(seed)
    return knox(x, y, days, distances=distances, day_bands=day_bands, generator=generator, **more)


# A grid of 100 m and few days: many ties, and many pairs exactly at the edge of a band.
places = st.integers(0, 8).map(lambda step: step * 100.0)
events = st.lists(st.tuples(places, places, st.integers(0, 20)), min_size=20, max_size=40).filter(
    lambda rows: len({row[2] for row in rows}) > 1 and len({row[:2] for row in rows}) > 1
)


# The first call of all compiles, which is more than a deadline allows.
@settings(deadline=None)
@given(events, st.sampled_from(["manhattan", "euclidean"]), st.booleans())
def test_observed_and_expected_are_those_of_every_pair(rows, metric, upper_in) -> None:
    x, y, days = map(np.array, zip(*rows, strict=True))
    distances = even_bands(200, 3, nought_apart=True, upper_in=upper_in)
    day_bands = even_bands(2, 3, nought_apart=False, upper_in=upper_in)
    result = run(
        x, y, days, distances=distances, day_bands=day_bands, metric=metric, permutations=260
    )
    counts = slow.table(x, y, days, distances, day_bands, metric)
    assert [[cell.observed for cell in row] for row in result.table] == counts.tolist()
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    assert np.allclose([[cell.expected for cell in row] for row in result.table], expected)


@settings(deadline=None)
@given(st.integers(0, 2**32))
def test_anywhere_on_the_plane_the_tree_finds_every_close_pair(seed) -> None:
    generator = np.random.default_rng(seed)
    x, y = generator.uniform(400_000, 402_000, (2, 60))
    days = generator.integers(0, 60, 60)
    near = close_pairs(x, y, METRES, "euclidean")
    counts = Tally(near, METRES, WEEKS).of(days)
    assert counts.tolist() == slow.table(x, y, days, METRES, WEEKS, "euclidean")[:-1].tolist()
    by_days = slow.table(x, y, days, METRES, WEEKS, "euclidean").sum(axis=0)
    assert pairs_by_days(days, WEEKS).tolist() == by_days.tolist()


def test_the_mean_of_many_permutations_is_the_expected_count() -> None:
    generator = np.random.default_rng(3)
    x, y = generator.uniform(0, 2000, (2, 200))
    days = generator.integers(0, 90, 200)
    tables = Tally(close_pairs(x, y, METRES, "manhattan"), METRES, WEEKS).shuffled(
        days, 4000, generator
    )
    expected = [[cell.expected for cell in row[:-1]] for row in run(x, y, days).table[:-1]]
    error = tables.std(axis=0) / np.sqrt(4000)
    assert (abs(tables.mean(axis=0) - expected) <= 4 * error).all()


@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=25))
def test_corrected_p_values_follow_their_definition(tables) -> None:
    observed, simulated = np.array(tables[0]), np.array(tables[1:])
    assert corrected_chances(observed, simulated).tolist() == slow.corrected(observed, simulated)


def test_by_chance_alone_about_one_set_in_twenty_shows_anything() -> None:
    """300 sets with no pattern: without the correction about half of them show a cell."""
    generator = np.random.default_rng(20)
    any_corrected = any_plain = 0
    for _ in range(300):
        x, y = generator.uniform(0, 2500, (2, 120))
        days = generator.integers(0, 120, 120)
        tested = run(
            x,
            y,
            days,
            distances=even_bands(200, 4, nought_apart=True),
            day_bands=even_bands(7, 4, nought_apart=False),
            seed=generator.integers(2**32),
            permutations=400,
        ).tested
        any_corrected += any(cell.stands_out for cell in tested)
        any_plain += any(cell.p is not None and cell.p <= 0.05 for cell in tested)
    # 15 are due, give or take 3.8; 29 is three and a half times that above.
    assert 3 <= any_corrected <= 28
    assert any_plain > 100


def near_repeats(seed=5):
    """60 sources and, for each, another event within about 100 m and 3 days; 200 by themselves."""
    generator = np.random.default_rng(seed)
    x, y = generator.uniform(0, 10_000, (2, 260))
    days = generator.integers(0, 365, 260)
    more_x, more_y = x[:60] + generator.normal(0, 50, 60), y[:60] + generator.normal(0, 50, 60)
    more_days = days[:60] + generator.integers(1, 4, 60)
    return np.r_[x, more_x], np.r_[y, more_y], np.r_[days, more_days]


def test_a_pattern_put_there_is_found() -> None:
    result = run(*near_repeats(), noun="burglaries")
    cell = result.table[1][0]
    assert cell.stands_out
    assert cell.ratio is not None
    assert cell.ratio > 5
    assert "It is likely that near repeats occur" in result.words
    assert "up to 200 m away, not at the same place, within 7 days" in result.words
    assert "not why" in result.words
    assert result.repeats.words == "No two of the 320 burglaries are at exactly the same place."


def test_without_a_pattern_the_words_do_not_say_there_is_none() -> None:
    generator = np.random.default_rng(2)
    x, y = generator.uniform(0, 5000, (2, 100))
    result = run(x, y, generator.integers(0, 300, 100))
    assert "No sign of near repeats" in result.words
    assert "does not show that there is none" in result.words


def test_repeats_at_the_same_place_have_a_result_of_their_own() -> None:
    x, y, days = near_repeats()
    x[260:], y[260:] = x[:60], y[:60]
    result = run(x, y, days)
    places = result.repeats.places
    assert (places.places, places.repeated, places.events_at_repeated) == (260, 60, 120)
    assert result.repeats.cells == result.table[0]
    assert result.repeats.cells[0].observed == 60
    assert "More follow soon than chance would bring: at the same place" in result.repeats.words
    assert "It is likely that repeats at the same place occur" in result.words


def test_more_pairs_than_a_small_whole_number_holds_are_counted_right() -> None:
    """300 events at one spot on two days: 44,850 pairs in one cell and its neighbour."""
    x = np.r_[np.zeros(300), 9000.0]
    days = np.r_[np.zeros(299, int), 20, 0]
    table = run(x, x, days, permutations=120).table
    assert [cell.observed for cell in table[0]] == [299 * 298 // 2, 0, 299]


def test_the_same_seed_gives_the_same_result() -> None:
    assert run(*near_repeats(), seed=4) == run(*near_repeats(), seed=4)


def test_dates_by_month_are_refused_with_what_to_use_instead() -> None:
    with pytest.raises(ValueError, match="published by month, so the days between two crimes"):
        day_numbers([date(2024, 3, 5)], "month")
    firsts = [date(2024, month, 1) for month in (1, 2, 2, 5)]
    with pytest.raises(ValueError, match=r"All 4 dates are the first of a month.*STATS19"):
        day_numbers(firsts, "day")
    assert np.diff(day_numbers([date(2024, 2, 28), date(2024, 3, 1)], "day")) == [2]


TWENTY = list(range(20))


@pytest.mark.parametrize(
    ("figures", "more", "words"),
    [
        ((TWENTY[:5],) * 3, {}, "5 events are too few"),
        ((TWENTY, TWENTY, TWENTY[:5]), {}, "20 x, 20 y and 5 days"),
        ((TWENTY, TWENTY, [3] * 20), {}, "All events are of one day"),
        (([1.0] * 20, [2.0] * 20, TWENTY), {}, "All events are at one place"),
        ((TWENTY, TWENTY, [*TWENTY[:19], 2.5]), {}, "Number 20: the day 2.5 is not a whole day"),
        ((TWENTY, [*TWENTY[:3], float("nan"), *TWENTY[4:]], TWENTY), {}, "Number 4 of .* no y"),
        ((TWENTY, TWENTY, [*TWENTY[:19], 700_000]), {}, "The days span 700,000 days"),
        ((TWENTY,) * 3, {"permutations": 99}, "none of 6 cells could stand out.*at least 120"),
        ((TWENTY,) * 3, {"day_bands": ()}, "no band of days"),
    ],
)
def test_what_cannot_be_tested_is_refused_in_plain_words(figures, more, words) -> None:
    with pytest.raises(ValueError, match=words):
        run(*figures, **more)


def test_more_close_pairs_than_can_be_handled_are_refused_before_they_are_made() -> None:
    with pytest.raises(ValueError, match="1,225 pairs lie within 400 m"):
        close_pairs(np.zeros(50), np.zeros(50), METRES, "manhattan", most=1000)


def test_bands_with_a_gap_or_no_start_are_refused() -> None:
    for bands, words in (
        (["(0,7]"], "does not begin"),
        (["[0,1]", "[1,2]"], "overlap or leave a gap"),
        (["[0,1)", "(1,2]"], "overlap or leave a gap"),
        (["[0,1]", "(2,3]"], "overlap or leave a gap"),
        (["[0,0)"], "can hold nothing"),
    ):
        with pytest.raises(ValueError, match=words):
            run(TWENTY, TWENTY, TWENTY, day_bands=[read_band(text) for text in bands])
