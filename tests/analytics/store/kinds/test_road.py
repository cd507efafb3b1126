"""STATS19: the totals of real files, every spelling since 2005, and rows that belong together."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from frankpledge.analytics.store import NotLoaded, Store
from frankpledge.analytics.store.kinds.road import FORCES
from tests.support.evidence import EVIDENCE, asked, taken, written

pytestmark = pytest.mark.once("pure: no database")

ROAD = EVIDENCE / "road"
WEST_YORKSHIRE = ROAD / "west-yorkshire-2024"

TO_2019 = (
    "Accident_Index,Location_Easting_OSGR,Location_Northing_OSGR,Longitude,Latitude,Police_Force,"
    "Accident_Severity,Number_of_Vehicles,Number_of_Casualties,Date,Day_of_Week,Time,"
    "Local_Authority_(District),Local_Authority_(Highway),1st_Road_Class,1st_Road_Number,Road_Type,"
    "Speed_limit,Junction_Detail,Junction_Control,2nd_Road_Class,2nd_Road_Number,"
    "Pedestrian_Crossing-Human_Control,Pedestrian_Crossing-Physical_Facilities,Light_Conditions,"
    "Weather_Conditions,Road_Surface_Conditions,Special_Conditions_at_Site,Carriageway_Hazards,"
    "Urban_or_Rural_Area,Did_Police_Officer_Attend_Scene_of_Accident,LSOA_of_Accident_Location"
)
OF_2005 = (
    "200535A000001,547446,257495,0.155897,52.195992,35,2,2,1,04/01/2005,3,17:42,390,E10000003,"
    "3,1134,6,30,3,4,6,0,0,5,1,1,1,0,0,1,1,E01017999"
)
CASUALTY_TO_2019 = (
    "Accident_Index,Vehicle_Reference,Casualty_Reference,Casualty_Class,Sex_of_Casualty,"
    "Age_of_Casualty,Age_Band_of_Casualty,Casualty_Severity,Pedestrian_Location,"
    "Pedestrian_Movement,Car_Passenger,Bus_or_Coach_Passenger,Pedestrian_Road_Maintenance_Worker,"
    "Casualty_Type,Casualty_Home_Area_Type"
)
VEHICLE_TO_2019 = (
    "Accident_Index,Vehicle_Reference,Vehicle_Type,Towing_and_Articulation,Vehicle_Manoeuvre,"
    "Vehicle_Location-Restricted_Lane,Junction_Location,Skidding_and_Overturning,"
    "Hit_Object_in_Carriageway,Vehicle_Leaving_Carriageway,Hit_Object_off_Carriageway,"
    "1st_Point_of_Impact,Was_Vehicle_Left_Hand_Drive?,Journey_Purpose_of_Driver,Sex_of_Driver,"
    "Age_of_Driver,Age_Band_of_Driver,Engine_Capacity_(CC),Propulsion_Code,Age_of_Vehicle,"
    "Driver_IMD_Decile,Driver_Home_Area_Type"
)


@pytest.fixture(scope="module")
def west_yorkshire(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("road"))
    taken(store, WEST_YORKSHIRE)
    return store


def old(tmp_path: Path, **change: str) -> Path:
    """A file of 2005 with one collision, some of its values changed."""
    pairs = zip(TO_2019.split(","), OF_2005.split(","), strict=True)
    row = ",".join(change.get(name, value) for name, value in pairs)
    return written(tmp_path / "Accidents0514.csv", TO_2019, row)


def test_west_yorkshire_2024_to_the_unit(west_yorkshire: Store):
    by_severity = "SELECT severity, count(*) FROM {} GROUP BY 1 ORDER BY 1"
    assert asked(west_yorkshire, by_severity.format("collisions")) == [
        (1, 35),
        (2, 1164),
        (3, 2861),
    ]
    assert asked(west_yorkshire, by_severity.format("casualties")) == [
        (1, 40),
        (2, 1278),
        (3, 3922),
    ]
    assert asked(west_yorkshire, "SELECT count(*) FROM casualties WHERE severity < 3") == [(1318,)]
    assert asked(west_yorkshire, "SELECT count(*) FROM vehicles") == [(7355,)]
    (release,) = west_yorkshire.releases()
    assert {name: info.rejected for name, info in release.tables.items()} == {
        "collisions": {},
        "casualties": {},
        "vehicles": {},
    }
    assert all(info.extra_columns == () for info in release.tables.values())
    assert release.notes == (
        "“LICENSE” is no CSV file, spreadsheet or GeoJSON and was passed over.",
    )


def test_slices_are_months_of_collisions_and_years_of_casualties(west_yorkshire: Store):
    (release,) = west_yorkshire.releases()
    collisions = release.tables["collisions"]
    assert {slice.unit for slice in collisions.slices} == {"west-yorkshire"}
    assert [slice.period for slice in collisions.slices] == [
        f"2024-{month:02}" for month in range(1, 13)
    ]
    for table, rows in (("casualties", 5240), ("vehicles", 7355)):
        assert [(one.unit, one.period, one.rows) for one in release.tables[table].slices] == [
            ("west-yorkshire", "2024", rows)
        ]


def test_every_value_is_that_of_the_file_read_slowly(west_yorkshire: Store):
    """A second reading, row by row in Python: −1 is none, dates are days, places are codes."""
    with (WEST_YORKSHIRE / "accidents.csv").open() as file:
        slow = Counter(
            (
                row["collision_index"],
                date(*map(int, reversed(row["date"].split("/")))),
                row["time"],
                row["lsoa_of_accident_location"],
                row["local_authority_ons_district"],
                None if row["junction_detail"] == "-1" else int(row["junction_detail"]),
                None if row["speed_limit"] == "-1" else int(row["speed_limit"]),
                float(row["longitude"]),
                float(row["collision_adjusted_severity_serious"]),
            )
            for row in csv.DictReader(file)
        )
    fast = asked(
        west_yorkshire,
        "SELECT collision_index, day, time, lsoa, district, junction_detail, speed_limit,"
        " longitude, adjusted_serious FROM collisions",
    )
    assert Counter(fast) == slow


def test_cambridgeshire_samples_and_what_they_lack(tmp_path: Path):
    store = Store(tmp_path / "store")
    collisions, casualties = (
        ROAD / f"cambridge_{what}_sample.csv" for what in ("collisions", "casualties")
    )
    loaded = taken(store, collisions, casualties)
    assert asked(store, "SELECT count(*), min(unit), max(unit) FROM collisions") == [
        (16, "cambridgeshire", "cambridgeshire")
    ]
    assert asked(store, "SELECT count(*) FROM casualties") == [(9,)]
    with collisions.open() as file:
        counted = sum(int(row["number_of_casualties"]) for row in csv.DictReader(file))
    words = f"The collisions count {counted} casualties; 9 of them are in these files."
    assert words in loaded.words
    assert asked(store, "SELECT easting FROM collisions WHERE collision_index='2020350929066'") == [
        (547447,)
    ]


def test_casualties_without_their_collision_are_kept_and_counted(tmp_path: Path):
    store = Store(tmp_path / "store")
    casualties = ROAD / "cambridge_casualties_sample.csv"
    collisions = ROAD / "cambridge_collisions_sample.csv"
    lines = collisions.read_text().splitlines()
    with casualties.open() as file:
        gone = next(csv.DictReader(file))["collision_index"]
    fewer = tmp_path / "collisions.csv"
    fewer.write_text("\n".join(line for line in lines if not line.startswith(gone)) + "\n")
    loaded = taken(store, fewer, casualties)
    with casualties.open() as file:
        alone = sum(row["collision_index"] == gone for row in csv.DictReader(file))
    assert any(f"{alone} of 9 casualties belong to collisions" in one for one in loaded.words)
    assert asked(store, "SELECT count(*) FROM casualties") == [(9,)]


def test_a_collision_of_an_earlier_release_is_known(tmp_path: Path):
    store = Store(tmp_path / "store")
    alone = taken(store, ROAD / "cambridge_casualties_sample.csv")
    assert any("9 of 9 casualties belong to collisions" in one for one in alone.words)
    taken(store, ROAD / "cambridge_collisions_sample.csv")
    again = tmp_path / "casualties.csv"
    again.write_bytes((ROAD / "cambridge_casualties_sample.csv").read_bytes() + b"\r\n")
    later = taken(store, again)
    assert not any("belong to collisions" in one for one in later.words)


def test_the_spelling_of_2005_becomes_that_of_2024(tmp_path: Path):
    store = Store(tmp_path / "store")
    casualties = written(
        tmp_path / "Casualties0514.csv",
        CASUALTY_TO_2019,
        "200535A000001,1,1,1,1,-1,-1,2,0,0,0,0,-1,9,1",
    )
    vehicles = written(
        tmp_path / "Vehicles0514.csv",
        VEHICLE_TO_2019,
        "200535A000001,1,9,0,18,0,8,0,0,0,0,1,1,15,2,74,10,-1,-1,-1,7,1",
    )
    loaded = taken(store, old(tmp_path), casualties, vehicles)
    assert not any("reject" in one and "none rejected" not in one for one in loaded.words)
    assert asked(
        store,
        "SELECT collision_index, collision_year, severity, day, time, unit, period,"
        " local_authority_district, local_authority_highway, first_road_number, lsoa,"
        " adjusted_serious FROM collisions",
    ) == [
        (
            *("200535A000001", 2005, 2, date(2005, 1, 4), "17:42", "cambridgeshire", "2005-01"),
            *(390, "E10000003", 1134, "E01017999", None),
        )
    ]
    assert asked(
        store,
        "SELECT severity, age_of_casualty, casualty_type, unit, period FROM casualties",
    ) == [(2, None, 9, "cambridgeshire", "2005")]
    assert asked(
        store,
        "SELECT vehicle_type, first_point_of_impact, vehicle_left_hand_drive, engine_capacity_cc,"
        " journey_purpose_of_driver, journey_purpose_of_driver_historic, collision_year"
        " FROM vehicles",
    ) == [(9, 1, 1, None, None, 15, 2005)]


def test_codes_of_the_list_before_2024_stand_apart(tmp_path: Path):
    store = Store(tmp_path / "store")
    taken(store, old(tmp_path), ROAD / "cambridge_collisions_sample.csv")
    found = asked(
        store,
        "SELECT collision_index, junction_detail_historic, junction_detail FROM collisions"
        " WHERE collision_index IN ('200535A000001', '2020350929066') ORDER BY 1",
    )
    assert found == [("200535A000001", 3, None), ("2020350929066", 7, 17)]


def test_the_spelling_of_2020_to_2023(tmp_path: Path):
    header = (WEST_YORKSHIRE / "casualties.csv").read_text().splitlines()[0]
    older = (
        header.replace("collision_index", "accident_index")
        .replace("collision_year", "accident_year")
        .replace("collision_ref_no", "accident_reference")
    )
    row = "2022350000001,2022,350000001,1,1,3,2,-1,-1,3,5,1,0,0,0,0,-1,-1,-1,-1,0.25,0.75,-1"
    store = Store(tmp_path / "store")
    taken(store, written(tmp_path / "casualties.csv", older, row))
    assert asked(
        store,
        "SELECT collision_ref_no, adjusted_serious, adjusted_slight, lsoa_of_casualty,"
        " collision_year, unit FROM casualties",
    ) == [("350000001", 0.25, 0.75, None, 2022, "cambridgeshire")]


def test_blank_times_places_and_adjusted_shares_are_none(tmp_path: Path):
    store = Store(tmp_path / "store")
    blank = {
        "Time": "",
        "LSOA_of_Accident_Location": "-1",
        "Location_Easting_OSGR": "NULL",
        "Location_Northing_OSGR": "NULL",
        "Longitude": "NULL",
        "Latitude": "NULL",
    }
    taken(store, old(tmp_path, **blank))
    assert asked(
        store, "SELECT time, lsoa, easting, northing, longitude, latitude FROM collisions"
    ) == [(None,) * 6]
    assert store.releases()[0].tables["collisions"].no_place == 1


@pytest.mark.parametrize(("latitude", "longitude"), [("52.2", -1.0), ("-1", None)])
def test_a_longitude_of_minus_one_is_a_place_beside_a_latitude(
    tmp_path: Path, latitude: str, longitude: float | None
):
    store = Store(tmp_path / "store")
    taken(store, old(tmp_path, Longitude="-1", Latitude=latitude))
    assert asked(store, "SELECT longitude FROM collisions") == [(longitude,)]


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("Accident_Index", "2.01E+12", "a collision's number in full"),
        ("Accident_Severity", "4", "a whole number from 1 to 3"),
        ("Date", "31/02/2005", "a day such as"),
        ("Time", "25:10", "a time such as"),
        ("Latitude", "0.155897", "a number from 49.8 to 61"),
        ("LSOA_of_Accident_Location", "Cambridge 001A", "a code such as E01017538"),
    ],
)
def test_wrong_values_are_named_with_file_line_and_column(
    tmp_path: Path, column: str, value: str, words: str
):
    with pytest.raises(NotLoaded) as refused:
        taken(Store(tmp_path / "store"), old(tmp_path, **{column: value}))
    said = " ".join(refused.value.reasons)
    assert f"Accidents0514.csv, line 2, {column}: “{value}”" in said
    assert words in said


def test_adjustments_published_apart(tmp_path: Path):
    store = Store(tmp_path / "store")
    taken(
        store,
        written(
            tmp_path / "cas_adjustment_lookup_2019.csv",
            "accident_index,Vehicle_Reference,Casualty_Reference,Adjusted_Serious,Adjusted_Slight,"
            "Injury_Based",
            "200535A000001,1,1,0.137,0.863,0",
        ),
    )
    assert asked(
        store, "SELECT collision_index, adjusted_serious, unit, period FROM casualty_adjustments"
    ) == [("200535A000001", 0.137, "cambridgeshire", "2005")]


def test_a_later_release_replaces_the_year_and_says_what_changed(tmp_path: Path):
    store = Store(tmp_path / "store")
    first = tmp_path / "dft-road-casualty-statistics-casualty-provisional-2024.csv"
    rows = (WEST_YORKSHIRE / "casualties.csv").read_text().splitlines()
    first.write_text("\n".join(rows[:101]) + "\n")
    taken(store, first, published=date(2025, 1, 30))
    loaded = taken(store, WEST_YORKSHIRE / "casualties.csv", published=date(2025, 9, 25))
    (revision,) = loaded.release.tables["casualties"].revisions
    assert (revision.before, revision.after, revision.matched) == (100, 5240, 100)
    assert asked(store, "SELECT count(*) FROM casualties") == [(5240,)]


def test_forces_are_those_of_the_police_files():
    assert len(set(FORCES.values())) == len(FORCES) == 52
    assert FORCES[35] == "cambridgeshire"
    assert FORCES[63] == "dyfed-powys"
