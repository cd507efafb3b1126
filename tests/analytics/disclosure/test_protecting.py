"""Tables published together: worked examples, editions, limits of the solver, and refusals."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from frankpledge.analytics.disclosure import (
    ALL,
    Cell,
    Published,
    ShownCell,
    ShownTable,
    Table,
    audit,
    protect,
    rate_of,
    share_of,
    solving,
    space,
    two_way,
)
from frankpledge.analytics.disclosure.tables import key_of
from frankpledge.analytics.small_numbers import Policy, guard_row

pytestmark = pytest.mark.once("pure: no database")


def row(name, dimension, counts, **also):
    """Counts by one dimension with their total; `also`: keys that all of them have."""
    cells = [Cell({dimension: value, **also}, count) for value, count in counts.items()]
    return Table(name, (*cells, Cell({dimension: ALL, **also}, sum(counts.values()))))


def hidden(published):
    return {tuple(value for _, value in sorted(key)) for key in published.hidden}


def assert_safe(published, also=()):
    found = audit(published, also)
    assert [one for one in found if not one.safe(published.policy)] == []
    assert {one.key for one in found} == set(published.hidden)


@pytest.mark.row(58)
def test_38_is_shown_and_1_2_and_4_are_not():
    """Of 38, 1, 2 and 4 with their total of 45: the three small ones go, and guard each other."""
    published = protect([row("needs", "need", {"a": 38, "b": 1, "c": 2, "d": 4})])
    assert hidden(published) == {("b",), ("c",), ("d",)}
    assert (published.cell(need="a").words, published.cell().words) == ("38", "45")
    assert published.words.startswith("Counts below 5 are not shown, nor others")
    # 45 less 38 leaves 7 for three that are not nought: each is from 1 to 5.
    assert {(one.low, one.high) for one in audit(published)} == {(1, 5)}


@pytest.mark.row(58)
def test_two_tables_that_are_safe_apart_give_a_count_away_together():
    """Needs by kind hide 9 beside 3; a second table shows the 9 as its total. Together: no."""
    kinds = row("kinds", "kind", {"x": 3, "y": 9, "z": 40})
    years = row("years", "year", {"first": 4, "second": 5}, kind="y")
    apart = []
    for table in (kinds, years):
        counts = [cell.count for cell in table.cells]
        guarded = guard_row(counts[:-1])
        values = [cell.value for cell in (*guarded.cells, guarded.total)]
        cells = tuple(
            ShownCell(key_of(cell.keys), value, "hidden" if value is None else "shown", "")
            for cell, value in zip(table.cells, values, strict=True)
        )
        apart.append(ShownTable(table.name, cells))
    # y is hidden in the first, and shown in the second: whoever has both has 52 − 40 − 9 = 3.
    known = {cell.key: cell for table in apart for cell in table.cells}
    assert known[key_of({"kind": "y"})].value == 9
    side_by_side = Published((ShownTable("both", tuple(known.values())),), Policy(), {}, "")
    found = {one.key: one for one in audit(side_by_side)}
    assert (found[key_of({"kind": "x"})].low, found[key_of({"kind": "x"})].high) == (3, 3)
    together = protect([kinds, years])
    assert_safe(together)
    assert together.cell(kind="x").value is None
    by_table = {
        table.name: {cell.key: cell.value for cell in table.cells} for table in together.tables
    }
    assert by_table["kinds"][key_of({"kind": "y"})] == by_table["years"][key_of({"kind": "y"})]


@pytest.mark.row(58)
def test_one_small_count_in_a_table_takes_three_more_with_it():
    """One in its row, one in its column, and the one where those meet; totals stay."""
    counts = [[3, 20, 30], [25, 6, 40], [50, 60, 70]]
    table = two_way("t", "r", "c", {(r, c): counts[int(r)][int(c)] for r in "012" for c in "012"})
    published = protect([table])
    assert hidden(published) == {("0", "0"), ("0", "1"), ("1", "0"), ("1", "1")}
    assert_safe(published)


def test_two_small_counts_whose_sum_is_small_take_a_third():
    """21 less 18 leaves 3 for two: neither could be 5 or more, though each could be 1 or 2."""
    published = protect([row("t", "d", {"a": 1, "b": 2, "c": 18, "d": 30})])
    assert hidden(published) == {("a",), ("b",), ("c",)}
    assert_safe(published)


def test_a_table_without_small_counts_is_shown_whole():
    published = protect([row("t", "d", {"a": 5, "b": 0, "c": 12})])
    assert (published.hidden, published.words) == ((), "")
    assert protect([]).tables == ()


def test_a_combination_left_out_of_a_table_is_a_nought():
    cells = (Cell({"a": "1", "b": "x"}, 7), Cell({"a": "2", "b": "y"}, 8))
    published = protect([Table("sparse", cells)])
    assert published.cell(a="1", b="y").value == 0
    with pytest.raises(ValueError, match="No table has a cell for a 3"):
        published.cell(a="3")


def test_rounded_counts_hide_less_and_may_not_sum():
    """3 beside 20 and 30: the total may be 51 to 55 and so on, which leaves 3 free by itself."""
    published = protect([row("t", "d", {"a": 3, "b": 20, "c": 30})], Policy(round_to=5))
    assert hidden(published) == {("a",)}
    assert published.cell().words == "about 55"
    assert published.words.endswith("totals may not be the sum of their parts.")
    (one,) = audit(published)
    # 55 is 53 to 57, 20 is 18 to 22 and 30 is 28 to 32.
    assert (one.low, one.high) == (1, 11)


def test_a_district_of_one_ward_is_that_ward():
    within = {"place": {"Abbey": ["North"], "Bar": ["South"], "Cross": ["South"]}}
    counts = {"Abbey": 30, "Bar": 2, "Cross": 40, "North": 30, "South": 42, ALL: 72}
    cells = tuple(Cell({"place": place}, count) for place, count in counts.items())
    published = protect([Table("wards", cells)], within=within)
    assert hidden(published) == {("Bar",), ("Cross",)}
    assert_safe(published)


# ------------------------------------------------------------------------------------------------
# WHAT WAS PUBLISHED BEFORE.
# ------------------------------------------------------------------------------------------------


def test_what_was_shown_before_is_not_hidden_in_vain():
    """The row's total and 12 were shown before, so 9 must go, where else 12 might have."""
    first = protect([row("first", "d", {"a": 40, "b": 12, "rest": 12})])
    assert first.hidden == ()
    parts = {"a": 40, "b": 12, "c": 3, "e": 9}
    second = row("second", "d", parts)
    within = {"d": {"c": ["rest"], "e": ["rest"]}}
    published = protect([second], within=within, already_published=[first])
    assert published.given_away == ()
    assert hidden(published) == {("c",), ("e",)}
    assert_safe(published, also=[first])


def test_what_was_given_away_before_is_said():
    earlier = protect([row("t", "d", {"a": 3, "b": 20})], Policy(threshold=1))
    published = protect([row("t", "d", {"a": 3, "b": 20})], already_published=[earlier])
    assert published.given_away == (key_of({"d": "a"}),)
    assert published.cell(d="a").value is None
    assert "Figures published before give away" in published.words


def test_figures_that_changed_are_not_of_the_same_records():
    earlier = protect([row("t", "d", {"a": 30, "b": 20})])
    with pytest.raises(ValueError, match="d a is 31 now, and was published as 30"):
        protect([row("t", "d", {"a": 31, "b": 20})], already_published=[earlier])


def test_what_was_added_since_an_earlier_edition_is_guarded():
    """30 and 20 before, 32 and 28 now: the two added would be 32 − 30."""
    before = row("before", "d", {"a": 30, "b": 20}, edition="first")
    now = row("now", "d", {"a": 32, "b": 28})
    since = row("since", "d", {"a": 2, "b": 8}, edition="since")
    first = protect([before])
    with pytest.raises(ValueError, match="contradict each other"):
        # Nothing says where the further ten come from: it is not for us to guess.
        protect([now], already_published=[first])
    unguarded = protect([now])
    asked = {"d": "a", "edition": "since"}
    (one,) = audit(unguarded, [first], [asked])
    assert (one.low, one.high) == (2, 2)
    added = Table(since.name, since.cells, published=False)
    published = protect([now, added], already_published=[first])
    assert [table.name for table in published.tables] == ["now"]
    assert hidden(published) == {("a",), ("b",)}
    found = {one.key: one for one in audit(published, [first], [asked])}
    assert (found[key_of(asked)].low, found[key_of(asked)].high) == (0, 10)


# ------------------------------------------------------------------------------------------------
# LARGE TABLES, AND A SOLVER THAT GIVES UP.
# ------------------------------------------------------------------------------------------------


def wards_by_category(wards, categories, seed):
    pick = random.Random(seed)
    return {
        (f"ward {w}", f"category {c}"): int(pick.expovariate((1 + c) / 60))
        for w in range(wards)
        for c in range(categories)
    }


@pytest.mark.row(58)
@pytest.mark.parametrize(
    "policy", [Policy(), Policy(round_to=5), Policy(show_nought=False), Policy(threshold=10)]
)
def test_twenty_wards_by_fourteen_categories(policy):
    """280 made-up counts and their totals; the audit finds no hidden one that can be worked out."""
    table = two_way("t", "ward", "category", wards_by_category(20, 14, seed=4))
    published = protect([table], policy)
    assert_safe(published)
    small = [cell for cell in table.cells if policy.hides(cell.count)]
    assert all(published.cells[key_of(cell.keys)].value is None for cell in small)
    assert len(published.hidden) <= len(small) * 1.2


def test_a_solver_that_gives_up_hides_more_and_never_less(monkeypatch):
    counts = {**wards_by_category(3, 3, seed=1), ("ward 0", "category 0"): 3}
    table = two_way("t", "ward", "category", counts)
    usual = protect([table])
    with monkeypatch.context() as patch:
        patch.setattr(solving, "SECONDS", 0.0)
        hasty = protect([table])
    assert set(usual.hidden) < set(hasty.hidden)
    assert_safe(hasty)


def test_too_many_combinations_are_refused(monkeypatch):
    monkeypatch.setattr(space, "MOST_PARTS", 8)
    with pytest.raises(ValueError, match="together have 9 smallest combinations, more than 8"):
        protect([two_way("t", "ward", "category", wards_by_category(3, 3, seed=1))])


# ------------------------------------------------------------------------------------------------
# REFUSED.
# ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tables", "within", "words"),
    [
        ([Table("t", (Cell({"d": "a"}, -1),))], {}, "In “t”, d a: a count is not below nought: -1"),
        ([Table("t", (Cell({}, 1), Cell({"d": ALL}, 2)))], {}, "the whole has two counts, 1 and 2"),
        ([row("t", "d", {"a": 9}), row("u", "e", {"b": 8})], {}, "the whole is 9 in “t” and 8 in"),
        (
            [Table("t", (Cell({"d": "a"}, 5), Cell({"d": "b"}, 6), Cell({}, 12)))],
            {},
            "the whole is 12, and its parts by d sum to 11. Give what is not stated",
        ),
        (
            [Table("t", (Cell({"d": "N"}, 5), Cell({"d": "a"}, 6), Cell({}, 12)))],
            {"d": {"a": ["N"], "b": ["N"]}},
            "contradict each other",
        ),
        ([row("t", "d", {"a": 9})], {"d": {"a": ["b"], "b": ["a"]}}, "“a” (d) lies within itself"),
    ],
)
def test_tables_that_cannot_be_are_refused_and_it_is_said_where(tables, within, words):
    with pytest.raises(ValueError) as refused:
        protect(tables, within=within)
    assert words in str(refused.value)


def test_figures_that_nothing_fits_are_no_publication():
    cells = [ShownCell(key_of({"d": one}), 5, "shown", "5") for one in "ab"]
    cells += [
        ShownCell(key_of({}), 9, "shown", "9"),
        ShownCell(key_of({"d": "c"}), None, "hidden", ""),
    ]
    with pytest.raises(ValueError, match="no counts fit them all"):
        audit(Published((ShownTable("t", tuple(cells)),), Policy(), {}, ""))


# ------------------------------------------------------------------------------------------------
# SHARES AND RATES.
# ------------------------------------------------------------------------------------------------


@pytest.mark.row(58)
def test_the_percentage_of_a_hidden_count_is_hidden_with_it():
    """3 and 9 of 1,924 are not shown, nor what per cent they are; 1,912 is."""
    published = protect([row("t", "d", {"a": 3, "b": 9, "c": 1912})])
    shares = [share_of(published, {"d": one}, {}) for one in "abc"]
    assert [share.words for share in shares] == ["not shown", "not shown", "99.4%, 1,912 of 1,924"]
    assert [share.percent for share in shares] == [None, None, Decimal("99.4")]
    assert rate_of(published, {"d": "a"}, 50_000) == (None, "not shown")
    assert rate_of(published, {}, 50_000) == (Decimal("38.48"), "38.5 per 1,000")


def test_shares_and_rates_of_rounded_counts_are_about():
    published = protect([row("t", "d", {"a": 38, "b": 1886, "none": 0})], Policy(round_to=5))
    share = share_of(published, {"d": "a"}, {})
    assert share.words == "2.1%, about 40 of about 1,925"
    assert rate_of(published, {"d": "a"}, 1_000)[1] == "about 40 per 1,000"
    assert share_of(published, {"d": "none"}, {}).words == "0.0%, 0 of about 1,925"
    nothing = protect([row("t", "d", {"a": 0})])
    assert "nothing to take a share of" in share_of(nothing, {"d": "a"}, {}).words
    with pytest.raises(ValueError, match="population above nought"):
        rate_of(published, {}, 0)


def test_large_tables_in_a_ring_lose_the_inside_of_the_last():
    """Ward by category, by month, and category by month: the third is withheld, its totals not."""
    cube = {
        (ward, category, month): 3 + n % 7
        for (ward, category), n in wards_by_category(10, 8, seed=2).items()
        for month in "123456"
    }
    tables = []
    for first, second in ((0, 1), (0, 2), (1, 2)):
        face: dict[tuple[str, str], int] = {}
        for block, count in cube.items():
            at = block[first], block[second]
            face[at] = face.get(at, 0) + count
        names = ("ward", "category", "month")
        tables.append(two_way(f"{first}{second}", names[first], names[second], face))
    published = protect(tables)
    inside = published.cell(category="category 0", month="1")
    assert (inside.value, inside.state, inside.words) == (None, "withheld", "not shown")
    assert published.cell(month="1").value is not None
    assert published.cell(ward="ward 0", month="1").value is not None
    assert "not shown at all" in published.words
    assert_safe(published)
