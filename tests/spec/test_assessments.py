"""Strategic assessments as the documents have them: how often, by whom, and what rests on them."""

from datetime import date

import pytest

from frankpledge.evidence.assessments.models import Production
from frankpledge.evidence.assessments.queries.basis import basis, years_of
from frankpledge.evidence.assessments.rules.cycle import periods_of
from tests.assessments.support import (
    DISTRICTS,
    approved,
    body,
    no_template,
    templated,
    with_figures,
)
from tests.findings.support import area

pytestmark = pytest.mark.usefixtures("no_template")
__all__ = ["no_template"]
YEAR = "2018/19"
MARCH = date(2019, 3, 31)


def standing_of(slug):
    (found,) = years_of([body(slug)], YEAR, MARCH)
    return found


@pytest.mark.row(6)
def test_four_quarters_satisfy_one_a_year_and_none_fails():
    templated()
    with_figures()
    assert not standing_of("fenland-csp").standing.annual_met
    for period in periods_of("quarterly", YEAR):
        approved(period=period)
    stands = standing_of("fenland-csp").standing
    assert len(stands.made) == 4
    assert stands.missing == ()
    assert stands.annual_met
    assert not standing_of("cambridge-csp").standing.annual_met


@pytest.mark.row(6)
def test_the_county_s_team_makes_the_districts_and_peterborough_s_staff_their_own():
    templated()
    district, own = standing_of("fenland-csp"), standing_of("safer-peterborough")
    assert (district.producer, district.own) == ("Cambridgeshire County Council", False)
    assert own.own
    shared = Production.objects.get(body__slug="south-cambridgeshire-csp")
    assert [one.words for one in shared.parts] == ["share not stated"] * 3


@pytest.mark.row(7)
def test_with_four_of_five_districts_the_county_s_basis_is_incomplete():
    templated()
    with_figures()
    for slug in (*DISTRICTS[:4], "safer-peterborough"):
        approved(slug)
    found = basis(area(), YEAR, MARCH)
    assert len(found.parts) == 6
    assert not found.complete
    assert found.words == (
        "Basis incomplete: 4 of 5 districts. Missing: South Cambridgeshire. "
        "Taking part by choice: Safer Peterborough."
    )
    approved("south-cambridgeshire-csp")
    assert basis(area(), YEAR, MARCH).words.startswith("Basis complete: 5 of 5 districts.")


@pytest.mark.row(7)
def test_without_peterborough_the_basis_is_complete_all_the_same():
    templated()
    with_figures()
    for slug in DISTRICTS:
        approved(slug)
    found = basis(area(), YEAR, MARCH)
    assert found.complete
    assert "Could take part by choice, and has none: Safer Peterborough" in found.words
