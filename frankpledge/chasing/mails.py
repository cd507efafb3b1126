"""What the mails say: plain text, short, the one thing to do first."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from frankpledge.actions.owed import Obligation
from frankpledge.answering.links.tokens import address_of
from frankpledge.answering.models import AnswerLink
from frankpledge.chasing.plan import Digest, Escalation, Plan
from frankpledge.chasing.wording import due_line, reasons, standing
from frankpledge.partnership.models import Contact
from frankpledge.shared.address import absolute
from frankpledge.shared.alarms import Alarm
from frankpledge.shared.words import count_of, spell_day, spell_long_day

Links = Mapping[tuple[int, str], AnswerLink]
HEADINGS = {
    "Late": "Late",
    "Due": "Due within a fortnight",
    "Later": "Later",
    "No date": "No day set",
}


def digest_subject(digest: Digest, on: date) -> str:
    """The most urgent thing, and how many more there are."""
    name = digest.body.short_on(on)
    if not digest.things:
        return f"What was sent today for {name}"
    first, more = digest.things[0], len(digest.things) - 1
    when = standing(first.due, on)
    others = f", and {more} more" if more else ""
    return f"{when[0].upper()}{when[1:]}: {first.what}{others} ({name})"


def digest_text(digest: Digest, links: Links, on: date, report: str) -> str:
    """All that a body owes, each with what opens it; `report` stands behind it for a secretary."""
    things = digest.things
    parts = [_first_line(digest, on)]
    if len(things) == 1:
        # The first line has named it: what follows says how.
        parts.append("\n".join(_how(things[0], links, on)))
    else:
        for state, some in groupby(things, lambda one: one.state(on)):
            parts.append(HEADINGS[state].upper())
            parts += [_thing(one, links, on) for one in some]
    parts.append(report)
    if any(_key(one) in links for one in things):
        parts.append(
            "You need no account to answer by a link. Each opens one thing, for "
            f"{digest.body.name_on(on)} only. To share the work with a colleague, open it and "
            "choose “Pass it on”."
        )
    return "\n\n".join(filter(None, parts)) + "\n"


def _first_line(digest: Digest, on: date) -> str:
    if not digest.things:
        return f"Nothing is asked of {digest.body.name_on(on)} today. This is what went out."
    first = digest.things[0]
    if first.due is None:
        when = "when you can"
    elif first.due < on:
        when = f"now, it is {standing(first.due, on)}"
    else:
        when = "today" if first.due == on else f"by {spell_long_day(first.due)}"
    return f"Please do this {when}: {first.what}, for {first.to}."


def _thing(thing: Obligation, links: Links, on: date) -> str:
    return "\n".join([thing.what, f"For {thing.to}", *_how(thing, links, on)])


def _how(thing: Obligation, links: Links, on: date) -> Iterable[str]:
    """By when, by what rule, and where it is done."""
    if thing.due:
        yield due_line(thing.due, on)
    if thing.why:
        yield f"Why: {thing.why.rstrip('.')}"
    link = links.get(_key(thing))
    if link:
        yield f"Answer here: {address_of(link)}"
    else:
        yield f"Sign in and do it here: {absolute(thing.url)}"


def _key(thing: Obligation) -> tuple[int, str]:
    return thing.body.pk, thing.answers


def secretary_report(plan: Plan, alarms: Sequence[Alarm]) -> str:
    """What went out today, and what needs somebody: for the secretary's own mail."""
    parts = ["NEEDS YOU", *(_alarm(one) for one in alarms)] if alarms else []
    told = [*_reminded(plan), *_escalated(plan)]
    if told:
        parts += ["SENT TODAY", "\n".join(told)]
    return "\n\n".join(parts)


def _alarm(alarm: Alarm) -> str:
    address = alarm.url if alarm.url.startswith("http") else absolute(alarm.url)
    return f"{alarm.what}.\n{alarm.done}\n{address}"


def _reminded(plan: Plan) -> Iterable[str]:
    for one in plan.digests:
        if one.because:
            yield f"{one.body.short_on(plan.on)}: {reasons(one.because, plan.on)}"


def _escalated(plan: Plan) -> Iterable[str]:
    for one in plan.escalations:
        late = count_of(len(one.things), "thing")
        yield f"The chair of {one.board.short_on(plan.on)} was told of {late} late"


def escalation_subject(escalation: Escalation, on: date) -> str:
    """How much is late, and for which board."""
    late = count_of(len(escalation.things), "thing")
    return f"{late.capitalize()} late for {escalation.board.short_on(on)}"


def escalation_text(escalation: Escalation, on: date) -> str:
    """What is late, by whom, since when; and when they were last reminded."""
    days = count_of(escalation.chasing.rhythm.escalate_after, "working day")
    board = escalation.board.name_on(on)
    parts = [
        f"Please speak to the bodies below. Each owes {board} something that is at least "
        f"{days} late."
    ]
    for _, things in groupby(escalation.things, lambda one: one.body.pk):
        parts.append(_late(list(things), escalation.reminded, on))
    parts.append("They have a link to answer by. You need not do anything on this site.")
    return "\n\n".join(parts) + "\n"


def _late(things: list[Obligation], reminded: Mapping[int, date], on: date) -> str:
    body = things[0].body
    lines = [body.name_on(on).upper()]
    for thing in things:
        lines.append(f"{thing.what}, for {thing.to}")
        if thing.due:
            lines.append(due_line(thing.due, on))
    last = reminded.get(body.pk)
    told = f"Last reminded on {spell_day(last)}" if last else "Not reminded: it has no address"
    return "\n".join([*lines, told])


def signed_off(text: str, contact: Contact) -> str:
    """A mail's text, and why it comes to this post."""
    return f"{text}\nThis comes to you as {contact.post}.\n"
