"""One indicator with everything that hangs on it, as its page and its papers show it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from frankpledge.analytics.comparing import Comparison
from frankpledge.partnership.people import Viewer
from frankpledge.review.indicators.models import Indicator, IndicatorSeries
from frankpledge.review.indicators.queries.facts import others_of
from frankpledge.review.indicators.queries.lines import IndicatorLine, line_of, lines_of
from frankpledge.review.indicators.rules.beside import Readiness, beside_words, readiness
from frankpledge.review.indicators.rules.judging import twelve_months
from frankpledge.review.indicators.rules.known import Entry, revisions
from frankpledge.review.indicators.rules.saying import like_for_like_of


@dataclass(frozen=True)
class Beside:
    """A series beside the indicator's own, and how the two compare."""

    series: IndicatorSeries
    entries: tuple[Entry, ...]
    words: str

    @property
    def name(self) -> str:
        """Its name; an adjusted series is called so wherever it stands."""
        if self.series.kind == "adjusted" and "adjusted" not in self.series.name.lower():
            return f"{self.series.name} (adjusted)"
        return self.series.name


@dataclass(frozen=True)
class Apart:
    """Another indicator that must not be taken for this one."""

    why: str
    line: IndicatorLine

    @property
    def warning(self) -> str:
        """What the two pages say of each other, with how old the other's figures are."""
        lag = f". {self.line.indicator.lag}" if self.line.indicator.lag else ""
        latest = f" ({self.line.latest}, {self.line.period})" if self.line.last else ""
        return f"Not the same as “{self.line.name}”{latest}. {self.why}{lag}."


@dataclass(frozen=True)
class IndicatorPage:
    """An indicator on a day."""

    line: IndicatorLine
    others: tuple[Beside, ...]
    twelve: tuple[Decimal | None, ...]
    like_for_like: Comparison | None
    revisions: tuple[tuple[Entry, ...], ...]
    readiness: tuple[Readiness, ...]
    apart: tuple[Apart, ...]

    @property
    def has_twelve(self) -> bool:
        """Whether any period has its twelve months."""
        return any(one is not None for one in self.twelve)


def indicator_page(indicator: Indicator, on: date, viewer: Viewer | None = None) -> IndicatorPage:
    """An indicator on a day, with all its figures. Without a viewer, all that there is."""
    line = line_of(indicator, on, viewer)
    facts, day = line.facts, max(on, indicator.defined)
    course = facts.course
    return IndicatorPage(
        line=line,
        others=tuple(
            Beside(series, entries, beside_words(course, facts.known, entries, series.name))
            for series, entries in others_of(indicator, day)
        ),
        twelve=twelve_months(course, facts.known),
        like_for_like=like_for_like_of(course, facts.known),
        revisions=revisions(facts.entries, day),
        readiness=tuple(readiness(one.plain, one.waits, one.why, day) for one in facts.breaks),
        apart=_apart(line, day, viewer),
    )


def _apart(line: IndicatorLine, on: date, viewer: Viewer | None) -> tuple[Apart, ...]:
    """The indicators kept apart from this one, those that the viewer may see."""
    own = line.indicator.pk
    why = {
        pair.second_id if pair.first_id == own else pair.first_id: pair.why
        for pair in line.facts.pairs
    }
    if not why:
        return ()
    wanted = Indicator.objects.filter(pk__in=why)
    if viewer is not None:
        wanted = wanted.visible_to(viewer, on)
    return tuple(
        Apart(why[one.indicator.pk], one) for one in lines_of(wanted, on, viewer, lately=True)
    )
