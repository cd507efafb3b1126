"""Harm by hand: two categories with weights, one without, and change of count beside harm."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.analytics.harm import harm_change, weigh

pytestmark = pytest.mark.once("pure: no database")
D = Decimal
names = st.sampled_from(["burglary", "drugs", "robbery", "shoplifting", "other"])
WEIGHTS = {"Burglary": D(240), "Shoplifting": D(1)}


def test_harm_by_hand() -> None:
    """10 burglaries at 240 days are 2,400; 600 thefts at one day are 600."""
    found = weigh({"Shoplifting": 600, "Burglary": 10}, WEIGHTS)
    assert (found.count, found.harm) == (610, D(3000))
    first, second = found.rows
    assert (first.category, first.harm, first.share_of_harm) == ("Burglary", D(2400), D(80))
    assert (second.category, second.harm, second.share_of_harm) == ("Shoplifting", D(600), D(20))
    assert found.words == (
        "Burglary is 80% of the harm and 1.6% of the count (2,400 of 3,000 days)."
    )


def test_a_category_without_a_weight_is_listed_and_in_no_share() -> None:
    found = weigh({"Shoplifting": 600, "Burglary": 10, "Other crime": 90, "Arson": 0}, WEIGHTS)
    assert found.unweighed == (("Other crime", 90), ("Arson", 0))
    assert (found.count, found.harm) == (610, D(3000))
    assert found.words.endswith(
        "Left out: 90 incidents of 700, in categories without a weight: Other crime."
    )


def test_a_weight_of_nought_is_a_weight() -> None:
    found = weigh({"Noise": 5}, {"Noise": D(0)})
    assert found.unweighed == ()
    assert (found.count, found.harm, found.words) == (5, D(0), "There is no harm to share.")
    assert found.rows[0].share_of_harm is None


@settings(deadline=None)
@given(
    st.dictionaries(names, st.integers(0, 1000)),
    st.dictionaries(names, st.decimals(0, 5000, places=2)),
)
def test_nothing_is_lost(counts, weights) -> None:
    found = weigh(counts, weights)
    assert found.count + sum(count for _, count in found.unweighed) == sum(counts.values())
    assert {row.category for row in found.rows} | {name for name, _ in found.unweighed} == set(
        counts
    )
    if found.harm:
        shares = sum(row.share_of_harm or D(0) for row in found.rows)
        assert shares == pytest.approx(D(100), abs=D("1e-20"))
        assert [row.harm for row in found.rows] == sorted(
            (row.harm for row in found.rows), reverse=True
        )


def test_count_may_fall_while_harm_rises() -> None:
    """From 610 to 520 incidents, from 3,000 to 5,300 days."""
    earlier = weigh({"Shoplifting": 600, "Burglary": 10}, WEIGHTS)
    later = weigh({"Shoplifting": 500, "Burglary": 20}, WEIGHTS)
    found = harm_change(earlier, later)
    assert found.words == "Count: down 14.8%. Harm: up 76.7%."


def test_what_has_no_weight_in_either_period_is_named() -> None:
    one = weigh({"Burglary": 10, "Other": 4}, WEIGHTS)
    assert harm_change(one, one).words == (
        "Count: no change. Harm: no change. Both without Other, for want of a weight."
    )


def test_a_weight_for_what_did_not_happen_changes_nothing() -> None:
    earlier = weigh({"Shoplifting": 600, "Burglary": 0}, {"Shoplifting": D(1)})
    later = weigh({"Shoplifting": 300, "Burglary": 0}, WEIGHTS)
    assert harm_change(earlier, later).words == "Count: down 50%. Harm: down 50%."


@pytest.mark.parametrize(
    ("weights", "reason"),
    [
        ({**WEIGHTS, "Burglary": D(200)}, "the two periods weigh Burglary differently"),
        ({"Shoplifting": D(1)}, "Burglary is weighed in one of the periods only"),
    ],
)
def test_other_weights_are_not_a_change_of_harm(weights, reason) -> None:
    counts = {"Shoplifting": 600, "Burglary": 10}
    found = harm_change(weigh(counts, WEIGHTS), weigh(counts, weights))
    assert (found.count, found.harm, found.refused) == (None, None, reason)
    assert found.words == f"Not compared: {reason}."


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: weigh({"Burglary": -1}, WEIGHTS), "Burglary: a count, -1"),
        (lambda: weigh({}, {"Burglary": D(-1)}), "Burglary: a weight, -1"),
        (lambda: weigh({}, {"Burglary": D("NaN")}), "Burglary: a weight, NaN"),
        (
            lambda: harm_change(weigh({}, {}), weigh({}, {}, unit="points")),
            "Harm in days cannot be held against harm in points",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(wrong, words) -> None:
    with pytest.raises(ValueError, match=words):
        wrong()
