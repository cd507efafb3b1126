"""`frankpledge meeting …`: deadlines and the forward plan's coverage."""

import argparse
from typing import Any

from frankpledge.cli.reply import Reply, Sorry, add_json, add_on, day, find_body, on
from frankpledge.meetings.queries.calendar import deadlines_for
from frankpledge.meetings.queries.plan import forward_plan
from frankpledge.shared.words import spell_long_day
from frankpledge.shared.working_days import HolidaysUnknown


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    meeting = commands.add_parser("meeting", help="deadlines and the forward plan")
    kinds = meeting.add_subparsers(dest="kind", metavar="deadlines|coverage", required=True)
    one = kinds.add_parser("deadlines", help="when reports are due and papers go out")
    one.add_argument("body", metavar="BODY")
    one.add_argument("date", type=day, metavar="DATE", help="the day of the meeting")
    one.set_defaults(run=deadlines)
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
        found = deadlines_for(body, options.date)
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
