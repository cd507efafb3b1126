"""Indicators whose figures come from the evidence: recorded crime, its rate, casualties.

One measure of the evidence is one measure here, asked for the places that a body covers.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from frankpledge.analytics.engine import EngineFailed
from frankpledge.analytics.measures import Answer, CannotAnswer, Question, ask
from frankpledge.analytics.measures import measure_named as evidence_measure
from frankpledge.evidence.keeping import engine, store
from frankpledge.evidence.releases.models import Release
from frankpledge.partnership.models import Body, Coverage
from frankpledge.review.indicators.measures import Measured, measure
from frankpledge.review.indicators.rules.periods import Period, months_of

# The name an indicator keeps → the measure of the evidence, and which of its figures is taken.
FROM_EVIDENCE = {
    "recorded-crime": ("recorded-crime", "crimes"),
    "crime-rate": ("crime-rate", "rate"),
    "crime-harm": ("harm", "harm"),
    "collisions": ("collisions", "collisions"),
    "killed-or-seriously-injured": ("ksi", "ksi"),
}


def evidence_of(name: str, figure: str) -> Callable[[Body, Period, date], Measured | None]:
    """How a measure of the evidence is asked for a body and a period.

    Nothing where the period is not of whole months, or not all of its months are loaded: a figure
    of eleven months beside one of twelve would mislead.
    """

    def find(body: Body, period: Period, on: date) -> Measured | None:
        if months_of(period.starts, period.ends) is None:
            return None
        first, last = period.starts, period.ends.replace(day=1)
        codes = tuple(
            Coverage.objects.on(on)
            .filter(body=body)
            .exclude(place__code="")
            .order_by("place__code")
            .values_list("place__code", flat=True)
        )
        if not codes:
            return None
        question = Question(name, first=first, last=last, places=codes)
        try:
            answer = ask(store(), question, engine())
        except (CannotAnswer, EngineFailed):
            return None
        if answer.covered != (first, last) or any("nothing is loaded" in n for n in answer.notes):
            return None
        return _measured(answer, figure)

    return find


def _measured(answer: Answer, figure: str) -> Measured | None:
    place = [column.name for column in answer.columns].index(figure)
    value = answer.rows[0][place] if answer.rows else None
    if value is None:
        return None
    releases = list(Release.objects.filter(key__in=answer.releases))
    titles = "; ".join(f"{one.title} ({one.key})" for one in releases)
    return Measured(
        as_at=max((one.published for one in releases), default=answer.covered[1]),
        source=f"{answer.measure.source}: {titles}"[:300],
        method=answer.measure.formula[:300],
        value=Decimal(str(value)),
    )


for _own, (_name, _figure) in FROM_EVIDENCE.items():
    _known = evidence_measure(_name)
    measure(
        _own,
        title=f"{_known.title} (from the evidence)",
        kind="rate" if _known.kind == "rate" else "count" if _known.kind == "count" else "number",
        unit=_known.unit,
    )(evidence_of(_name, _figure))
