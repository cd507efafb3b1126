"""Three areas in one service: each serves its pages, and the list of bodies narrows to one."""

from pathlib import Path

import pytest

from frankpledge.areafile.operations import load
from tests.support.reading import words

AREAS = Path(__file__).resolve().parents[1] / "areas"


@pytest.fixture
def three_areas(demo):
    load(AREAS / "wales.yaml")
    load(AREAS / "city_region.yaml")


def test_the_list_of_bodies_narrows_to_one_area(three_areas, browse):
    every = words(browse.get("/partnership/"))
    assert "Fenland District Council" in every
    assert "Newhouse County Borough Council" in every
    one = words(browse.get("/partnership/?area=wyr-valley"))
    assert "Newhouse County Borough Council" in one
    assert "Fenland District Council" not in one
    searched = words(browse.get("/partnership/?area=wyr-valley&q=council"))
    assert "Newhouse" in searched
    assert "Fenland" not in searched


@pytest.mark.parametrize("body", ["wyr-board", "wyr-two-councils-csp", "wyr-health-board"])
def test_a_welsh_body_has_its_page_with_both_names(three_areas, browse, body):
    assert browse.get(f"/partnership/bodies/{body}/").status_code == 200


def test_a_welsh_name_is_marked_as_welsh(three_areas, browse):
    page = browse.get("/partnership/authorities/wyr-coast/?on=2020-01-01").content.decode()
    assert '<span lang="cy">Cyngor Arfordir Ŵyr</span>' in page


@pytest.mark.parametrize("path", ["/", "/meetings/", "/planning/", "/review/"])
def test_the_lists_hold_every_area(three_areas, browse, path):
    assert browse.get(path).status_code == 200
