"""The working-through of ASVS 5.0.0 is whole, and what it rests on is there."""

import re
from collections import Counter

import pytest

from tests.support.source import ROOT

PAGE = ROOT / "docs" / "security" / "asvs.md"
ROW = re.compile(
    r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| ([\w/ ]+?) \| (.*?) ?\|$", re.MULTILINE
)
STATES = {"met", "partly", "not yet", "council", "n/a"}
# How many requirements of levels 1 and 2 each chapter of 5.0.0 has.
CHAPTERS = {
    **{1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7},
    **{10: 29, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16, 17: 7},
}
pytestmark = pytest.mark.once("it reads files")


def rows():
    return ROW.findall(PAGE.read_text(encoding="utf-8"))


def test_every_requirement_of_levels_1_and_2_is_there_once():
    found = [number for number, *_ in rows()]
    assert len(found) == len(set(found))
    assert Counter(int(one.split(".")[0]) for one in found) == CHAPTERS
    assert Counter(level for _, level, *_ in rows()) == {"1": 70, "2": 183}
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if re.match(r"\| \d", line)]
    assert len(lines) == len(found)


def test_each_has_a_state_and_what_is_met_says_by_what():
    for number, _, what, state, by in rows():
        assert state in STATES, number
        assert by or state in {"not yet", "n/a", "council"} or what, number


def test_each_test_that_is_named_is_there():
    named = set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE.read_text(encoding="utf-8")))
    threats = (PAGE.parent / "threat-model.md").read_text(encoding="utf-8")
    named |= set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", threats))
    assert len(named) > 50
    for path, function in named:
        assert (ROOT / path).is_file(), path
        assert not function or f"def {function}(" in (ROOT / path).read_text("utf-8"), function
