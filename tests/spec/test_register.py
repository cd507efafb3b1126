"""Who is who on any day: authorities, tiers, renames, splits, mergers, seats by decision."""

from datetime import date

import pytest

from frankpledge.areafile.operations import AreaFileWrong
from frankpledge.partnership.models import Body, Membership, Succession
from frankpledge.partnership.operations import add_seat, amend_terms, appoint_member
from frankpledge.partnership.queries.lives import body_page, successions_of
from frankpledge.partnership.queries.register import (
    area_named,
    body_named,
    responsible_authorities,
    search_bodies,
    seats,
)
from frankpledge.places.models import Place
from frankpledge.planning.queries import obligations_of
from frankpledge.shared.verdict import Refused
from tests.support.county import OCTOBER, SECRETARY, board, load_text, terms

DISTRICTS = (
    "cambridge",
    "east-cambridgeshire",
    "fenland",
    "huntingdonshire",
    "south-cambridgeshire",
)


def authorities(place, *day):
    return {
        one.body.slug for one in responsible_authorities(area_named(place), date(*day)).responsible
    }


def obligation_of(slug, on):
    """Whether one place must be in a county agreement on a day."""
    return obligations_of([Place.objects.get(slug=slug)], on)[0][1]


@pytest.mark.row(1)
def test_the_authorities_of_a_district_in_october_2018(demo_county):
    """Fenland on 11 October 2018: two councils, police, fire, one NHS body, both of probation."""
    assert authorities("fenland", 2018, 10, 11) == {
        "fenland-council",
        "cambridgeshire-county-council",
        "constabulary",
        "fire-and-rescue",
        "clinical-commissioning-group",
        "bench-crc",
        "national-probation-service",
    }


@pytest.mark.row(1)
def test_the_authorities_of_a_district_in_2023(demo_county):
    """Fenland on 1 January 2023: an integrated care board, one probation service, no company."""
    assert authorities("fenland", 2023, 1, 1) == {
        "fenland-council",
        "cambridgeshire-county-council",
        "constabulary",
        "fire-and-rescue",
        "integrated-care-board",
        "probation-service",
    }


@pytest.mark.row(1)
def test_the_authorities_that_the_agreement_of_2014_lists(demo_county):
    """In May 2014 the probation trust is an authority; the action team is only named in papers."""
    found = responsible_authorities(area_named("fenland"), date(2014, 5, 1))
    assert "probation-trust" in {one.body.slug for one in found.responsible}
    assert [one.body.slug for one in found.named_in_documents] == ["drug-and-alcohol-action-team"]
    assert "drug-and-alcohol-action-team" not in {one.body.slug for one in found.responsible}


@pytest.mark.row(1)
@pytest.mark.parametrize(
    ("before", "after", "last", "first"),
    [
        ("probation-trust", "bench-crc", (2014, 5, 31), (2014, 6, 1)),
        ("bench-crc", "probation-service", (2021, 6, 25), (2021, 6, 26)),
        ("clinical-commissioning-group", "integrated-care-board", (2022, 6, 30), (2022, 7, 1)),
        ("primary-care-trusts", "clinical-commissioning-group", (2013, 3, 31), (2013, 4, 1)),
    ],
)
def test_one_body_gives_way_to_the_next_on_the_day(demo_county, before, after, last, first):
    """On its last day the old body is still an authority; the next day only the new one is."""
    assert before in authorities("fenland", *last)
    assert after not in authorities("fenland", *last)
    assert after in authorities("fenland", *first)
    assert before not in authorities("fenland", *first)


@pytest.mark.row(1)
def test_a_unitary_has_no_county_council_and_a_district_no_other_district(demo_county):
    """Peterborough's only council is its own; Fenland's are its own and the county's."""
    councils = {
        place: {
            one.body.slug
            for one in responsible_authorities(area_named(place), OCTOBER).responsible
            if one.sector == "council"
        }
        for place in ("peterborough", "fenland")
    }
    assert councils == {
        "peterborough": {"peterborough-city-council"},
        "fenland": {"fenland-council", "cambridgeshire-county-council"},
    }


@pytest.mark.row(2)
@pytest.mark.parametrize("place", [*DISTRICTS, "cambridgeshire"])
def test_two_tiers_need_a_county_agreement(demo_county, place):
    """Each of the five districts, and the county itself, is obliged and is a party."""
    found = obligation_of(place, OCTOBER)
    assert (found.obliged, found.participation) == (True, "statutory")


@pytest.mark.row(2)
def test_a_unitary_joins_by_choice(demo_county):
    """Peterborough: no obligation, and a voluntary party."""
    found = obligation_of("peterborough", OCTOBER)
    assert (found.obliged, found.participation) == (False, "voluntary")


@pytest.mark.row(2)
def test_a_unitary_outside_the_agreement_does_not_take_part(demo_county):
    """When no agreement is in force, Peterborough neither must nor does take part."""
    found = obligation_of("peterborough", date(2020, 4, 1))
    assert (found.obliged, found.participation) == (False, "none")


@pytest.mark.row(3)
def test_a_rename_keeps_the_body(demo_county):
    """South Cambridgeshire is a CDRP until 30 September 2019 and a CSP from the next day."""
    body = body_named("south-cambridgeshire-csp")
    assert body.name_on(date(2019, 9, 30)).endswith("Crime and Disorder Reduction Partnership")
    assert body.name_on(date(2019, 10, 1)).endswith("Community Safety Partnership")
    assert body.short_on(date(2019, 9, 30)) == "South Cambridgeshire CDRP"
    assert body.short_on(date(2019, 10, 1)) == "South Cambridgeshire CSP"
    assert Body.objects.filter(slug__startswith="south-cambridgeshire-c").count() == 2  # + council
    assert {name.body_id for name in body.dated_names()} == {body.pk}


SPLIT = """
area: {slug: reorganised, name: Reorganised}
places:
  - {slug: whole-county, name: Whole county, tier: county}
  - {slug: old-district, name: Old, tier: district, within: [whole-county], until: 2028-03-31}
  - {slug: east-unitary, name: East unitary, tier: unitary, from: 2028-04-01}
  - {slug: west-unitary, name: West unitary, tier: unitary, from: 2028-04-01}
bodies:
  - slug: old-council
    names: [{name: Old District Council, until: 2028-03-31}]
    covers: [{place: old-district, until: 2028-03-31}]
    roles: [{role: responsible-authority, sector: council, until: 2028-03-31}]
  - slug: east-council
    names: [{name: East Council, from: 2028-04-01}]
    covers: [{place: east-unitary, from: 2028-04-01}]
    roles: [{role: responsible-authority, sector: council, from: 2028-04-01}]
  - slug: west-council
    names: [{name: West Council, from: 2028-04-01}]
    covers: [{place: west-unitary, from: 2028-04-01}]
    roles: [{role: responsible-authority, sector: council, from: 2028-04-01}]
successions:
  - slug: council-splits
    kind: split
    before: [old-council]
    after: [east-council, west-council]
    on: 2028-04-01
    by: legislation
"""


@pytest.mark.row(3)
def test_a_council_split_in_two_keeps_its_past(db, tmp_path):
    """Reorganisation splits a district: two successors, and each place answers for its own days."""
    load_text(tmp_path, SPLIT)
    assert authorities("old-district", 2028, 3, 31) == {"old-council"}
    assert authorities("old-district", 2028, 4, 1) == set()
    assert authorities("east-unitary", 2028, 4, 1) == {"east-council"}
    assert authorities("west-unitary", 2028, 4, 1) == {"west-council"}
    (line,) = successions_of(body_named("old-council"))
    assert [body.slug for body in line.before] == ["old-council"]
    assert {body.slug for body in line.after} == {"east-council", "west-council"}
    (seen,) = body_page(body_named("west-council"), date(2028, 4, 1)).successions
    assert seen.succession == line.succession


@pytest.mark.row(3)
def test_a_split_needs_two_successors(db, tmp_path):
    """A split into one body is refused, with the line it stands on, and nothing is loaded."""
    with pytest.raises(AreaFileWrong) as wrong:
        load_text(
            tmp_path, SPLIT.replace("after: [east-council, west-council]", "after: [east-council]")
        )
    (mistake,) = wrong.value.mistakes
    assert "at least 2 bodies after it, not 1" in mistake.expected
    assert not Body.objects.exists()


MERGE = """
area: {{slug: merged, name: Merged}}
bodies:
  - {{slug: one-csp, name: One CSP, roles: [{{role: community-safety-partnership}}]}}
  - {{slug: two-csp, name: Two CSP, roles: [{{role: community-safety-partnership}}]}}
  - {{slug: joint-csp, name: Joint CSP, roles: [{{role: community-safety-partnership}}]}}
successions:
  - slug: joined
    kind: merge
    before: [one-csp, two-csp]
    after: [joint-csp]
    on: {on}
    by: {by}
"""


@pytest.mark.row(3)
@pytest.mark.parametrize(
    ("on", "by", "allowed"),
    [
        ("2012-01-15", "ministerial-order", True),
        ("2012-01-16", "ministerial-order", False),
        ("2019-04-01", "ministerial-order", False),
        ("2012-01-15", "combination-agreement", False),
        ("2012-01-16", "combination-agreement", True),
        ("2019-04-01", "combination-agreement", True),
    ],
)
def test_how_partnerships_may_merge(db, tmp_path, on, by, allowed):
    """By ministerial order until 15 January 2012, by a combination agreement from the next day."""
    text = MERGE.format(on=on, by=by)
    if allowed:
        load_text(tmp_path, text)
        assert Succession.objects.get().get_kind_display() == "Merged"
    else:
        with pytest.raises(AreaFileWrong) as wrong:
            load_text(tmp_path, text)
        (mistake,) = wrong.value.mistakes
        assert mistake.value == "joined"
        assert "2012" in mistake.expected
        assert not Body.objects.exists()


def appoint_voluntary_member(starts=date(2018, 10, 11)):
    return appoint_member(
        by=SECRETARY,
        board=board(),
        seat="voluntary-sector",
        represents=body_named("voluntary-sector-forum"),
        post="Chief executive",
        starts=starts,
        decision="Item 9, 11 October 2018",
    )


@pytest.mark.row(18)
def test_no_seat_without_a_decision_to_amend_the_terms(demo_county):
    """A voluntary-sector member is refused while the terms of reference provide no such seat."""
    with pytest.raises(Refused, match="provide no such seat"):
        appoint_voluntary_member()
    with pytest.raises(Refused, match="Record the board's decision"):
        amend_terms(by=SECRETARY, board=board(), slug="2018", adopted=OCTOBER, decision="  ")
    assert not Membership.objects.filter(represents__slug="voluntary-sector-forum").exists()
    assert terms().slug == "2017"


@pytest.mark.row(18)
def test_a_recorded_amendment_provides_the_seat(demo_county):
    """After the board's decision the seat is there from that day, for its own kind of body."""
    amended = amend_terms(
        by=SECRETARY, board=board(), slug="2018", adopted=OCTOBER, decision="Item 9, agreed"
    )
    add_seat(
        by=SECRETARY,
        terms=amended,
        slug="voluntary-sector",
        title="Voluntary and community sector",
        for_role="voluntary-sector",
    )
    with pytest.raises(Refused, match="provide no such seat"):
        appoint_voluntary_member(starts=date(2018, 10, 10))
    with pytest.raises(Refused, match="role voluntary-sector"):
        appoint_member(
            by=SECRETARY,
            board=board(),
            seat="voluntary-sector",
            represents=body_named("constabulary"),
            post="Chief constable",
            starts=OCTOBER,
            decision="none",
        )
    appoint_voluntary_member()
    line = seats(board(), OCTOBER)[-1]
    assert [one.represents.slug for one in line.holders] == ["voluntary-sector-forum"]
    assert len(seats(board(), OCTOBER)) == len(seats(board(), date(2018, 10, 10))) + 1
    assert terms(date(2018, 10, 10)).slug == "2017"
    # What the amendment does not touch goes on as it was.
    assert amended.receipt == terms(date(2018, 10, 10)).receipt


@pytest.mark.row(18)
def test_substitutes_are_at_the_chairs_discretion(demo_county):
    """The board's terms of 2017: substitutes from the same organisation, if the chair agrees."""
    assert terms().substitutes == "chair"


@pytest.mark.row(32)
@pytest.mark.parametrize(
    "words", ["child sexual exploitation", "missing and child exploitation", "exploitation missing"]
)
def test_both_titles_of_a_renamed_group_find_it(demo_county, words):
    """The old title and the new one both find the exploitation group, once."""
    assert [body.slug for body in search_bodies(None, words)] == ["child-exploitation"]


@pytest.mark.row(32)
def test_the_group_keeps_the_history_of_its_scope(demo_county):
    """The group's page tells both names, their days, and why the name changed."""
    body = body_named("child-exploitation")
    assert "Sexual" in body.name_on(date(2018, 7, 18))
    assert body.name_on(date(2018, 7, 19)) == "Missing and Child Exploitation Group"
    page = body_page(body, OCTOBER)
    (past,) = page.past_names
    assert past.period == "until 18 July 2018"
    assert "every form of child exploitation" in page.names[0].reason
