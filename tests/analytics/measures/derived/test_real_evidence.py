"""Derived measures of the demonstration's evidence, against peers' libraries and plain sums."""

from __future__ import annotations

import warnings
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

from frankpledge.analytics.measures import CannotAnswer, Question, ask
from frankpledge.analytics.store import Store
from frankpledge.analytics.store.outlines import Outline, outlines
from tests.support.evidence import EVIDENCE, taken

pytestmark = pytest.mark.once("pure: no database")

GEOGRAPHY = EVIDENCE / "geography"
YEAR: dict[str, Any] = {"first": date(2024, 1, 1), "last": date(2024, 12, 1)}
AUTUMN: dict[str, Any] = {"first": date(2024, 10, 1), "last": date(2024, 12, 1)}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Cambridgeshire 2024, three forces of 2018, lookups, populations, boundaries, roads."""
    store = Store(tmp_path_factory.mktemp("evidence"))
    for name in ("cambridgeshire-2024.zip", "three-forces-2018-q4.zip"):
        taken(store, EVIDENCE / "police" / name)
    taken(
        store, *sorted(GEOGRAPHY.glob("lookup_*.csv")), *sorted(GEOGRAPHY.glob("population*.csv"))
    )
    for name in ("boundaries_lsoa11", "boundaries_lsoa21", "boundaries_wards22"):
        taken(store, GEOGRAPHY / f"{name}.geojson")
    roads = EVIDENCE / "road" / "west-yorkshire-2024"
    taken(store, roads / "accidents.csv", roads / "casualties.csv")
    return store


def feature(one: Outline) -> dict[str, Any]:
    """An outline as GeoJSON, its rings side by side."""
    rings = [[list(ring)] for ring in one.rings]
    return {"properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": rings}}


def test_hot_spots_are_those_of_esda_on_libpysal_s_neighbours(store: Store) -> None:
    """Every small area's z and corrected p, burglary in 2024."""
    found = ask(store, Question("hot-spots", by=("lsoa",), types=("Burglary",), **YEAR))
    rows = {str(row["lsoa_code"]): row for row in found.dicts()}
    shapes = [one for one in outlines(store, "lsoa21") if one.code in rows]
    assert len(shapes) == len(rows) == 516
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import geopandas
        from esda import G_Local
        from libpysal.weights import Queen

        frame = geopandas.GeoDataFrame.from_features(map(feature, shapes))
        weights = Queen.from_dataframe(frame, use_index=False)
        values = np.array([float(str(rows[one.code]["crimes"])) for one in shapes])
        peer = G_Local(values, weights, transform="B", star=True, permutations=0)
    ours = [float(str(rows[one.code]["z"])) for one in shapes]
    assert np.allclose(ours, peer.Zs, atol=0.0051)
    corrected = stats.false_discovery_control(2 * stats.norm.sf(np.abs(peer.Zs)))
    theirs = [float(str(rows[one.code]["corrected_p"])) for one in shapes]
    assert np.allclose(theirs, corrected, atol=0.00051)
    assert {row["kind"] for row in rows.values()} == {"hot", "neither"}
    # 163 burglaries have no small area: recorded crime says how many there are.
    whole = ask(store, Question("recorded-crime", types=("Burglary",), **YEAR)).rows[0][0]
    without = int(str(whole)) - int(values.sum())
    assert f"{without:,} of {whole:,} crimes have no place" in " ".join(found.notes)
    assert found.releases[-1] in {one.id for one in store.releases() if "boundary" in one.tables}


def test_wards_without_an_outline_are_neighbours_through_their_small_areas(store: Store) -> None:
    """The outlines are of 2022, and Fenland's wards were drawn anew in 2023."""
    found = ask(store, Question("hot-spots", by=("ward",), **YEAR))
    assert len(found.rows) == 120
    assert "20 of 120 wards have no outline of their own loaded" in " ".join(found.notes)
    rates = ask(store, Question("hot-spots", by=("ward",), parameters={"rates": 1}, **YEAR))
    by_code = {row["ward_code"]: row for row in rates.dicts()}
    plain = ask(store, Question("crime-rate", by=("ward",), places=("Cambridgeshire",), **YEAR))
    for row in plain.dicts():
        assert by_code[row["ward_code"]]["rate"] == pytest.approx(row["rate"], abs=0.051)


def test_concentration_is_what_sorting_and_adding_gives(store: Store) -> None:
    """Each type's share in the top 25.8 of 516 areas, and how many hold half."""
    found = ask(store, Question("concentration", by=("type",), **YEAR))
    split = ask(store, Question("recorded-crime", by=("type", "lsoa"), **YEAR))
    known = {one.code for one in outlines(store, "lsoa21")}
    for row in found.dicts():
        of = [int(str(r[3])) for r in split.rows if r[0] == row["type"] and r[2] in known]
        counts = sorted(of, reverse=True)
        top = sum(counts[:25]) + 0.8 * counts[25]
        assert row["top_5"] == pytest.approx(100 * top / sum(counts), abs=0.051)
        assert row["places"] == 516
        held = np.cumsum(counts)
        assert row["half_of"] == next(n for n, one in enumerate(held, 1) if 2 * one >= held[-1])


def test_two_censuses_are_compared_over_the_areas_of_both(store: Store) -> None:
    question = Question(
        "concentration", types=("Burglary",), parameters={"years": 6, "seed": 7}, **AUTUMN
    )
    found = ask(store, question)
    said = " ".join(found.notes)
    assert "compared are the 455 of 516 areas that both censuses have" in said
    assert "Random numbers begin from 7" in said
    assert found.rows == ask(store, question).rows
    (row,) = found.dicts()
    assert (
        float(str(row["change_low"])) <= float(str(row["change"])) <= float(str(row["change_high"]))
    )


def test_change_against_six_years_before_claims_no_more_than_the_exact_test(store: Store) -> None:
    """And only Cambridgeshire is in it: the other forces have no 2024."""
    question = Question("exceptional-change", by=("district",), parameters={"years": 6}, **AUTUMN)
    found = ask(store, question)
    assert len(found.rows) == 6
    assert "Left out, since December 2024 is not loaded: Dyfed-Powys and Norfolk." in found.notes
    for row in found.dicts():
        later, earlier = int(str(row["crimes"])), round(float(str(row["expected"])))
        exact = 2 * min(
            stats.binom.cdf(later, later + earlier, 0.5),
            stats.binom.sf(later - 1, later + earlier, 0.5),
        )
        assert float(str(row["p"])) >= min(1.0, exact) - 0.00051


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (Question("exceptional-change"), "There are months 6 years apart: ask with years=6"),
        (Question("exceptional-change", parameters={"history": 5}), "8 at least are needed"),
        (Question("seasonality"), "there are 15 months, and 24 are needed. Load earlier months"),
        (Question("forecast", by=("type",)), "there are 15 months, and 24 are needed"),
        (Question("emerging-hot-spots", by=("lsoa", "quarter")), "4 whole quarters without a gap"),
        (Question("emerging-hot-spots", by=("month", "quarter")), "not by both"),
        (Question("ward-flags", **{**YEAR, "first": date(2024, 2, 1)}), "whole quarters"),
        (Question("near-repeat", parameters={"table": ("street",)}), "published by month"),
        (Question("near-repeat", parameters={"table": ("fires",)}), "No table “fires”"),
        (Question("casualty-target"), "Whole years loaded: 2024"),
        (Question("most-similar", places=("Fenland",)), "at least three"),
        (
            Question("most-similar", parameters={"family": ("Cambridge",)}),
            "Most similar needs one place",
        ),
        (
            Question(
                "most-similar",
                places=("Cambridgeshire",),
                parameters={"family": ("Norfolk",)},
                **YEAR,
            ),
            "is not loaded for norfolk, so Norfolk cannot be compared",
        ),
        (
            Question(
                "most-similar", places=("Fenland",), parameters={"family": ("Cambridge",)}, **YEAR
            ),
            "3 are needed",
        ),
        (Question("hot-spots", places=("Fenland",), by=("ward",), **YEAR), "too few"),
        (Question("hot-spots", by=("month",)), "cannot be split by “month”"),
    ],
)
def test_what_is_refused_is_refused_in_words(question: Question, reason: str, store: Store) -> None:
    with pytest.raises(CannotAnswer) as why:
        ask(store, question)
    assert reason in str(why.value)


def test_without_outlines_neighbours_are_unknown(tmp_path: Path) -> None:
    bare = Store(tmp_path)
    taken(bare, EVIDENCE / "police" / "cambridgeshire-2024.zip")
    taken(bare, *sorted(GEOGRAPHY.glob("lookup_*.csv")))
    with pytest.raises(CannotAnswer, match="No outlines of small areas are loaded"):
        ask(bare, Question("hot-spots", **YEAR))
    with pytest.raises(CannotAnswer, match="No outlines of wards are loaded"):
        ask(bare, Question("emerging-hot-spots", by=("ward", "month"), **YEAR))


def test_near_repeats_of_west_yorkshire_s_collisions(store: Store) -> None:
    """The seed decides the p-values alone; pairs within 7 days and 600 m are counted slowly too."""
    one = ask(store, Question("near-repeat", parameters={"runs": 299}))
    other = ask(store, Question("near-repeat", parameters={"runs": 299, "seed": 2}))
    assert [row[:5] for row in one.rows] == [row[:5] for row in other.rows]
    assert one.rows != other.rows
    assert one.rows == ask(store, Question("near-repeat", parameters={"runs": 299})).rows
    assert "4,060 events" in " ".join(one.notes)
    leeds = ask(
        store, Question("near-repeat", places=("West Yorkshire",), parameters={"runs": 299})
    )
    assert leeds.rows == one.rows
