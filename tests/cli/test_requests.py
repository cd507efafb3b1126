"""`frankpledge requests`, in words and in JSON."""

import pytest

pytestmark = pytest.mark.usefixtures("demo")


@pytest.mark.row(30)
def test_a_boards_requests_in_words_and_as_data(frankpledge):
    said = frankpledge("requests", "county-board", "--on", "2018-10-01")
    assert "had 19 requests without an answer on 1 October 2018." in said.out
    assert "given to nobody, asked two quarters running): Not answered" in said.out
    noted = frankpledge("requests", "county-board", "--show", "noted", "--json").data
    assert {one["state"] for one in noted["requests"]} == {"noted"}
    assert noted["counts"]["noted"] == 5
    assert {one["group"] for one in noted["requests"]} == {"dasv"}


def test_before_anything_was_asked(frankpledge):
    said = frankpledge("requests", "county-board", "--on", "2018-01-01")
    assert "had no requests without an answer" in said.out
