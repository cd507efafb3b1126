"""Risks as a register shows them on a day: a few queries, however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.risks.models import Risk, RiskMention, RiskReview, RiskScore, RiskTurn
from frankpledge.review.risks.rules.matrix import Scored
from frankpledge.review.risks.rules.persistence import (
    Cliff,
    carried_words,
    cliff_on,
    is_persistent,
    running,
)
from frankpledge.review.risks.rules.states import Turn, is_open

# Two meetings running lie within so many days, even of a board that meets once a year.
LATELY = timedelta(days=800)
UNSCORED = "Not scored yet"


@dataclass(frozen=True)
class RiskLine:
    """One risk as its register shows it on a day.

    `up`: it scores higher than at the day asked since; `is_new`: it was raised after that day.
    `run`: the meetings running at which a board was told of it, whichever board's are most.
    """

    risk: Risk
    number: int
    title: str
    text: str
    register: str
    owner: str
    open: bool
    scored: Scored | None
    score_on: date | None
    target: Scored | None
    up: bool
    is_new: bool
    run: tuple[date, ...]
    cliff: Cliff | None
    next_review: date | None
    on: date
    url: str

    @property
    def band(self) -> str:
        """Its band's word, or that it is not scored yet."""
        return self.scored.band if self.scored else UNSCORED

    @property
    def score(self) -> int | None:
        """Likelihood times impact; None where it is not scored yet."""
        return self.scored.value if self.scored else None

    @property
    def persistent(self) -> bool:
        """Whether a board was told of it at two or more meetings running."""
        return is_persistent(self.run)

    @property
    def carried(self) -> str:
        """ "carried since April 2018", or nothing."""
        return carried_words(self.run)

    @property
    def carried_note(self) -> str:
        """The same as a line of its own: "Carried since April 2018"."""
        return self.carried[:1].upper() + self.carried[1:]

    @property
    def cliff_note(self) -> str:
        """ "Funding ends March 2019", "Funding ended late 2018", or nothing."""
        if self.cliff is None:
            return ""
        return f"Funding {'ended' if self.cliff.state == 'Ended' else 'ends'} {self.cliff.words}"

    @property
    def raised_words(self) -> str:
        """When it was raised, as far as known."""
        known = self.risk.raised
        return self.risk.raised_words or f"{known.day} {known:%B %Y}"

    @property
    def review_overdue(self) -> bool:
        """Whether its review is late."""
        return self.open and self.next_review is not None and self.next_review < self.on

    @property
    def flagged(self) -> bool:
        """Whether money ends within six months, or has ended, while the risk is open."""
        return self.open and self.cliff is not None and self.cliff.flagged

    @property
    def order(self) -> tuple[Any, ...]:
        """For sorting, the worst first; what is not scored stands after what is."""
        weight = self.scored.weight if self.scored else (-1.0, -1.0)
        ends = self.cliff.on if self.cliff else date.max
        return (not self.open, -weight[0], -weight[1], not self.persistent, ends, self.number)


def open_risks(register: Body, on: date, viewer: Viewer | None = None) -> tuple[RiskLine, ...]:
    """A register's open risks on a day, the worst first; without a viewer, those for all."""
    risks = Risk.objects.filter(register=register).shown_to(viewer, on)
    found = lines_of(risks.perhaps_open(on), on)
    return tuple(sorted((one for one in found if one.open), key=lambda one: one.order))


def line_of(risk: Risk, on: date) -> RiskLine:
    """One risk as its register shows it."""
    (found,) = lines_of(Risk.objects.filter(pk=risk.pk), max(on, risk.raised))
    return found


def lines_of(
    risks: Any, on: date, since: date | None = None, *, lately: bool = False
) -> list[RiskLine]:
    """Risks of a query that had been raised by a day, as they stood on it: eight queries.

    Owner, priority, cause and funding are those set last; score, state, review and mentions are
    the day's. `lately`: look at the last meetings only, where nobody asks since when.
    """
    found = list(_with_scores(risks.filter(raised__lte=on), on, since))
    if not found:
        return []
    keys = risks.order_by().values("pk")
    wanted = {pk for one in found for pk in (one.now, one.target, one.before) if pk}
    scores = {one.pk: one for one in RiskScore.objects.filter(pk__in=wanted)}
    turns = turns_of(keys)
    runs = _runs(keys, on, lately=lately)
    named = {one.owner_id for one in found if one.owner_id} | {one.register_id for one in found}
    bodies = Body.objects.with_names().in_bulk(named)
    return [_line(one, scores, turns, runs, bodies, since, on) for one in found]


def _with_scores(risks: Any, on: date, since: date | None) -> Any:
    """Each risk with the keys of its scores, and its next review, as they stood."""
    scores = RiskScore.objects.filter(risk=OuterRef("pk"), on__lte=on).order_by("-on")
    now = scores.filter(kind="current")
    reviews = RiskReview.objects.filter(risk=OuterRef("pk"), on__lte=on).order_by("-on", "-pk")
    before = now.filter(on__lte=since) if since else now.none()
    return risks.select_related("cause", "priority").annotate(
        now=Subquery(now.values("pk")[:1]),
        target=Subquery(scores.filter(kind="target").values("pk")[:1]),
        before=Subquery(before.values("pk")[:1]),
        reviewed=Subquery(reviews.values("on")[:1]),
        review_next=Subquery(reviews.values("next_review")[:1]),
    )


def turns_of(keys: Any) -> dict[int, list[Turn]]:
    """When each of these risks was closed and opened again: one query."""
    found: dict[int, list[Turn]] = {}
    turns = RiskTurn.objects.filter(risk__in=keys).order_by("on", "pk")
    for risk, on, what in turns.values_list("risk_id", "on", "what"):
        found.setdefault(risk, []).append(Turn(on, what))
    return found


def _runs(keys: Any, on: date, *, lately: bool) -> dict[int, tuple[date, ...]]:
    """The longest run of meetings at which a board was told of each risk: two queries."""
    mentions = RiskMention.objects.filter(risk__in=keys, on__lte=on)
    if lately:
        mentions = mentions.filter(on__gt=on - LATELY)
    told: dict[int, dict[int, list[date]]] = {}
    for risk, board, day in mentions.order_by().values_list("risk_id", "board_id", "on"):
        told.setdefault(risk, {}).setdefault(board, []).append(day)
    days = meetings_of({board for boards in told.values() for board in boards}, on, lately=lately)
    return {
        risk: max(
            (running(raised, days.get(board, ()), on) for board, raised in boards.items()),
            key=len,
        )
        for risk, boards in told.items()
    }


def meetings_of(boards: Iterable[int], on: date, *, lately: bool = False) -> dict[int, list[date]]:
    """The days on which each of these boards met, up to a day: one query, or none."""
    wanted = set(boards)
    if not wanted:
        return {}
    held: QuerySet[Meeting] = Meeting.objects.filter(body__in=wanted, date__lte=on).taking_place()
    if lately:
        held = held.filter(date__gt=on - LATELY)
    found: dict[int, list[date]] = {}
    for body, day in held.order_by("date").values_list("body_id", "date"):
        if day is not None:
            found.setdefault(body, []).append(day)
    return found


def _line(
    one: Any,
    scores: dict[int, RiskScore],
    turns: dict[int, list[Turn]],
    runs: dict[int, tuple[date, ...]],
    bodies: dict[int, Body],
    since: date | None,
    on: date,
) -> RiskLine:
    now, target = scores.get(one.now), scores.get(one.target)
    before = scores.get(one.before)
    one.register = bodies[one.register_id]
    owner = bodies[one.owner_id].short_on(on) if one.owner_id else ""
    return RiskLine(
        risk=one,
        number=one.number,
        title=one.title,
        text=one.text,
        register=one.register.name_on(on),
        owner=", ".join(filter(None, (owner, one.owner_post))),
        open=is_open(turns.get(one.pk, []), one.raised, on),
        scored=now.plain if now else None,
        score_on=now.on if now else None,
        target=target.plain if target else None,
        up=bool(now and before and now.plain.is_above(before.plain)),
        is_new=bool(since and one.raised > since),
        run=runs.get(one.pk, ()),
        cliff=cliff_on(one.cliff, one.cliff_words, on),
        next_review=one.review_next if one.reviewed else one.first_review,
        on=on,
        url=one.get_absolute_url(),
    )
