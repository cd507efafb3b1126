"""Chasing: working out the day's mails and putting them in the outbox, once."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from frankpledge.answering.links.operations import Wanted, give_links
from frankpledge.chasing.mails import (
    Links,
    digest_subject,
    digest_text,
    escalation_subject,
    escalation_text,
    secretary_report,
    signed_off,
)
from frankpledge.chasing.models import Chaser
from frankpledge.chasing.plan import Digest, Escalation, Plan, plan_for
from frankpledge.outbox.operations import Draft, queue
from frankpledge.shared.alarms import alarms
from frankpledge.shared.clock import LONDON
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require

CHASING = Actor("Reminders")


@operation("Chased what is owed")
def remind(*, by: Actor, on: date, dry: bool = False, areas: Collection[int] | None = None) -> Plan:
    """Queue what is to be sent on a day: one mail a body, one a chair. Returns what, and why.

    Run twice, it sends nothing twice: what has been sent is no longer in the plan, and the outbox
    knows its keys. `dry` changes nothing; `areas` keeps it to those. Raises Refused where the very
    same is being done at this moment.
    """
    plan = plan_for(on, areas)
    return plan if dry or plan.is_empty else _carried_out(by, plan)


def _carried_out(by: Actor, plan: Plan) -> Plan:
    _note(plan)
    links = give_links(by=by, wanted=_wanted(plan.digests), sent=plan.sent, on=plan.on)
    report = _report(plan)
    drafts = [draft for one in plan.digests for draft in _digest(one, links, plan.on, report)]
    drafts += [draft for one in plan.escalations for draft in _escalation(one, plan.on)]
    return replace(plan, queued=len(queue(by=by, messages=drafts)))


def _note(plan: Plan) -> None:
    """Keep what was done for each body, so that it is done once a day.

    Raises Refused where somebody else is doing it at this moment.
    """
    done = [("digest", one.body, one.things) for one in plan.digests]
    done += [("escalation", one.board, one.things) for one in plan.escalations]
    done += [(one.kind, one.body, one.things) for one in plan.silences]
    chasers = [
        Chaser(kind=kind, body=body, on=plan.on, things=len(things)) for kind, body, things in done
    ]
    try:
        with transaction.atomic():
            Chaser.objects.add_all(chasers)
    except IntegrityError:
        require(refused("The day’s reminders are being sent just now. Look again in a minute."))


def _wanted(digests: Iterable[Digest]) -> list[Wanted]:
    return [
        Wanted(one.body, one.answers, f"{one.what}, for {one.to}", one.due, one.asked_by)
        for digest in digests
        for one in digest.things
        if one.answers
    ]


def _report(plan: Plan) -> str:
    if not any(one.reports for one in plan.digests):
        return ""
    return secretary_report(plan, alarms(plan.on))


def _digest(digest: Digest, links: Links, on: date, report: str) -> Iterable[Draft]:
    subject = digest_subject(digest, on)
    text = digest_text(digest, links, on, report if digest.reports else "")
    return _drafts("digest", digest, subject, text, on)


def _escalation(escalation: Escalation, on: date) -> Iterable[Draft]:
    subject, text = escalation_subject(escalation, on), escalation_text(escalation, on)
    return _drafts("escalation", escalation, subject, text, on)


def _drafts(
    about: str, mail: Digest | Escalation, subject: str, text: str, on: date
) -> Iterable[Draft]:
    """The same mail to each contact, once a day, in the hours that the area allows."""
    body = mail.body if isinstance(mail, Digest) else mail.board
    quiet = mail.chasing.quiet
    for contact in mail.contacts:
        yield Draft(
            key=f"{about}:{body.slug}:{on.isoformat()}:{contact.pk}",
            to=contact.email,
            to_name=contact.post,
            subject=subject,
            text=signed_off(text, contact),
            about=about,
            not_before=datetime.combine(on, quiet.end, tzinfo=LONDON),
            quiet=quiet,
        )
