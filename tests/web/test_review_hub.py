"""The door to review, and the ways from a body's page and from home to the one screen."""

import pytest

pytestmark = pytest.mark.usefixtures("demo")
SCREEN = 'href="/screen/county-board/"'
MATRIX = 'href="/requirements/county-board/"'


def text(response):
    return " ".join(response.content.decode().split())


def test_those_who_sit_on_a_board_find_everything_about_its_groups(signed_in):
    page = text(signed_in("member").get("/review/"))
    for door in (SCREEN, MATRIX, 'href="/requests/county-board/"', 'href="/risks/county-board/"'):
        assert door in page
    assert "/review/county-board/2018-10-11/" in page


def test_the_public_and_scrutiny_find_the_rounds_alone(browse, signed_in):
    for page in (text(browse.get("/review/")), text(signed_in("scrutiny").get("/review/"))):
        assert "/review/county-board/2018-10-11/" in page
        assert SCREEN not in page
        assert MATRIX not in page
        assert "/risks/" not in page


def test_a_groups_chair_finds_its_own_pages(signed_in):
    page = text(signed_in("chair").get("/review/"))
    assert "Road Safety Partnership" in page
    assert 'href="/requirements/county-board/road-safety/"' in page
    assert 'href="/risks/road-safety/"' in page


# The one screen asks each part of review about all groups at once.
@pytest.mark.query_ceiling(60)
def test_the_menu_says_review_and_stays_on_it(signed_in):
    page = text(signed_in("member").get("/screen/county-board/"))
    assert page.count('__active-fallback">') == 1
    assert '__active-fallback">Review<' in page
    assert ">Updates<" not in page


# A body's page also asks every part of the system what the body owes.
@pytest.mark.query_ceiling(75)
def test_a_bodys_page_leads_to_how_it_stands_and_only_for_those_who_may_see_it(browse, signed_in):
    address = "/partnership/bodies/dasv/"
    page = text(browse.get(address))
    assert "How it stands" not in page
    assert "/risks/dasv/" not in page
    page = text(signed_in("secretary").get(f"{address}?on=2018-10-12"))
    assert 'href="/risks/dasv/?on=2018-10-12"' in page
    assert 'href="/requirements/county-board/dasv/?on=2018-10-12"' in page
    page = text(signed_in("secretary").get("/partnership/bodies/county-board/"))
    assert SCREEN in page
    page = text(signed_in("member").get("/partnership/bodies/fenland-council/"))
    assert "How it stands" not in page


def test_home_leads_the_secretary_to_the_one_screen(signed_in):
    assert SCREEN in text(signed_in("secretary").get("/"))
    assert SCREEN not in text(signed_in("member").get("/"))
