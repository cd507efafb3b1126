"""Which places share ground, on which day."""

from datetime import date

from frankpledge.places.models import Area, Place
from frankpledge.places.queries import PlaceMap, place_map
from tests.support.county import load_text

ON = date(2018, 10, 11)


def overlaps(*pair, on=ON):
    one, other = (Place.objects.get(slug=slug) for slug in pair)
    return place_map(one.area, on).overlap(one.pk, other.pk)


def test_districts_lie_in_the_county_and_the_police_area(demo_county):
    assert overlaps("fenland", "fenland")
    assert overlaps("fenland", "cambridgeshire")
    assert overlaps("cambridgeshire", "fenland")
    assert overlaps("fenland", "cambridgeshire-police-area")
    assert overlaps("peterborough", "cambridgeshire-police-area")
    assert not overlaps("fenland", "huntingdonshire")
    assert not overlaps("peterborough", "cambridgeshire")


def test_a_place_moves_on_a_day(db, tmp_path):
    load_text(
        tmp_path,
        """
        area: {slug: a, name: A}
        places:
          - {slug: east, name: East, tier: county}
          - {slug: west, name: West, tier: county}
          - slug: town
            name: Town
            tier: district
            within: [{place: east, until: 2019-03-31}, {place: west, from: 2019-04-01}]
        """,
    )
    assert overlaps("town", "east", on=date(2019, 3, 31))
    assert not overlaps("town", "west", on=date(2019, 3, 31))
    assert overlaps("town", "west", on=date(2019, 4, 1))
    assert not overlaps("town", "east", on=date(2019, 4, 1))


def test_places_that_lie_in_each_other_do_not_go_on_for_ever(db, tmp_path):
    load_text(
        tmp_path,
        """
        area: {slug: a, name: A}
        places:
          - {slug: one, name: One, tier: ward, within: [two]}
          - {slug: two, name: Two, tier: ward, within: [one]}
        """,
    )
    assert overlaps("one", "two")
    assert all(len(within) == 2 for within in place_map(Area.objects.get(), ON).within.values())


def test_an_unknown_place_overlaps_only_itself():
    assert PlaceMap({}).overlap(1, 1)
    assert not PlaceMap({}).overlap(1, 2)
