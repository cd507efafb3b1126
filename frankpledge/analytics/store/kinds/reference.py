"""What other figures are read against: lookups of places, populations, deprivation, boundaries.

From the Office for National Statistics and the ministry for local government, under the Open
Government Licence v3.0. Their headings say level and year (places.py), so here is no list of kinds
but one function each that makes the kind for the headings of a file, or says that it is none.

- Lookups become long: one row for each place that a finer one lies in. `change` is the ONS's code
  from lsoa11 to lsoa21: U unchanged, S split, M merged, X neither. Nothing leads from a partnership
  to a force: both lie over districts, and some over several.
- A population's top age, 90 mostly, is that age and over. `age` none: the total as published.
- A decile or rank of 1 is the most deprived (English Indices of Deprivation 2019, 2025).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from frankpledge.analytics.store.kinds.places import PlaceColumn, codes, place_columns
from frankpledge.analytics.store.nouns import Check, Family, Field, Kind

ONS = "Office for National Statistics"
ONS_SOURCE = "https://geoportal.statistics.gov.uk"
NOMIS = "https://www.nomisweb.co.uk"
MINISTRY = "Ministry of Housing, Communities and Local Government"
LICENCE = "Open Government Licence v3.0"

FROM = ("lsoa11", "lsoa21", "ward", "district")
"""Levels that a lookup leads from."""
INTO = {
    "ward": ("district",),
    "district": ("csp", "county", "force", "region"),
}
"""Levels that a level leads into, where that is not every coarser one."""

_FILE_YEAR = r"population[ _-]?(?P<short>\d\d)(?:\D|$)|(?P<year>(?:19|20)\d\d)"
_YEAR = "coalesce(year_given, file_year::INTEGER, 2000 + file_short::INTEGER)"
_YEAR_GIVEN = Field("year_given", ("year",), "integer", low=1981, high=2099, optional=True)
_YEAR_KNOWN = Check(
    "year_given", f"{_YEAR} IS NOT NULL", "the year in the file's name, as in population-2020.csv"
)


def kind_for(headers: Sequence[str]) -> Kind | None:
    """The kind of reference file with these headings, or None."""
    for make in (deprivation, population, population_group, lookup):
        if kind := make(headers):
            return kind
    return None


# ------------------------------------------------------------------ lookups


def lookup(headers: Sequence[str]) -> Kind | None:
    """A lookup: codes of two levels of place at least, and nothing but codes and names."""
    columns = codes(headers)
    pairs = [(fine, coarse) for fine in columns for coarse in columns if _leads(fine, coarse)]
    if not pairs:
        return None
    names = {(one.level, one.year) for one in place_columns(headers) if one.what == "name"}
    parts = [_pair(fine, coarse, (coarse.level, coarse.year) in names) for fine, coarse in pairs]
    # A small area's own name, which is nowhere else where it was made by a split.
    parts += [
        _pair(one, one, True)
        for one in columns
        if ("lsoa21", one.year) in names and one.level == "lsoa21"
    ]
    return Kind(
        table="lookup",
        title="Which place lies in which",
        source=ONS_SOURCE,
        publisher=ONS,
        licence=LICENCE,
        fields=(
            *(one.field() for one in place_columns(headers)),
            Field("change", ("change_code", "chngind"), codes=("U", "S", "M", "X"), optional=True),
        ),
        unit=f"'{columns[0].level}'",
        period=f"'{columns[-1].year}'",
        derive={"source": "file_source"},
        key=("from_code", "code"),
        compare=("name", "change"),
        file_name=r"(?P<source>.+)",
        reshape="\nUNION ALL\n".join(parts),
        sort=("from_code", "code"),
        group="places",
    )


def _leads(fine: PlaceColumn, coarse: PlaceColumn) -> bool:
    if fine.level not in FROM or fine.level == coarse.level:
        return False
    ranks = [one.level for one in codes((fine.header, coarse.header))]
    into = INTO.get(fine.level)
    return ranks[0] == fine.level and (into is None or coarse.level in into)


def _pair(fine: PlaceColumn, coarse: PlaceColumn, named: bool) -> str:
    """SQL: the distinct pairs of two columns, as rows of the lookup."""
    name = f'min("{coarse.level}_{coarse.year}_name")' if named else "NULL::VARCHAR"
    change = (
        "min(change)" if (fine.level, coarse.level) == ("lsoa11", "lsoa21") else "NULL::VARCHAR"
    )
    return f"""
        SELECT '{fine.level} to {coarse.level}' AS unit, '{coarse.year}' AS period,
            min(file_number) AS file_number,
            '{fine.level}' AS from_level, "{fine.name}" AS from_code,
            '{coarse.level}' AS level, "{coarse.name}" AS code, {name} AS name,
            '{coarse.year}' AS vintage, {change} AS change, min(source) AS source
        FROM {{rows}} GROUP BY "{fine.name}", "{coarse.name}"
    """


# ------------------------------------------------------------------ populations


def population(headers: Sequence[str]) -> Kind | None:
    """Residents by single year of age, a row a place: 0, 1, 2 … 90+, and their total."""
    lower = [header.strip().lower() for header in headers]
    ages = {int(found[1]): one for one in lower if (found := re.fullmatch(r"(\d\d?)\+?", one))}
    total = next((one for one in lower if one in {"total_population", "total", "all ages"}), None)
    columns = codes(headers)
    if not columns or total is None or (ages and sorted(ages) != list(range(len(ages)))):
        return None
    place = columns[0]
    level = f"'{place.level}' AS level, '{place.year}' AS vintage"
    keeps = f'unit, period, file_number, "{place.name}" AS code, {level}, year'
    by_age = f"""
        UNION ALL
        SELECT {keeps}, substr(age, 5)::SMALLINT, people::BIGINT
        FROM (UNPIVOT (FROM {{rows}}) ON COLUMNS('^age_') INTO NAME age VALUE people)
    """
    sums = " + ".join(f"age_{age}" for age in ages)
    return Kind(
        table="population",
        title="Residents by age",
        source=NOMIS,
        publisher=ONS,
        licence=LICENCE,
        fields=(
            *(one.field() for one in place_columns(headers)),
            _YEAR_GIVEN,
            _people("total", total),
            *(_people(f"age_{age}", header) for age, header in ages.items()),
        ),
        unit=f"'{place.level}'",
        period=f"({_YEAR})::VARCHAR",
        derive={"year": f"({_YEAR})::SMALLINT"},
        checks=(
            _YEAR_KNOWN,
            # Published figures are rounded; a shifted column is out by far more.
            *(
                (Check("total", f"abs(total - ({sums})) <= 5 + total / 50", "the sum of the ages"),)
                if ages
                else ()
            ),
        ),
        key=("code", "age"),
        compare=("people",),
        file_name=_FILE_YEAR,
        reshape=f"SELECT {keeps}, NULL::SMALLINT AS age, total::BIGINT AS people FROM {{rows}}"
        + (by_age if ages else ""),
        sort=("code", "age"),
        group="population",
    )


def _people(name: str, header: str) -> Field:
    return Field(name, (header,), "number", required=True, low=0)


_CENSUS = {
    "lower layer super output areas code": "lsoa21",
    "middle layer super output areas code": "msoa21",
    "lower tier local authorities code": "district",
    "upper tier local authorities code": "county",
    "electoral wards and divisions code": "ward",
}


def population_group(headers: Sequence[str]) -> Kind | None:
    """A table of the 2021 census with one question, a row a place and answer, as the ONS gives it.

    `Lower tier local authorities Code`, its name, `Ethnic group (20 categories) Code`, the answer,
    `Observation`.
    """
    lower = [" ".join(header.lower().split()) for header in headers]
    place = next((one for one in lower if one in _CENSUS), None)
    asked = [
        found[1] for one in lower if (found := re.fullmatch(r"(.+ \(\d+ categories\)) code", one))
    ]
    if place is None or len(asked) != 1 or "observation" not in lower or asked[0] not in lower:
        return None
    level = _CENSUS[place]
    question = asked[0].partition(" (")[0]
    return Kind(
        table="population_group",
        title=f"Residents by {question}, census of 2021",
        source="https://www.ons.gov.uk/census",
        publisher=ONS,
        licence=LICENCE,
        fields=(
            PlaceColumn(level, 2021, "code", place).field(),
            Field("group", (asked[0],), required=True),
            Field("people", ("observation",), "integer", required=True, low=0),
        ),
        unit=f"'{level} by {question}'",
        period="'2021'",
        key=("code", "group"),
        compare=("people",),
        reshape=f"""
            SELECT unit, period, file_number, "{level}_2021_code" AS code, '{level}' AS level,
                '2021' AS vintage, 2021::SMALLINT AS year, '{question}' AS question,
                "group", people
            FROM {{rows}}
        """,
        sort=("code",),
        group="population",
    )


# ------------------------------------------------------------------ deprivation

_DOMAINS = {
    "index of multiple deprivation": "imd",
    "income deprivation affecting children": "idaci",
    "income deprivation affecting older": "idaopi",
    "imd": "imd",
    "income": "income",
    "employment": "employment",
    "education": "education",
    "health": "health",
    "crime": "crime",
    "barriers to housing": "housing",
    "housing": "housing",
    "living environment": "environment",
    "environment": "environment",
}
"""How a heading begins → the domain. The longer beginnings come first."""
_MEASURES = {"decile": "SMALLINT", "rank": "INTEGER", "score": "DOUBLE"}


def deprivation(headers: Sequence[str]) -> Kind | None:
    """Deciles, ranks and scores of the Indices of Deprivation, by domain."""
    columns = codes(headers)
    measured: dict[tuple[str, str], str] = {}
    for header in headers:
        text = " ".join(header.lower().replace("_", " ").split())
        found = re.fullmatch(r"(.+?) (decile|rank|score)\b.*", text)
        domain = next((to for start, to in _DOMAINS.items() if text.startswith(start)), None)
        if found and domain:
            measured.setdefault((domain, found[2]), header.strip().lower())
    if not columns or not measured:
        return None
    place = columns[0]
    domains = tuple(dict.fromkeys(domain for domain, _ in measured))
    parts = (
        f"""
        SELECT unit, period, file_number, "{place.name}" AS code, '{place.level}' AS level,
            '{place.year}' AS vintage, year, '{domain}' AS domain,
            {", ".join(_measure(domain, measure, measured) for measure in _MEASURES)}
        FROM {{rows}}
        """
        for domain in domains
    )
    return Kind(
        table="deprivation",
        title="Indices of Deprivation",
        source="https://www.gov.uk/government/collections/english-indices-of-deprivation",
        publisher=MINISTRY,
        licence=LICENCE,
        fields=(
            *(one.field() for one in place_columns(headers)),
            _YEAR_GIVEN,
            *(_figure(*key, header) for key, header in measured.items()),
        ),
        unit=f"'{place.level}'",
        period=f"({_YEAR})::VARCHAR",
        derive={"year": f"({_YEAR})::SMALLINT"},
        key=("code", "domain"),
        compare=tuple(_MEASURES),
        checks=(_YEAR_KNOWN,),
        file_name=_FILE_YEAR,
        reshape="\nUNION ALL\n".join(parts),
        sort=("code", "domain"),
        group="deprivation",
    )


def _figure(domain: str, measure: str, header: str) -> Field:
    limits = {"decile": (1, 10), "rank": (1, 50_000), "score": (None, None)}[measure]
    return Field(
        f"{domain}_{measure}",
        (header,),
        "number",
        required=measure != "score",
        low=limits[0],
        high=limits[1],
    )


def _measure(domain: str, measure: str, measured: dict[tuple[str, str], str]) -> str:
    value = f"{domain}_{measure}" if (domain, measure) in measured else "NULL"
    return f"{value}::{_MEASURES[measure]} AS {measure}"


FAMILY = Family(
    titles=(
        "Which place lies in which",
        "Residents by age",
        "Residents by a question of the census",
        "Indices of Deprivation",
    ),
    make=kind_for,
)
