"""The round of updates: what is normalised, what is warned of, who sees what."""

from datetime import date

import pytest

from frankpledge.meetings.editions import MEMBERS, PUBLISHED
from frankpledge.meetings.operations import circulate, publish
from frankpledge.partnership.people import PUBLIC
from frankpledge.review.queries.updates import update_page, update_round
from tests.support.county import OCTOBER, SECRETARY, meeting, pack, section, text_in

pytestmark = pytest.mark.usefixtures("demo")


def page(group):
    found = update_round(meeting(), None, OCTOBER)
    return next(one for one in found.received if one.group.slug == group)


def test_one_update_alone_is_the_same_as_in_its_round():
    for one in update_round(meeting(), None, OCTOBER).received:
        alone = update_page(one.update, OCTOBER)
        assert (alone.sections, alone.documents) == (one.sections, one.documents)
        assert alone.warnings == one.warnings


def test_warnings_of_each_group():
    def warned(group):
        return " ".join(page(group).warnings)

    assert "has not met since the board’s meeting of 19 July 2018" in warned("offender")
    assert "last met on 18 July 2018" in warned("prevent")
    assert "5 of 5 document rows not filled in" in warned("prevent")
    assert "“N/A” with no reason given" in warned("crisis-care")
    assert "labelled May 2018" in warned("youth-justice")
    assert warned("dasv") == ""


def test_a_risk_carried_over_is_marked():
    (risk,) = page("offender").lines("risks")
    assert risk.carried
    assert risk.request.startswith("Continued support")


def test_the_public_sees_who_is_late_and_no_content_before_publication():
    found = update_round(meeting(), PUBLIC, OCTOBER)
    assert found.received == ()
    assert len(found.outstanding) == 2
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    assert update_round(meeting(), PUBLIC, OCTOBER).received == ()
    publish(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 12))
    assert len(update_round(meeting(), PUBLIC, OCTOBER).received) == 7


def test_the_published_pack_has_no_update_before_publication():
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    found = section(pack(PUBLISHED), "item-10-updates")
    assert found.state == "Withheld"
    assert "Bobby scheme" not in text_in(pack(PUBLISHED))
    assert "Bobby scheme" in text_in(pack(MEMBERS))
    publish(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 12))
    assert "Bobby scheme" in text_in(pack(PUBLISHED))


def test_a_board_without_a_form_has_no_round():
    from frankpledge.meetings.models import Meeting

    other = Meeting.objects.get(body__slug="south-cambridgeshire-scrutiny")
    assert update_round(other, None, OCTOBER).share == "none expected"


def test_a_round_takes_a_few_queries(django_assert_max_num_queries):
    of = meeting()
    # Its own records, the last updates, and the indicators of those that give numbers.
    with django_assert_max_num_queries(26):
        update_round(of, None, OCTOBER)
