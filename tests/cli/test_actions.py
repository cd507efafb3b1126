"""`frankpledge actions` and `frankpledge import actions`, in words and in JSON."""

from datetime import date

import pytest

from frankpledge.actions.models import Action
from frankpledge.actions.operations import ask
from frankpledge.partnership.queries.register import body_named
from tests.actions.logs import AUTUMN, HEAD, SPRING, csv_log
from tests.support.county import SECRETARY, board

pytestmark = pytest.mark.usefixtures("demo")


def kept(tmp_path, data, name="log.odt"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_a_boards_actions_in_words_and_as_data(frankpledge):
    roads = body_named("road-safety")
    ask(
        by=SECRETARY,
        register=board(),
        text="Count the collisions",
        owner=roads,
        due=date(2018, 9, 1),
        asked=date(2018, 7, 19),
    )
    said = frankpledge("actions", "county-board")
    assert "had 1 open action on 1 October 2018, 1 late." in said.out
    assert (
        "1. Count the collisions (Road Safety Partnership, by 1 September 2018): Late" in said.out
    )
    (found,) = frankpledge("actions", "county-board", "--json").data["actions"]
    assert (found["number"], found["owner_body"], found["due"], found["state"]) == (
        1,
        "road-safety",
        "2018-09-01",
        "open",
    )
    assert found["carried"] == 0
    assert (
        frankpledge("actions", "county-board", "--on", "2018-07-18", "--json").data["actions"] == []
    )


def test_a_dry_run_says_and_writes_nothing(frankpledge, tmp_path):
    path = kept(tmp_path, AUTUMN)
    said = frankpledge("import", "actions", path, "--body", "county-board", "--dry-run")
    assert said.status == 0
    assert "5 actions to add." in said.out
    assert "Nothing was changed" in said.out
    assert not Action.objects.exists()


def test_logs_are_imported_and_again_change_nothing(frankpledge, tmp_path):
    for data, added, again in ((AUTUMN, 5, 0), (SPRING, 0, 3), (SPRING, 0, 0)):
        path = kept(tmp_path, data)
        said = frankpledge("import", "actions", path, "--body", "county-board", "--json")
        assert (said.data["added"], said.data["brought_up_to_date"]) == (added, again)
    assert Action.objects.count() == 5


def test_mistakes_are_listed_with_their_places(frankpledge, tmp_path):
    path = kept(tmp_path, csv_log([HEAD, ("A1", "", "Chair", "", "", "")]), "log.csv")
    given = ("import", "actions", path, "--body", "county-board", "--meeting", "2018-07-19")
    said = frankpledge(*given)
    assert said.status == 1
    assert "log.csv: 1 mistake. Nothing was imported." in said.error
    assert "row 2, column “Action required”" in said.error
    assert frankpledge(*given, "--json").data["mistakes"][0]["column"] == "Action required"


@pytest.mark.parametrize(
    ("file", "says"), [("nothing.csv", "cannot be read"), ("paper.pdf", "is a PDF")]
)
def test_what_cannot_be_read_is_said(frankpledge, tmp_path, file, says):
    kept(tmp_path, b"%PDF-1.4", "paper.pdf")
    said = frankpledge("import", "actions", tmp_path / file, "--body", "county-board")
    assert said.status == 1
    assert says in said.error
