"""No hidden count can be worked out: asked of the audit, and of a reader who tries every number."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.analytics.disclosure import ALL, Cell, Table, audit, protect, two_way
from frankpledge.analytics.disclosure.tables import Key, Published, key_of
from frankpledge.analytics.small_numbers import Policy

pytestmark = pytest.mark.once("pure: no database")

THREE = Policy(threshold=3)


@cache
def everything(parts: int, most: int):
    """All ways to give each of so many parts a number from 0 to `most`, one a column."""
    return np.indices((most + 1,) * parts, dtype=np.uint8).reshape(parts, -1)


def by_trying(published: Published, names: str, parts: list[str], most: int):
    """Key → all numbers that the hidden cell has in some way that fits what is shown.

    A part has one letter for each dimension, also one letter: `names` "rc" and part "ax". A value
    of more letters is a group of them, as "ab" in a hierarchy.
    """
    ways = everything(len(parts), most)
    fits = np.ones(ways.shape[1], dtype=bool)
    counts = {}
    for key, cell in published.cells.items():
        inside = [all(part[names.index(d)] in value for d, value in key) for part in parts]
        counts[key] = ways[inside].sum(axis=0, dtype=np.uint8)
        fits &= np.isin(counts[key], list(possible(cell, published.policy)))
    return {key: set(np.unique(counts[key][fits]).tolist()) for key in published.hidden}


def possible(cell, policy):
    """The numbers that a cell may be, by how the policy's own rule would show them."""
    for count in range(100):
        if cell.state == "hidden":
            fits = count >= policy.least
        elif cell.state == "shown":
            fits = count == cell.value
        else:
            fits = count > 0 and not policy.hides(count)
            fits = fits and policy.shown(count).value == cell.value
        if fits:
            yield count


def assert_safe(published: Published, numbers: dict[Key, set[int]], most: int) -> None:
    """Every hidden cell may be two numbers, one of them not small, and both readers say so."""
    found = {one.key: one for one in audit(published)}
    assert set(found) == set(numbers) == set(published.hidden)
    for key, tried in numbers.items():
        one = found[key]
        assert one.certain
        assert one.safe(published.policy)
        if all(each.high is not None and each.high <= most for each in found.values()):
            # Nothing lies beyond the numbers that were tried: the two must agree entirely.
            assert (one.low, one.high) == (min(tried), max(tried))
            assert len(tried) > 1
            assert max(tried) >= published.policy.threshold
        else:
            assert one.low <= min(tried)
            assert one.high is None or one.high >= max(tried)


SQUARE = ["ax", "ay", "bx", "by"]


def square(counts, name="square"):
    return two_way(
        name, "r", "c", {(at[0], at[1]): count for at, count in zip(SQUARE, counts, strict=True)}
    )


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[st.integers(0, 6)] * 4), st.booleans(), st.sampled_from([1, 3, 5]))
def test_no_count_of_a_table_can_be_worked_out(counts, nought, rounding) -> None:
    policy = Policy(threshold=3, show_nought=nought, round_to=rounding)
    table = square(counts)
    published = protect([table], policy)
    for cell in table.cells:
        shown = published.cells[key_of(cell.keys)]
        assert shown.value is None or not policy.hides(cell.count)
    assert_safe(published, by_trying(published, "rc", SQUARE, 24), 24)


CUBE = ["".join(block) for block in product("ax", "by", "cz")]
FACES = [("p", "q", 0, 1), ("p", "r", 0, 2), ("q", "r", 1, 2)]


def faces(counts):
    found = []
    for first, second, one, other in FACES:
        face: dict[tuple[str, str], int] = {}
        for block, count in zip(CUBE, counts, strict=True):
            at = block[one], block[other]
            face[at] = face.get(at, 0) + count
        found.append(two_way(first + second, first, second, face))
    return found


@settings(max_examples=15, deadline=None)
@given(st.tuples(*[st.integers(0, 3)] * 8))
def test_nor_of_three_tables_whose_margins_lean_on_each_other(counts) -> None:
    """Three faces of a cube say more together than each by itself: no table holds its blocks."""
    published = protect(faces(counts), THREE)
    assert_safe(published, by_trying(published, "pqr", CUBE, 6), 6)


@settings(max_examples=20, deadline=None)
@given(st.tuples(*[st.integers(0, 6)] * 4), st.data())
def test_two_tables_with_a_margin_in_common(counts, data) -> None:
    """Rows by columns, and the same rows by year: what is hidden of a margin is so in both."""
    a, b = sum(counts[:2]), sum(counts[2:])
    first, second = data.draw(st.integers(0, a)), data.draw(st.integers(0, b))
    years = {("a", "1"): first, ("a", "2"): a - first, ("b", "1"): second, ("b", "2"): b - second}
    tables = [square(counts), two_way("years", "r", "y", years)]
    published = protect(tables, THREE)
    parts = ["ax1", "ax2", "ay1", "ay2", "bx1", "bx2", "by1", "by2"]
    assert_safe(published, by_trying(published, "rcy", parts, 6), 6)
    for table in published.tables:
        for cell in table.cells:
            assert published.cells[cell.key] == cell


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=4, max_size=4), st.sampled_from([1, 5]))
def test_wards_within_districts(counts, rounding) -> None:
    """The districts' totals are known as well as the wards: "ab" and "cd" hold two each."""
    policy = Policy(threshold=3, round_to=rounding)
    known = dict(zip("abcd", counts, strict=True))
    known |= {"ab": sum(counts[:2]), "cd": sum(counts[2:]), ALL: sum(counts)}
    table = Table("wards", tuple(Cell({"w": key}, count) for key, count in known.items()))
    within = {"w": {"a": ["ab"], "b": ["ab"], "c": ["cd"], "d": ["cd"]}}
    published = protect([table], policy, within)
    assert_safe(published, by_trying(published, "w", list("abcd"), 28), 28)
    for key, count in known.items():
        assert not policy.hides(count) or published.cell(w=key).value is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=3, max_size=3))
def test_groups_that_cut_across_each_other(counts) -> None:
    """Under 18 and under 25, 18 and over: the ages between are the difference of the groups."""
    a, b, c = counts
    known = {"ab": a + b, "bc": b + c, "a": a, ALL: a + b + c}
    table = Table("ages", tuple(Cell({"w": key}, count) for key, count in known.items()))
    within = {"w": {"a": ["ab"], "b": ["ab", "bc"], "c": ["bc"]}}
    published = protect([table], THREE, within)
    assert_safe(published, by_trying(published, "w", list("abc"), 40), 40)
