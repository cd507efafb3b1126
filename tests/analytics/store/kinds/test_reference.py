"""Lookups, populations, deprivation: the demonstration's files to the unit, and next year's."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from frankpledge.analytics.store import NotLoaded, Store
from frankpledge.analytics.store.kinds.places import codes, place_columns
from tests.support.evidence import EVIDENCE, asked, taken, written

pytestmark = pytest.mark.once("pure: no database")

GEOGRAPHY = EVIDENCE / "geography"


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("places"))
    taken(store, *sorted(GEOGRAPHY.glob("lookup*.csv")))
    return store


def table(name: str) -> list[dict[str, str]]:
    with (GEOGRAPHY / name).open() as file:
        return list(csv.DictReader(file))


# ------------------------------------------------------------------ headings


@pytest.mark.parametrize(
    ("heading", "level", "year"),
    [
        ("lsoa11_code", "lsoa11", 2011),
        ("LSOA21CD", "lsoa21", 2021),
        ("LSOA code (2011)", "lsoa11", 2011),
        ("WD25CD", "ward", 2025),
        ("wards22_code", "ward", 2022),
        ("ltla25_code", "district", 2025),
        ("LAD28CD", "district", 2028),
        ("Local Authority District code (2019)", "district", 2019),
        ("csp24_code", "csp", 2024),
        ("PFA24CD", "force", 2024),
    ],
)
def test_headings_say_level_and_year(heading: str, level: str, year: int):
    (column,) = codes([heading])
    assert (column.level, column.year) == (level, year)


def test_other_headings_are_no_places():
    assert place_columns(["Crime ID", "LSOA code", "LAD22NMW", "total_population", "0"]) == ()


# ------------------------------------------------------------------ lookups


def test_lookups_become_one_row_a_place(places: Store):
    counts = asked(places, "SELECT unit, period, count(*) FROM lookup GROUP BY 1, 2 ORDER BY 1, 2")
    csp = {(row["ltla24_code"], row["csp24_code"]) for row in table(CSP)}
    force = {(row["ltla24_code"], row["pfa24_code"]) for row in table(CSP)}
    assert counts == [
        ("district to csp", "2024", len(csp)),
        ("district to force", "2024", len(force)),
        ("lsoa11 to district", "2021", 487),
        ("lsoa11 to district", "2022", 487),
        ("lsoa11 to lsoa21", "2021", 520),
        ("lsoa21 to district", "2022", 516),
        ("lsoa21 to district", "2024", 516),
        ("lsoa21 to lsoa21", "2021", 2 * 516),
        ("lsoa21 to ward", "2024", 516),
        ("ward to district", "2024", len({row["ward24_code"] for row in table(WARD)})),
    ]


CSP = "lookup_ltla24_csp24_pfa24_ALL.csv"
WARD = "lookup_lsoa21_ward24_ltla24.csv"


def test_57_split_and_8_merged_between_the_censuses(places: Store):
    """24 areas of 2011 were split into 57 of 2021, and 8 of 2011 were merged."""
    pairs = asked(
        places, "SELECT from_code, code, change FROM lookup WHERE unit = 'lsoa11 to lsoa21'"
    )
    into = Counter(one for one, _, _ in pairs)
    outof = Counter(code for _, code, _ in pairs)
    split = {one for one, count in into.items() if count > 1}
    merged = {one for one, code, _ in pairs if outof[code] > 1 and one not in split}
    assert len(split) == 24
    assert sum(into[one] for one in split) == 57
    assert len(merged) == 8
    changes = Counter(change for _, _, change in pairs)
    assert changes == {"U": 520 - 57 - 8, "S": 57, "M": 8}
    assert {one for one, _, change in pairs if change == "S"} == split
    assert {one for one, _, change in pairs if change == "M"} == merged
    unchanged = {(one, code) for one, code, change in pairs if change == "U"}
    assert all(into[one] == outof[code] == 1 for one, code in unchanged)


def test_district_to_partnership_is_many_to_many(places: Store):
    districts = asked(
        places,
        "SELECT max(n) FROM (SELECT count(DISTINCT code) n FROM lookup"
        " WHERE unit = 'district to csp' GROUP BY from_code)",
    )
    partnerships = asked(
        places,
        "SELECT count(*) FROM (SELECT code FROM lookup WHERE unit = 'district to csp'"
        " GROUP BY code HAVING count(DISTINCT from_code) > 1)",
    )
    assert districts[0][0] > 1
    assert partnerships == [(12,)]
    assert asked(places, "SELECT count(DISTINCT code) FROM lookup WHERE level = 'csp'") == [(314,)]
    assert asked(places, "SELECT count(*) FROM lookup WHERE from_level = 'csp'") == [(0,)]


def test_every_pair_is_that_of_the_file_read_slowly(places: Store):
    slow = {
        (row["lsoa21_code"], level, row[f"{column}_code"], row[f"{column}_name"])
        for row in table(WARD)
        for level, column in (("ward", "ward24"), ("district", "ltla24"))
    }
    fast = asked(
        places,
        "SELECT from_code, level, code, name FROM lookup"
        " WHERE from_level = 'lsoa21' AND vintage = '2024'",
    )
    assert set(fast) == slow
    assert len(fast) == len(slow)


def test_vintages_of_crimes_are_known_from_the_lookups(places: Store, tmp_path: Path):
    only11 = next(
        row["lsoa11_code"]
        for row in table("lookup_lsoa11_lsoa21_ltla22.csv")
        if row["change_code"] == "S"
    )
    both, only21 = (
        "E01015589",
        next(
            row["lsoa21_code"]
            for row in table("lookup_lsoa11_lsoa21_ltla22.csv")
            if row["change_code"] == "S"
        ),
    )
    store = Store(tmp_path / "store")
    taken(store, *sorted(GEOGRAPHY.glob("lookup*.csv")))
    header = (
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
        "Crime type,Last outcome category,Context"
    )
    force = "Cambridgeshire Constabulary"
    rows = [
        f"{number},2024-03,{force},{force},0.1,52.2,On or near,{code},x,Burglary,,"
        for number, code in enumerate([only11, both, only21, only21, "E01000001"])
    ]
    file = written(tmp_path / "2024-03-cambridgeshire-street.csv", header, *rows)
    street = taken(store, file).release.tables["street"]
    assert street.vintages == {"2011": 1, "both": 1, "2021": 2, "unknown": 1}


def test_a_lookup_of_next_year_in_the_spelling_of_the_ons(tmp_path: Path):
    store = Store(tmp_path / "store")
    taken(
        store,
        written(
            tmp_path / "best fit.csv",
            "LSOA21CD,LSOA21NM,WD25CD,WD25NM,WD25NMW,LAD25CD,LAD25NM,ObjectId",
            "W01000001,Isle of Anglesey 001A,W05001500,Tŵr Môn,Tŵr Môn,W06000001,Ynys Môn,1",
        ),
    )
    assert asked(
        store, "SELECT from_code, level, code, name, vintage FROM lookup ORDER BY unit"
    ) == [
        ("W01000001", "district", "W06000001", "Ynys Môn", "2025"),
        ("W01000001", "lsoa21", "W01000001", "Isle of Anglesey 001A", "2021"),
        ("W01000001", "ward", "W05001500", "Tŵr Môn", "2025"),
        ("W05001500", "district", "W06000001", "Ynys Môn", "2025"),
    ]


def test_a_lookup_with_a_name_where_a_code_belongs_is_refused(tmp_path: Path):
    with pytest.raises(NotLoaded, match="line 2, ltla24_code: “Fenland”, expected a code such as"):
        taken(
            Store(tmp_path / "store"),
            written(tmp_path / "a.csv", "lsoa21_code,ltla24_code", "E01017999,Fenland"),
        )


# ------------------------------------------------------------------ populations


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("people"))
    taken(store, *sorted(GEOGRAPHY.glob("population*.csv")))
    return store


def test_populations_by_age_add_up(people: Store):
    files = {
        ("lsoa11", 2019): "population19_lsoa11.csv",
        ("lsoa11", 2020): "population20_lsoa11.csv",
        ("district", 2020): "population20_ltla21.csv",
    }
    for (level, year), name in files.items():
        total = sum(float(row["total_population"]) for row in table(name))
        of = f"FROM population WHERE level = '{level}' AND year = {year} AND age IS"
        assert asked(people, f"SELECT sum(people) {of} NULL") == [(total,)]
        assert asked(people, f"SELECT sum(people) {of} NOT NULL") == [(total,)]
        assert asked(people, f"SELECT min(age), max(age) {of} NOT NULL") == [(0, 90)]


def test_one_age_of_one_place(people: Store):
    found = asked(
        people,
        "SELECT age, people FROM population WHERE code = 'E07000008' AND vintage = '2021'"
        " AND (age IS NULL OR age IN (0, 20, 90)) ORDER BY age NULLS FIRST",
    )
    (cambridge,) = (
        row for row in table("population20_ltla21.csv") if row["ltla21_code"] == "E07000008"
    )
    assert found == [
        (None, float(cambridge["total_population"])),
        *((age, float(cambridge[name])) for age, name in ((0, "0"), (20, "20"), (90, "90+"))),
    ]


def test_a_shifted_column_is_seen(tmp_path: Path):
    ages = ",".join(map(str, range(91))) + "+"
    row = ",".join(["10"] * 91)
    with pytest.raises(NotLoaded, match="expected the sum of the ages"):
        taken(
            Store(tmp_path / "store"),
            written(
                tmp_path / "population-2023.csv",
                f"ltla23_code,total_population,{ages}",
                f"E07000008,1400,{row}",
            ),
        )


@pytest.mark.parametrize(
    ("name", "year"), [("population21.csv", 2021), ("mid-2022 estimates.csv", 2022)]
)
def test_the_year_comes_from_the_name_of_the_file(tmp_path: Path, name: str, year: int):
    store = Store(tmp_path / "store")
    taken(store, written(tmp_path / name, "ltla21_code,total", "E07000008,145700"))
    assert asked(store, "SELECT year, age, people, unit, period FROM population") == [
        (year, None, 145700, "district", str(year))
    ]


def test_a_population_of_no_year_is_refused(tmp_path: Path):
    with pytest.raises(NotLoaded, match="the year in the file's name, as in population-2020"):
        taken(
            Store(tmp_path / "store"),
            written(tmp_path / "people.csv", "ltla21_code,total", "E07000008,145700"),
        )


def test_ethnic_groups_of_the_census(tmp_path: Path):
    store = Store(tmp_path / "store")
    taken(
        store,
        written(
            tmp_path / "TS021-2021-1.csv",
            "Lower tier local authorities Code,Lower tier local authorities,"
            "Ethnic group (20 categories) Code,Ethnic group (20 categories),Observation",
            'E07000008,Cambridge,1,"Asian, Asian British or Asian Welsh: Bangladeshi",2534',
            'E07000008,Cambridge,13,"White: English, Welsh, Scottish",77195',
        ),
    )
    assert asked(
        store, 'SELECT code, level, year, question, "group", people FROM population_group'
    ) == [
        (
            *("E07000008", "district", 2021, "ethnic group"),
            *("Asian, Asian British or Asian Welsh: Bangladeshi", 2534),
        ),
        ("E07000008", "district", 2021, "ethnic group", "White: English, Welsh, Scottish", 77195),
    ]


# ------------------------------------------------------------------ deprivation


@pytest.fixture(scope="module")
def deprived(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("deprived"))
    taken(store, *sorted(GEOGRAPHY.glob("imd*.csv")))
    return store


def test_deprivation_by_domain(deprived: Store):
    assert asked(
        deprived,
        "SELECT unit, period, vintage, count(DISTINCT code), count(DISTINCT domain), count(score)"
        " FROM deprivation GROUP BY 1, 2, 3 ORDER BY 1",
    ) == [
        ("lsoa11", "2019", "2011", 487, 8, 0),
        ("lsoa21", "2025", "2021", 516, 8, 516 * 8),
    ]


@pytest.mark.parametrize(
    ("year", "name", "place"),
    [
        (2019, "imd2019_england_lsoa11.csv", "lsoa11"),
        (2025, "imd2025_england_lsoa21.csv", "lsoa21"),
    ],
)
def test_every_figure_is_that_of_the_file_read_slowly(
    deprived: Store, year: int, name: str, place: str
):
    slow = set()
    for row in table(name):
        for heading in row:
            if heading.endswith("_decile"):
                domain = heading.removesuffix("_decile")
                score = row.get(f"{domain}_score")
                slow.add(
                    (
                        row[f"{place}_code"],
                        domain.lower().partition("_and_")[0],
                        int(float(row[heading])),
                        int(float(row[f"{domain}_rank"])),
                        None if score is None else float(score),
                    )
                )
    fast = asked(
        deprived,
        f"SELECT code, domain, decile, rank, score FROM deprivation WHERE year = {year}",
    )
    assert set(fast) == slow
    assert len(fast) == len(slow)


def test_headings_of_the_ministry_s_own_file(tmp_path: Path):
    store = Store(tmp_path / "store")
    taken(
        store,
        written(
            tmp_path / "File_7_-_All_IoD2019_Scores__Ranks__Deciles.csv",
            "LSOA code (2011),LSOA name (2011),Local Authority District code (2019),"
            "Local Authority District name (2019),Index of Multiple Deprivation (IMD) Score,"
            "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
            "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs),"
            "Income Score (rate),Income Rank (where 1 is most deprived),"
            "Income Decile (where 1 is most deprived 10% of LSOAs),"
            "Income Deprivation Affecting Children Index (IDACI) Score (rate),"
            "Barriers to Housing and Services Decile (where 1 is most deprived 10% of LSOAs)",
            "E01017999,Cambridge 008D,E07000008,Cambridge,14.2,18012,6,0.07,20011,7,0.12,4",
        ),
    )
    assert asked(
        store, "SELECT year, domain, decile, rank, score FROM deprivation ORDER BY domain"
    ) == [
        (2019, "housing", 4, None, None),
        (2019, "idaci", None, None, 0.12),
        (2019, "imd", 6, 18012, 14.2),
        (2019, "income", 7, 20011, 0.07),
    ]
