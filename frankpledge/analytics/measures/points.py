"""Where the crimes of a question were placed: for a picture of how thickly they lie, no more.

The publisher moves each crime to the nearest point of a fixed list, so points are never counted by
place: that is done by the small area (decision 0029).
"""

from __future__ import annotations

from frankpledge.analytics.engine import DuckEngine, Value
from frankpledge.analytics.measures.current import Current, find_places, find_types
from frankpledge.analytics.measures.nouns import Question
from frankpledge.analytics.store import Store

Point = tuple[float, float]
# More than these take longer to draw than a page may, and cover the whole map anyway.
MOST = 20_000


def points(store: Store, question: Question, engine: DuckEngine) -> tuple[Point, ...]:
    """Longitude and latitude of each crime of the question's months, types and places.

    Empty where there are none, or more than MOST. Raises CannotAnswer for an unknown place or type.
    """
    current = Current(store, engine, engine, question.as_at)
    if "street" not in current.parts:
        return ()
    types = find_types(current, question.types)
    places = [one.code for one in find_places(current, question.places, question.by)]
    asked: dict[str, Value] = {"most": MOST + 1}
    where = ["longitude IS NOT NULL"]
    for name, day, sign in (("first", question.first, ">="), ("last", question.last, "<=")):
        if day is not None:
            asked[name] = day
            where.append(f"month {sign} ${name}")
    for name, column, values in (("type", "crime_type", types), ("place", "code", places)):
        if values:
            asked |= {f"{name}{n}": value for n, value in enumerate(values)}
            listed = ", ".join(f"${name}{n}" for n in range(len(values)))
            within = f"{column} IN ({listed})"
            if name == "place":
                within = f"lsoa IN (SELECT from_code FROM place WHERE {within})"
            where.append(within)
    sql = f"SELECT longitude, latitude FROM street WHERE {' AND '.join(where)} LIMIT $most"
    rows = engine.run(sql, asked, current.tables).rows
    if len(rows) > MOST:
        return ()
    return tuple((float(str(lon)), float(str(lat))) for lon, lat in rows)
