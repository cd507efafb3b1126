"""The register's pages: who is who on any day, found by any name, in either language."""

from pathlib import Path

import pytest

from frankpledge.accounts.models import Account
from frankpledge.areafile.operations import load
from tests.support.reading import (
    error_beside,
    form_of,
    headings,
    links,
    of_class,
    page_of,
    plain,
    table_rows,
    words,
)

WALES = Path(__file__).parents[1] / "areas" / "wales.yaml"
BODY = "/partnership/bodies/"


def named(page, part):
    return [name for name in links(page) if part in name]


@pytest.mark.row(1)
@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [
        ("2018-10-11", "Clinical Commissioning Group", "Integrated Care"),
        ("2023-01-01", "Integrated Care", "Clinical Commissioning Group"),
    ],
)
def test_the_register_answers_for_the_day_asked(demo, browse, day, there, gone):
    """The same page lists a clinical commissioning group in 2018 and a care board in 2023."""
    page = browse.get("/partnership/", {"on": day})
    assert named(page, there)
    # Successions at the foot name both; the lists of roles name only who is there.
    bodies = [one for one in of_class(page, "fp-names") if "→" not in one]
    assert not any(gone in one for one in bodies)


@pytest.mark.row(1)
def test_the_three_boxes_ask_for_the_same_day_as_the_link(demo, browse):
    """A day typed into three boxes, its month as a number or a word, is the day of ?on=."""
    link = browse.get("/partnership/", {"on": "2023-01-01"})
    for month in ("1", "01", "January", "jan"):
        boxes = browse.get("/partnership/", {"on_day": "1", "on_month": month, "on_year": "2023"})
        assert "on 1 January 2023" in words(boxes)
        assert named(boxes, "Integrated Care") == named(link, "Integrated Care")


MISTYPED = [
    ({"on_day": "30", "on_month": "2", "on_year": "2018"}, "The day must have a day from 1 to 28"),
    ({"on_day": "1", "on_month": "13", "on_year": "2018"}, "must have a month from 1 to 12"),
    ({"on_day": "1", "on_month": "10", "on_year": "18"}, "must have a year of 4 numbers"),
    ({"on_day": "1", "on_month": "10", "on_year": ""}, "must include a year"),
    ({"on": "yesterday"}, "must include a month"),
    ({"on": "2018-02-30"}, "must include a month"),
]


def day_boxes(page):
    """What stands in the three boxes of the chooser."""
    boxes = [one for one in page_of(page).iter("input") if one.get("name", "").startswith("on_")]
    return {one.get("name"): one.get("value", "") for one in boxes}


@pytest.mark.parametrize(("typed", "says"), MISTYPED)
def test_a_mistyped_day_is_said_and_kept_in_its_boxes(demo, browse, typed, says):
    """The page answers for today, says beside the boxes what is wrong, and loses nothing typed."""
    page = browse.get("/partnership/", typed)
    assert page.status_code == 200
    assert "on 1 October 2018" in words(page)
    assert says in error_beside(page, "on")
    assert day_boxes(page).items() >= {key: typed[key] for key in typed if key != "on"}.items()


@pytest.mark.parametrize(
    "address", [f"{BODY}county-board/", "/partnership/authorities/fenland/", "/planning/"]
)
def test_every_page_that_takes_a_day_says_when_it_is_mistyped(demo, browse, address):
    page = browse.get(address, {"on": "2018-02-30"})
    assert "The day must" in error_beside(page, "on")


def test_links_go_on_for_the_same_day(demo, browse):
    page = browse.get("/partnership/", {"on": "2023-01-01"})
    urls = [url for name, url in links(page).items() if "Integrated Care" in name]
    assert all(url.endswith("?on=2023-01-01") for url in urls[:1])
    assert "Back to today" in links(page)
    assert "As it stood on 1 January 2023" in words(browse.get(urls[0]))


@pytest.mark.row(32)
@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("Child Sexual Exploitation", "Missing and Child Exploitation Group"),
        ("child sexual", "Missing and Child Exploitation Group"),
        ("sexual countywide", "Missing and Child Exploitation Group"),
    ],
)
def test_a_group_is_found_by_a_name_it_has_given_up(demo, browse, sought, found):
    """Who looks for Child Sexual Exploitation finds Missing and Child Exploitation."""
    assert found in links(browse.get("/partnership/", {"q": sought}))


@pytest.mark.row(3)
def test_a_partnership_is_found_by_its_name_of_another_day(demo, browse):
    """CDRP finds today's partnership, and in 2020 the same one under CSP."""
    today = links(browse.get("/partnership/", {"q": "South Cambridgeshire CDRP"}))
    later = links(
        browse.get("/partnership/", {"q": "South Cambridgeshire CDRP", "on": "2020-01-01"})
    )
    [old] = [name for name in today if "Reduction Partnership" in name]
    [new] = [name for name in later if "Community Safety Partnership" in name]
    assert today[old] == later[new].removesuffix("?on=2020-01-01")


def test_nothing_found_says_what_to_do(demo, browse):
    page = browse.get("/partnership/", {"q": "lighthouse"})
    assert "No body has or had a name like “lighthouse”" in words(page)
    assert links(page)["Show every body"] == "/partnership/"


def test_what_is_sought_is_shown_and_never_run(demo, browse):
    page = browse.get("/partnership/", {"q": "<script>alert(1)</script>"})
    assert b"<script>alert" not in page.content
    assert form_of(page)["q"] == "<script>alert(1)</script>"


@pytest.mark.row(18)
def test_a_board_shows_who_sits_on_it_by_post(demo, browse):
    """Each seat of the board, the post that holds it and the body it speaks for."""
    rows = {row[0]: row[1:] for row in table_rows(browse.get(f"{BODY}county-board/"))}
    assert rows["Chair"][0].startswith("Police and Crime Commissioner")
    assert "Chief fire officer" in rows["Cambridgeshire Fire and Rescue Service"][0]


@pytest.mark.row(18)
def test_an_empty_seat_says_so(demo, browse):
    """The vice-chair of the exploitation group is vacant, in a word."""
    rows = {row[0]: row[1] for row in table_rows(browse.get(f"{BODY}child-exploitation/"))}
    assert rows["Vice-chair"] == "Vacant"


@pytest.mark.row(3, 32)
def test_a_body_tells_its_names_and_when_each_held(demo, browse):
    """The page of a renamed group gives both names, the day of the change, and why."""
    said = words(browse.get(f"{BODY}child-exploitation/"))
    assert "Countywide Child Sexual Exploitation and Missing Strategic Group" in said
    assert "Until 18 July 2018" in said
    assert "widened its work" in said


@pytest.mark.row(3)
def test_a_body_tells_what_became_of_it(demo, browse):
    """A commissioning group that ended in 2022 leads to the care board that took its place."""
    page = browse.get(f"{BODY}clinical-commissioning-group/", {"on": "2018-10-11"})
    [url] = {url for name, url in links(page).items() if "Integrated Care" in name}
    assert browse.get(url, {"on": "2023-01-01"}).status_code == 200


# What a body owes is asked of every part of the system.
@pytest.mark.query_ceiling(75)
@pytest.mark.parametrize(
    ("account", "sees"), [("", False), ("scrutiny", False), ("member", False), ("chair", True),
                          ("secretary", True)]
)  # fmt: skip
def test_what_a_body_owes_is_for_itself_and_its_secretary(demo, browse, account, sees):
    if account:
        browse.force_login(Account.objects.get(username=account))
    assert ("What it owes" in headings(browse.get(f"{BODY}road-safety/"))) is sees


@pytest.mark.row(1)
def test_the_authorities_of_a_place_on_two_days(demo, browse):
    """Fenland has seven responsible authorities in October 2018 and six in January 2023."""
    for day, count in (("2018-10-11", 7), ("2023-01-01", 6)):
        page = browse.get("/partnership/authorities/fenland/", {"on": day})
        assert words(page).split(" under section")[0].endswith(f"{count} on {spelled(day)},")
        assert len(table_rows(page)) == count + 1


def spelled(day):
    return {"2018-10-11": "11 October 2018", "2023-01-01": "1 January 2023"}[day]


def test_the_authorities_page_says_nothing_stray(demo, browse):
    assert "data-label" not in words(browse.get("/partnership/authorities/fenland/"))


def test_a_body_that_is_not_there_is_a_whole_page(demo, browse):
    page = browse.get(f"{BODY}no-such-body/")
    assert page.status_code == 404
    assert headings(page) == ["Page not found"]


@pytest.fixture
def wales(db, on_day):
    load(WALES)
    on_day("2024-06-01")


def test_welsh_names_stand_beside_the_english_and_say_their_language(wales, browse):
    page = browse.get(f"{BODY}wyr-board/")
    welsh = [plain(one) for one in page_of(page).iter() if one.get("lang") == "cy"]
    assert "Bwrdd Dyffryn Ŵyr Diogelach" in welsh


def test_a_body_is_found_by_its_welsh_name(wales, browse):
    page = browse.get("/partnership/", {"q": "Bwrdd Iechyd"})
    assert "Wyr Valley University Health Board" in links(page)


def test_authorities_of_a_welsh_place(wales, browse):
    page = browse.get("/partnership/authorities/wyr-coast/")
    assert "Cyngor Arfordir Ŵyr" in words(page)
    assert "section 5(1)" in words(page)
