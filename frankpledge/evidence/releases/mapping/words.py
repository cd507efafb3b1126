"""How a mapping is said in plain English: types, places, days."""

from frankpledge.analytics.store.mapping import Column, Mapping, Place

TYPES = {
    "text": "Words or a code",
    "integer": "A whole number",
    "number": "A number",
    "day": "A day",
    "month": "A month",
    "moment": "A day and time",
    "time": "A time of day",
    "yes-no": "Yes or no",
}
DATED = ("day", "month", "moment")
FORMATS = {
    "": "As usual here: 31/03/2024, March 2024",
    "%d/%m/%y": "Day first, two figures for the year: 31/03/24",
    "%d-%b-%y": "Day and month’s name, two figures for the year: 31-Mar-24",
    "%m/%d/%Y": "Month first, as in America: 03/31/2024",
    "%m/%d/%y": "Month first, two figures for the year: 03/31/24",
    "%Y%m%d": "Eight figures: 20240331",
    "%Y%m": "Six figures: 202403",
}
SHORT_FORMATS = {
    "%d/%m/%y": "as 31/03/24",
    "%d-%b-%y": "as 31-Mar-24",
    "%m/%d/%Y": "month first, as 03/31/2024",
    "%m/%d/%y": "month first, as 03/31/24",
    "%Y%m%d": "as 20240331",
    "%Y%m": "as 202403",
}
PLACES = {
    "lsoa": "By a small area’s code (LSOA), such as E01017940",
    "code": "By the code of a ward, district or other area, such as E07000008",
    "name": "By the name of a ward, district, partnership or force",
    "easting-northing": "By easting and northing, in metres",
    "longitude-latitude": "By longitude and latitude, in degrees",
    "none": "No column says where",
}
LEVELS = {
    "ward": "Wards",
    "district": "Districts",
    "csp": "Community safety partnerships",
    "force": "Police forces",
}


def column_words(column: Column) -> list[str]:
    """How a column is read, a few words each."""
    said = TYPES[column.type]
    if column.type in DATED and column.format:
        said += f", {SHORT_FORMATS.get(column.format, column.format)}"
    parts = [said]
    if column.required:
        parts.append("every row must have it")
    if column.codes:
        parts.append("codes: " + ", ".join(f"{k} = {v}" for k, v in column.codes.items()))
    if column.blank:
        parts.append("none where it says " + ", ".join(f"“{one}”" for one in column.blank))
    if column.low is not None or column.high is not None:
        parts.append(_limits(column))
    return parts


def _limits(column: Column) -> str:
    low = "" if column.low is None else f"{column.low:g} or more"
    high = "" if column.high is None else f"{column.high:g} or less"
    return " and ".join(filter(None, (low, high)))


def place_words(place: Place) -> str:
    """How a row's place is given: "By the name of a ward …: Ward name"."""
    if not place.headers:
        return PLACES["none"]
    said = PLACES[place.how].split(",")[0].split(" such as")[0]
    if place.how == "name":
        said = f"By the name of {LEVELS.get(place.level, 'areas').lower()}"
    return f"{said}: " + " and ".join(f"“{one}”" for one in place.headers)


def when_words(mapping: Mapping) -> str:
    """Which column says when."""
    for one in mapping.columns:
        if one.name == mapping.when:
            return f"“{one.header}”"
    return "No column says when: each file takes the place of the one before"
