"""How a requirement stands on a day, what falls due next, and what may be accepted."""

from datetime import date

import pytest

from frankpledge.review.requirements.rules import (
    MET,
    STATES,
    TO_DO,
    Asked,
    KnownDate,
    Said,
    age_words,
    best,
    due_next,
    falls_due,
    grows_old,
    last_day,
    may_accept,
    may_end,
    older_than,
    stands,
)

DAY = date(2018, 10, 10)
TERMS = Asked("Terms", "terms", review_months=12)
ASSESSMENT = Asked("Assessment", "document", old_after_months=36)
PERFORMANCE = Asked("Performance", "performance")


def on(year, month=1, day=1, precision="day"):
    return KnownDate(date(year, month, day), precision)


@pytest.mark.parametrize(
    ("asked", "said", "accepted", "state"),
    [
        (TERMS, None, False, "missing"),
        (TERMS, None, True, "accepted"),
        (TERMS, Said("Attached"), False, "stated"),
        (TERMS, Said("Attached"), True, "accepted"),
        (TERMS, Said("Agreed", on(2018, 7, 1, "month")), False, "in-place"),
        (TERMS, Said("Agreed", on(2018, 7, 1, "month")), True, "in-place"),
        (TERMS, Said("Agreed", on(2017, 10, 11)), False, "in-place"),
        (TERMS, Said("Agreed", on(2017, 10, 10)), False, "due"),
        (ASSESSMENT, Said("Assessment", on(2015, 1, 1, "year")), False, "old"),
        (ASSESSMENT, Said("Assessment", on(2016, 1, 1, "year")), False, "in-place"),
        (ASSESSMENT, Said("Assessment", on(2015, 10, 30)), False, "old"),
        (ASSESSMENT, Said("Assessment", on(2015, 11, 1)), False, "in-place"),
        (ASSESSMENT, Said("N/A"), False, "reason-needed"),
        (ASSESSMENT, Said("N/A", reason="Another plan serves"), False, "to-accept"),
        (ASSESSMENT, Said("N/A", on(2018), "Another plan serves"), False, "to-accept"),
        (ASSESSMENT, Said("N/A"), True, "accepted"),
        (PERFORMANCE, Said("A matrix is in development"), False, "in-progress"),
        (PERFORMANCE, Said("5 indicators", on(2018, 9, 30)), False, "in-place"),
    ],
)
def test_how_a_requirement_stands(asked, said, accepted, state):
    assert stands(asked, said, accepted=accepted, on=DAY) == state


def test_every_state_that_is_not_met_says_what_to_do():
    assert set(STATES) - MET == set(TO_DO)


@pytest.mark.parametrize(
    ("known", "months", "when"),
    [
        (on(2018, 7, 18), 12, "18 July 2019"),
        (on(2018, 7, 1, "month"), 12, "July 2019"),
        (on(2015, 1, 1, "year"), 36, "2018"),
    ],
)
def test_what_falls_due_is_never_more_exact_than_the_date(known, months, when):
    assert str(falls_due(known, months)) == when


def test_evidence_grows_old_in_a_calendar_month():
    assert str(grows_old(on(2017, 6, 30), 36)) == "June 2020"
    assert grows_old(None, 36) is None
    assert grows_old(on(2017), None) is None


@pytest.mark.parametrize(
    ("known", "last"),
    [
        (on(2018, 7, 18), date(2018, 7, 18)),
        (on(2018, 2, 1, "month"), date(2018, 2, 28)),
        (on(2018, 1, 1, "year"), date(2018, 12, 31)),
    ],
)
def test_the_last_day_that_a_date_can_mean(known, last):
    assert last_day(known) == last


def test_what_is_due_next():
    assert due_next(TERMS, None) is None
    assert due_next(TERMS, Said("Attached")) is None
    both = Asked("Terms", "terms", review_months=12, old_after_months=6)
    found = due_next(both, Said("Agreed", on(2018, 7, 18)))
    assert found is not None
    assert (str(found), found.by) == ("Bring up to date, January 2019", date(2019, 1, 31))


def test_the_best_evidence_has_the_latest_date():
    attached, older, newer = Said("Attached"), Said("Old", on(2016)), Said("New", on(2017))
    assert best([]) is None
    assert best([attached, older]) is older
    assert best([older, newer]) is newer
    assert best([attached, Said("Other")]) is attached


@pytest.mark.parametrize(
    ("strategy", "assessment", "older"),
    [
        (on(2017, 1, 1, "year"), on(2017, 6, 30), False),
        (on(2017, 9, 1, "month"), on(2017, 6, 30), False),
        (on(2017, 5, 1, "month"), on(2017, 6, 30), True),
        (on(2016, 1, 1, "year"), on(2017, 1, 1, "year"), True),
        (None, on(2017), False),
        (on(2017), None, False),
    ],
)
def test_a_strategy_that_is_certainly_older_than_its_assessment(strategy, assessment, older):
    assert older_than(strategy, assessment) is older


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (None, ""),
        (on(2018, 10, 2), "new"),
        (on(2018, 9, 30), "1 month old"),
        (on(2017, 6, 30), "16 months old"),
        (on(2015, 1, 1, "year"), "3 years old"),
        (on(2017, 1, 1, "year"), "a year old"),
        (on(2018, 1, 1, "year"), "this year’s"),
    ],
)
def test_age_in_words(known, words):
    assert age_words(known, DAY) == words


def test_an_exception_needs_its_reason_and_somebody_who_accepts_it():
    assert may_accept("Another plan serves", "Chair", False, in_force=False)
    assert may_accept("Another plan serves", "", True, in_force=False)
    assert "reason" in may_accept("  ", "Chair", False, in_force=False).reason
    assert "post" in may_accept("Another plan serves", " ", False, in_force=False).reason
    assert "already" in may_accept("Another plan serves", "Chair", False, in_force=True).reason


def test_when_an_exception_may_end():
    assert may_end(date(2018, 10, 1), None, DAY)
    assert may_end(DAY, None, DAY)
    assert "before" in may_end(date(2018, 10, 11), None, DAY).reason
    assert "already" in may_end(date(2018, 10, 1), date(2018, 10, 5), DAY).reason
