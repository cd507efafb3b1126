"""Road collisions with injury (STATS19): collisions, casualties, vehicles, adjusted severities.

Published by the Department for Transport, one row a collision, casualty or vehicle, 1979 to now, at
https://www.data.gov.uk/dataset/cb7ae6f0-4be6-4935-9277-47e5ce24a11f/road-safety-data under the Open
Government Licence v3.0. Every spelling since 2005 is folded into that of the 2024 edition:
`Accident_Index` (to 2019), `accident_index` (2020 to 2023), `collision_index` (since).

- Codes stay the publisher's numbers; −1, "missing or out of range", becomes none.
- In 2024 six code lists changed. Their columns came back as `…_historic`, and the plain name now
  holds the new codes. What a file without `…_historic` calls `junction_detail` is therefore kept as
  `junction_detail_historic`: codes of two lists never share a column.
- Adjusted severities are the publisher's estimate of what every force would record had it used
  injury-based recording: a share between 0 and 1, or none where none was worked out.
- Only the collisions' file has days. The other two name the year, and the force by the fifth and
  sixth figure of the index, so their slices are a force's years: a year's file, or the half year
  published before it is checked, is replaced whole. The day is the collision's, by its index.
- A casualty or vehicle whose collision is in no release is kept; `linking.py` counts them.
"""

from __future__ import annotations

from dataclasses import replace

from frankpledge.analytics.store.kinds.police import LSOA
from frankpledge.analytics.store.nouns import Field, Kind

SOURCE = "https://www.data.gov.uk/dataset/cb7ae6f0-4be6-4935-9277-47e5ce24a11f/road-safety-data"
PUBLISHER = "Department for Transport"
LICENCE = "Open Government Licence v3.0"
MISSING = ("-1", "NULL", "null")

FORCES = {
    **{1: "metropolitan", 3: "cumbria", 4: "lancashire", 5: "merseyside"},
    **{6: "greater-manchester", 7: "cheshire", 10: "northumbria", 11: "durham"},
    **{12: "north-yorkshire", 13: "west-yorkshire", 14: "south-yorkshire", 16: "humberside"},
    **{17: "cleveland", 20: "west-midlands", 21: "staffordshire", 22: "west-mercia"},
    **{23: "warwickshire", 30: "derbyshire", 31: "nottinghamshire", 32: "lincolnshire"},
    **{33: "leicestershire", 34: "northamptonshire", 35: "cambridgeshire", 36: "norfolk"},
    **{37: "suffolk", 40: "bedfordshire", 41: "hertfordshire", 42: "essex"},
    **{43: "thames-valley", 44: "hampshire", 45: "surrey", 46: "kent", 47: "sussex"},
    **{48: "city-of-london", 50: "devon-and-cornwall", 52: "avon-and-somerset"},
    **{53: "gloucestershire", 54: "wiltshire", 55: "dorset", 60: "north-wales", 61: "gwent"},
    **{62: "south-wales", 63: "dyfed-powys", 91: "northern", 92: "grampian", 93: "tayside"},
    **{94: "fife", 95: "lothian-and-borders", 96: "central", 97: "strathclyde"},
    **{98: "dumfries-and-galloway", 99: "scotland"},
}
"""STATS19's code of a police force → the slug that data.police.uk uses; Scotland's are ours."""


def _force(code: str) -> str:
    """SQL: the slug of the force with this code."""
    pairs = ", ".join(f"{number}: '{slug}'" for number, slug in FORCES.items())
    return f"(MAP {{{pairs}}})[{code}]"


def _code(name: str, *older: str) -> Field:
    """A column of codes or counts that may be missing, or absent from an edition."""
    return Field(name, (name, *older), "integer", blank=MISSING, optional=True)


def _codes(names: str) -> tuple[Field, ...]:
    """Columns of codes that have had one name only."""
    return tuple(map(_code, names.split()))


def _text(name: str, *older: str) -> Field:
    return Field(name, (name, *older), blank=MISSING, optional=True)


def _share(name: str, *headers: str) -> Field:
    return Field(name, headers, "number", low=0, high=1, blank=MISSING, optional=True)


_INDEX = Field(
    "collision_index",
    ("collision_index", "accident_index"),
    required=True,
    pattern="[0-9]{6}[0-9A-Za-z]{3,}",
    expected="a collision's number in full, such as 2024131449060",
)
_YEAR = Field(
    "collision_year",
    ("collision_year", "accident_year"),
    "integer",
    low=1979,
    high=2099,
    optional=True,
)
_REFERENCE = Field(
    "collision_ref_no",
    ("collision_ref_no", "collision_reference", "accident_reference"),
    optional=True,
)
_BY_INDEX = {
    "collision_year": "coalesce(collision_year, substr(collision_index, 1, 4)::INTEGER)",
    "force": _force("substr(collision_index, 5, 2)::INTEGER"),
}


def _severity(*headers: str) -> Field:
    """1 fatal, 2 serious, 3 slight."""
    return Field("severity", headers, "integer", required=True, low=1, high=3)


_TWO_LISTS = {
    "collisions": ("junction_detail", "carriageway_hazards"),
    "vehicles": (
        "vehicle_manoeuvre",
        "vehicle_location_restricted_lane",
        "journey_purpose_of_driver",
    ),
}
"""The columns whose codes changed in 2024 and kept their name."""


def _as_given(table: str) -> tuple[Field, ...]:
    """Those columns as a file has them."""
    fields = []
    for name in _TWO_LISTS[table]:
        dashed = name.replace("location_restricted", "location-restricted")
        headers = tuple(dict.fromkeys((name, dashed)))
        fields.append(Field(f"{name}_given", headers, "integer", blank=MISSING, optional=True))
        fields.append(replace(_code(f"{name}_historic"), name=f"{name}_historic_given"))
    return tuple(fields)


def _names(fields: tuple[Field, ...]) -> tuple[str, ...]:
    return tuple(field.name for field in fields)


def _kept_apart(table: str) -> dict[str, str]:
    """Derivations that keep the codes of before and since 2024 apart."""
    apart = {}
    for name in _TWO_LISTS[table]:
        since = f"{name}_historic_given_text IS NOT NULL"
        apart[name] = f"CASE WHEN {since} THEN {name}_given END"
        apart[f"{name}_historic"] = (
            f"CASE WHEN {since} THEN {name}_historic_given ELSE {name}_given END"
        )
    return apart


def _lsoa(name: str, *headers: str) -> Field:
    return Field(
        name,
        headers,
        blank=MISSING,
        pattern=LSOA.pattern,
        expected=LSOA.expected,
        optional=True,
    )


_DISTRICT = Field(
    "district",
    ("local_authority_ons_district",),
    blank=MISSING,
    pattern="[EWSN][0-9]{8}|EHEATHROW",
    expected="a district's code such as E07000008",
    optional=True,
)

COLLISIONS = Kind(
    table="collisions",
    title="Road collisions with injury",
    source=SOURCE,
    publisher=PUBLISHER,
    licence=LICENCE,
    fields=(
        _INDEX,
        _YEAR,
        _REFERENCE,
        Field("easting", ("location_easting_osgr",), "number", low=0, high=700_000, blank=MISSING),
        Field(
            "northing", ("location_northing_osgr",), "number", low=0, high=1_300_000, blank=MISSING
        ),
        # −1 is a longitude, too: it means none where the latitude says so.
        Field("longitude_given", ("longitude",), "number", low=-9, high=2.1, blank=MISSING[1:]),
        Field("latitude", ("latitude",), "number", low=49.8, high=61, blank=MISSING),
        Field("police_force", ("police_force",), "integer", required=True, low=1, high=99),
        _severity("collision_severity", "accident_severity"),
        _code("number_of_vehicles"),
        _code("number_of_casualties"),
        Field("day", ("date",), "day", required=True, low=1979, high=2099),
        _code("day_of_week"),
        Field("time", ("time",), "time", blank=MISSING),
        _code("local_authority_district", "local_authority_(district)"),
        _DISTRICT,
        _text("local_authority_highway", "local_authority_(highway)"),
        _text("local_authority_highway_current"),
        _code("first_road_class", "1st_road_class"),
        _code("first_road_number", "1st_road_number"),
        *_codes("road_type speed_limit junction_control"),
        _code("second_road_class", "2nd_road_class"),
        _code("second_road_number", "2nd_road_number"),
        _code(
            "pedestrian_crossing_human_control_historic",
            "pedestrian_crossing_human_control",
            "pedestrian_crossing-human_control",
        ),
        _code(
            "pedestrian_crossing_physical_facilities_historic",
            "pedestrian_crossing_physical_facilities",
            "pedestrian_crossing-physical_facilities",
        ),
        *_codes(
            """pedestrian_crossing light_conditions weather_conditions road_surface_conditions
            special_conditions_at_site urban_or_rural_area"""
        ),
        *_as_given("collisions"),
        _code(
            "did_police_officer_attend_scene_of_accident",
            "did_police_officer_attend_scene_of_collision",
        ),
        _code("trunk_road_flag"),
        _lsoa("lsoa", "lsoa_of_accident_location", "lsoa_of_collision_location"),
        _code("enhanced_severity_collision", "enhanced_collision_severity"),
        _code("collision_injury_based"),
        _share(
            "adjusted_serious",
            "collision_adjusted_severity_serious",
            "collision_adjusted_serious",
            "accident_adjusted_severity_serious",
        ),
        _share(
            "adjusted_slight",
            "collision_adjusted_severity_slight",
            "collision_adjusted_slight",
            "accident_adjusted_severity_slight",
        ),
    ),
    unit="force",
    period="strftime(day, '%Y-%m')",
    derive={
        "collision_year": "year(day)",
        "force": _force("police_force"),
        "month": "date_trunc('month', day)::DATE",
        "longitude": "CASE WHEN latitude IS NOT NULL THEN longitude_given END",
        "easting": "round(easting)::INTEGER",
        "northing": "round(northing)::INTEGER",
        **_kept_apart("collisions"),
    },
    drop=("longitude_given", *_names(_as_given("collisions"))),
    key=("collision_index",),
    compare=("severity", "number_of_casualties", "day", "lsoa"),
    sort=("lsoa",),
    group="road",
)

CASUALTIES = Kind(
    table="casualties",
    title="Casualties of road collisions",
    source=SOURCE,
    publisher=PUBLISHER,
    licence=LICENCE,
    fields=(
        _INDEX,
        _YEAR,
        _REFERENCE,
        Field("vehicle_reference", ("vehicle_reference",), "integer", required=True),
        Field("casualty_reference", ("casualty_reference",), "integer", required=True),
        *_codes("""casualty_class sex_of_casualty age_of_casualty age_band_of_casualty"""),
        _severity("casualty_severity"),
        *_codes(
            """pedestrian_location pedestrian_movement car_passenger bus_or_coach_passenger
            pedestrian_road_maintenance_worker casualty_type casualty_home_area_type
            casualty_imd_decile"""
        ),
        _lsoa("lsoa_of_casualty", "lsoa_of_casualty"),
        _code("enhanced_casualty_severity"),
        _code("casualty_injury_based"),
        _share(
            "adjusted_serious", "casualty_adjusted_severity_serious", "casualty_adjusted_serious"
        ),
        _share("adjusted_slight", "casualty_adjusted_severity_slight", "casualty_adjusted_slight"),
        _code("casualty_distance_banding"),
    ),
    unit="force",
    period="collision_year::VARCHAR",
    derive=_BY_INDEX,
    key=("collision_index", "vehicle_reference", "casualty_reference"),
    compare=("severity", "adjusted_serious", "casualty_type"),
    sort=("collision_index",),
    group="road",
)

VEHICLES = Kind(
    table="vehicles",
    title="Vehicles in road collisions",
    source=SOURCE,
    publisher=PUBLISHER,
    licence=LICENCE,
    fields=(
        _INDEX,
        _YEAR,
        _REFERENCE,
        Field("vehicle_reference", ("vehicle_reference",), "integer", required=True),
        Field("vehicle_type", ("vehicle_type",), "integer", blank=MISSING),
        *_codes(
            """towing_and_articulation vehicle_direction_from vehicle_direction_to
            junction_location skidding_and_overturning hit_object_in_carriageway
            vehicle_leaving_carriageway hit_object_off_carriageway"""
        ),
        _code("first_point_of_impact", "1st_point_of_impact"),
        _code(
            "vehicle_left_hand_drive", "was_vehicle_left_hand_drive?", "was_vehicle_left_hand_drive"
        ),
        *_codes("sex_of_driver age_of_driver age_band_of_driver"),
        _code("engine_capacity_cc", "engine_capacity_(cc)"),
        _code("propulsion_code"),
        _code("age_of_vehicle"),
        _text("generic_make_model"),
        *_codes("driver_imd_decile driver_home_area_type vehicle_imd_decile"),
        _lsoa("lsoa_of_driver", "lsoa_of_driver"),
        *_as_given("vehicles"),
        _code("escooter_flag"),
        _code("driver_distance_banding"),
    ),
    unit="force",
    period="collision_year::VARCHAR",
    derive={**_BY_INDEX, **_kept_apart("vehicles")},
    drop=_names(_as_given("vehicles")),
    key=("collision_index", "vehicle_reference"),
    compare=("vehicle_type",),
    sort=("collision_index",),
    group="road",
)

ADJUSTMENTS = Kind(
    table="casualty_adjustments",
    title="Adjusted severities of casualties, as published apart until 2019",
    source=SOURCE,
    publisher=PUBLISHER,
    licence=LICENCE,
    fields=(
        _INDEX,
        Field("vehicle_reference", ("vehicle_reference",), "integer", required=True),
        Field("casualty_reference", ("casualty_reference",), "integer", required=True),
        Field("adjusted_serious", ("adjusted_serious",), "number", required=True, low=0, high=1),
        Field("adjusted_slight", ("adjusted_slight",), "number", required=True, low=0, high=1),
        _code("injury_based"),
    ),
    unit="force",
    period="substr(collision_index, 1, 4)",
    derive={"force": _BY_INDEX["force"]},
    key=("collision_index", "vehicle_reference", "casualty_reference"),
    compare=("adjusted_serious",),
    sort=("collision_index",),
    group="road",
)

KINDS = (COLLISIONS, CASUALTIES, VEHICLES, ADJUSTMENTS)
