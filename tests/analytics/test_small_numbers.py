"""Small numbers held back, and a reader who tries every table that fits what is shown."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.analytics.small_numbers import (
    Guarded,
    Policy,
    guard,
    guard_row,
    guard_table,
    percent_of,
    small_base_warning,
)


@pytest.mark.row(58)
@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_count_below_the_threshold_is_not_shown(count) -> None:
    """1, 2 and 4 are held back with the usual threshold of 5."""
    assert guard(count) == Guarded(None, "fewer than 5")


@pytest.mark.row(58)
def test_from_the_threshold_on_counts_are_shown() -> None:
    """38 of 1,924 is shown, and so are 5 and 0."""
    assert [guard(count).words for count in (0, 5, 38, 1924)] == ["0", "5", "38", "1,924"]


def test_nought_is_held_back_where_the_policy_says_so() -> None:
    assert guard(0, Policy(show_nought=False)) == Guarded(None, "fewer than 5")


def test_counts_are_rounded_where_the_policy_says_so() -> None:
    fives = Policy(round_to=5)
    assert [guard(n, fives).words for n in (0, 4, 7, 8, 1924)] == [
        "0",
        "fewer than 5",
        "about 5",
        "about 10",
        "about 1,925",
    ]


@pytest.mark.row(58)
def test_one_small_count_in_a_row_takes_the_next_smallest_with_it() -> None:
    """Otherwise the total less the others would say it."""
    row = guard_row([40, 3, 12, 9])
    assert [cell.words for cell in row.cells] == ["40", "not shown", "12", "not shown"]
    assert row.total.words == "64"
    assert row.words == (
        "Counts below 5 are not shown, nor others from which they could be worked out."
    )


def test_two_small_counts_that_the_total_would_give_away_take_a_third() -> None:
    # 20 less 18 leaves 2 for two counts that are not nought: each would have to be 1.
    assert [cell.value for cell in guard_row([1, 1, 18]).cells] == [None, None, None]
    # 20 less 15 leaves 5, which may be 1 and 4, 2 and 3, and so on.
    assert [cell.value for cell in guard_row([2, 3, 15]).cells] == [None, None, 15]


@pytest.mark.row(58)
def test_one_small_count_in_a_table_takes_three_more_with_it() -> None:
    """One in its row, one in its column, and the one where those meet."""
    table = guard_table([[3, 20, 30], [25, 6, 40], [50, 60, 70]])
    hidden = [[cell.value is None for cell in row] for row in table.cells]
    assert hidden == [[True, True, False], [True, True, False], [False, False, False]]
    assert table.hidden == 4
    assert [total.value for total in table.row_totals] == [53, 71, 180]
    assert [total.value for total in table.column_totals] == [78, 86, 140]
    assert table.total.value == 304


def test_a_table_without_small_counts_is_shown_whole() -> None:
    table = guard_table([[10, 0], [7, 5]])
    assert (table.hidden, table.words) == (0, "")
    assert guard_table([]).total.value == 0


@pytest.mark.parametrize(
    ("rows", "words"), [([[1, 2], [3]], "not of one length"), ([[9, -1]], "not below nought: -1")]
)
def test_a_table_that_cannot_be_is_refused(rows, words) -> None:
    with pytest.raises(ValueError, match=words):
        guard_table(rows)


def test_a_policy_that_gives_away_what_it_hides_is_refused() -> None:
    with pytest.raises(ValueError, match="would say 1"):
        Policy(threshold=2)
    assert guard(0, Policy(threshold=2, show_nought=False)).value is None
    assert guard(1, Policy(threshold=1)).value == 1
    with pytest.raises(ValueError, match="at least 1"):
        Policy(threshold=0)


# ------------------------------------------------------------------------------------------------
# THE READER, who knows the rule and what is shown, and tries every number that might be hidden.
# ------------------------------------------------------------------------------------------------

THREE = Policy(threshold=3)
few = st.integers(0, 6)
MOST = 12


def possible(value: int | None) -> range:
    """What a reader must allow: what is shown, or else anything but a nought."""
    return range(1, MOST) if value is None else range(value, value + 1)


def totals_fit(shown: Guarded, total: int) -> bool:
    return total > 0 if shown.value is None else total == shown.value


@settings(max_examples=150, deadline=None)
@given(st.lists(few, min_size=1, max_size=4))
def test_no_hidden_count_of_a_row_can_be_worked_out(counts) -> None:
    row = guard_row(counts, THREE)
    fits = [
        cells
        for cells in product(*(possible(cell.value) for cell in row.cells))
        if totals_fit(row.total, sum(cells))
    ]
    assert tuple(counts) in fits
    for place, (cell, count) in enumerate(zip(row.cells, counts, strict=True)):
        assert cell.value is None or cell.value == count
        assert (cell.value is not None) or len({cells[place] for cells in fits}) > 1
        assert cell.value is None or not THREE.hides(count)


@settings(max_examples=80, deadline=None)
@given(st.tuples(few, few, few, few, few, few))
def test_no_hidden_count_of_a_table_can_be_worked_out(counts) -> None:
    table = guard_table([counts[:3], counts[3:]], THREE)
    shown = [*table.cells[0], *table.cells[1]]
    margins = [*table.row_totals, *table.column_totals, table.total]
    # Whether another count fits shows close to the true one: trying every number is not needed.
    spans = [
        range(max(1, count - 2), count + 4) if cell.value is None else range(count, count + 1)
        for cell, count in zip(shown, counts, strict=True)
    ]
    fits = [
        cells
        for cells in product(*spans)
        if all(totals_fit(*pair) for pair in zip(margins, _sums(cells), strict=True))
    ]
    for place, cell in enumerate(shown):
        assert (cell.value is not None) or len({cells[place] for cells in fits}) > 1
    for place, margin in enumerate(margins):
        assert (margin.value is not None) or len({_sums(cells)[place] for cells in fits}) > 1
    everything = [*counts, *_sums(counts)]
    for guarded, count in zip([*shown, *margins], everything, strict=True):
        assert guarded.value in (None, count)
        assert guarded.value is None or not THREE.hides(count)


def _sums(cells) -> list[int]:
    rows = [sum(cells[:3]), sum(cells[3:])]
    columns = [cells[n] + cells[n + 3] for n in range(3)]
    return [*rows, *columns, sum(rows)]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=2, max_size=4))
def test_nor_by_a_reader_who_is_told_which_are_the_small_ones(counts) -> None:
    """Unless the total had to go, each small count could still be another small count."""
    row = guard_row(counts)
    if row.total.value is None:
        return
    spans = []
    for cell, count in zip(row.cells, counts, strict=True):
        if cell.value is not None:
            spans.append(range(count, count + 1))
        else:
            spans.append(range(1, 5) if count < 5 else range(5, 61))
    fits = [cells for cells in product(*spans) if sum(cells) == sum(counts)]
    for place, cell in enumerate(row.cells):
        assert (cell.value is not None) or len({cells[place] for cells in fits}) > 1


@settings(max_examples=60, deadline=None)
@given(st.tuples(few, few, few, few))
def test_nor_in_a_table_where_hiding_can_keep_it_from_him(counts) -> None:
    """Where he could err if all but noughts were hidden, he can err with what is hidden."""
    a, b, c, d = counts
    table = guard_table([[a, b], [c, d]], THREE)
    shown = [*table.cells[0], *table.cells[1], *table.row_totals, *table.column_totals]
    shown.append(table.total)
    true = _squares(counts)
    all_hidden = [Guarded(0, "0") if n == 0 else Guarded(None, "") for n in true]
    could, can = _told_fits(all_hidden, true), _told_fits(shown, true)
    for place, guarded in enumerate(shown):
        if (
            guarded.value is None
            and THREE.hides(true[place])
            and len({t[place] for t in could}) > 1
        ):
            assert len({tried[place] for tried in can}) > 1


SQUARES = list(product(range(9), repeat=4))


def _told_fits(shown, true) -> list[tuple[int, ...]]:
    return [
        tried
        for tried in map(_squares, SQUARES)
        if all(told(*one) for one in zip(shown, true, tried, strict=True))
    ]


def told(guarded: Guarded, true: int, tried: int) -> bool:
    """Whether a number fits what a reader is told who knows which counts are small."""
    if guarded.value is not None:
        return tried == true
    return tried > 0 and THREE.hides(tried) == THREE.hides(true)


def _squares(cells) -> tuple[int, ...]:
    a, b, c, d = cells
    return (a, b, c, d, a + b, c + d, a + c, b + d, a + b + c + d)


# ------------------------------------------------------------------------------------------------
# SHARES OF A BASE.
# ------------------------------------------------------------------------------------------------


@pytest.mark.row(55)
@pytest.mark.parametrize(
    ("part", "percent", "words"),
    [
        (38, "2.0", "2.0%, 38 of 1,924"),
        (185, "9.6", "9.6%, 185 of 1,924"),
        (716, "37.2", "37.2%, 716 of 1,924"),
    ],
)
def test_shares_of_1924_carry_their_base(part, percent, words) -> None:
    """38, 185 and 716 people of 1,924."""
    share = percent_of(part, 1924)
    assert (share.percent, share.words) == (Decimal(percent), words)


def test_a_share_that_would_give_away_a_small_count_is_held_back() -> None:
    assert percent_of(3, 20, policy=Policy()).words == "fewer than 5 of 20"
    rest = percent_of(18, 20, policy=Policy())
    assert (rest.part, rest.percent, rest.words) == (None, None, "all but fewer than 5 of 20")
    assert percent_of(20, 20, policy=Policy()).words == "100.0%, 20 of 20"


def test_rounded_counts_have_shares_of_the_rounded() -> None:
    share = percent_of(38, 1924, policy=Policy(round_to=5))
    assert share.words == "2.1%, about 40 of about 1,925"


def test_of_nothing_there_is_no_share() -> None:
    assert percent_of(0, 0).percent is None
    assert "nothing to take a share of" in percent_of(0, 0).words
    with pytest.raises(ValueError, match="21 cannot be a part of 20"):
        percent_of(21, 20)


def test_a_percentage_of_few_carries_a_warning() -> None:
    assert small_base_warning(50) == ""
    assert small_base_warning(20) == (
        "A percentage of only 20, fewer than 50: read it with care. "
        "One more or fewer moves it by 5 points."
    )
    assert "moves" not in small_base_warning(0)
