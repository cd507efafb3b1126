"""Which figure holds for each period on a day, and what it comes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from frankpledge.review.indicators.rules.periods import Period

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Entry:
    """A figure as it was recorded; `place` orders those of one day."""

    period: Period
    recorded: date
    place: int = 0
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    at_least: bool = False
    standing: str = "final"
    as_at: date | None = None
    source: str = ""
    method: str = ""
    note: str = ""

    @property
    def said(self) -> tuple[object, ...]:
        """What it says, whoever said it and when: two that say the same are the same figure."""
        return (
            self.value,
            self.numerator,
            self.denominator,
            self.at_least,
            self.standing,
            self.as_at,
        )


@dataclass(frozen=True)
class Scale:
    """How figures of an indicator are worked out from their parts: its kind, and a rate's base."""

    kind: str
    per: int | None = None

    @property
    def times(self) -> Decimal:
        """What a part of the whole is multiplied by: 100 for per cent, 1,000 for per thousand."""
        if self.kind == "percent":
            return HUNDRED
        return Decimal(self.per or 1)

    def figure(self, entry: Entry) -> Decimal:
        """The figure that an entry comes to: its value, or its part of the whole."""
        if entry.value is not None:
            return entry.value
        # The database holds the two together.
        assert entry.numerator is not None
        assert entry.denominator
        return entry.numerator / entry.denominator * self.times

    @property
    def adds_up(self) -> bool:
        """Whether figures of several periods make one of all of them: counts and money do."""
        return self.kind in ("count", "money")


def known_on(entries: Iterable[Entry], on: date) -> tuple[Entry, ...]:
    """For each period the last entry recorded by a day, in the order of periods.

    A period whose last entry withdraws it has none.
    """
    held: dict[Period, Entry] = {}
    for one in sorted(entries, key=lambda one: (one.recorded, one.place)):
        if one.recorded <= on:
            held[one.period] = one
    return tuple(held[period] for period in sorted(held) if held[period].standing != "withdrawn")


def revisions(entries: Iterable[Entry], on: date) -> tuple[tuple[Entry, ...], ...]:
    """The entries of each period that has more than one by a day, in the order recorded."""
    of_period: dict[Period, list[Entry]] = {}
    for one in sorted(entries, key=lambda one: (one.recorded, one.place)):
        if one.recorded <= on:
            of_period.setdefault(one.period, []).append(one)
    return tuple(tuple(held) for _, held in sorted(of_period.items()) if len(held) > 1)


def same_period_before(entries: Iterable[Entry], later: Entry) -> Entry | None:
    """The figure of the same stretch a year earlier, or None."""
    wanted = (_year_before(later.period.starts), _year_before(later.period.ends))
    for one in entries:
        if (_month(one.period.starts), _month(one.period.ends)) == wanted:
            return one
    return None


def _month(day: date) -> tuple[int, int]:
    return (day.year, day.month)


def _year_before(day: date) -> tuple[int, int]:
    return (day.year - 1, day.month)
