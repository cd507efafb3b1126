"""Street-level crime, outcomes, and stop and search, as data.police.uk publishes them.

The columns are described at https://data.police.uk/about/ (Open Government Licence v3.0). A
file is one force's month: `2024-03-cambridgeshire-street.csv`, sorted by the LSOA's name. Months
only, no days; points are moved to the nearest of a list of anonymous ones. Anti-social behaviour
has no crime id. Rows that are alike in every column are real: several crimes on one street.
"""

from __future__ import annotations

from frankpledge.analytics.store.nouns import Check, Field, Kind

SOURCE = "https://data.police.uk"
PUBLISHER = "data.police.uk (Single Online Home National Digital Team)"
LICENCE = "Open Government Licence v3.0"

# The United Kingdom with a margin: Rockall and Shetland to Scilly and Lowestoft.
LONGITUDE = Field("longitude", ("longitude",), "number", low=-9.0, high=2.1)
LATITUDE = Field("latitude", ("latitude",), "number", low=49.8, high=61.0)

LSOA = Field(
    "lsoa",
    ("lsoa code",),
    pattern="[EWN][0-9]{8}|95[A-Z]{2}[0-9]{2}[SW][0-9]",
    expected="a code such as E01017538 or W01001474 (Scottish areas are not kept)",
)
_MONTH = Field("month", ("month",), "month", required=True, low=1990, high=2099)
_FORCE = Field("force", ("falls within",), required=True)

SLUG = """
CASE force
    WHEN 'Police Service of Northern Ireland' THEN 'northern-ireland'
    WHEN 'British Transport Police' THEN 'btp'
    WHEN 'Heddlu Dyfed-Powys' THEN 'dyfed-powys'
    WHEN 'Heddlu De Cymru' THEN 'south-wales'
    WHEN 'Heddlu Gogledd Cymru' THEN 'north-wales'
    WHEN 'Heddlu Gwent' THEN 'gwent'
    ELSE trim(regexp_replace(
        regexp_replace(replace(lower(force), '&', 'and'),
            '\\s+(police service|constabulary|police)$', ''),
        '[^a-z]+', '-', 'g'), '-')
END
"""
"""The publisher's slug from a force's full name: "Dyfed-Powys Police" → "dyfed-powys"."""


def _file_name(ending: str) -> str:
    return rf"(?P<month>\d{{4}}-\d{{2}})-(?P<unit>[a-z][a-z-]*?)-{ending}\b"


_SAME_MONTH = Check(
    "month",
    "file_month IS NULL OR month_text = file_month",
    "the month in the file's name",
)

STREET = Kind(
    table="street",
    title="Street-level crime",
    source=SOURCE,
    publisher=PUBLISHER,
    licence=LICENCE,
    fields=(
        Field("crime_id", ("crime id",)),
        _MONTH,
        Field("reported_by", ("reported by",)),
        _FORCE,
        LONGITUDE,
        LATITUDE,
        Field("location", ("location",)),
        LSOA,
        Field("crime_type", ("crime type",), required=True),
        Field("outcome", ("last outcome category",)),
        Field("context", ("context",)),
    ),
    unit="force",
    period="month_text",
    derive={"force": f"coalesce(file_unit, {SLUG})"},
    key=("crime_id",),
    compare=("outcome", "crime_type", "lsoa"),
    checks=(_SAME_MONTH,),
    file_name=_file_name("street"),
    one_file_a_slice=True,
    in_order=True,
    group="police",
)

OUTCOMES = Kind(
    table="outcomes",
    title="Outcomes of crimes",
    source=SOURCE,
    publisher=PUBLISHER,
    licence=LICENCE,
    fields=(
        Field("crime_id", ("crime id",)),
        _MONTH,
        Field("reported_by", ("reported by",)),
        _FORCE,
        LONGITUDE,
        LATITUDE,
        Field("location", ("location",)),
        LSOA,
        Field("outcome", ("outcome type",), required=True),
    ),
    unit="force",
    period="month_text",
    derive={"force": f"coalesce(file_unit, {SLUG})"},
    key=("crime_id",),
    compare=("outcome",),
    checks=(_SAME_MONTH,),
    file_name=_file_name("outcomes"),
    one_file_a_slice=True,
    in_order=True,
    group="police",
)

STOPS = Kind(
    table="stops",
    title="Stop and search",
    source=SOURCE,
    publisher=PUBLISHER,
    licence=LICENCE,
    fields=(
        Field("at", ("date",), "moment", required=True),
        Field("kind", ("type",), required=True),
        LATITUDE,
        LONGITUDE,
        Field("gender", ("gender",)),
        Field("age_range", ("age range",)),
        Field("self_defined_ethnicity", ("self-defined ethnicity",)),
        Field("officer_defined_ethnicity", ("officer-defined ethnicity",)),
        Field("legislation", ("legislation",)),
        Field("object", ("object of search",)),
        Field("outcome", ("outcome",)),
        Field("outcome_linked", ("outcome linked to object of search",), "yes-no"),
        Field("more_than_outer", ("removal of more than just outer clothing",), "yes-no"),
        Field("operation", ("part of a policing operation",), "yes-no"),
    ),
    unit="force",
    period="coalesce(file_month, strftime(\"at\", '%Y-%m'))",
    derive={"force": "file_unit", "month": "date_trunc('month', \"at\")::DATE"},
    checks=(
        Check("force", "file_unit IS NOT NULL", "the force in the file's name"),
        Check(
            "at",
            # A day either side: the file's month is by British time, the column by universal time.
            "file_month IS NULL OR (\"at\" >= strptime(file_month, '%Y-%m') - INTERVAL 1 DAY"
            " AND \"at\" < strptime(file_month, '%Y-%m') + INTERVAL 1 MONTH + INTERVAL 1 DAY)",
            "a time in the month of the file's name",
        ),
    ),
    file_name=_file_name("stop-and-search"),
    one_file_a_slice=True,
    in_order=True,
    group="police",
)

KINDS = (STREET, OUTCOMES, STOPS)
