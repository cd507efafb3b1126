"""`frankpledge meeting …`: deadlines, how papers stand, and the forward plan's coverage."""

import argparse
from typing import Any

from frankpledge.cli.reply import Reply, Sorry, add_json, add_on, day, find_body, on
from frankpledge.meetings.models.deadlines import KINDS
from frankpledge.meetings.queries.calendar import deadlines_on, meeting_named
from frankpledge.meetings.queries.plan import forward_plan
from frankpledge.meetings.queries.status import MeetingStatus, PaperStatus, meeting_status
from frankpledge.shared.words import spell_day, spell_long_day
from frankpledge.shared.working_days import HolidaysUnknown


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    meeting = commands.add_parser("meeting", help="deadlines, papers and the forward plan")
    kinds = meeting.add_subparsers(dest="kind", metavar="deadlines|status|coverage", required=True)
    one = kinds.add_parser("deadlines", help="when reports are due and papers go out")
    one.add_argument("body", metavar="BODY")
    one.add_argument("date", type=day, metavar="DATE", help="the day of the meeting")
    one.set_defaults(run=deadlines)
    add_json(one)
    one = kinds.add_parser("status", help="how each paper of a meeting stands")
    one.add_argument("body", metavar="BODY")
    one.add_argument("date", metavar="DATE", help="the day of the meeting, or its short name")
    one.set_defaults(run=status)
    add_on(one)
    add_json(one)
    one = kinds.add_parser("coverage", help="whom the forward plan gives no turn")
    one.add_argument("body", metavar="BODY")
    one.set_defaults(run=coverage)
    add_on(one)
    add_json(one)


def deadlines(options: argparse.Namespace) -> Reply:
    """A body's deadlines for a meeting on a day."""
    body = find_body(options.body)
    try:
        found = deadlines_on(body, options.date)
    except (LookupError, HolidaysUnknown) as error:
        raise Sorry(str(error)) from error
    lines = [f"For a meeting of {body.name_on(options.date)} on {spell_long_day(options.date)}:"]
    if found.receipt:
        lines.append(f"  Reports in by {spell_long_day(found.receipt)} ({found.receipt_rule})")
    if found.circulation:
        aim = ", an aim" if found.circulation_is_aim else ""
        day_ = spell_long_day(found.circulation)
        lines.append(f"  Papers out by {day_} ({found.circulation_rule}{aim})")
    data = {
        "body": body.slug,
        "meeting": found.meeting,
        "reports_due": found.receipt,
        "reports_rule": str(found.receipt_rule) if found.receipt_rule else None,
        "circulation": found.circulation,
        "circulation_rule": str(found.circulation_rule) if found.circulation_rule else None,
        "circulation_is_aim": found.circulation_is_aim,
    }
    return Reply("\n".join(lines), data)


def status(options: argparse.Namespace) -> Reply:
    """Each item of a meeting: commissioned, due, received, late, circulated, published."""
    body = find_body(options.body)
    try:
        found = meeting_status(meeting_named(body, options.date), on(options))
    except LookupError as error:
        raise Sorry(str(error)) from error
    lines = [
        f"{body.name_on(found.on)}, {found.meeting.when}, as at {spell_day(found.on)}: "
        f"{found.in_hand} of {found.papers} papers in, {len(found.late)} late.",
        *(
            f"  {KINDS[kind]} by {spell_day(one.due)} ({one.why})"
            if one.due
            else f"  {KINDS[kind]}: no day. {one.why}"
            for kind, one in found.deadlines.items()
        ),
        *(line for one in found.lines for line in _told(one)),
        *(f"  {change}" for change in found.recounted),
    ]
    return Reply("\n".join(lines), _status_data(found))


def _told(line: PaperStatus) -> list[str]:
    """An item, and under it how its paper stands."""
    head = f"  {line.item.label}. {line.item.title}"
    if line.paper is None:
        return [f"{head}: no paper is asked for"]
    days = (
        ("commissioned", line.commissioned),
        ("due", line.due),
        ("received", line.received),
        ("circulated", line.circulated),
        ("published", line.published),
    )
    told = [f"{word} {spell_day(day_)}" for word, day_ in days if day_]
    state = ", ".join(filter(None, (line.state, line.lateness)))
    return [head, f"     {line.author}: {state}", f"     {', '.join(told) or 'no day is known'}"]


def _status_data(found: MeetingStatus) -> dict[str, Any]:
    return {
        "body": found.meeting.body.slug,
        "meeting": found.meeting.slug,
        "on": found.on,
        "deadlines": {
            kind: {"due": one.due, "why": one.why} for kind, one in found.deadlines.items()
        },
        "items": [
            {
                "item": line.item.label,
                "title": line.item.title,
                "paper": line.paper.title if line.paper else None,
                "author": line.paper.author_body.slug if line.paper else None,
                "state": line.state or None,
                "commissioned": line.commissioned,
                "due": line.due,
                "received": line.received,
                "days_late": line.late,
                "circulated": line.circulated,
                "published": line.published,
            }
            for line in found.lines
        ],
    }


def coverage(options: argparse.Namespace) -> Reply:
    """Whom the forward plan gives no turn, and where it is empty."""
    body = find_body(options.body)
    plan = forward_plan(body, on(options))
    if not plan.rows:
        raise Sorry(f"{body.slug} has no forward plan yet. Give it slots in its area file.")
    lines = [f"The forward plan of {body.name_on(on(options))}, {len(plan.meetings)} meetings:"]
    lines += [f"  {one.label}: {one.covered} of {len(one.turns)} have a turn" for one in plan.turns]
    lines += [f"  No turn: {gap}" for gap in plan.gaps] or ["  Nobody is left out."]
    lines += [
        f"  Empty: slot {e.slot.number} ({e.slot.label}) at {e.meeting.when}" for e in plan.empty
    ]
    data = {
        "body": body.slug,
        "meetings": [one.slug for one in plan.meetings],
        "turns": [
            {
                "kind": one.label,
                "covered": one.covered,
                "of": len(one.turns),
                "turns": dict(one.turns),
                "without": list(one.without),
            }
            for one in plan.turns
        ],
        "not_covered": [name for one in plan.turns for name in one.without],
        "empty": [
            {"slot": one.slot.number, "label": one.slot.label, "meeting": one.meeting.slug}
            for one in plan.empty
        ],
    }
    return Reply("\n".join(lines), data)
