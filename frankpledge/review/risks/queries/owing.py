"""Reviews of risks, and answers to those who put risks to a body, among what bodies owe."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from frankpledge.actions.owed import Obligation, asks
from frankpledge.partnership.models import Body
from frankpledge.partnership.queries.reporting import boards_above
from frankpledge.review.risks.models import Escalation, Risk
from frankpledge.review.risks.queries.lines import RiskLine, lines_of
from frankpledge.shared.marking import BY_NAME
from frankpledge.shared.words import spell_day


@asks
def reviews_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """Reviews of open risks that have a day: by the risk's owner, or else its register's body."""
    wanted: dict[int | None, Body] = {body.pk: body for body in bodies}
    theirs = Q(owner__in=wanted) | Q(owner__isnull=True, register__in=wanted)
    dated = Q(first_review__isnull=False) | Q(reviews__next_review__isnull=False)
    found = Risk.objects.filter(theirs, dated).distinct().perhaps_open(on)
    lines = [one for one in lines_of(found, on, lately=True) if one.open and one.next_review]
    above = boards_above({one.risk.register_id for one in lines}, on)
    boards = Body.objects.with_names().in_bulk({pk for pks in above.values() for pk in pks})
    for line in lines:
        body = wanted[line.risk.owner_id or line.risk.register_id]
        asked_by = _whose(line, boards, above)
        yield Obligation(
            body=body,
            what=f"Review risk {line.number}{_title(line.risk)}",
            to=asked_by.name_on(on) if asked_by else line.register,
            due=line.next_review,
            why=_why(line),
            url=reverse("risks:review", args=[line.risk.register.slug, line.number]),
            asked_by=asked_by,
            answers=line.url,
        )


def _whose(
    line: RiskLine, boards: dict[int, Body], above: dict[int, frozenset[int]]
) -> Body | None:
    """The board whose chair hears of a late review: the first that the register's body reports to,
    or the register's own body where another one owns the risk."""
    keys = above.get(line.risk.register_id, frozenset())
    first = min((boards[pk] for pk in keys), key=lambda one: (one.sort, one.slug), default=None)
    if first or line.risk.owner_id in (None, line.risk.register_id):
        return first
    return line.risk.register


def _title(risk: Risk) -> str:
    """Its title; nothing where it is for named bodies: what a body owes, others read too."""
    return "" if risk.audience in BY_NAME else f": {risk.title}"


def _why(line: RiskLine) -> str:
    told = [f"Risk of {line.register}", line.band.lower() if line.scored else "", line.carried]
    return ", ".join(filter(None, told))


@asks
def answers_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """Risks that were put to these bodies and that they have neither taken nor returned."""
    wanted = {body.pk: body for body in bodies}
    found = list(
        Escalation.objects.filter(to__in=wanted, asked__lte=on)
        .filter(Q(state="asked") | Q(answered__gt=on))
        .select_related("risk")
    )
    registers = Body.objects.with_names().in_bulk({one.risk.register_id for one in found})
    for one in found:
        register = registers[one.risk.register_id]
        url = reverse("risks:answer", args=[register.slug, one.risk.number, one.pk])
        yield Obligation(
            body=wanted[one.to_id],
            what=f"Take or return a risk{_title(one.risk)}",
            to=register.name_on(on),
            due=one.wanted_by,
            why=f"Put to you on {spell_day(one.asked)}",
            url=url,
            asked_by=register,
            answers=url,
        )
