"""What counts as nothing, as stale and as old in a quarterly update."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.review.requirements.rules import DOCUMENT_STATES, KnownDate, document_state
from frankpledge.review.rules import (
    Told,
    copied,
    not_met_since,
    quoted_as_exact,
    stale_label,
    vanished,
)
from frankpledge.review.words import asks_nothing, months_between, says_nothing

DAY = date(2018, 10, 11)
NOTHING = ["", "-", "–", "n/a", "na", "nil", "none", "none of note", "none at this time"]
SPELLINGS = [
    spelled
    for words in [*NOTHING, "not applicable"]
    for spelled in (words, words.upper(), words.title(), f"  {words}\n", f"{words}.")
]


@pytest.mark.parametrize("text", [*SPELLINGS, "None  of\nnote", "N/A. ", "None at\tthis time."])
def test_every_way_of_writing_nothing(text):
    assert says_nothing(text)
    assert asks_nothing(text)


@pytest.mark.parametrize(
    "text", ["None of the partners came", "Nothing was decided", "0", "no", "See above", "n/a yet"]
)
def test_something_is_something(text):
    assert not says_nothing(text)
    assert not asks_nothing(text)


@pytest.mark.parametrize(
    "text", ["For information", "INFORMATION", "to note.", " for information only "]
)
def test_for_information_asks_for_nothing_but_says_something(text):
    assert asks_nothing(text)
    assert not says_nothing(text)


@given(st.dates(), st.dates())
def test_months_between_counts_calendar_months(one, other):
    assert months_between(one, other) == -months_between(other, one)
    assert months_between(one.replace(day=1), other.replace(day=28)) == months_between(one, other)


@pytest.mark.parametrize(
    ("period", "stale"),
    [
        (date(2018, 5, 1), True),
        (date(2018, 7, 1), True),
        (date(2018, 8, 1), False),
        (date(2018, 9, 1), False),
        (date(2018, 10, 1), False),
        (date(2018, 11, 1), False),
        (date(2017, 10, 1), True),
    ],
)
def test_a_label_of_another_quarter_is_stale(period, stale):
    assert bool(stale_label(period, DAY)) is stale


def test_a_stale_label_says_how_old_it_is():
    words = stale_label(date(2018, 5, 1), DAY)
    assert "May 2018" in words
    assert "5 months old" in words


JULY = KnownDate(date(2018, 7, 1), "month")


@pytest.mark.parametrize(
    ("text", "dated", "reason", "limit", "state"),
    [
        ("", None, "", None, "blank"),
        ("None of note", None, "", None, "blank"),
        ("Attached", None, "", None, "stated"),
        ("Attached", None, "", 12, "stated"),
        ("Agreed July", JULY, "", None, "in-place"),
        ("", JULY, "", None, "in-place"),
        ("Agreed July", JULY, "", 4, "in-place"),
        ("Agreed July", JULY, "", 3, "old"),
        ("N/A", None, "", None, "reason-needed"),
        ("not applicable.", None, "  ", None, "reason-needed"),
        ("N/A", None, "Another board's plan serves", None, "not-applicable"),
        ("N/A", KnownDate(date(2010, 1, 1), "year"), "Serves", 12, "not-applicable"),
    ],
)
def test_what_a_document_row_amounts_to(text, dated, reason, limit, state):
    found = document_state("Plan", text, dated, reason, on=DAY, old_after_months=limit)
    assert found.state == state
    assert found.words == DOCUMENT_STATES[state]
    assert bool(found.warning) is (state in {"blank", "reason-needed", "old"})


@pytest.mark.parametrize(
    ("known", "words", "months"),
    [
        (KnownDate(date(2017, 6, 30), "day"), "30 June 2017", 16),
        (KnownDate(date(2017, 9, 1), "month"), "September 2017", 13),
        (KnownDate(date(2015, 1, 1), "year"), "2015", 36),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(known, words, months):
    assert str(known) == words
    assert known.months_old(DAY) == months


@pytest.mark.parametrize(
    ("says", "last_met", "previous", "warned"),
    [
        (False, None, date(2018, 7, 19), True),
        (False, None, None, True),
        (None, date(2018, 7, 18), date(2018, 7, 19), True),
        (None, date(2018, 7, 19), date(2018, 7, 19), True),
        (None, date(2018, 7, 20), date(2018, 7, 19), False),
        (True, None, date(2018, 7, 19), False),
        (None, None, date(2018, 7, 19), False),
        (None, date(2018, 7, 18), None, False),
    ],
)
def test_a_group_that_has_not_met(says, last_met, previous, warned):
    assert bool(not_met_since(says, last_met, previous)) is warned


@pytest.mark.row(72)
@pytest.mark.parametrize(
    ("text", "number", "quoted"),
    [
        ("There are 80 champions in the force", 80, "There are 80 champions in the"),
        ("More than 80 champions", 80, ""),
        ("at least  80 champions", 80, ""),
        ("80+ champions", 80, ""),
        ("80 or more champions", 80, ""),
        ("200 staff have been trained so far", 200, ""),
        ("We trained 200 staff.", 200, "We trained 200 staff"),
        ("It cost £80", 80, ""),
        ("80% came", 80, ""),
        ("180 came", 80, ""),
        ("1,700 came", 1700, "1,700 came"),
        ("80.5 came", 80, ""),
    ],
)
def test_a_figure_quoted_as_exact(text, number, quoted):
    assert quoted_as_exact(text, number) == quoted


def test_what_the_last_update_told_of_and_this_one_does_not():
    before = [Told(2, "b", True), Told(1, "a", True), Told(3, "c", False)]
    assert [one.number for one in vanished(before, [])] == [1, 2]
    assert [one.number for one in vanished(before, [1, 2])] == []


def test_copied_texts_are_the_same_but_for_spacing():
    assert copied(["One  thing", "Another"], ["one thing\n"]) == ("One  thing",)
