"""An assessment bound into a meeting's pack."""

import pytest

from frankpledge.documents.content import plain_text
from frankpledge.evidence.assessments.operations import publish_assessment
from frankpledge.meetings.contributions import bound_sections
from frankpledge.meetings.editions import MEMBERS, PUBLISHED, Reader
from frankpledge.partnership.people import Viewer
from tests.assessments.support import TODAY, approved, begun, in_review, no_template, with_figures
from tests.findings.support import ANALYST
from tests.support.taking import item, saved

pytestmark = pytest.mark.usefixtures("no_template")
__all__ = ["no_template"]


def bound(edition=MEMBERS):
    found = item()
    found.binds = "strategic-assessment"
    saved(found, by=ANALYST)
    return bound_sections(found, Reader(Viewer(), edition), TODAY)


def test_what_waits_for_the_board_is_bound_in_for_members():
    with_figures()
    assert bound() == ()
    begun("county-board")
    assert bound() == ()


def test_the_one_in_review_is_bound_in_section_by_section():
    with_figures()
    in_review("county-board")
    first, *parts = bound()
    assert (first.title, first.state) == (
        "Strategic assessment, April 2018 to June 2018",
        "In review",
    )
    assert [one.title for one in parts][:2] == ["1. What has changed", "2. Where it happens"]
    assert {one.level for one in parts} == {2}
    assert "January 2018\t10" in plain_text(parts[0].blocks)
    assert len({one.key for one in (first, *parts)}) == 1 + len(parts)


def test_the_public_pack_holds_what_is_published_and_says_when_it_is_not():
    with_figures(3, 12, 9, 14, 11, 13)
    made = approved("county-board")
    (only,) = bound(PUBLISHED)
    assert only.stands_in
    assert "once the board has approved it" in plain_text(only.blocks)
    publish_assessment(by=ANALYST, assessment=made, on=TODAY)
    _, *parts = bound(PUBLISHED)
    assert "January 2018\tnot shown" in plain_text(parts[0].blocks)
