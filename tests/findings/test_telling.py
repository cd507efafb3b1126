"""Percentages and notes that would tell a small count."""

import pytest

from frankpledge.analytics.small_numbers import NOT_SHOWN, Policy
from frankpledge.evidence.findings.rules.figures import FigureColumn, Figures
from frankpledge.evidence.findings.rules.public import disclosed
from frankpledge.evidence.findings.rules.telling import vague_note

pytestmark = pytest.mark.once("pure: no database")
GROUP = FigureColumn("ethnicity", "Group", "text")
STOPS = FigureColumn("stops", "Stops", "count", "stops")
CRIMES = FigureColumn("crimes", "Crimes", "count", "crimes")
POSITIVE = FigureColumn("positive", "With a positive outcome", "count", "crimes")
SHARE = FigureColumn("percent", "Share of stops", "percent")
ACTION = FigureColumn("action_percent", "With an action", "percent")


def shown(columns, *rows, **more):
    return disclosed(Figures(tuple(columns), tuple(rows), **more)).figures.rows


@pytest.mark.parametrize(
    ("stops", "acted", "told"),
    [
        (10, 3, NOT_SHOWN),  # three
        (7, 3, NOT_SHOWN),
        (100, 97, NOT_SHOWN),  # all but three
        (10, 5, 50.0),
        (20, 0, 0.0),
        (6, 6, 100.0),
        (30, 11, 36.7),
    ],
)
def test_a_percentage_of_which_part_or_remainder_is_small_is_not_shown(stops, acted, told):
    rows = (("A", stops, 100 * acted / stops), ("B", 900, 50.0))
    assert shown((GROUP, STOPS, ACTION), *rows)[0] == ("A", stops, told)


def test_one_that_was_rounded_before_tells_no_less():
    assert shown((GROUP, STOPS, ACTION), ("A", 7, 42.9), ("B", 9, 66.7))[0][2] == NOT_SHOWN


def test_of_a_base_below_the_threshold_there_is_no_percentage():
    (row,) = shown((STOPS, ACTION), (0, 0.0))
    assert row == (0, 0.0)
    (row,) = shown((STOPS, ACTION), (4, 50.0))
    assert row == (NOT_SHOWN, NOT_SHOWN)


def test_the_part_that_leaves_a_small_remainder_is_held_back_with_its_percentage():
    rows = (("Ely", 100, 97, 97.0), ("Fenland", 100, 40, 40.0), ("Hunts", 100, 30, 30.0))
    found = shown((GROUP, CRIMES, POSITIVE, ACTION), *rows)
    assert found[0][2:] == (NOT_SHOWN, NOT_SHOWN)
    assert found[2][2:] == (NOT_SHOWN, NOT_SHOWN) or found[1][2:] == (NOT_SHOWN, NOT_SHOWN)


def test_a_share_of_all_rows_tells_no_more_than_the_counts():
    rows = (("A", 10, 20.0), ("B", 40, 80.0))
    assert shown((GROUP, STOPS, SHARE), *rows) == rows


def test_a_change_is_no_part():
    before, now = (
        FigureColumn("before", "A year before", "count"),
        FigureColumn("now", "Now", "count"),
    )
    change = FigureColumn("percent", "Change", "percent")
    rows = (("Ely", 40, 43, 7.5), ("Fenland", 50, 40, -20.0))
    assert shown((GROUP, before, now, change), *rows) == rows


def test_a_public_percentage_has_one_place():
    rows = (("A", 700, 100 * 300 / 700), ("B", 900, 50.0))
    assert shown((GROUP, STOPS, ACTION), *rows)[0] == ("A", 700, 42.9)


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (
            "1 crimes lie outside the 6 districts; 1 have no place: they are in the total only.",
            "A few crimes lie outside the 6 districts; a few have no place: they are in the total "
            "only.",
        ),
        ("1 crime lies outside the ward.", "A few crimes lie outside the ward."),
        ("3 stops of these months have no place.", "A few stops of these months have no place."),
        (
            "493 crimes lie outside; 4 have no place.",
            "493 crimes lie outside; a few have no place.",
        ),
        ("1,204 crimes have no place; 12 months, 2 forces.", None),
        ("In all 0 crimes have no place.", None),
        ("14 crimes and 2.3 crimes", None),
    ],
)
def test_a_small_count_in_a_note_is_a_few(note, told):
    assert vague_note(note, Policy()) == (told or note)


def test_public_figures_have_vague_notes():
    figures = Figures((GROUP, CRIMES), (("A", 50), ("B", 60)), notes=("2 crimes have no place.",))
    assert disclosed(figures).figures.notes == ("A few crimes have no place.",)
    without = Figures((GROUP, ACTION), (("A", 50.0),), notes=("2 crimes have no place.",))
    assert disclosed(without).figures.notes[0] == "A few crimes have no place."
