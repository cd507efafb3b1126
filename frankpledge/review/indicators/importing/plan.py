"""What an import of figures would do: added, revised, left. It changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from frankpledge.documents.tables.shapes import Problem
from frankpledge.partnership.models import Body
from frankpledge.review.indicators.importing.reading import ValueReading, WantedValue
from frankpledge.review.indicators.models import Indicator, IndicatorSeries, IndicatorValue
from frankpledge.review.indicators.queries.facts import entry_of, scale_of
from frankpledge.review.indicators.rules.known import Entry, known_on
from frankpledge.review.indicators.rules.periods import Period
from frankpledge.review.indicators.rules.recording import may_record
from frankpledge.review.indicators.rules.wording import figure_words
from frankpledge.shared.words import count_of


@dataclass(frozen=True)
class ValueChange:
    """What one row records: for a period without a figure, or in place of the one `held`."""

    wanted: WantedValue
    series: IndicatorSeries
    recorded: date
    held: Entry | None

    @property
    def words(self) -> str:
        """The figure, and what it takes the place of."""
        one, scale = self.wanted.indicator, scale_of(self.wanted.indicator)
        now = figure_words(self.wanted.figure.entry(self.recorded), scale, one.unit, one.hide_below)
        if self.held is None:
            return now
        return f"{now}, in place of {figure_words(self.held, scale, one.unit, one.hide_below)}"


@dataclass
class ValuePlan:
    """What an import would do. Rows with problems are in neither list of changes."""

    reading: ValueReading
    additions: list[ValueChange] = field(default_factory=list)
    revisions: list[ValueChange] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    bad_rows: int = 0

    @property
    def changes(self) -> int:
        """How many figures would be recorded."""
        return len(self.additions) + len(self.revisions)

    @property
    def words(self) -> str:
        """What it would do, in a sentence."""
        return self._told("to add", "to revise")

    @property
    def done(self) -> str:
        """What it has done, in a sentence."""
        return self._told("added", "revised")

    def _told(self, added: str, revised: str) -> str:
        told = [
            f"{count_of(len(self.additions), 'figure')} {added}",
            f"{len(self.revisions)} {revised}" if self.revisions else "",
            f"{self.unchanged} as they are" if self.unchanged else "",
        ]
        return f"{', '.join(filter(None, told))}."

    @property
    def seen(self) -> str:
        """A mark by which a plan that has changed since it was shown is told."""
        counts = (self.additions, self.revisions, self.problems)
        return "-".join([*(str(len(one)) for one in counts), str(self.unchanged)])


def offered_by(body: Body) -> dict[str, Indicator]:
    """A body's indicators by each name that a row of a file may call them by."""
    found: dict[str, Indicator] = {}
    for one in Indicator.objects.filter(body=body, ended__isnull=True).select_related("body"):
        found |= {one.slug.casefold(): one, one.name.casefold(): one}
    return found


def plan_values(reading: ValueReading, today: date) -> ValuePlan:
    """Hold a file's figures against what is recorded. The same file twice changes nothing."""
    plan = ValuePlan(reading, problems=list(reading.problems), bad_rows=reading.bad_rows)
    planner = _Planner(reading.rows, today)
    for row in reading.rows:
        planner.go(plan, row)
    return plan


class _Planner:
    """Goes through a file's rows once, with everything it needs fetched before: two queries."""

    def __init__(self, rows: Iterable[WantedValue], today: date) -> None:
        self.today = today
        wanted = {one.indicator.pk for one in rows}
        self.series: dict[int, dict[str, IndicatorSeries]] = {}
        for one in IndicatorSeries.objects.filter(indicator__in=wanted).select_related("indicator"):
            names = self.series.setdefault(one.indicator_id, {})
            names[one.name.casefold()] = one
            if one.kind == "own":
                names[""] = one
        self.entries: dict[int, dict[Period, list[Entry]]] = {}
        for value in IndicatorValue.objects.filter(series__indicator__in=wanted):
            entry = entry_of(value)
            of_series = self.entries.setdefault(value.series_id, {})
            of_series.setdefault(entry.period, []).append(entry)
        self.seen: dict[tuple[int, Period], str] = {}

    def go(self, plan: ValuePlan, row: WantedValue) -> None:
        """Put one row where it belongs in the plan."""
        series = self.series[row.indicator.pk].get(row.series.casefold())
        if series is None:
            names = [one for one in self.series[row.indicator.pk] if one]
            expected = f"a series of this indicator: {', '.join(names)}; add another on its page"
            self._wrong(plan, Problem(row.where, "series", row.series, expected))
            return
        recorded = row.recorded or self.today
        entry = row.figure.entry(recorded)
        of_series = self.entries.setdefault(series.pk, {})
        earlier = [one for one in of_series.get(entry.period, []) if one.recorded <= recorded]
        held = next(iter(known_on(earlier, date.max)), None)
        if held and held.said == entry.said:
            plan.unchanged += 1
            return
        problem = self._problem(row, series, entry, of_series)
        if problem:
            self._wrong(plan, problem)
            return
        self.seen[series.pk, entry.period] = row.where
        of_series.setdefault(entry.period, []).append(entry)
        change = ValueChange(row, series, recorded, held)
        (plan.revisions if held else plan.additions).append(change)

    def _problem(
        self,
        row: WantedValue,
        series: IndicatorSeries,
        entry: Entry,
        of_series: dict[Period, list[Entry]],
    ) -> Problem | None:
        said = entry.period.words
        if before := self.seen.get((series.pk, entry.period)):
            return Problem(row.where, "period", said, f"one row a period; {before} has it already")
        if entry.recorded > self.today:
            return Problem(
                row.where, "recorded on", f"{entry.recorded:%d/%m/%Y}", "a day up to now"
            )
        held = next(iter(known_on(of_series.get(entry.period, []), date.max)), None)
        one = row.indicator
        verdict = may_record(scale_of(one), one.frequency, entry, of_series, held)
        return None if verdict else Problem(row.where, "figure", said, verdict.reason)

    def _wrong(self, plan: ValuePlan, problem: Problem) -> None:
        plan.problems.append(problem)
        plan.bad_rows += 1
