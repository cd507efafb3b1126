"""Rows 27 and 28: what each delivery group has in place, on what evidence, and how old it is."""

from datetime import date

import pytest

from frankpledge.partnership.queries.register import body_named
from frankpledge.review.requirements.operations import state_evidence
from frankpledge.review.requirements.queries import compliance, compliance_counts
from frankpledge.review.requirements.rules import KnownDate
from tests.support.county import OCTOBER, SECRETARY, board

BEFORE, AFTER = date(2018, 10, 10), date(2018, 10, 12)
DOCUMENTS = ("terms-of-reference", "strategic-assessment", "joint-strategy", "delivery-plan")


pytestmark = pytest.mark.usefixtures("demo_county")


def cells(slug, on=BEFORE):
    rows = {row.group.slug: row for row in compliance(board(), on).rows}
    return {cell.requirement.slug: cell for cell in rows[slug].cells}


def states(slug, on=BEFORE):
    return {name: cell.state for name, cell in cells(slug, on).items()}


@pytest.mark.row(27)
def test_nine_groups_are_asked_for_six_things_and_partnerships_for_none():
    found = compliance(board(), BEFORE)
    assert len(found.rows) == 9
    assert {len(row.cells) for row in found.rows} == {6}
    assert [one.slug for one in found.requirements] == [*DOCUMENTS, "performance", "risk-register"]


@pytest.mark.row(27)
def test_youth_justice_has_four_dated_documents_and_performance_in_progress():
    found = cells("youth-justice")
    assert [found[one].dated for one in DOCUMENTS] == ["July 2018"] * 4
    assert {found[one].state for one in DOCUMENTS} == {"in-place"}
    assert found["performance"].state == "in-progress"


@pytest.mark.row(27)
def test_domestic_abuse_has_its_documents_and_performance_in_progress():
    """Its terms are "completed: yes": four documents, the date of one of them not said."""
    found = cells("dasv")
    assert [found[one].dated for one in DOCUMENTS] == [
        "",
        "30 June 2017",
        "September 2017",
        "October 2017",
    ]
    assert found["terms-of-reference"].words == "Stated, no date"
    assert {found[one].state for one in DOCUMENTS[1:]} == {"in-place"}
    assert found["performance"].words == "In progress"


@pytest.mark.row(27)
def test_prevent_has_filled_none_of_its_five_rows():
    found = states("prevent")
    assert set(found.values()) == {"missing"}
    assert compliance_counts(board(), BEFORE)[body_named("prevent").pk].met == 0


@pytest.mark.row(27)
@pytest.mark.row(28)
def test_the_drugs_assessment_of_2015_is_old():
    cell = cells("drugs-and-alcohol")["strategic-assessment"]
    assert (cell.words, cell.dated_and_age) == ("Old", "2015, 3 years old")
    assert cells("drugs-and-alcohol", date(2018, 10, 1))["strategic-assessment"].state == "old"


@pytest.mark.row(28)
def test_no_other_document_is_old():
    old = {
        (row.group.slug, cell.requirement.slug)
        for row in compliance(board(), OCTOBER).rows
        for cell in row.cells
        if cell.state == "old"
    }
    assert old == {("drugs-and-alcohol", "strategic-assessment")}
    assert cells("offender")["strategic-assessment"].dated_and_age == "2017, a year old"
    assert cells("dasv")["strategic-assessment"].dated_and_age == "30 June 2017, 16 months old"


@pytest.mark.row(27)
def test_crisis_care_is_not_applicable_only_once_a_reason_is_accepted():
    """The form gave none, so the day before the board meets a reason is needed."""
    two = ("strategic-assessment", "joint-strategy")
    before, after = cells("crisis-care", BEFORE), cells("crisis-care", AFTER)
    assert [before[one].words for one in two] == ["Reason needed"] * 2
    assert [after[one].words for one in two] == ["Not applicable, accepted"] * 2
    assert "Illustrative" in after[two[0]].exception_words
    assert not before[two[0]].exception_words
    assert [before[one].met for one in two] == [False, False]
    assert [after[one].met for one in two] == [True, True]


@pytest.mark.row(27)
def test_terms_kept_in_the_register_count_as_evidence():
    """The child exploitation group's own row says "attached"; the register knows the day."""
    cell = cells("child-exploitation")["terms-of-reference"]
    assert (cell.state, cell.dated) == ("in-place", "19 July 2018")
    assert cell.source == "Register of bodies"
    assert states("child-exploitation", date(2019, 7, 18))["terms-of-reference"] == "in-place"
    assert states("child-exploitation", date(2019, 7, 19))["terms-of-reference"] == "due"


@pytest.mark.row(27)
def test_before_the_updates_came_in_nothing_was_said():
    found = compliance(board(), date(2018, 9, 30))
    said = [cell for row in found.rows for cell in row.cells if cell.evidence]
    registers = {"Register of bodies", "Register of risks", "Indicators"}
    assert {cell.source for cell in said} == registers


@pytest.mark.row(27)
def test_a_strategy_older_than_its_assessment_is_warned_of():
    assert not any(cell.warning for cell in cells("dasv").values())
    state_evidence(
        by=SECRETARY,
        board=board(),
        group=body_named("dasv"),
        document="strategic-assessment",
        recorded=AFTER,
        text="New assessment",
        known=KnownDate(date(2018, 10, 1), "month"),
        reason="",
        source="Update",
    )
    cell = cells("dasv", AFTER)["joint-strategy"]
    assert cell.state == "in-place"
    assert "older than the strategic assessment of October 2018" in cell.warning
    assert not cells("dasv", BEFORE)["joint-strategy"].warning
