"""The forward plan as a grid, and whom it gives no turn."""

from dataclasses import dataclass
from datetime import date

from frankpledge.meetings.models import Meeting, PlanEntry, PlanSlot, PlanTheme
from frankpledge.partnership.models import ROLES, Body


@dataclass(frozen=True)
class Cell:
    """One slot at one meeting; no entry means the slot is empty there."""

    meeting: Meeting
    entry: PlanEntry | None
    standing: bool

    @property
    def words(self) -> str:
        """What stands in the cell."""
        if self.entry:
            return self.entry.title
        return "Standing item" if self.standing else ""


@dataclass(frozen=True)
class Row:
    """One slot across the meetings."""

    slot: PlanSlot
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> int:
        """How many meetings have something in this slot."""
        return sum(1 for cell in self.cells if cell.entry or cell.standing)


@dataclass(frozen=True)
class Turns:
    """Those a kind of slot must come round to: how many turns each has, and who has none."""

    label: str
    turns: tuple[tuple[str, int], ...]

    @property
    def without(self) -> tuple[str, ...]:
        """Those with no turn in the plan."""
        return tuple(name for name, count in self.turns if not count)

    @property
    def covered(self) -> int:
        """How many have at least one turn."""
        return len(self.turns) - len(self.without)


@dataclass(frozen=True)
class Empty:
    """A slot of a kind that is empty at a meeting."""

    slot: PlanSlot
    meeting: Meeting


@dataclass(frozen=True)
class Plan:
    """The forward plan of a body as it stands."""

    body: Body
    meetings: tuple[Meeting, ...]
    rows: tuple[Row, ...]
    turns: tuple[Turns, ...]
    empty: tuple[Empty, ...]

    @property
    def gaps(self) -> tuple[str, ...]:
        """Who has no turn, in words."""
        return tuple(
            f"{name} has no slot in the plan" for kind in self.turns for name in kind.without
        )


def forward_plan(body: Body, on: date) -> Plan:
    """The plan's grid and coverage. Names are those of the day `on`.

    Its columns are the meetings that have an entry in it. A body or theme has a turn where an
    entry in any slot is about it.
    """
    slots = tuple(PlanSlot.objects.filter(body=body))
    entries = list(
        PlanEntry.objects.filter(slot__body=body).select_related("slot", "about", "theme")
    )
    planned = {entry.meeting_id for entry in entries}
    meetings = tuple(
        Meeting.objects.select_related("body").filter(body=body, pk__in=planned).in_order()
    )
    at = {(entry.slot_id, entry.meeting_id): entry for entry in entries}
    rows = tuple(
        Row(
            slot,
            tuple(Cell(one, at.get((slot.pk, one.pk)), slot.standing) for one in meetings),
        )
        for slot in slots
    )
    empty = tuple(
        Empty(row.slot, cell.meeting)
        for row in rows
        for cell in row.cells
        if not (cell.entry or cell.standing)
    )
    return Plan(body, meetings, rows, _turns(body, slots, entries, on), empty)


def _turns(
    body: Body, slots: tuple[PlanSlot, ...], entries: list[PlanEntry], on: date
) -> tuple[Turns, ...]:
    found: list[Turns] = []
    about = [entry.about_id for entry in entries]
    themes = [entry.theme_id for entry in entries]
    for role in dict.fromkeys(slot.turns_for_role for slot in slots if slot.turns_for_role):
        bodies = Body.objects.with_names().filter(area=body.area).holding(role, on)
        counts = tuple((one.name_on(on), about.count(one.pk)) for one in bodies)
        found.append(Turns(ROLES[role], counts))
    for kind in dict.fromkeys(slot.turns_for_theme for slot in slots if slot.turns_for_theme):
        subjects = PlanTheme.objects.filter(body=body, kind=kind)
        counts = tuple((one.name, themes.count(one.pk)) for one in subjects)
        found.append(Turns(f"{kind.replace('-', ' ').capitalize()} theme", counts))
    return tuple(found)
