"""Closing a risk, and opening it again."""

from datetime import date

from frankpledge.review.risks.models import Risk, RiskTurn
from frankpledge.review.risks.operations.raising import fresh
from frankpledge.review.risks.rules.states import may_turn
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import require


@operation("Closed a risk")
def close_risk(
    *, by: Actor, risk: Risk, on: date, why: str, version: int | None = None
) -> RiskTurn:
    """Close a risk on a day, with the reason. Raises Refused, StaleRecord."""
    return _turn(risk, "closed", on, why, version)


@operation("Opened a risk again")
def reopen_risk(
    *, by: Actor, risk: Risk, on: date, why: str, version: int | None = None
) -> RiskTurn:
    """Open a closed risk again on a day, with the reason. Raises Refused, StaleRecord."""
    return _turn(risk, "reopened", on, why, version)


def _turn(risk: Risk, what: str, on: date, why: str, version: int | None) -> RiskTurn:
    fresh(risk, version)
    last = risk.turns.order_by("-on").first()
    require(
        may_turn(
            "closed" if risk.closed else "open",
            what,
            on,
            why,
            raised=risk.raised,
            last=last.on if last else None,
            today=clock.today(),
        )
    )
    turn = RiskTurn(risk=risk, on=on, what=what, why=why.strip()[:500])
    turn.save()
    risk.closed = on if what == "closed" else None
    risk.save()
    return turn
