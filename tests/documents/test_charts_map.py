"""Maps: outlines where they belong, classes in words, nothing given away, small files."""

from __future__ import annotations

import math
import random
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.documents.charts import Area, AreaMap, Grid, area_map, describe, draw, ordered
from frankpledge.documents.charts.projection import Places, fitted, inner_point, outline
from tests.documents.chart_samples import DENSITY, SPOTS, SQUARES, districts, square

SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart: AreaMap, width: int = 480) -> ElementTree.Element:
    return ElementTree.fromstring(draw(chart, width=width))


def texts(chart: AreaMap) -> list[str]:
    return [each.text or "" for each in drawn(chart).iter(f"{SVG}text")]


def places(chart: AreaMap) -> list[tuple[str, ElementTree.Element]]:
    """Each place's path, with what is shown when a pointer rests on it."""
    return [
        (path[0].text or "", path)
        for path in drawn(chart).iter(f"{SVG}path")
        if len(path) and path[0].tag == f"{SVG}title"
    ]


def walked(d: str) -> list[Places]:
    """An SVG path's rings, point by point: a slow, obvious reading of M, l and z."""
    rings = []
    for ring in d.split("z")[:-1]:
        start, _, steps = ring.partition("l")
        x, y = map(float, re.findall(r"-?\d*\.?\d+", start))
        numbers = [float(one) for one in re.findall(r"-?(?:\d+(?:\.\d)?|\.\d)", steps)]
        found = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
        rings.append(found)
    return rings


coordinates = st.tuples(st.floats(0, 500), st.floats(-500, 500))


@given(st.lists(st.lists(coordinates, min_size=3, max_size=30), min_size=1, max_size=3))
def test_a_short_path_leads_through_every_point_to_a_tenth_of_a_pixel(rings) -> None:
    """Points that do not move are left out; none is further off than the rounding, however long."""
    for ring, found in zip(rings, walked(outline(rings)), strict=True):
        left = iter(found)
        x, y = next(left)
        for wanted in ring:
            while abs(x - wanted[0]) > 0.0501 or abs(y - wanted[1]) > 0.0501:
                x, y = next(left)


@given(st.integers(0, 10_000))
def test_a_name_stands_within_its_place_even_in_a_crescent(seed) -> None:
    chance = random.Random(seed)
    angles = sorted(chance.uniform(0, 2 * math.pi) for _ in range(12))
    ring = [(chance.uniform(20, 100), angle) for angle in angles]
    star = [(200 + r * math.cos(a), 200 + r * math.sin(a)) for r, a in ring]
    x, y = inner_point([star])
    seen = [math.atan2(b - y, a - x) for a, b in [*star, star[0]]]
    turned = sum((b - a + math.pi) % math.tau - math.pi for a, b in pairwise(seen))
    assert abs(turned) == pytest.approx(math.tau), "seen from within, the outline goes once round"


def test_a_name_does_not_fall_into_a_hole() -> None:
    outer = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]
    hole = [(20.0, 20.0), (70.0, 20.0), (70.0, 80.0), (20.0, 80.0)]
    x, y = inner_point([outer, hole])
    assert 70 < x < 100
    assert 0 < y < 100


def haversine(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points on a sphere."""
    (lon0, lat0), (lon1, lat1) = (tuple(map(math.radians, point)) for point in (a, b))
    half = math.sin((lat1 - lat0) / 2) ** 2
    half += math.cos(lat0) * math.cos(lat1) * math.sin((lon1 - lon0) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


within = st.tuples(st.floats(-0.4, 0.4), st.floats(51.9, 52.6))


@given(within, within)
def test_distances_on_the_map_are_those_on_the_ground(a, b) -> None:
    """Within a police force area, to one part in a hundred."""
    projection, _ = fitted([(-0.4, 51.9), (0.4, 52.6)], 0, 0, 480, 480)
    on_map = math.dist(projection(*a), projection(*b)) / projection.pixels_per_km
    assert on_map == pytest.approx(haversine(a, b), rel=0.01, abs=0.01)


def test_east_is_to_the_right_and_north_is_up() -> None:
    named = {words.split(":")[0]: walked(path.get("d") or "")[0] for words, path in places(SQUARES)}
    across = [named[name][0][0] for name in ("Alder", "Birch", "Cedar", "Dogwood")]
    assert across == sorted(across)
    south_west, _, north_east, _ = named["Alder"]
    assert south_west[1] > north_east[1]


def test_each_place_is_filled_by_its_class_and_says_its_figure() -> None:
    said = dict(places(SQUARES))
    assert list(said) == [
        *("Alder: 1.5, 0 to 4", "Birch: 12.4, 10 or more"),
        *("Cedar: not shown", "Dogwood: no figure"),
    ]
    fills = [path.get("fill") or "" for path in said.values()]
    assert len(set(fills)) == 4
    assert fills[2].endswith("-withheld)")
    assert fills[3].endswith("-absent)")


def test_the_legend_says_in_words_what_each_shade_is() -> None:
    said = set(texts(SQUARES))
    assert {"0 to 4", "5 to 9", "10 or more", "not shown", "no figure", "Birch", "Cedar"} <= said
    plain = AreaMap("Plain", SQUARES.areas[:2], SQUARES.classes)
    assert not {"not shown", "no figure"} & set(texts(plain))
    assert any("north is up" in words for words in said)


@pytest.mark.parametrize("chart", [SQUARES, SPOTS])
def test_every_pattern_that_is_used_is_defined_under_ids_of_its_own(chart) -> None:
    root = drawn(chart)
    ids = [each.get("id") for each in root.iter(f"{SVG}pattern")]
    used = {each.get("fill", "")[5:-1] for each in root.iter() if "url(" in each.get("fill", "")}
    assert set(ids) == used
    assert len(set(ids)) == len(ids)
    others = drawn(replace(chart, title="Another map on the page")).iter(f"{SVG}pattern")
    assert not set(ids) & {each.get("id") for each in others}


def luminance(colour: str) -> float:
    """How light a colour is to the eye, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(p * w for p, w in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_ordered_classes_are_told_apart_without_colour(count) -> None:
    """Each is darker than the last by a contrast of 1.4 or more, on a printer without colours."""
    classes = ordered(*(f"class {n}" for n in range(count)))
    areas = tuple(Area(str(n), str(n), (square(0.1 * n, 52.0),), n) for n in range(count))
    fills = [path.get("fill") or "" for _, path in places(AreaMap("Grey", areas, classes))]
    light = [luminance(fill) + 0.05 for fill in fills]
    assert all(a / b >= 1.4 for a, b in pairwise(light))


def test_cold_spots_are_dotted_so_that_a_grey_print_tells_them_from_hot_ones() -> None:
    fills = {words.split(":")[0]: path.get("fill") or "" for words, path in places(SPOTS)}
    assert {look for look, fill in fills.items() if fill.startswith("url(")} == {"coldest", "cold"}


def test_squares_of_nought_stay_clear_and_equal_ones_are_drawn_as_one() -> None:
    root = drawn(DENSITY)
    squares = [p for p in root.iter(f"{SVG}path") if p.get("fill-opacity")]
    assert [(p.get("d") or "").count("M") for p in squares] == [1, 1]
    assert squares[0].get("fill-opacity") != squares[1].get("fill-opacity")
    assert "darker: more burglaries" in texts(DENSITY)
    nothing = replace(DENSITY, grid=Grid(0, 52, 1, 53, ((0.0, 0.0),), "more"))
    assert not [p for p in drawn(nothing).iter(f"{SVG}path") if p.get("fill-opacity")]


def test_links_are_for_the_pointer_and_only_go_where_links_may() -> None:
    data = area_map(SQUARES, links={"A": "/place/A?x=1&y=2", "B": "javascript:alert(1)"})
    root = ElementTree.fromstring(data)
    [link] = list(root.iter(f"{SVG}a"))
    assert link.get("href") == "/place/A?x=1&y=2"
    assert link.get("tabindex") == "-1", "the keyboard has the table"
    assert link[0][0].text == "Alder: 1.5, 0 to 4"
    assert root.get("role") == "group"


def test_real_outlines_are_drawn_and_named() -> None:
    chart = districts()
    said = " ".join(texts(chart))
    assert all(area.name in said for area in chart.areas)
    [cambridge] = [path for words, path in places(chart) if words.startswith("Cambridge")]
    assert len(walked(cambridge.get("d") or "")[0]) > 10
    dots = list(drawn(chart).iter(f"{SVG}circle"))
    assert len(dots) == 1, "Cambridge is too small to hold its name: a line leads to it"


def test_a_county_of_five_hundred_places_stays_small() -> None:
    chance = random.Random(1)
    areas = []
    for n in range(500):
        west, south = -0.5 + 0.04 * (n % 25), 52.0 + 0.035 * (n // 25)
        ring = [
            (
                west + 0.02 + 0.019 * math.cos(a / 25 * math.tau) * chance.uniform(0.8, 1),
                south + 0.017 + 0.016 * math.sin(a / 25 * math.tau) * chance.uniform(0.8, 1),
            )
            for a in range(25)
        ]
        areas.append(
            Area(f"E{n:08}", f"Neighbourhood {n:03}A", (tuple(ring),), n % 5, f"{n / 7:.1f}")
        )
    classes = ordered("lowest fifth", "second", "third", "fourth", "highest fifth")
    assert len(draw(AreaMap("Large", tuple(areas), classes))) < 200_000


def test_the_description_of_a_map() -> None:
    assert describe(SQUARES) == (
        "The east has most & <more>. Map of offences per 1,000 people, 4 places. "
        "0 to 4: Alder. 5 to 9: none. 10 or more: Birch. Highlighted: Birch (12.4, 10 or more). "
        "Not shown: Cedar. No figure for Dogwood. Made-up figures. Source: Police recorded crime."
    )
    assert "Darker squares have more burglaries." in describe(DENSITY)


ONE = (Area("A", "Alder", (square(0.0, 52.0),)),)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: Area("A", "Alder", (square(0, 52),), 1, withheld=True), "“Alder” is withheld"),
        (lambda: Area("A", "Alder", (square(0, 52),), words="3", withheld=True), "is withheld"),
        (lambda: Area("A", "Alder", ()), "fewer than three points"),
        (lambda: Area("A", "Alder", (((0, 52), (1, 52)),)), "fewer than three points"),
        (lambda: Area("A", "Alder", (square(530_000, 180_000),)), "longitude and latitude"),
        (lambda: Area("A", "Alder", (square(float("nan"), 52),)), "not a number"),
        (lambda: AreaMap("None", ()), "at least one place"),
        (lambda: AreaMap("Twice", ONE * 2), "A stands on the map twice"),
        (lambda: AreaMap("Marked", ONE, highlighted=("Z",)), "Z is to be marked"),
        (lambda: AreaMap("Marked", ONE, labelled=("Z",)), "Z is to be marked"),
        (lambda: AreaMap("Six", ONE, ordered("a", "b", "c") * 2), "6 classes"),
        (lambda: AreaMap("Class", (Area("A", "A", (square(0, 52),), 3),)), "class 3"),
        (lambda: ordered(), "0 classes"),
        (lambda: ordered(*"abcdef"), "6 classes"),
        (lambda: Grid(0, 52, 1, 53, ((1.0,), (1.0, 2.0)), "more"), "equally long"),
        (lambda: Grid(1, 52, 0, 53, ((1.0,),), "more"), "west to east"),
        (lambda: Grid(0, 52, 1, 53, ((-1.0,),), "more"), "nought or more"),
    ],
)
def test_a_map_that_would_not_be_true_is_refused(made, words) -> None:
    with pytest.raises(ValueError, match=words):
        made()
