"""Repeat incidents: of a period, and over twelve months, held against a slow count."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frankpledge.analytics.measures import Answer, CannotAnswer, Question, ask
from frankpledge.analytics.measures.months import month_of, number
from frankpledge.analytics.store import Store
from tests.support.made_up import write_release

pytestmark = pytest.mark.once("pure: no database")

FIRST = number(date(2023, 1, 1))
MONTHS = range(FIRST, FIRST + 20)
WHO = [(m, f"V{m * 7 % 5}" if m % 4 else f"W{m}") for m in MONTHS for _ in range(1 + m % 3)]


def written_to(folder: Path, who: list[tuple[int, str | None]]) -> Store:
    """A store with these incidents, each of a month and a victim."""
    store = Store(folder)
    rows = [{"at": month_of(m), "victim": one} for m, one in who]
    write_release(store, {"partner_referrals": rows})
    return store


def found(store: Store, *by: str, **more: Any) -> Answer:
    """The answer, of the column of victims."""
    parts = {name: more.pop(name) for name in ("first", "last") if name in more}
    parameters = {"table": "referrals", "identifier": "victim", **more}
    asked = Question("repeat-incidents", by, parameters=parameters, **parts)
    return ask(store, asked, partners=("partner_referrals",))


def slowly(first: int, last: int) -> tuple[int, int, int, int]:
    """Incidents, victims, those with more than one, incidents at those."""
    inside = [one for m, one in WHO if first <= m <= last]
    many = Counter(inside)
    again = [one for one in inside if many[one] > 1]
    return len(inside), len(set(inside)), len(set(again)), len(again)


def test_a_period_is_counted_as_by_hand(tmp_path: Path) -> None:
    store = written_to(tmp_path, list(WHO))
    for first, last in ((FIRST, FIRST + 19), (FIRST + 3, FIRST + 7)):
        (row,) = found(store, first=month_of(first), last=month_of(last)).rows
        incidents, victims, repeated, at = slowly(first, last)
        assert row[:4] == (incidents, victims, repeated, at)
        assert row[4:] == (incidents - victims, round(100 * at / incidents, 1))


def test_twelve_months_roll(tmp_path: Path) -> None:
    rows = found(written_to(tmp_path, list(WHO)), "month").dicts()
    assert [row["month"] for row in rows] == [month_of(m) for m in MONTHS]
    for m, row in zip(MONTHS, rows, strict=True):
        if m < FIRST + 11:
            assert row["incidents"] is None
        else:
            expected = slowly(m - 11, m)
            told = tuple(row[one] for one in ("incidents", "identifiers", "repeated"))
            assert told == expected[:3]


def test_asked_of_the_last_month_the_year_before_it_is_read(tmp_path: Path) -> None:
    last = month_of(FIRST + 19)
    (row,) = found(written_to(tmp_path, list(WHO)), "month", first=last, last=last).dicts()
    assert row["incidents"] == slowly(FIRST + 8, FIRST + 19)[0]


def test_twelve_months_with_a_gap_have_no_figure(tmp_path: Path) -> None:
    kept: list[tuple[int, str | None]] = [one for one in WHO if one[0] != FIRST + 5]
    answer = found(written_to(tmp_path, kept), "month")
    assert {row["month"] for row in answer.dicts() if row["incidents"] is not None} == {
        month_of(m) for m in range(FIRST + 17, FIRST + 20)
    }
    assert "Twelve months with June 2023 in them have no figure" in " ".join(answer.notes)


def test_who_is_not_known_is_left_out_and_no_note_tells_few(tmp_path: Path) -> None:
    store = written_to(tmp_path, [(FIRST, "A"), (FIRST, "A"), (FIRST, None), (FIRST, " ")])
    answer = found(store)
    assert answer.rows == ((2, 1, 1, 2, 1, 100.0),)
    assert answer.notes[0] == "Fewer than ten records have no “victim”: they are left out."


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"identifier": ""}, "Whose incidents"),
        ({"identifier": "victims"}, "did you mean “victim”"),
        ({"table": "others"}, "You may read no partner's table “others”"),
        ({"by": ("month",)}, "no twelve months that end in a month asked about are whole"),
    ],
)
def test_refusals(tmp_path: Path, asked: dict[str, Any], words: str) -> None:
    store = written_to(tmp_path, [(FIRST, "A"), (FIRST, "A")])
    by = asked.pop("by", ())
    with pytest.raises(CannotAnswer, match=words):
        found(store, *by, **asked)
