"""`frankpledge indicator` and `frankpledge import values`, in words and in JSON."""

import pytest

from frankpledge.review.indicators.models import IndicatorValue
from tests.indicators.files import csv_file
from tests.indicators.support import an_indicator

pytestmark = pytest.mark.usefixtures("demo")


def test_an_indicator_in_words_and_as_data(frankpledge):
    said = frankpledge("indicator", "killed-or-seriously-injured")
    assert "on 1 October 2018: not judged." in said.out
    assert "Stated: Not on course." in said.out
    assert "It can be set from 1 April 2019" in said.out
    found = frankpledge("indicator", "road-safety/killed-or-seriously-injured", "--json").data
    assert (found["baseline"], found["target"], found["state"]) == ("100", "60", "not judged")
    assert found["breaks"][0]["new_baseline_from"] == "2019-04-01"
    assert len(found["figures"]) == 13
    earlier = frankpledge(
        "indicator", "killed-or-seriously-injured", "--on", "2015-12-31", "--json"
    ).data
    assert (earlier["state"], len(earlier["figures"])) == ("on course", 11)
    before = frankpledge("indicator", "killed-or-seriously-injured", "--on", "2014-01-01")
    assert "was defined on 1 April 2015" in before.error


def test_a_name_that_is_not_there_and_one_of_two_bodies(frankpledge):
    said = frankpledge("indicator", "kiled-or-seriously-injured")
    assert said.status == 1
    assert "Did you mean killed-or-seriously-injured" in said.error
    an_indicator("Custody", body="dasv")
    assert "youth-justice/custody" in frankpledge("indicator", "custody").error
    assert frankpledge("indicator", "dasv/custody").status == 0


def test_a_measures_figures_are_taken_first(frankpledge):
    assert frankpledge("indicator", "attendance", "--take").status == 0
    refused = frankpledge("indicator", "custody", "--take")
    assert "No measure works" in refused.error


def test_values_are_imported_after_a_dry_run_and_twice_changes_nothing(frankpledge, tmp_path):
    one = an_indicator()
    path = tmp_path / "figures.csv"
    path.write_bytes(csv_file([("2016", "12", "", ""), ("2017", "15", "Provisional", "")]))
    given = ("import", "values", path, "--indicator", "collisions")
    dry = frankpledge(*given, "--dry-run")
    assert "2 figures to add." in dry.out
    assert "this was a dry run" in dry.out
    assert not IndicatorValue.objects.filter(series__indicator=one).exists()
    assert frankpledge(*given, "--json").data["added"] == 2
    assert frankpledge(*given, "--json").data["unchanged"] == 2


def test_bad_rows_stop_it_unless_they_are_left_out(frankpledge, tmp_path):
    one = an_indicator()
    path = tmp_path / "figures.csv"
    path.write_bytes(csv_file([("2016", "12", "", ""), ("2017", "many", "", "")]))
    given = ("import", "values", path, "--indicator", "collisions")
    said = frankpledge(*given)
    assert said.status == 1
    assert "row 3, column “Figure”: “many”" in said.error
    assert "1 figure could be imported without: --leave-out." in said.error
    assert not IndicatorValue.objects.filter(series__indicator=one).exists()
    assert "Left out: row 3" in frankpledge(*given, "--leave-out").out
    assert (
        "cannot be read"
        in frankpledge("import", "values", tmp_path / "none.csv", "--indicator", "collisions").error
    )
    path.write_bytes(b"%PDF")
    assert "PDF" in frankpledge(*given).error
