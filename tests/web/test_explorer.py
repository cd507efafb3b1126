"""The explorer: figures to the unit, a lasting link, and what it says where it cannot answer."""

from __future__ import annotations

import csv
import io

import pytest

from tests.assessments.support import published, templated, with_figures
from tests.support.reading import links, table_rows, words


@pytest.fixture
def templates(demo):
    """The area's template of assessments, as its tests have it."""
    templated()


DISTRICTS = {
    "Peterborough": "27,143",
    "Cambridge": "17,247",
    "Huntingdonshire": "11,979",
    "South Cambridgeshire": "8,891",
    "Fenland": "9,306",
    "East Cambridgeshire": "5,169",
}
BY_DISTRICT = "/evidence/explore/?measure=recorded-crime&by=district&first=2024-01&last=2024-12"


def test_districts_of_2024_to_the_unit(demo, evidence, signed_in):
    page = signed_in("csp-manager").get(BY_DISTRICT)
    assert dict(table_rows(page)[1:]) == DISTRICTS
    assert "493 crimes lie outside the 6 districts; 2,793 have no place" in words(page)
    # Chart and map are drawn from the same figures, on the page itself.
    assert page.content.decode().count('<figure class="fp-figure"><svg') == 2


def test_the_first_page_shows_the_areas_own_force_for_the_latest_year(demo, evidence, signed_in):
    """Three forces are loaded for 2018; only Cambridgeshire's twelve months of 2024 stand here."""
    found = table_rows(signed_in("analyst").get("/evidence/explore/"))[1:]
    assert found[0] == ["January 2024", "6,116"]
    assert found[-1] == ["December 2024", "6,043"]
    assert len(found) == 12


def test_no_line_crosses_the_years_that_are_not_loaded(demo, evidence, signed_in):
    page = signed_in("analyst").get(
        "/evidence/explore/?measure=recorded-crime&by=quarter&places=E23000023"
    )
    text = words(page)
    assert "20 quarters not loaded" in text
    assert "October to December 2018" in text
    assert "nothing is loaded for" in text


def test_a_lasting_link_says_the_same_again(demo, evidence, signed_in):
    client = signed_in("analyst")
    page = client.get(
        "/evidence/explore/?measure=recorded-crime&by=month&then=district"
        "&first=October+2024&last=2024-12&types=Burglary&places=Fenland"
    )
    link = page.context["lasting_url"]
    assert page.context["asked"].question.by == ("month", "district")
    again = client.get(link)
    assert again.context["asked"].figures == page.context["asked"].figures
    assert again.context["title"] == page.context["title"]


def test_the_file_holds_figures_codes_and_source(demo, evidence, signed_in):
    client = signed_in("member")
    page = client.get(BY_DISTRICT)
    text = client.get(page.context["csv_url"]).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["District", "District code", "Crimes"]
    assert ["Fenland", "E07000010", "9306"] in rows
    assert any(row[:1] == ["Source"] and "police" in " ".join(row) for row in rows)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("measure=recorded-crime&places=Atlantis", "Atlantis"),
        ("measure=recorded-crime&first=2030-01", "January 2030"),
        ("measure=recorded-crime&first=Janury", "is not a month"),
        ("measure=recorded-crime&first=2024-05&last=2024-02", "before the first"),
        ("measure=stop-and-search&by=district", "cannot be split by"),
    ],
)
def test_what_cannot_be_answered_says_why_and_keeps_what_was_typed(
    demo, evidence, signed_in, query, says
):
    page = signed_in("analyst").get(f"/evidence/explore/?{query}")
    assert page.status_code == 200
    assert says in words(page)
    assert "Traceback" not in page.content.decode()


def test_a_measure_that_is_none_is_not_asked(demo, evidence, signed_in):
    page = signed_in("analyst").get("/evidence/explore/?measure=nonsense")
    assert "Select a valid choice" not in words(page)
    assert page.context["form"].errors["measure"]


def test_before_anything_is_loaded_it_says_what_belongs_here(demo, signed_in):
    client = signed_in("analyst")
    assert "Load data" in words(client.get("/evidence/"))
    assert "No data yet" in words(client.get("/evidence/explore/"))
    assert "No data yet" in words(signed_in("scrutiny").get("/evidence/explore/"))


def test_the_public_meets_a_door_and_no_figure(demo, evidence, client):
    page = words(client.get("/evidence/"))
    assert "No assessment is published yet" in page
    assert "27,143" not in page
    assert client.get(BY_DISTRICT).status_code == 302


def test_each_measure_has_a_page_with_its_formula_caveats_and_example(demo, signed_in):
    client = signed_in("scrutiny")
    listed = client.get("/evidence/measures/")
    assert "Recorded crime" in words(listed)
    page = words(client.get("/evidence/measures/recorded-crime/"))
    assert "The number of rows published" in page
    assert "not all crimes that happened" in page
    assert "Two rows in January, one in February" in page
    assert client.get("/evidence/measures/nothing/").status_code == 404


def test_only_analysts_are_offered_to_keep_a_finding(demo, evidence, signed_in):
    assert "Keep this as a finding" in words(signed_in("analyst").get(BY_DISTRICT))
    assert "Keep this as a finding" not in words(signed_in("chair").get(BY_DISTRICT))


def test_hot_spots_are_a_map_and_a_picture_of_density(demo, evidence, signed_in):
    page = signed_in("analyst").get(
        "/evidence/explore/?measure=hot-spots&by=lsoa&types=Burglary&places=E23000023"
        "&first=2024-01&last=2024-12"
    )
    assert page.content.decode().count('<figure class="fp-figure"><svg') == 2
    assert "How thickly they lie: a picture, no test" in words(page)
    assert len(table_rows(page)) - 1 == 500  # the rest of the 516 small areas is in the file
    assert "16 more rows are in the file" in words(page)


def test_what_a_measure_lets_one_choose_stands_in_the_form(demo, evidence, signed_in):
    """Only 2018 and 2024 are loaded: six years apart, and the page lets one say so."""
    client = signed_in("analyst")
    address = "/evidence/explore/?measure=exceptional-change&by=district"
    assert "no month has the same month 1 year before it" in words(client.get(address))
    page = client.get(f"{address}&p.years=6")
    assert dict(page.context["asked"].question.parameters) == {"years": 6}
    assert len(table_rows(page)) - 1 == 6


def test_the_public_finds_what_is_published_at_the_door(demo, templates, browse):
    with_figures()
    made = published()
    assert links(browse.get("/evidence/"))[made.title] == made.get_absolute_url()
