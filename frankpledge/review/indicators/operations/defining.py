"""Defining an indicator, changing its definition, and ending it."""

from dataclasses import dataclass, fields
from datetime import date

from django.utils.text import slugify

from frankpledge.partnership.models import Body
from frankpledge.planning.models import Priority
from frankpledge.review.indicators.models import Indicator, IndicatorSeries
from frankpledge.review.indicators.rules.recording import may_define
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import refused, require
from frankpledge.shared.words import spell_day

OWN = "Own figures"


@dataclass(frozen=True)
class Definition:
    """What an indicator is, as somebody writes it down."""

    name: str
    unit: str
    kind: str
    direction: str
    frequency: str
    definition: str = ""
    per: int | None = None
    source: str = ""
    due_days: int = 30
    first_due: date | None = None
    owner: Body | None = None
    owner_post: str = ""
    priority: Priority | None = None
    lag: str = ""
    hide_below: int = 0
    measure: str = ""
    order: int = 0


@operation("Defined an indicator")
def define_indicator(
    *, by: Actor, body: Body, given: Definition, on: date, slug: str = ""
) -> Indicator:
    """Define an indicator of a body; it is in development until its first figure comes.

    Raises Refused for a name that the body's indicators have already, and for a rate without the
    number that it is per.
    """
    slug = slug or slugify(given.name)[:60].strip("-")
    taken = Indicator.objects.filter(body=body, slug=slug).exists()
    require(may_define(taken, slug))
    made = Indicator(body=body, slug=slug, defined=on)
    _fill(made, given)
    made.save()
    IndicatorSeries(indicator=made, kind="own", name=OWN).save()
    return made


@operation("Changed an indicator")
def change_indicator(
    *, by: Actor, indicator: Indicator, given: Definition, version: int | None = None
) -> None:
    """Change a definition. What would give its figures another meaning is refused once it has any.

    Raises Refused, and StaleRecord where `version` is no longer the indicator's.
    """
    fresh(indicator, version)
    meant = (indicator.kind, indicator.per, indicator.frequency)
    has_figures = indicator.series.filter(values__isnull=False).exists()
    if has_figures and meant != (given.kind, given.per, given.frequency):
        require(
            refused(
                "It has figures already. Its kind, what a rate is per and how often figures come "
                "stay as they are: end this indicator and define another."
            )
        )
    _fill(indicator, given)
    indicator.save()


@operation("Ended an indicator")
def end_indicator(
    *, by: Actor, indicator: Indicator, on: date, why: str, version: int | None = None
) -> None:
    """End an indicator: it leaves the lists from that day and keeps its page. Raises Refused."""
    fresh(indicator, version)
    if on < indicator.defined:
        said = f"It was defined on {spell_day(indicator.defined)}, after {spell_day(on)}."
        require(refused(f"{said} Give a day since then."))
    if not why.strip():
        require(refused("Say why it ends: whoever looks for it will ask."))
    indicator.ended, indicator.ended_why = on, why.strip()
    indicator.save()


def fresh(indicator: Indicator, version: int | None) -> None:
    """Raises StaleRecord where somebody has changed the indicator since `version` was read."""
    if version is not None and version != indicator.version:
        raise StaleRecord(str(indicator))


def _fill(indicator: Indicator, given: Definition) -> None:
    if (given.kind == "rate") != bool(given.per):
        require(refused("A rate is per a number, such as 1,000; nothing else is."))
    for one in fields(given):
        setattr(indicator, one.name, getattr(given, one.name))
