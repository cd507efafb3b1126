"""`frankpledge remind`: what is sent to whom on a day, and why."""

import argparse
from collections.abc import Iterable
from typing import Any

from frankpledge.chasing.models import CHASER_KINDS
from frankpledge.chasing.operations import CHASING, remind
from frankpledge.chasing.plan import Digest, Escalation, Plan
from frankpledge.chasing.wording import reasons, standing
from frankpledge.cli.reply import Reply, add_json, add_on, database, on
from frankpledge.shared.words import count_of, spell_list, spell_long_day


def add_to(commands: Any) -> None:
    """Add this module's command."""
    one = commands.add_parser("remind", help="remind bodies of what they owe, and tell chairs")
    one.add_argument("--dry-run", action="store_true", help="say what would be sent, and send none")
    one.set_defaults(run=show)
    add_on(one)
    add_json(one)


def show(options: argparse.Namespace) -> Reply:
    """Queue the mails of a day, or say which there would be."""
    with database():
        plan = remind(by=CHASING, on=on(options), dry=options.dry_run)
        return Reply("\n".join(_lines(plan, dry=options.dry_run)), _data(plan, options.dry_run))


def _lines(plan: Plan, *, dry: bool) -> Iterable[str]:
    day = spell_long_day(plan.on)
    if plan.is_empty:
        yield f"Nothing new to send on {day}."
        return
    mails = count_of(plan.mails if dry else plan.queued, "mail")
    yield f"{day}: {mails} {'would be sent' if dry else 'put in the outbox'}."
    for one in plan.digests:
        why = reasons(one.because, plan.on) or "what was sent to others today"
        yield f"  {one.body.name_on(plan.on)} ({_posts(one)}): {why}"
    for late in plan.escalations:
        yield f"  Chair of {late.board.name_on(plan.on)} ({_posts(late)}):"
        for thing in late.things:
            name = thing.body.short_on(plan.on)
            yield f"    {name}: {thing.what} is {standing(thing.due, plan.on)}"
    for silence in plan.silences:
        yield f"  {silence.body.name_on(plan.on)}. {CHASER_KINDS[silence.kind]}."


def _posts(mail: Digest | Escalation) -> str:
    return spell_list([contact.post for contact in mail.contacts])


def _data(plan: Plan, dry: bool) -> dict[str, Any]:
    return {
        "on": plan.on,
        "dry_run": dry,
        "mails": plan.mails,
        "queued": plan.queued,
        "digests": [
            {
                "body": one.body.slug,
                "to": _addresses(one),
                "owes": len(one.things),
                "why": [_thing(thing, plan) for thing in one.because],
            }
            for one in plan.digests
        ],
        "escalations": [
            {
                "board": one.board.slug,
                "to": _addresses(one),
                "late": [_thing(thing, plan) for thing in one.things],
            }
            for one in plan.escalations
        ],
        "nobody_to_write_to": [
            {"body": one.body.slug, "kind": one.kind, "things": len(one.things)}
            for one in plan.silences
        ],
    }


def _addresses(mail: Digest | Escalation) -> list[dict[str, str]]:
    return [{"post": contact.post, "email": contact.email} for contact in mail.contacts]


def _thing(thing: Any, plan: Plan) -> dict[str, Any]:
    return {
        "body": thing.body.slug,
        "what": thing.what,
        "due": thing.due,
        "standing": standing(thing.due, plan.on),
    }
