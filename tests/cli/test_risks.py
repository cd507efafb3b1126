"""`frankpledge risks` and `frankpledge import risks`, in words, in JSON and in files."""

import pytest

from frankpledge.review.risks.models import Risk
from tests.actions.logs import csv_log, xlsx_log

pytestmark = pytest.mark.usefixtures("demo")


def kept(tmp_path, data, name="risks.csv"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_a_register_in_words_and_as_data(frankpledge):
    said = frankpledge("risks", "dasv", "--on", "2018-10-01")
    assert "had 2 open risks on 1 October 2018: 1 very high, 1 not scored yet." in said.out
    assert "funding ends late 2018): not scored yet" in said.out
    found = frankpledge("risks", "offender", "--on", "2018-10-01", "--json").data
    (risk,) = found["risks"]
    assert (risk["band"], risk["score"], risk["carried"], risk["meetings_running"]) == (
        "Very high",
        16,
        "carried since April 2018",
        2,
    )
    assert found["counts"]["persistent"] == 1
    assert "no open risks" in frankpledge("risks", "prevent").out


def test_narrowed_and_misspelled(frankpledge):
    assert "no risks" in frankpledge("risks", "dasv", "--show", "persistent").out
    assert "Did you mean" in frankpledge("risks", "dasvv").error


@pytest.mark.parametrize("name", ["risks.xlsx", "risks.csv"])
def test_written_to_a_file_that_imports_back_unchanged(frankpledge, tmp_path, name):
    path = tmp_path / name
    said = frankpledge("risks", "dasv", "--out", path)
    assert said.out.startswith(f"{path}: 2 risks of Domestic Abuse")
    found = frankpledge("import", "risks", path, "--body", "dasv", "--json").data
    assert (found["added"], found["changed"], found["unchanged"]) == (0, 0, 2)


def test_files_that_cannot_be_written(frankpledge, tmp_path):
    assert "must end in .xlsx or .csv" in frankpledge("risks", "dasv", "--out", "a.pdf").error
    said = frankpledge("risks", "dasv", "--out", tmp_path / "no" / "risks.csv")
    assert "cannot be written" in said.error


def test_a_dry_run_changes_nothing_and_an_import_does(frankpledge, tmp_path):
    path = kept(tmp_path, csv_log([("Risk", "Likelihood", "Impact"), ("Fog", "Likely", 3)]))
    said = frankpledge("import", "risks", path, "--body", "prevent", "--dry-run")
    assert "1 risk to add." in said.out
    assert "Nothing was changed: this was a dry run." in said.out
    assert not Risk.objects.filter(register__slug="prevent").exists()
    assert (
        "Imported. 1 risk added." in frankpledge("import", "risks", path, "--body", "prevent").out
    )
    again = frankpledge("import", "risks", path, "--body", "prevent", "--json").data
    assert (again["added"], again["unchanged"]) == (0, 1)


def test_bad_rows_stop_it_unless_they_are_to_be_left_out(frankpledge, tmp_path):
    rows = [("Risk", "Likelihood", "Impact"), ("Fog", 2, 2), ("Ice", 9, 2)]
    path = kept(tmp_path, xlsx_log(rows, name="Register"), "risks.xlsx")
    said = frankpledge("import", "risks", path, "--body", "prevent")
    assert said.status == 1
    assert "sheet “Register”, row 3, column “Likelihood”: “9”: one of Rare" in said.error
    assert "1 risk could be imported without: --leave-out." in said.error
    told = frankpledge("import", "risks", path, "--body", "prevent", "--json")
    assert told.data["mistakes"][0]["column"] == "Likelihood"
    done = frankpledge("import", "risks", path, "--body", "prevent", "--leave-out")
    assert "1 risk added, 1 row left out." in done.out


def test_files_that_cannot_be_read(frankpledge, tmp_path):
    gone = frankpledge("import", "risks", tmp_path / "gone.csv", "--body", "prevent")
    assert "cannot be read" in gone.error
    pdf = kept(tmp_path, b"%PDF-1.4", "risks.pdf")
    assert "is a PDF" in frankpledge("import", "risks", pdf, "--body", "prevent").error
