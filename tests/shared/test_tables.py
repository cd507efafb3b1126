"""Tables for spreadsheets: what a cell holds is read, and never run."""

import pytest

from frankpledge.shared.tables import as_read, csv_response


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_marked_as_words(cell):
    assert as_read(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Fenland", "", "a=b", -2, 0.5, None])
def test_words_and_numbers_stay_as_they_are(cell):
    assert as_read(cell) == cell


def test_a_download_is_read_in_the_right_alphabet():
    response = csv_response("ŵ.csv", [("Corff", "Nifer"), ("Cyngor Môn", -3), ("=1", 2)])
    assert response.content.decode("utf-8-sig").split("\r\n") == [
        "Corff,Nifer",
        "Cyngor Môn,-3",
        "'=1,2",
        "",
    ]
