"""What a sample's columns seem to hold; and what would be loaded of it, tried and not loaded."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analytics.store.mapping import KEPT, Place, problems
from frankpledge.evidence.releases.mapping.guessing import (
    Seen,
    guess_column,
    guess_mapping,
    guess_place,
    name_of,
    seen_in,
)
from frankpledge.evidence.releases.mapping.trial import read_sample, try_out


@pytest.mark.parametrize(
    ("values", "type_", "format_", "blank"),
    [
        (["31/03/2024", "1/4/2024"], "day", "", ()),
        (["2024-03-31"], "day", "", ()),
        (["31 March 2024", "1 Apr 2024"], "day", "", ()),
        (["03/31/2024", "04/01/2024"], "day", "%m/%d/%Y", ()),
        (["01/02/2024", "03/04/2024"], "day", "", ()),  # nothing gives it away: day first
        (["31/03/24"], "day", "%d/%m/%y", ()),
        (["03/31/24"], "day", "%m/%d/%y", ()),
        (["31-Mar-24"], "day", "%d-%b-%y", ()),
        (["20240331"], "day", "%Y%m%d", ()),
        (["2024-03", "2024-04"], "month", "", ()),
        (["Mar-24", "Sept 2024"], "month", "", ()),
        (["31/03/2024 17:45"], "moment", "", ()),
        (["17:45", "9:05:00"], "time", "", ()),
        (["12", "-3", "0"], "integer", "", ()),
        (["12", "*", "N/A"], "integer", "", ("*", "N/A")),
        (["12.5", ".5", "3"], "number", "", ()),
        (["0123", "4567"], "text", "", ()),  # a reference
        (["Yes", "no"], "yes-no", "", ()),
        (["Unknown", "Noise"], "text", "", ()),
        (["-", "-"], "text", "", ()),
        ([], "text", "", ()),
    ],
)
def test_a_columns_type_is_guessed_from_all_of_its_values(values, type_, format_, blank):
    found = guess_column("Heading", values, "heading")
    assert (found.type, found.format, found.blank) == (type_, format_, blank)


@pytest.mark.parametrize(
    ("heading", "personal"),
    [
        ("Caller name", True),
        ("DateOfBirth", True),
        ("Postcode", True),
        ("E-mail", True),
        ("NHS number", True),
        ("Victim", True),
        ("Ward name", False),
        ("Number of victims", False),
        ("Reason", False),
        ("Offence type", False),
    ],
)
def test_a_heading_that_may_tell_of_a_person(heading, personal):
    guess = guess_column(heading, [], name_of(heading))
    assert Seen(heading, (), 0, 0, guess).is_personal is personal


def columns(**values: list[str]) -> list[Seen]:
    """Columns of a sample: heading → its values."""
    return [
        Seen(heading, tuple(found), len(found), len(found), guess_column(heading, found, "c"))
        for heading, found in values.items()
    ]


@pytest.mark.parametrize(
    ("sample", "place"),
    [
        ({"Ward": ["Soham"], "LSOA": ["E01017940"]}, Place("lsoa", ("LSOA",))),
        ({"Area": ["E07000008", "E07000009"]}, Place("code", ("Area",))),
        (
            {"Easting": ["545000"], "Northing": ["258000"], "Ward": ["Soham"]},
            Place("easting-northing", ("Easting", "Northing")),
        ),
        (
            {"Lat": ["52.2"], "Long": ["0.1"]},
            Place("longitude-latitude", ("Long", "Lat")),
        ),
        ({"District": ["Fenland"]}, Place("name", ("District",), "district")),
        ({"Ward": ["12"], "Reason": ["Noise"]}, Place()),
    ],
)
def test_where_is_guessed_by_a_code_before_a_point_before_a_name(sample, place):
    assert guess_place(columns(**sample)) == place


@given(st.text(max_size=80))
def test_any_words_make_a_name_that_a_table_may_have_or_none(words):
    name = name_of(words)
    assert not name or (name[0].isalpha() and name.isascii() and name not in KEPT)


@given(st.lists(st.text(min_size=1, max_size=12), min_size=2, max_size=6, unique=True))
def test_whatever_the_headings_the_guess_is_a_mapping_without_problems(headings):
    """But for two headings alike, which the store refuses by name."""
    seen = []
    taken: set[str] = set()
    for at, heading in enumerate(headings):
        seen.append(Seen(heading, (), 0, 0, guess_column(heading, [], f"column_{at}")))
        taken.add(heading.strip().lower())
    found = guess_mapping("noise", "Noise", "East", seen)
    if len(taken) == len(headings) and found.columns:
        assert problems(found) == ()


def written(path: Path, *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def test_a_title_that_fills_two_cells_is_no_row_of_headings(tmp_path):
    path = written(
        tmp_path / "noise.csv",
        ["Noise reports", "April to May"],
        ["Ref", "Day", "Reason"],
        ["A", "03/04/2024", "Noise"],
    )
    table = read_sample(path, path.name)
    assert (table.header.number, table.header.cells) == (2, ("Ref", "Day", "Reason"))


def test_what_would_be_loaded_and_rejected_by_line_and_value(tmp_path):
    rows = [[f"A{n}", "03/04/2024", str(n)] for n in range(40)]
    rows[7][2] = "several"
    path = written(tmp_path / "noise.csv", ["Ref", "Day", "Calls"], *rows)
    seen = seen_in(read_sample(path, path.name))
    found = guess_mapping("noise", "Noise", "East", seen)
    assert found.columns[2].type == "text"  # one cell is no number: all of it is words
    strict = type(found)(
        **{**vars(found), "columns": (*found.columns[:2], guess_column("Calls", ["1"], "calls"))}
    )
    trial = try_out(path, "noise of April.csv", strict)
    assert trial.info
    assert (trial.info.kept, len(trial.info.rejects)) == (39, 1)
    (mistake,) = trial.info.rejects
    assert (mistake.file, mistake.line, mistake.value) == ("noise of April.csv", 9, "several")
    assert trial.columns == ("ref", "day", "calls")
    assert len(trial.rows) == 5
    assert [one.name for one in tmp_path.iterdir()] == ["noise.csv"]
