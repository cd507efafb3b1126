"""The forward plan as a grid, and whom it gives no turn."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from frankpledge.meetings.models import AgendaItem, Meeting, PlanEntry, PlanSlot, PlanTheme
from frankpledge.partnership.models import ROLES, Body

# How long a meeting that is over stays in the plan: about as long as a cycle of turns takes.
LOOKING_BACK = timedelta(days=366)


@dataclass(frozen=True)
class Cell:
    """One slot at one meeting; no entry means the slot is empty there."""

    meeting: Meeting
    entry: PlanEntry | None
    standing: bool
    # What the public may know of it, where even the item's title must wait.
    public_title: str = ""

    @property
    def words(self) -> str:
        """What stands in the cell."""
        if self.entry:
            return self.public_title or self.entry.title
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
class Turn:
    """A body or theme that wants a turn: its key, slug and name, and how many it has."""

    key: int
    slug: str
    name: str
    count: int


@dataclass(frozen=True)
class Turns:
    """Those a kind of slot must come round to: bodies of a role, or themes of a kind."""

    label: str
    role: str
    theme: str
    subjects: tuple[Turn, ...]

    @property
    def turns(self) -> tuple[tuple[str, int], ...]:
        """Each name with how many turns it has."""
        return tuple((one.name, one.count) for one in self.subjects)

    @property
    def missing(self) -> tuple[Turn, ...]:
        """Those with no turn in the plan."""
        return tuple(one for one in self.subjects if not one.count)

    @property
    def without(self) -> tuple[str, ...]:
        """The names of those with no turn in the plan."""
        return tuple(one.name for one in self.missing)

    @property
    def covered(self) -> int:
        """How many have at least one turn."""
        return len(self.subjects) - len(self.missing)


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


def forward_plan(body: Body, on: date, *, public: bool = False) -> Plan:
    """The plan's grid and coverage. Names are those of the day `on`.

    `public`: as anybody may see it, with the public title of an item whose own must wait.

    Its columns are the meetings still to come and those of the year before that have an entry. A
    body or theme has a turn where an entry in any slot is about it.
    """
    slots = tuple(PlanSlot.objects.filter(body=body))
    meetings = _columns(body, on) if slots else ()
    entries = list(
        PlanEntry.objects.filter(slot__body=body, meeting__in=meetings).select_related(
            "slot", "about", "theme"
        )
    )
    at = {(entry.slot_id, entry.meeting_id): entry for entry in entries}
    waiting = _public_titles(meetings) if public else {}
    rows = tuple(
        Row(
            slot,
            tuple(
                Cell(
                    one,
                    at.get((slot.pk, one.pk)),
                    slot.standing,
                    waiting.get((slot.pk, one.pk), ""),
                )
                for one in meetings
            ),
        )
        for slot in slots
    )
    empty = tuple(
        Empty(row.slot, cell.meeting)
        for row in rows
        for cell in row.cells
        if not (cell.entry or cell.standing or cell.meeting.state == "cancelled")
    )
    return Plan(body, meetings, rows, _turns(body, slots, entries, on), empty)


def _public_titles(meetings: tuple[Meeting, ...]) -> dict[tuple[int, int], str]:
    """The public titles of items whose own must wait, by slot and meeting."""
    held = AgendaItem.objects.filter(meeting__in=meetings, slot__isnull=False)
    told = held.exclude(public_title="").values_list("slot", "meeting", "public_title")
    return {(slot, meeting): title for slot, meeting, title in told}


def _columns(body: Body, on: date) -> tuple[Meeting, ...]:
    """Meetings with an entry, from a year before `on`; and those still to come, which want some."""
    recent = Q(date=None) | Q(date__gte=on - LOOKING_BACK)
    coming = Q(state__in=("planned", "called")) & (Q(date=None) | Q(date__gte=on))
    found = Meeting.objects.select_related("body").filter(body=body)
    entered = PlanEntry.objects.filter(slot__body=body).values("meeting")
    return tuple(found.filter(coming | (recent & Q(pk__in=entered))).in_order())


def _turns(
    body: Body, slots: tuple[PlanSlot, ...], entries: list[PlanEntry], on: date
) -> tuple[Turns, ...]:
    found: list[Turns] = []
    about = [entry.about_id for entry in entries]
    themes = [entry.theme_id for entry in entries]
    for role in dict.fromkeys(slot.turns_for_role for slot in slots if slot.turns_for_role):
        bodies = Body.objects.with_names().filter(area=body.area).holding(role, on)
        counts = tuple(
            Turn(one.pk, one.slug, one.name_on(on), about.count(one.pk)) for one in bodies
        )
        found.append(Turns(ROLES[role], role, "", counts))
    for kind in dict.fromkeys(slot.turns_for_theme for slot in slots if slot.turns_for_theme):
        subjects = PlanTheme.objects.filter(body=body, kind=kind)
        counts = tuple(Turn(one.pk, one.slug, one.name, themes.count(one.pk)) for one in subjects)
        found.append(Turns(f"{kind.replace('-', ' ').capitalize()} theme", "", kind, counts))
    return tuple(found)
