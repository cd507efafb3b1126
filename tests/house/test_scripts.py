"""The scripts that write or remove files do just that."""

import ast

from scripts.fresh import start_over
from scripts.rows import proofs_in, table
from scripts.states import drawing, tables_in

MARKED = """
import pytest
pytestmark = pytest.mark.row(1)

@pytest.mark.row(19, 21)
def test_one(): "Says | this."

@pytest.mark.slow
class TestMore:
    pytestmark = [pytest.mark.row(2), pytest.mark.slow]
    def test_two(self): ...
    def helper(self): ...
"""


def test_rows_are_read_from_functions_classes_and_files():
    found = {(row, proof.name) for row, proof in proofs_in(ast.parse(MARKED).body, "f", "", set())}
    one, two = "test_one", "TestMore::test_two"
    assert found == {(1, one), (19, one), (21, one), (1, two), (2, two)}


def test_the_table_names_each_row_and_test():
    _, proof = next(proofs_in(ast.parse(MARKED).body, "f", "", set()))
    written = table({19: "Deadlines", 20: "Clear days"}, {19: [proof]})
    assert "1 of 2 rows have a test" in written
    assert "| 19 | Deadlines | `f::test_one` – Says / this. |" in written
    assert "| 20 | Clear days | – |" in written


def test_starting_over_removes_only_what_was_made(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").touch()
    data = tmp_path / "data"
    data.mkdir()
    for name in ("frankpledge.sqlite3", "frankpledge.sqlite3-wal", "notes.txt"):
        (data / name).touch()
    (data / "files").symlink_to(elsewhere)
    (data / "static").mkdir()
    removed = {path.name for path in start_over(data)}
    assert removed == {"frankpledge.sqlite3", "frankpledge.sqlite3-wal", "files", "static"}
    assert [path.name for path in data.iterdir()] == ["notes.txt"]
    assert (elsewhere / "kept").exists()


def test_states_are_drawn_from_the_table():
    source = 'PAPER_TRANSITIONS: dict = {"to-follow": {"received": "Receive"}, "received": ()}'
    drawn = drawing(tables_in(source)["PAPER_TRANSITIONS"])
    assert 'state "to-follow" as s0' in drawn
    assert "[*] --> s0" in drawn
    assert "s0 --> s1 : Receive" in drawn
