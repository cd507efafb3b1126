"""All that hangs together with one risk, both ways along the chain."""

from dataclasses import dataclass
from datetime import date

from frankpledge.actions.models import Action
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.risks.models import (
    Escalation,
    Risk,
    RiskAction,
    RiskControl,
    RiskMention,
    RiskReview,
    RiskScore,
    RiskTurn,
)
from frankpledge.review.risks.queries.lines import RiskLine, line_of, lines_of
from frankpledge.review.risks.rules.states import ESCALATION_TRANSITIONS


@dataclass(frozen=True)
class Step:
    """One asking along the chain: who asked whom, how it was answered, what it became.

    `url`: of the risk it became, where the viewer may see that.
    """

    escalation: Escalation
    asked_by: str
    to: str
    state: str
    open: bool
    url: str
    number: int
    ref: str


@dataclass(frozen=True)
class RiskPage:
    """One risk as its page shows it on a day."""

    line: RiskLine
    scores: tuple[RiskScore, ...]
    controls: tuple[RiskControl, ...]
    reviews: tuple[RiskReview, ...]
    mentions: tuple[tuple[str, RiskMention], ...]
    turns: tuple[RiskTurn, ...]
    actions: tuple[Action, ...]
    hidden_actions: int
    # Where it came from, the furthest first, and where it was put, in order.
    from_below: tuple[Step, ...]
    onward: tuple[Step, ...]
    # Other open risks of the same cause that the viewer may see.
    same_cause: tuple[RiskLine, ...]


def risk_page(risk: Risk, on: date, viewer: Viewer) -> RiskPage:
    """One risk on a day, with what a viewer may see of what hangs together with it."""
    linked = RiskAction.objects.filter(risk=risk).values("action")
    actions = Action.objects.filter(pk__in=linked)
    seen = tuple(actions.visible_to(viewer).select_related("register", "owner"))
    return RiskPage(
        line=line_of(risk, on),
        scores=tuple(risk.scores.filter(on__lte=on)),
        controls=tuple(risk.controls.select_related("owner")),
        reviews=tuple(risk.reviews.filter(on__lte=on)),
        mentions=_mentions(risk, on),
        turns=tuple(risk.turns.filter(on__lte=on)),
        actions=seen,
        hidden_actions=actions.count() - len(seen),
        from_below=_from_below(risk, on, viewer),
        onward=_steps(list(risk.escalations.select_related("risk", "became")), on, viewer),
        same_cause=_same_cause(risk, on, viewer),
    )


def _mentions(risk: Risk, on: date) -> tuple[tuple[str, RiskMention], ...]:
    found = list(risk.mentions.filter(on__lte=on).order_by("-on"))
    boards = Body.objects.with_names().in_bulk({one.board_id for one in found})
    return tuple((boards[one.board_id].short_on(one.on), one) for one in found)


def _from_below(risk: Risk, on: date, viewer: Viewer) -> tuple[Step, ...]:
    """The askings that brought it here: a board's risk from its group's, and so on down."""
    found: list[Escalation] = []
    seen = {risk.pk}
    at = risk.pk
    while True:
        held = Escalation.objects.filter(became=at).select_related("risk", "became").first()
        if held is None or held.risk_id in seen:
            break
        found.insert(0, held)
        seen.add(held.risk_id)
        at = held.risk_id
    return _steps(found, on, viewer, below=True)


def _steps(
    found: list[Escalation], on: date, viewer: Viewer, *, below: bool = False
) -> tuple[Step, ...]:
    """`below`: each step leads back to the risk that was put; else to the one it became."""
    if not found:
        return ()
    keys = {one.to_id for one in found} | {one.risk.register_id for one in found}
    bodies = Body.objects.with_names().in_bulk(keys)
    ends = [one.risk if below else one.became for one in found]
    wanted = {end.pk for end in ends if end}
    visible = set(
        Risk.objects.visible_to(viewer, on).filter(pk__in=wanted).values_list("pk", flat=True)
    )
    steps = []
    for one, end in zip(found, ends, strict=True):
        one.risk.register = bodies[one.risk.register_id]
        if end:
            end.register = bodies[one.risk.register_id if below else one.to_id]
        steps.append(
            Step(
                escalation=one,
                asked_by=bodies[one.risk.register_id].short_on(on),
                to=bodies[one.to_id].short_on(on),
                state=one.get_state_display(),
                open="accepted" in ESCALATION_TRANSITIONS[one.state],
                url=end.get_absolute_url() if end and end.pk in visible else "",
                number=end.number if end else 0,
                ref=one.became.ref if one.became and not below else "",
            )
        )
    return tuple(steps)


def _same_cause(risk: Risk, on: date, viewer: Viewer) -> tuple[RiskLine, ...]:
    if risk.cause_id is None:
        return ()
    others = Risk.objects.filter(cause=risk.cause_id).exclude(pk=risk.pk)
    found = lines_of(others.visible_to(viewer, on).perhaps_open(on), on)
    return tuple(sorted((one for one in found if one.open), key=lambda one: one.order))
