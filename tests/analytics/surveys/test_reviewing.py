"""Returns, spend, savings and relevance: what the papers do not say, and what is refused."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from frankpledge.analytics.surveys import (
    Proposal,
    Spend,
    reconcile,
    relevance_review,
    return_rate,
    savings,
)
from frankpledge.analytics.surveys.reviewing import pounds

pytestmark = pytest.mark.once("pure: no database")

TWO = [Spend("a", 1, D("10.50")), Spend("b", 2, D("4.50"))]


@pytest.mark.parametrize(
    ("stated", "to", "words"),
    [
        (15, 1, "they agree."),
        (20, 10, "the difference of £5 is rounding."),
        (21, 10, "the difference of £6 is more than rounding. Ask why."),
    ],
)
def test_half_of_what_a_total_is_rounded_to_is_rounding(stated, to, words):
    assert reconcile(TWO, D(stated), D(to)).words.endswith(words)


def test_a_spend_table_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="“a” is in the table twice"):
        reconcile([TWO[0], TWO[0]], D(21), D(1))
    with pytest.raises(ValueError, match="c: neither spend nor services"):
        reconcile([Spend("c", 1, D(-1))], D(1), D(1))
    with pytest.raises(ValueError, match="what the stated total is rounded to"):
        reconcile(TWO, D(15), D(0))
    with pytest.raises(ValueError, match="£16 cannot be a part of £15"):
        reconcile(TWO, D(15), D(1)).share(D(16))
    assert [pounds(D(one)) for one in ("12.5", "-3", "0")] == ["£12.50", "−£3", "£0"]


def test_decided_proposals_are_said_apart_from_what_is_saved():
    proposals = [Proposal("x", D(200), True), Proposal("y", D(100), False)]
    found = savings(D(1000), D(250), proposals)
    assert (found.percent, found.remaining, found.decided) == (D(25), D(750), D(200))
    assert found.words.endswith("£750 remains. 1 of 2 proposals are decided, for £200 more.")
    over = savings(D(1000), D(1100), proposals[:1])
    assert (over.percent, over.remaining) == (D(110), D(0))
    assert over.words.endswith("the target is met. A proposal is decided, for £200 more.")
    with pytest.raises(ValueError, match="above nought"):
        savings(D(0), D(1))


def test_returns_that_cannot_be_are_refused_and_equal_counts_do_not_warn():
    assert return_rate(51, 64, {"services": 64}).warnings == ()
    for completed, potential in ((65, 64), (0, 0), (-1, 5)):
        with pytest.raises(ValueError, match="cannot be a part of"):
            return_rate(completed, potential)


def test_a_service_that_serves_no_aim_does_not_contribute():
    found = relevance_review({"a": {"x": 0}, "b": {"x": 1}}, ["x"], no_concern_from=1)
    assert [one.outcome for one in found.services] == ["does not contribute", "no concern"]
    assert found.words.startswith("1 of the 2 services assessed contribute")
    nothing = relevance_review({"a": None}, ["x"], no_concern_from=1)
    assert nothing.words == "No service sent information, so none is assessed."


@pytest.mark.parametrize(
    ("given", "words"),
    [({"x": 4}, "a, x: 4 is not within 0 to 3"), ({}, "a: give a score for each aim: x")],
)
def test_a_score_out_of_range_or_left_out_is_refused(given, words):
    with pytest.raises(ValueError, match=words):
        relevance_review({"a": given}, ["x"], no_concern_from=1)
