"""Who may sign, and the agreement as a paper."""

from datetime import date

import pytest

from frankpledge.planning.models import Agreement, Signature
from frankpledge.planning.papers import agreement_blocks
from frankpledge.planning.queries import agreement_page, agreements_of, may_sign_for, priorities
from tests.support.county import OCTOBER, board, text_in

pytestmark = pytest.mark.usefixtures("demo")


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("member", {"huntingdonshire-council"}),
        ("csp-manager", {"fenland-csp"}),
        ("secretary", set()),
        ("scrutiny", set()),
    ],
)
def test_who_may_sign_for_whom(viewer, who, may):
    slots = Signature.objects.select_related("body")
    assert {one.body.slug for one in slots if may_sign_for(viewer(who), one)} == may


def test_the_agreements_text_is_numbered():
    page = agreement_page(Agreement.objects.get(), OCTOBER)
    assert "Purpose of the agreement" in text_in(agreement_blocks(page))
    assert len(page.parties) == 18


def test_names_are_those_of_the_day():
    def names(day):
        return {line.body_name for line in agreement_page(Agreement.objects.get(), day).signatures}

    assert "South Cambridgeshire Crime and Disorder Reduction Partnership" in names(OCTOBER)
    assert "South Cambridgeshire Community Safety Partnership" in names(date(2019, 10, 1))


def test_a_year_that_has_no_priorities_gives_the_latest():
    assert priorities(board(), OCTOBER, "2018/19").years == ("2018/19",)
    assert priorities(board(), OCTOBER, "1999/00").year == "2018/19"


def test_the_boards_agreements():
    assert [one.slug for one in agreements_of(board())] == ["community-safety-agreement-2017-20"]
