"""Risks: the matrix, states, persistence, cliffs, levels and amounts as people write them."""

from datetime import date

import pytest

from frankpledge.review.risks.importing.columns import HEADINGS
from frankpledge.review.risks.importing.levels import read_level, read_month
from frankpledge.review.risks.money import read_pounds, spell_pounds
from frankpledge.review.risks.rules.matrix import Matrix, cells_by_product, may_score, shade
from frankpledge.review.risks.rules.persistence import (
    carried_words,
    cliff_on,
    is_persistent,
    running,
)
from frankpledge.review.risks.rules.states import (
    ESCALATION_TRANSITIONS,
    RISK_TRANSITIONS,
    Asking,
    Turn,
    is_open,
    may_answer,
    may_ask,
    may_review,
    may_turn,
)

FIVE = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
APRIL, JULY, OCTOBER, JANUARY = (
    date(2018, 4, 1),
    date(2018, 7, 19),
    date(2018, 10, 11),
    date(2019, 1, 17),
)


def matrix(rows=5, columns=5, up_to=(4, 9, 15, 25), bands=("Low", "Moderate", "High", "Very high")):
    return Matrix(
        tuple(f"L{n}" for n in range(1, rows + 1)),
        tuple(f"I{n}" for n in range(1, columns + 1)),
        bands,
        cells_by_product(rows, columns, up_to),
    )


# ---------------------------------------------------------------- the matrix


@pytest.mark.parametrize(
    ("likelihood", "impact", "band", "value"),
    [
        (1, 1, "Low", 1),
        (2, 2, "Low", 4),
        (1, 5, "Moderate", 5),
        (3, 3, "Moderate", 9),
        (2, 5, "High", 10),
        (3, 5, "High", 15),
        (4, 4, "Very high", 16),
        (5, 5, "Very high", 25),
    ],
)
def test_bands_by_product(likelihood, impact, band, value):
    found = matrix().score(likelihood, impact)
    assert (found.band, found.value, found.most) == (band, value, 25)


def test_a_matrix_may_give_each_cell_its_own_band():
    """An area that fears rare disasters more than frequent nuisances: 1 × 3 is above 3 × 1."""
    own = Matrix(
        ("Rare", "Likely", "Sure"),
        ("Small", "Large", "Huge"),
        ("Green", "Amber", "Red"),
        ((0, 1, 2), (0, 1, 2), (0, 1, 2)),
    )
    assert own.score(1, 3).band == "Red"
    assert own.score(3, 1).band == "Green"
    assert own.score(1, 3).weight > own.score(3, 1).weight


def test_six_by_six_and_oblong():
    assert matrix(6, 6, (9, 20, 36), ("Green", "Amber", "Red")).score(6, 6).words == (
        "36 of 36, l6 × i6"
    )
    assert matrix(4, 6, (6, 24), ("Low", "High")).score(2, 3).band == "Low"
    assert not may_score(matrix(4, 6, (6, 24), ("Low", "High")), 5, 1)
    assert may_score(matrix(4, 6, (6, 24), ("Low", "High")), 4, 6)


def test_no_matrix_no_score():
    assert "no risk matrix" in may_score(None, 1, 1).reason


def test_a_score_means_what_it_meant_on_its_own_matrix():
    """The same cell, with another band's word, another size or another name, is not the same."""
    scored = matrix().score(4, 4)
    assert matrix().has(scored)
    assert not matrix(up_to=(4, 9, 16, 25)).has(scored)
    assert not matrix(6, 6, (4, 9, 15, 36)).has(scored)
    assert not matrix(3, 3, (2, 4, 6, 9)).has(scored)


def test_up_is_only_said_on_the_same_scale():
    three, five = matrix(3, 3, (2, 4, 6, 9)), matrix()
    assert five.score(4, 4).is_above(five.score(3, 5))
    assert not five.score(3, 5).is_above(five.score(5, 3))
    assert not five.score(5, 5).is_above(three.score(1, 1))


def test_shades_spread_over_any_number_of_bands():
    assert [shade(level, 4) for level in (1, 2, 3, 4)] == [1, 2, 3, 4]
    assert [shade(level, 3) for level in (1, 2, 3)] == [2, 3, 4]
    assert [shade(level, 6) for level in range(1, 7)] == [1, 2, 2, 3, 4, 4]


# ---------------------------------------------------------------- states


@pytest.mark.parametrize(("state", "what"), [("open", "reopened"), ("closed", "closed")])
def test_a_turn_that_the_table_does_not_have(state, what):
    verdict = may_turn(state, what, JULY, "Why", raised=APRIL, last=None, today=OCTOBER)
    assert f"It is {state} already" in verdict.reason


@pytest.mark.parametrize(
    ("on", "why", "last", "says"),
    [
        (JANUARY, "Gone", None, "still to come"),
        (date(2018, 3, 1), "Gone", None, "was raised on 1 April 2018"),
        (JULY, "Gone", date(2018, 8, 1), "closed or opened again on 1 August 2018"),
        (JULY, "  ", None, "Say why"),
        (JULY, "Gone", None, ""),
    ],
)
def test_closing(on, why, last, says):
    verdict = may_turn("open", "closed", on, why, raised=APRIL, last=last, today=OCTOBER)
    assert (says in verdict.reason) if says else verdict


def test_open_on_a_day():
    turns = [Turn(date(2018, 9, 1), "reopened"), Turn(JULY, "closed")]
    days = (date(2018, 3, 31), APRIL, date(2018, 7, 18), JULY, date(2018, 8, 31), date(2018, 9, 1))
    assert [is_open(turns, APRIL, day) for day in days] == [False, True, True, False, False, True]


def test_every_state_is_in_the_tables():
    for table in (RISK_TRANSITIONS, ESCALATION_TRANSITIONS):
        assert {state for ways in table.values() for state in ways} <= set(table)


def asked(earlier=(), why="You can", **changed):
    given = {"risk_open": True, "reached": True, "alive": True, "to": "The board"}
    return may_ask([Asking(*one) for one in earlier], why, **{**given, **changed})


@pytest.mark.parametrize(
    ("verdict", "says"),
    [
        (asked(risk_open=False), "The risk is closed"),
        (asked(alive=False), "The board has ended"),
        (asked(reached=False), "neither a board"),
        (asked([("asked",)]), "has not answered yet"),
        (asked([("accepted", True)]), "in its own register already"),
        (asked(why=" "), "Say why you ask"),
    ],
)
def test_who_may_not_be_asked(verdict, says):
    assert not verdict
    assert says in verdict.reason


def test_asked_again_after_a_return_or_once_what_it_became_is_closed():
    assert asked([("returned",), ("withdrawn",)])
    assert asked([("accepted", False)])


def test_an_answer():
    assert may_answer("asked", "accepted", "", asked=JULY, on=JULY)
    assert "Say why" in may_answer("asked", "returned", " ", asked=JULY, on=JULY).reason
    assert "been returned" in may_answer("returned", "accepted", "", asked=JULY, on=JULY).reason
    assert "19 July 2018" in may_answer("asked", "accepted", "", asked=JULY, on=APRIL).reason


def test_a_review():
    assert may_review(is_open=True, note="Fine", on=JULY, next_review=OCTOBER)
    assert not may_review(is_open=False, note="Fine", on=JULY, next_review=None)
    assert not may_review(is_open=True, note=" ", on=JULY, next_review=None)
    assert (
        "11 October"
        in may_review(is_open=True, note="Fine", on=OCTOBER, next_review=OCTOBER).reason
    )


# ---------------------------------------------------------------- persistence and cliffs


@pytest.mark.parametrize(
    ("raised", "on", "run"),
    [
        # April's meeting is before the calendar begins, and stands for itself.
        ([APRIL, JULY, OCTOBER], date(2018, 10, 1), [APRIL, JULY]),
        ([APRIL, JULY, OCTOBER], OCTOBER, [APRIL, JULY, OCTOBER]),
        ([JULY], OCTOBER, []),
        ([OCTOBER], OCTOBER, [OCTOBER]),
        # Left out in October: what was said before is no longer running.
        ([APRIL, JULY, JANUARY], JANUARY, [JANUARY]),
        ([APRIL, JULY], JANUARY, []),
        # The meeting moved from 4 to 11 October after the update was sent.
        ([JULY, date(2018, 10, 4), OCTOBER], OCTOBER, [JULY, OCTOBER]),
        ([], OCTOBER, []),
    ],
)
def test_meetings_running(raised, on, run):
    found = running(raised, [JULY, OCTOBER, JANUARY], on)
    assert list(found) == run
    assert is_persistent(found) == (len(run) > 1)


def test_without_a_calendar_every_mention_is_a_meeting():
    assert running([APRIL, JULY], [], OCTOBER) == (APRIL, JULY)


def test_carried_since():
    assert carried_words((APRIL, JULY)) == "carried since April 2018"
    assert carried_words((JULY,)) == ""


@pytest.mark.parametrize(
    ("on", "state", "flagged"),
    [
        (date(2018, 9, 29), "Later", False),
        (date(2018, 9, 30), "Later", False),
        (date(2018, 10, 1), "Soon", True),
        (date(2019, 3, 31), "Soon", True),
        (date(2019, 4, 1), "Ended", True),
    ],
)
def test_a_cliff_is_flagged_six_months_before(on, state, flagged):
    cliff = cliff_on(date(2019, 3, 31), "", on)
    assert cliff
    assert (cliff.state, cliff.flagged, cliff.words) == (state, flagged, "31 March 2019")


def test_a_cliff_is_no_more_exact_than_it_was_given():
    cliff = cliff_on(date(2018, 12, 31), "late 2018", OCTOBER)
    assert cliff
    assert cliff.words == "late 2018"
    assert cliff_on(None, "late 2018", OCTOBER) is None


# ---------------------------------------------------------------- what cells say


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Likely", 4),
        ("almost CERTAIN", 5),
        ("4", 4),
        ("4.0", 4),
        ("4 - Likely", 4),
        ("4. Likely", 4),
        ("Likely (4)", 4),
        ("3 - Likely", None),
        ("0", None),
        ("6", None),
        ("2.5", None),
        ("Quite likely", None),
        ("-1", None),
    ],
)
def test_levels(text, level):
    assert read_level(text, FIVE) == level


def test_months():
    assert read_month("April 2018") == APRIL
    assert read_month("Feb 2020", last=True) == date(2020, 2, 29)
    for nothing in ("late 2018", "2018", "Ma 2018", "April 1066", "11 April 2018"):
        assert read_month(nothing) is None


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("£155,000", 15_500_000),
        ("155000.50", 15_500_050),
        ("1,300,000", 130_000_000),
        ("0", 0),
        ("1,50,000", None),
        ("-5", None),
        ("155k", None),
        ("about £5", None),
    ],
)
def test_pounds(text, pence):
    assert read_pounds(text) == pence


def test_pounds_are_spelled():
    assert (spell_pounds(15_500_000), spell_pounds(150)) == ("£155,000", "£1.50")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Risk", "title"),
        ("Risk Description", "text"),
        ("Ref.", "ref"),
        ("Likelihood (1-5)", "likelihood"),
        ("Residual Impact", "impact"),
        ("Inherent likelihood", "left"),
        ("Risk score", "left"),
        ("RAG rating", "left"),
        ("Risk Owner", "owner"),
        ("Mitigating actions", "controls"),
        ("Existing Controls", "controls"),
        ("Date identified", "raised"),
        ("Next review date", "review"),
        ("Funded until", "cliff"),
        ("Status", "state"),
        ("Weather", ""),
    ],
)
def test_headings(heading, kind):
    assert HEADINGS.kind(heading) == kind
