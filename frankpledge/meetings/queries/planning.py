"""What the secretary needs to work on the forward plan: conflicts, free places, proposals."""

from dataclasses import dataclass
from datetime import date

from frankpledge.meetings.models import (
    AgendaTemplateItem,
    Meeting,
    PlanChange,
    PlanEntry,
    PlanProposal,
    PlanSlot,
)
from frankpledge.meetings.queries.plan import Plan, Turn, Turns
from frankpledge.meetings.rules.plan import (
    Grid,
    Period,
    PlannedBody,
    PlannedEntry,
    PlannedMeeting,
    PlannedSlot,
    TurnKind,
    UsualLine,
    first_fitting,
)
from frankpledge.partnership.models import Body, Membership
from frankpledge.partnership.people import Viewer


@dataclass(frozen=True)
class FreePlace:
    """Where somebody without a turn could have one; no slot where the whole plan is taken."""

    turns: Turns
    turn: Turn
    slot: PlanSlot | None = None
    meeting: Meeting | None = None


def grid_of(plan: Plan, on: date) -> Grid:
    """The plan as its rules see it, with the minutes of the board's usual agenda."""
    usual = list(AgendaTemplateItem.objects.filter(body=plan.body))
    minutes = {one.slot_id: one.minutes for one in usual if one.slot_id}
    entries = [cell.entry for row in plan.rows for cell in row.cells if cell.entry]
    return Grid(
        meetings=tuple(_meeting(one, on) for one in plan.meetings),
        slots=tuple(_slot(row.slot, minutes.get(row.slot.pk, 0)) for row in plan.rows),
        entries=tuple(_entry(one) for one in entries),
        lines=tuple(UsualLine(one.minutes, None if one.title else one.slot_id) for one in usual),
        bodies=_bodies({one.about_id for one in entries if one.about_id}, on),
        kinds=tuple(_kind(one) for one in plan.turns),
    )


def _meeting(one: Meeting, on: date) -> PlannedMeeting:
    circulated = one.circulated is not None
    return PlannedMeeting(one.pk, one.when, one.date or on, one.state, one.slot_minutes, circulated)


def _slot(one: PlanSlot, minutes: int) -> PlannedSlot:
    return PlannedSlot(
        one.pk, one.number, one.standing, one.turns_for_role, one.turns_for_theme, minutes
    )


def _entry(one: PlanEntry) -> PlannedEntry:
    return PlannedEntry(one.slot_id, one.meeting_id, one.title, one.about_id, one.theme_id)


def _kind(one: Turns) -> TurnKind:
    names = {subject.key: subject.name for subject in one.subjects}
    return TurnKind(one.role, one.theme, names, one.label)


def _bodies(wanted: set[int], on: date) -> dict[int, PlannedBody]:
    found = Body.objects.with_names().prefetch_related("roles").filter(pk__in=wanted)
    return {
        one.pk: PlannedBody(
            one.name_on(on),
            tuple(Period(name.starts, name.ends) for name in one.dated_names()),
            tuple((role.role, Period(role.starts, role.ends)) for role in one.roles.all()),
        )
        for one in found
    }


def free_places(plan: Plan, grid: Grid, on: date) -> tuple[FreePlace, ...]:
    """For each body or theme without a turn, the first empty place that fits."""
    slots = {row.slot.pk: row.slot for row in plan.rows}
    meetings = {one.pk: one for one in plan.meetings}
    found = []
    for turns in plan.turns:
        place = first_fitting(grid, _kind(turns), on)
        where = (slots[place[0].key], meetings[place[1].key]) if place else (None, None)
        found += [FreePlace(turns, turn, *where) for turn in turns.missing]
    return tuple(found)


def changes_of(body: Body, limit: int = 12) -> list[PlanChange]:
    """The newest changes of a body's plan, with their reasons."""
    found = PlanChange.objects.filter(slot__body=body).select_related("slot", "meeting")
    return list(found[:limit])


def changes_at(slot: PlanSlot, meeting: Meeting) -> list[PlanChange]:
    """What has changed in one cell of the plan."""
    return list(PlanChange.objects.filter(slot=slot, meeting=meeting))


def proposals_of(body: Body) -> list[PlanProposal]:
    """Every proposal for a body's plan: those that wait first, then the newest."""
    found = PlanProposal.objects.filter(body=body).select_related(
        "proposed_by", "about", "wanted_at", "entry__meeting", "entry__slot"
    )
    return sorted(found, key=lambda one: (one.state != "proposed", -one.pk))


def proposing_bodies(viewer: Viewer, board: Body, on: date) -> list[Body]:
    """The bodies for which a viewer may propose: theirs that hold a seat, or the board itself."""
    seated = Membership.objects.on(on).filter(seat__body=board, represents__in=viewer.bodies)
    keys = {*seated.values_list("represents", flat=True), *(viewer.bodies & {board.pk})}
    return list(Body.objects.with_names().filter(pk__in=keys))
