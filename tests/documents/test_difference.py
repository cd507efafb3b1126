"""Two texts side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from frankpledge.documents.content import RecommendationsHere
from frankpledge.documents.difference import (
    Piece,
    Row,
    blocks_difference,
    difference,
    only_changes,
    with_gaps,
)
from frankpledge.documents.pandoc import read_markdown

LINES = st.lists(st.text("ab c", max_size=12), max_size=8).map("\n".join)


def test_changed_words_are_marked_and_the_rest_is_not() -> None:
    rows = difference("The board met in May.\nIt agreed.", "The board met in June.\nIt agreed.")
    assert rows == (
        Row(
            "changed",
            (Piece("The board met in "), Piece("May.", True)),
            (Piece("The board met in "), Piece("June.", True)),
        ),
        Row("same", (Piece("It agreed."),), (Piece("It agreed."),)),
    )


def test_lines_with_nothing_in_common_are_removed_and_added() -> None:
    assert difference("one two\nthree", "four") == (
        Row("removed", old=(Piece("one two", True),)),
        Row("removed", old=(Piece("three", True),)),
        Row("added", new=(Piece("four", True),)),
    )


def test_one_line_for_another_stands_beside_it_whole() -> None:
    row = Row("changed", (Piece("one", True),), (Piece("two three", True),))
    assert difference("one", "two three") == (row,)


def test_a_line_put_in_between_does_not_disturb_its_neighbours() -> None:
    rows = difference("a b c d\ne f g h", "a b c x\nnew line here\ne f g y")
    assert [row.kind for row in rows] == ["changed", "added", "changed"]


def test_what_is_the_same_far_from_any_change_is_only_counted() -> None:
    lines = [f"line {number}" for number in range(10)]
    rows = with_gaps(difference("\n".join(lines), "\n".join([*lines[:5], "new", *lines[5:]])))
    assert [row.kind for row in rows] == ["gap", "same", "added", "same", "gap"]
    assert rows[0].old == (Piece("4 lines the same on both sides"),)
    assert with_gaps(difference("a", "b")) == difference("a", "b")


def test_papers_are_compared_by_their_items_and_rows() -> None:
    old = read_markdown("# Aim\n\n- one\n- two\n\n| Area | Sum |\n|---|---|\n| North | 1 |\n")
    new = read_markdown("# Aim\n\n- one\n- too\n\n| Area | Sum |\n|---|---|\n| North | 2 |\n")
    changes = only_changes(blocks_difference(old, new))
    assert ["".join(piece.text for piece in row.new) for row in changes] == ["• too", "North | 2"]
    assert blocks_difference((RecommendationsHere(),), ()) == ()


def test_long_texts_are_compared_in_good_time() -> None:
    old = "\n".join(f"line {number} as it was" for number in range(3_000))
    new = "\n".join(f"row {number} as it is now" for number in range(3_000))
    assert len(difference(old, new)) >= 3_000


@given(LINES, LINES)
def test_each_side_can_be_read_back_whole(old: str, new: str) -> None:
    rows = difference(old, new)
    for side, text in (("old", old), ("new", new)):
        other = "added" if side == "old" else "removed"
        lines = [
            "".join(piece.text for piece in getattr(row, side)) for row in rows if row.kind != other
        ]
        assert lines == text.splitlines()


@given(LINES)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert only_changes(difference(text, text)) == ()
