"""Who counts as having come, and how often over a time. No database."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day

# How a seat was filled at a meeting, the fullest first.
OUTCOMES = ("present", "substitute", "apologies", "absent", "not-recorded")
ATTENDED = frozenset({"present", "substitute"})


def may_record_attendance(met: date | None, state: str, on: date) -> Verdict:
    """Whether attendance may be recorded: on the day of the meeting or later."""
    if met is None or state == "cancelled":
        return refused("This meeting has no day on which anybody could have come.")
    if on < met:
        return refused(
            f"The meeting is on {spell_day(met)}. Attendance is recorded from that day; "
            "apologies can be sent before."
        )
    return ALLOWED


def may_substitute(rule: str, status: str, substitute: str) -> Verdict:
    """Whether a substitute may come, by the `substitutes` rule of the terms of reference."""
    if not substitute.strip():
        return ALLOWED
    if status == "present":
        return refused(
            "A substitute comes in place of a member who does not. Change one of the two."
        )
    if rule == "none":
        return refused(
            "The terms of reference do not let members send a substitute. "
            "Record them as in attendance instead."
        )
    return ALLOWED


def substitute_state(rule: str, substitute: str) -> str:
    """Where a substitute stands once named: for the chair to approve, or approved by the terms."""
    if not substitute.strip():
        return ""
    return "approved" if rule == "any" else "asked"


def outcome(status: str, substitute_state: str) -> str:
    """How a seat counts: a substitute counts once approved, and until then whom they stand for."""
    return "substitute" if substitute_state == "approved" else status


def best(outcomes: Iterable[str]) -> str:
    """How an organisation counts at a meeting: by the fullest of its seats."""
    return min(outcomes, key=OUTCOMES.index)


@dataclass(frozen=True)
class Sitting:
    """A seat that was held when a meeting was: by which organisation, and how it was filled."""

    meeting: date
    seat: Hashable
    organisation: Hashable
    outcome: str


@dataclass(frozen=True)
class Tally:
    """How often a seat or an organisation came. The base leaves out what was not recorded."""

    present: int = 0
    substitute: int = 0
    apologies: int = 0
    absent: int = 0
    not_recorded: int = 0

    @property
    def held(self) -> int:
        """The meetings that count: held while the seat was, with its attendance on record."""
        return self.present + self.substitute + self.apologies + self.absent

    @property
    def attended(self) -> int:
        """Times that a member came, or an approved substitute."""
        return self.present + self.substitute

    @property
    def percent(self) -> int | None:
        """The share attended, to the nearest whole number, halves up; None without a base."""
        return (self.attended * 200 + self.held) // (2 * self.held) if self.held else None

    @property
    def share(self) -> str:
        """The share with its base: "75%, 6 of 8"."""
        if self.percent is None:
            return "–"
        return f"{self.percent}%, {self.attended} of {self.held}"


def _tally(outcomes: Iterable[str]) -> Tally:
    counts = Counter(outcomes)
    return Tally(*(counts[name] for name in OUTCOMES))


def by_seat(sittings: Iterable[Sitting]) -> Mapping[Hashable, Tally]:
    """Each seat's tally."""
    found: dict[Hashable, list[str]] = defaultdict(list)
    for one in sittings:
        found[one.seat].append(one.outcome)
    return {seat: _tally(outcomes) for seat, outcomes in found.items()}


def by_organisation(sittings: Iterable[Sitting]) -> Mapping[Hashable, Tally]:
    """Each organisation's tally: one with several seats counts once a meeting, by the fullest."""
    found: dict[Hashable, dict[date, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in sittings:
        found[one.organisation][one.meeting].append(one.outcome)
    return {
        organisation: _tally(best(outcomes) for outcomes in meetings.values())
        for organisation, meetings in found.items()
    }
