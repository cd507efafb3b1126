"""Bands in their notation and in words."""

from __future__ import annotations

import pytest

from frankpledge.analytics.near_repeat import days_words, distance_words, even_bands, read_band
from frankpledge.analytics.near_repeat.bands import beyond


def test_even_bands_in_their_notation() -> None:
    assert [*map(str, even_bands(200, 2, nought_apart=True))] == [
        "[0, 0]",
        "(0, 200]",
        "(200, 400]",
    ]
    assert [*map(str, even_bands(1, 2, nought_apart=False))] == ["[0, 1]", "(1, 2]"]
    left = even_bands(200, 2, nought_apart=True, upper_in=False)
    assert [*map(str, left)] == ["[0, 0]", "(0, 200)", "[200, 400)"]
    assert str(beyond(left)) == "[400, ∞)"
    assert [read_band(str(band)) for band in left] == list(left)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[0,0]", "on the same day"),
        ("[0,1)", "on the same day"),
        ("[0,1]", "within 1 day"),
        ("[1,2)", "1 day apart"),
        ("(1,2]", "2 days apart"),
        ("(7,14]", "8 to 14 days apart"),
        ("(1,2)", "(1, 2) days apart, which no whole number of days is"),
    ],
)
def test_days_in_words(text, words) -> None:
    assert days_words(read_band(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[0,0]", "at the same place"),
        ("(0,200]", "up to 200 m away, not at the same place"),
        ("[0,200)", "under 200 m away"),
        ("(200,1400]", "over 200 m and up to 1,400 m away"),
        ("[200,400)", "from 200 m and under 400 m away"),
    ],
)
def test_distances_in_words(text, words) -> None:
    assert distance_words(read_band(text)) == words


def test_beyond_the_last_band_in_words() -> None:
    assert days_words(beyond([read_band("[0,3]")])) == "4 days or more apart"
    assert distance_words(beyond([read_band("[0,600]")])) == "more than 600 m away"
    assert distance_words(beyond([read_band("[0,600)")])) == "600 m or more away"


def test_other_text_is_no_band() -> None:
    with pytest.raises(ValueError, match=r"“0-200” is not a band"):
        read_band("0-200")
