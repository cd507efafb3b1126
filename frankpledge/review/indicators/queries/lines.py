"""Indicators as a list shows them on a day: nine queries, however many there are."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from frankpledge.analytics.control import ControlChart
from frankpledge.partnership.people import Viewer
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.queries.facts import Facts, facts_of
from frankpledge.review.indicators.rules.charting import chart_of
from frankpledge.review.indicators.rules.judging import OFF_TARGET, Standing, judged
from frankpledge.review.indicators.rules.known import Entry
from frankpledge.review.indicators.rules.owing import Due, due_on
from frankpledge.review.indicators.rules.saying import sentence, stated_words
from frankpledge.review.indicators.rules.wording import figure_words


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator as a list shows it: its latest figure, how it stands, whether exceptional."""

    facts: Facts
    standing: Standing
    chart: ControlChart
    sentence: str
    stated: tuple[str, ...]
    due: Due | None
    on: date

    @property
    def indicator(self) -> Indicator:
        """The indicator itself."""
        return self.facts.indicator

    @property
    def name(self) -> str:
        """What it is called."""
        return self.indicator.name

    @property
    def slug(self) -> str:
        """Its part of an address."""
        return self.indicator.slug

    @property
    def url(self) -> str:
        """Its page."""
        return self.indicator.get_absolute_url()

    @property
    def last(self) -> Entry | None:
        """The latest figure known."""
        return self.facts.known[-1] if self.facts.known else None

    @property
    def latest(self) -> str:
        """The latest figure in words, with its unit: or nothing."""
        one = self.indicator
        return (
            figure_words(self.last, self.facts.scale, one.unit, one.hide_below) if self.last else ""
        )

    @property
    def period(self) -> str:
        """The period that the latest figure is for, in words."""
        return self.last.period.words if self.last else ""

    @property
    def state(self) -> str:
        """How it stands: met, missed, on course, at risk, off course, not judged, no target, in
        development."""
        return self.standing.state

    @property
    def exceptional(self) -> bool:
        """Whether the latest figure is beyond what chance would make of those before it."""
        return self.chart.exceptional

    @property
    def off_target(self) -> bool:
        """Whether it misses its target, or is not on its way to it."""
        return self.state in OFF_TARGET

    @property
    def stated_off(self) -> bool:
        """Whether it is not judged here, and was last said not to be on course."""
        course = [one for one in self.facts.statements if one.about == "course"]
        return bool(course and course[-1].word == "not on course" and self.state == "not judged")

    @property
    def late(self) -> bool:
        """Whether a figure of it is late."""
        return self.due is not None and self.due.on < self.on

    @property
    def order(self) -> tuple[Any, ...]:
        """For sorting, what the board should hear of first."""
        return (
            not (self.off_target or self.stated_off),
            not self.exceptional,
            self.state == "in development",
            self.indicator.order,
            self.name,
        )


def lines_of(
    indicators: Any, on: date, viewer: Viewer | None = None, *, lately: bool = False
) -> list[IndicatorLine]:
    """Indicators of a query as they stood on a day, in the query's order."""
    return [line_from(one, on) for one in facts_of(indicators, on, viewer, lately=lately)]


def line_of(indicator: Indicator, on: date, viewer: Viewer | None = None) -> IndicatorLine:
    """One indicator as a list shows it, on a day since it was defined."""
    wanted = Indicator.objects.filter(pk=indicator.pk)
    (found,) = lines_of(wanted, max(on, indicator.defined), viewer)
    return found


def line_from(facts: Facts, on: date) -> IndicatorLine:
    """The line that facts come to."""
    course, one = facts.course, facts.indicator
    standing, chart = judged(course, facts.known), chart_of(course, facts.known)
    signal = chart.sentence if chart.exceptional else ""
    return IndicatorLine(
        facts=facts,
        standing=standing,
        chart=chart,
        sentence=sentence(course, facts.known, standing, signal),
        stated=tuple(
            stated_words(said.about, said.word, said.place, said.on) for said in latest_said(facts)
        ),
        due=due_on(
            [entry.period for entry in facts.known], one.frequency, one.first_due, one.due_days, on
        ),
        on=on,
    )


def latest_said(facts: Facts) -> list[Any]:
    """What was said last of each comparison and place, and of its course."""
    found = {(one.about, one.place): one for one in facts.statements}
    return list(found.values())
