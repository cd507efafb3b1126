"""`frankpledge groups compliance`, in words and in JSON."""

import pytest

from frankpledge.review.requirements.models import Requirement
from frankpledge.shared.door import operation
from tests.support.county import SECRETARY

pytestmark = pytest.mark.usefixtures("demo")


def test_compliance_in_words_and_as_data(frankpledge):
    said = frankpledge("groups", "compliance", "--on", "2018-10-10").out
    assert "Strategic assessment: Old; 2015, 3 years old" in said
    assert "Cambridgeshire Partnership Prevent Delivery Group: 0 of 6 met" in said
    found = frankpledge("groups", "compliance", "--on", "2018-10-12", "--json").data
    groups = {one["body"]: one for one in found["groups"]}
    cell = groups["crisis-care"]["requirements"]["strategic-assessment"]
    assert (cell["state"], cell["met"]) == ("accepted", True)
    old = groups["drugs-and-alcohol"]["requirements"]["strategic-assessment"]
    assert (old["dated"], old["precision"]) == ("2015-01-01", "year")


def test_a_board_that_asks_nothing_and_one_that_is_unknown(frankpledge):
    said = frankpledge("groups", "compliance", "--board", "housing-board")
    assert "asks nothing of its groups" in said.out
    assert frankpledge("groups", "compliance", "--board", "nowhere").status == 1


def test_where_several_boards_ask_one_must_be_chosen(frankpledge):
    from frankpledge.partnership.queries.register import body_named

    @operation("Another board asks")
    def ask(*, by):
        Requirement(
            board=body_named("care-advisory-group"),
            slug="terms",
            order=1,
            title="Terms",
            of_role="delivery-group",
        ).save()

    ask(by=SECRETARY)
    said = frankpledge("groups", "compliance")
    assert said.status == 1
    assert "--board: care-advisory-group, county-board" in said.error
    other = frankpledge("groups", "compliance", "--board", "care-advisory-group").out
    assert other.count("met") == 1
