"""What the county's agreement and its priorities rest on, with the demonstration's six CSPs."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from frankpledge.partnership.people import PUBLIC
from frankpledge.planning.models import Agreement, Signature
from frankpledge.planning.operations import (
    Wording,
    adopt_agreement,
    amend_agreement,
    move_priority,
    name_basis,
    review_agreement,
    sign,
)
from frankpledge.planning.queries.basis import agreement_basis
from frankpledge.shared.verdict import Refused
from tests.assessments.support import DISTRICTS, approved, templated, with_figures
from tests.findings.support import kept
from tests.support.basis import all_assessed, assessed, basis_rows, priority
from tests.support.county import OCTOBER, SECRETARY, board
from tests.support.reading import of_class, words
from tests.support.taking import decided

pytestmark = pytest.mark.usefixtures("demo")
PAGE = "/planning/agreements/community-safety-agreement-2017-20/"
DAY = date(2018, 10, 1)


def agreement():
    return Agreement.objects.select_related("board__area").get(
        slug="community-safety-agreement-2017-20"
    )


def wording(**changed):
    one = agreement()
    same = Wording(one.title, one.text, one.starts, one.ends, one.review_months)
    return replace(same, **changed)


def adopt(**changed):
    return adopt_agreement(
        by=SECRETARY,
        decision=decided("A new agreement is adopted."),
        board=board(),
        slug="new",
        wording=wording(starts=date(2018, 10, 1), ends=date(2019, 3, 31), **changed),
    )


def amend(**changed):
    return amend_agreement(
        by=SECRETARY,
        decision=decided("The agreement is amended."),
        agreement=agreement(),
        wording=wording(**changed),
        version=agreement().version,
    )


@pytest.mark.row(7)
def test_with_four_of_five_districts_the_agreement_shows_that_its_basis_is_incomplete(browse):
    """Six partnerships, five by law and Peterborough's by choice; South Cambridgeshire's is not
    made. Approved in the usual way, from a finding in a section to the decision of its body."""
    templated()
    with_figures()
    for slug in (*DISTRICTS[:4], "safer-peterborough"):
        approved(slug)
    page = browse.get(PAGE)
    assert "Basis incomplete" in of_class(page, "fp-tag")
    assert "Basis incomplete: 4 of 5 districts. Missing: South Cambridgeshire." in words(page)
    rows = basis_rows(page)
    assert len(rows) == 6
    assert sum(row[0] == "By law" for row in rows.values()) == 5
    assert rows["Safer Peterborough Partnership"][0] == "By choice"
    assert rows["Fenland Community Safety Partnership"][2] == "Approved"
    late = rows["South Cambridgeshire Crime and Disorder Reduction Partnership"]
    assert late == ["By law", "– none made", "Missing"]
    approved("south-cambridgeshire-csp")
    page = browse.get(PAGE)
    assert "Basis complete" in of_class(page, "fp-tag")
    assert "Basis complete: 5 of 5 districts." in words(page)


@pytest.mark.row(7)
def test_a_new_agreement_waits_for_the_last_district_and_not_for_peterborough():
    for slug in DISTRICTS[:4]:
        assessed(slug)
    assessed("south-cambridgeshire-csp", "in review")
    with pytest.raises(Refused, match=r"Basis incomplete: 4 of 5 .* Missing: South Cambridgeshire"):
        adopt()
    assert Agreement.objects.count() == 1
    assessed("south-cambridgeshire-csp")
    found = agreement_basis(adopt(), PUBLIC, DAY)
    assert found is not None
    assert found.basis.complete
    assert "has none: Safer Peterborough" in found.basis.words


@pytest.mark.row(7)
def test_an_assessment_of_another_year_does_not_count():
    all_assessed("2017/18")
    with pytest.raises(Refused, match="0 of 5 districts"):
        adopt()


@pytest.mark.row(7)
def test_what_was_adopted_stands_and_only_new_days_are_refused():
    """Signed, reviewed, reworded and shortened without any assessment; not made to last longer."""
    slot = Signature.objects.get(body__slug="fire-and-rescue")
    sign(by=SECRETARY, signature=slot, post="Chief fire officer", on=OCTOBER)
    review_agreement(by=SECRETARY, decision=decided(), agreement=agreement())
    amend(title="Reworded")
    with pytest.raises(Refused, match="for 2018/19"):
        amend(ends=date(2021, 3, 31))
    with pytest.raises(Refused, match="for 2016/17"):
        amend(starts=date(2016, 4, 1))
    amend(ends=date(2019, 3, 31))
    all_assessed()
    amend(ends=date(2020, 3, 31))
    assert agreement().ends == date(2020, 3, 31)


@pytest.mark.row(7)
def test_an_agreement_of_another_kind_of_board_rests_on_nothing():
    one = agreement()
    one.board = one.signatures.get(body__slug="fenland-csp").body
    assert agreement_basis(one, PUBLIC, DAY) is None


@pytest.mark.row(7)
def test_an_agreement_that_ended_shows_its_last_year():
    found = agreement_basis(agreement(), PUBLIC, date(2021, 6, 1))
    assert found is not None
    assert found.basis.year == "2019/20"


@pytest.mark.row(43)
def test_a_priority_without_evidence_cannot_leave_understand():
    """Each of the nine is refused, until one rests on a finding that is agreed."""
    said: dict[str, Any] = {"by": SECRETARY, "to": "plan", "why": "It is time.", "on": DAY}
    slugs = [one.slug for one in board().priorities.all()]
    assert len(slugs) == 9
    for slug in slugs:
        with pytest.raises(Refused, match="It rests on no evidence, so it cannot leave Understand"):
            move_priority(priority=priority(slug), **said)
    with_figures()
    name_basis(
        by=SECRETARY,
        priority=priority(),
        evidence=kept(agreed=True),
        why="Where it happens.",
        who="Board secretary",
        on=DAY,
    )
    move_priority(priority=priority(), **said)
    assert priority().stage == "plan"
    assert priority("prevent").stage == "understand"
