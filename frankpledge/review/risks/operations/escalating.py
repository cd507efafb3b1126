"""Putting a risk to another body, and that body's answer."""

from datetime import date

from frankpledge.partnership.models import Body
from frankpledge.review.risks.models import Escalation, Risk
from frankpledge.review.risks.operations.raising import Funding, new_score, raise_risk
from frankpledge.review.risks.queries.lines import line_of
from frankpledge.review.risks.queries.matrices import matrix_on
from frankpledge.review.risks.queries.reach import may_be_put_to
from frankpledge.review.risks.rules.states import Asking, may_answer, may_ask
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import require


@operation("Put a risk to another body")
def escalate(
    *, by: Actor, risk: Risk, to: Body, on: date, why: str, wanted_by: date | None = None
) -> Escalation:
    """Ask a body to take a risk into its register. Raises Refused."""
    earlier = risk.escalations.filter(to=to).select_related("became")
    require(
        may_ask(
            [
                Asking(one.state, one.became is not None and one.became.closed is None)
                for one in earlier
            ],
            why,
            risk_open=risk.closed is None,
            reached=to.pk in {body.pk for body in may_be_put_to(risk.register, on)},
            alive=Body.objects.standing_on(on).filter(pk=to.pk).exists(),
            to=to.name_on(on),
        )
    )
    added = Escalation(risk=risk, to=to, asked=on, why=why.strip(), wanted_by=wanted_by)
    added.save()
    return added


@operation("Took a risk into the register")
def accept_risk(
    *, by: Actor, escalation: Escalation, on: date, answer: str = "", ref: str = ""
) -> Risk:
    """Take a risk: it becomes a risk of the asked body's own register, with the same score.

    `ref`: its reference in a register that the body keeps elsewhere. Raises Refused.
    """
    _hold(escalation)
    require(may_answer(escalation.state, "accepted", answer, asked=escalation.asked, on=on))
    risk = escalation.risk
    made = raise_risk(
        by=by,
        register=escalation.to,
        title=risk.title,
        text=risk.text,
        raised=on,
        owner=escalation.to,
        priority=risk.priority,
        cause=risk.cause,
        funding=Funding(
            risk.cliff, risk.cliff_words, risk.cliff_what, risk.cliff_pence, risk.funding
        ),
        ref=ref,
    )
    scored, matrix = line_of(risk, on).scored, matrix_on(escalation.to.area_id, on)
    # A score of a matrix that has changed since is left behind: it would mean something else.
    if scored and matrix and matrix.has(scored):
        why = f"As risk {risk.number} of {risk.register.short_on(on)} was scored"
        new_score(made, on, scored.likelihood, scored.impact, why=why[:500]).save()
    _answer(escalation, "accepted", on, answer, made)
    return made


@operation("Returned a risk")
def return_risk(*, by: Actor, escalation: Escalation, on: date, answer: str) -> None:
    """Return a risk to those who asked, with the reason. Raises Refused."""
    _hold(escalation)
    require(may_answer(escalation.state, "returned", answer, asked=escalation.asked, on=on))
    _answer(escalation, "returned", on, answer, None)


@operation("Withdrew an asking")
def withdraw_escalation(*, by: Actor, escalation: Escalation, on: date) -> None:
    """Ask no longer. Raises Refused where it has been answered."""
    _hold(escalation)
    require(may_answer(escalation.state, "withdrawn", "", asked=escalation.asked, on=on))
    _answer(escalation, "withdrawn", on, "", None)


def _hold(escalation: Escalation) -> None:
    """Read it afresh and hold it: of two who answer at once, the second is told of the first."""
    held = Escalation.objects.select_for_update().get(pk=escalation.pk)
    escalation.state, escalation.version = held.state, held.version


def _answer(escalation: Escalation, state: str, on: date, answer: str, became: Risk | None) -> None:
    escalation.state, escalation.answered = state, on
    escalation.answer, escalation.became = answer.strip(), became
    escalation.save()
