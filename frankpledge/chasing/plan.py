"""What is to be sent to whom on a day, and why; worked out without changing anything.

It takes the same number of queries for a thousand things owed as for ten.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from frankpledge.actions.owed import Obligation, owed
from frankpledge.answering.links.queries import links_of
from frankpledge.answering.models import AnswerLink
from frankpledge.chasing.queries import Chasing, LastChased, chasing_in, last_chased
from frankpledge.chasing.rules import (
    calls_for_reminder,
    calls_for_the_chair,
    chases_on,
    is_for_the_chair,
)
from frankpledge.partnership.models import Body, Contact, PostHolding
from frankpledge.partnership.queries.contacts import Contacts, contacts_on
from frankpledge.shared import clock

Things = tuple[Obligation, ...]
Sent = Mapping[tuple[int, str], list[AnswerLink]]


@dataclass(frozen=True)
class Digest:
    """One body's mail of a day: all that it owes, and `because`, what calls for it today.

    `reports`: it goes to a board's secretary, so it tells what went out and what is wrong.
    """

    body: Body
    contacts: tuple[Contact, ...]
    things: Things
    because: Things
    chasing: Chasing
    reports: bool = False


@dataclass(frozen=True)
class Escalation:
    """What the chair of a board is told: all that it is owed and that is too late."""

    board: Body
    contacts: tuple[Contact, ...]
    things: Things
    because: Things
    chasing: Chasing
    reminded: Mapping[int, date]


@dataclass(frozen=True)
class Silence:
    """Somebody who should be written to, and there is no address. `kind` is the chaser's."""

    kind: str
    body: Body
    things: Things


@dataclass(frozen=True)
class Plan:
    """What chasing comes to on a day. `queued`: how many mails have been put in the outbox."""

    on: date
    digests: tuple[Digest, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    silences: tuple[Silence, ...] = ()
    sent: Sent = field(default_factory=dict, repr=False)
    queued: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to send, and nobody missing to send it to."""
        return not (self.digests or self.escalations or self.silences)

    @property
    def mails(self) -> int:
        """How many mails it comes to: one to each contact."""
        told = [one.contacts for one in self.digests]
        told += [one.contacts for one in self.escalations]
        return sum(map(len, told))


@dataclass(frozen=True)
class _Survey:
    """All that the plan is made of, fetched once."""

    on: date
    bodies: dict[int, Body]
    owed: dict[int, list[Obligation]]
    chasing: dict[int, Chasing]
    contacts: Contacts
    last: LastChased
    sent: Sent
    run_by_secretary: frozenset[int]

    def way(self, body: Body) -> Chasing:
        return self.chasing[body.area_id]

    def done(self, kind: str, body: Body) -> bool:
        """Whether this has been done for the body that day, or on a later one."""
        last = self.last.get((kind, body.pk))
        return last is not None and last >= self.on

    def told(self, thing: Obligation) -> date | None:
        """When the body was last told of a thing: never, where no link to it was ever sent."""
        if thing.answers and (thing.body.pk, thing.answers) not in self.sent:
            return None
        return self.last.get(("digest", thing.body.pk))


def plan_for(on: date, areas: Collection[int] | None = None) -> Plan:
    """What is to be sent on a day, less what has been; for these areas only, where they are given.

    On a day that is no working day there is nothing.
    """
    if not chases_on(on):
        return Plan(on)
    survey = _surveyed(on, areas)
    silences: list[Silence] = []
    escalations = tuple(_escalations(survey, silences))
    digests = list(_digests(survey, silences))
    news = bool(digests or escalations or silences)
    digests += _reports_alone(survey, {one.body.pk for one in digests}) if news else []
    return Plan(on, tuple(digests), escalations, tuple(silences), survey.sent)


def _surveyed(on: date, areas: Collection[int] | None) -> _Survey:
    every = Body.objects.with_names()
    bodies = list(every if areas is None else every.filter(area__in=areas))
    by_body: dict[int, list[Obligation]] = {}
    for thing in owed(bodies, on):
        by_body.setdefault(thing.body.pk, []).append(thing)
    run = PostHolding.objects.on(on).filter(duty="secretary", body__in=[b.pk for b in bodies])
    return _Survey(
        on=on,
        bodies={body.pk: body for body in bodies},
        owed=by_body,
        chasing=chasing_in(body.area_id for body in bodies),
        contacts=contacts_on(on, bodies),
        last=last_chased(),
        sent=links_of(bodies, clock.now()),
        run_by_secretary=frozenset(run.values_list("body_id", flat=True)),
    )


def _digests(survey: _Survey, silences: list[Silence]) -> Iterable[Digest]:
    for key, things in survey.owed.items():
        body = survey.bodies[key]
        way = survey.way(body)
        because = tuple(
            one
            for one in things
            if calls_for_reminder(way.rhythm, one.due, survey.told(one), survey.on)
        )
        if not because or survey.done("digest", body):
            continue
        contacts = survey.contacts.of(key, "answers")
        if contacts:
            reports = key in survey.run_by_secretary
            yield Digest(body, contacts, tuple(things), because, way, reports)
        elif not survey.done("no-address", body):
            silences.append(Silence("no-address", body, tuple(things)))


def _reports_alone(survey: _Survey, written_to: set[int]) -> Iterable[Digest]:
    """Secretaries whose own bodies are not reminded of anything still learn what went out."""
    for key in sorted(survey.run_by_secretary - written_to):
        body = survey.bodies[key]
        contacts = survey.contacts.of(key, "answers")
        if contacts and not survey.done("digest", body):
            things = tuple(survey.owed.get(key, ()))
            yield Digest(body, contacts, things, (), survey.way(body), reports=True)


def _escalations(survey: _Survey, silences: list[Silence]) -> Iterable[Escalation]:
    asked: dict[int, list[Obligation]] = {}
    for things in survey.owed.values():
        for thing in things:
            if thing.asked_by is not None and thing.asked_by.pk in survey.bodies:
                asked.setdefault(thing.asked_by.pk, []).append(thing)
    reminded = {body: day for (kind, body), day in survey.last.items() if kind == "digest"}
    for key, things in asked.items():
        board = survey.bodies[key]
        way, last = survey.way(board), survey.last.get(("escalation", key))
        late = [one for one in things if is_for_the_chair(way.rhythm, one.due, survey.on)]
        because = tuple(
            one for one in late if calls_for_the_chair(way.rhythm, one.due, last, survey.on)
        )
        if not because or survey.done("escalation", board):
            continue
        late.sort(key=lambda one: (one.body.pk, one.due or date.max, one.what))
        contacts = survey.contacts.of(key, "chair")
        if contacts:
            yield Escalation(board, contacts, tuple(late), because, way, reminded)
        elif not survey.done("no-chair", board):
            silences.append(Silence("no-chair", board, tuple(late)))
