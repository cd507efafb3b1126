"""Quarterly updates: who has sent one, what they say, and what is old, blank or stale."""

from datetime import date

import pytest

from frankpledge.review.models import UpdateDocument
from frankpledge.review.queries.telling import update_warnings
from frankpledge.review.queries.updates import update_round
from frankpledge.review.requirements.rules import KnownDate, document_state
from frankpledge.shared.door import operation
from tests.support.county import OCTOBER, SECRETARY, meeting


def the_round():
    return update_round(meeting(), None, OCTOBER)


def update(group):
    return next(page for page in the_round().received if page.group.slug == group)


def states(group):
    return {line.title: line.state.state for line in update(group).documents}


@pytest.mark.row(25)
def test_nine_expected_seven_in(demo_county):
    """9 updates are expected, 7 are in (77.8%), 2 to follow: road safety and organised crime."""
    found = the_round()
    assert (len(found.expected), len(found.received)) == (9, 7)
    assert found.share == "7 of 9 (77.8%)"
    assert {body.slug for body, _ in found.outstanding} == {"road-safety", "organised-crime"}


@pytest.mark.row(25)
def test_a_label_of_an_earlier_quarter_is_stale(demo_county):
    """Youth justice's update says May 2018 in October's pack: the only stale label of the seven."""
    stale = [page.group.slug for page in the_round().received if "labelled" in str(page.warnings)]
    assert stale == ["youth-justice"]
    told = [words for one in update_warnings(meeting(), OCTOBER) for words in one.warnings]
    assert sum("labelled May 2018" in words for words in told) == 1


@pytest.mark.row(25)
def test_the_form_has_fixed_sections_and_five_documents(demo_county):
    """Every update has the board's five sections and its five document rows, filled or not."""
    for page in the_round().received:
        assert [one.section.kind for one in page.sections] == [
            "text",
            "pairs",
            "pairs",
            "documents",
            "text",
        ]
        assert len(page.documents) == 5


@pytest.mark.row(25)
def test_none_and_not_applicable_ask_for_nothing(demo_county):
    """ "None of note", "None at this time" and "N/A" are no request and no risk."""
    for group in ("prevent", "child-exploitation", "crisis-care"):
        page = update(group)
        assert page.requests == ()
        assert page.lines("risks") == ()
        assert len(page.lines("information")) > 0


@pytest.mark.row(25)
def test_requests_are_counted_and_information_closes_itself(demo_county):
    """Youth justice makes eight requests; what is only for information is none."""
    assert len(update("youth-justice").requests) == 8
    dasv = update("dasv")
    assert sum(line.for_information for line in dasv.lines("information")) == 5
    assert len(dasv.requests) == 3


@pytest.mark.row(27)
def test_which_documents_each_group_has(demo_county):
    """Youth justice and domestic abuse have all five; Prevent has filled none of its five."""
    assert update("youth-justice").documents_filled == 5
    assert update("dasv").documents_filled == 5
    assert [line.dated for line in update("youth-justice").documents] == ["July 2018"] * 4 + [""]
    assert [line.dated for line in update("dasv").documents] == [
        "",
        "30 June 2017",
        "September 2017",
        "October 2017",
        "",
    ]
    assert update("prevent").documents_filled == 0
    assert set(states("prevent").values()) == {"blank"}


@pytest.mark.row(27)
def test_an_old_assessment_is_flagged(demo_county):
    """The drugs assessment of 2015 is old in October 2018."""
    assert states("drugs-and-alcohol")["Strategic assessment"] == "old"
    assert any("2015, 3 years old" in one for one in update("drugs-and-alcohol").warnings)


@pytest.mark.row(27)
def test_not_applicable_needs_its_reason(demo_county):
    """Crisis care's "N/A" is no answer until a reason stands beside it."""
    assert states("crisis-care")["Strategic assessment"] == "reason-needed"
    assert states("crisis-care")["Joint strategic plan"] == "reason-needed"

    @operation("Gave a reason")
    def give_reason(*, by):
        row = UpdateDocument.objects.get(
            update_of=update("crisis-care").update, document="strategic-assessment"
        )
        row.not_applicable_reason = "The health system's own assessment serves"
        row.save()

    give_reason(by=SECRETARY)
    assert states("crisis-care")["Strategic assessment"] == "not-applicable"
    assert states("crisis-care")["Joint strategic plan"] == "reason-needed"


@pytest.mark.row(28)
@pytest.mark.parametrize(
    ("known", "months", "after_12", "after_36"),
    [
        (KnownDate(date(2015, 1, 1), "year"), 36, "old", "old"),
        (KnownDate(date(2017, 1, 1), "year"), 12, "old", "in-place"),
        (KnownDate(date(2017, 6, 30), "day"), 16, "old", "in-place"),
    ],
)
def test_evidence_is_old_after_so_many_months(known, months, after_12, after_36):
    """Drugs 2015, offenders 2017 and domestic abuse 30 June 2017, seen in October 2018."""
    assert known.months_old(OCTOBER) == months
    for limit, expected in ((12, after_12), (36, after_36)):
        found = document_state(
            "Assessment", "Agreed", known, "", on=OCTOBER, old_after_months=limit
        )
        assert found.state == expected


@pytest.mark.row(28)
def test_only_the_oldest_assessment_is_flagged_at_three_years(demo_county):
    """By the board's own limit of 36 months only the drugs assessment is old."""
    old = {
        (page.group.slug, line.title)
        for page in the_round().received
        for line in page.documents
        if line.state.state == "old"
    }
    assert old == {("drugs-and-alcohol", "Strategic assessment")}
