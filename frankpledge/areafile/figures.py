"""Figures of an area file's indicators as the rules know them: for checking and for loading."""

from datetime import date
from decimal import Decimal
from typing import Any

from frankpledge.review.indicators.importing.cells import read_period
from frankpledge.review.indicators.rules.breaks import Break
from frankpledge.review.indicators.rules.known import Entry, Scale
from frankpledge.review.indicators.rules.periods import Period

Given = dict[str, Any]
PLACES = Decimal("0.0001")


def number(given: Any) -> Decimal | None:
    """A number of the file, exactly as it is written there, to four places: or nothing."""
    return None if given is None else Decimal(str(given)).quantize(PLACES)


def scale(told: Given) -> Scale:
    """How an indicator's figures are worked out from their parts."""
    return Scale(told["kind"], told.get("per"))


def period(figure: Given, told: Given) -> Period | None:
    """The period of a figure: None where its words name none for certain."""
    return read_period(figure["period"], told["frequency"])


def entry(figure: Given, told: Given, place: int) -> Entry | None:
    """A figure as the rules know it, known from the day that the file says or implies."""
    of = period(figure, told)
    if of is None:
        return None
    given = figure.get("recorded")
    defined = date.fromisoformat(told["defined"])
    as_at = figure.get("as_at")
    return Entry(
        period=of,
        recorded=date.fromisoformat(given) if given else max(of.ends, defined),
        place=place,
        value=number(figure.get("value", figure.get("at_least"))),
        numerator=number(figure.get("numerator")),
        denominator=number(figure.get("denominator")),
        at_least="at_least" in figure,
        standing=figure.get("standing", "final"),
        as_at=date.fromisoformat(as_at) if as_at else None,
        source=figure.get("source") or "",
        note=figure.get("note") or "",
    )


def own_entries(told: Given) -> list[Entry]:
    """The indicator's own figures, those that can be read."""
    read = [
        entry(one, told, n) for n, one in enumerate(told.get("figures", [])) if "series" not in one
    ]
    return [one for one in read if one is not None]


def breaks(told: Given) -> list[Break]:
    """Where the indicator's series breaks."""
    return [
        Break(date.fromisoformat(one["on"]), one["what"], one.get("months", 36))
        for one in told.get("breaks", [])
    ]


def baseline_period(told: Given) -> Period:
    """The period of a baseline."""
    return Period(date.fromisoformat(told["from"]), date.fromisoformat(told["until"]))
