"""What Frankpledge measures from its own records: actions done in time, and who came."""

from datetime import date
from decimal import Decimal

from frankpledge.actions.models import Action
from frankpledge.meetings.models import Attendance
from frankpledge.meetings.rules.attendance import ATTENDED, outcome
from frankpledge.partnership.models import Body
from frankpledge.review.indicators.measures import Measured, measure
from frankpledge.review.indicators.rules.periods import Period

OWN = "Frankpledge’s own records"


@measure(
    "actions-on-time", title="Actions closed by their date", kind="percent", unit="% of actions"
)
def actions_on_time(body: Body, period: Period, on: date) -> Measured | None:
    """Of the actions in a board's register due in a period, those closed by the day they were due.

    Those that the board dropped count neither way; nothing where none was due.
    """
    due = Action.objects.filter(register=body, due__range=(period.starts, period.ends))
    counted = due.exclude(state="dropped").values_list("due", "closed")
    days = [(by, closed) for by, closed in counted if by is not None]
    if not days:
        return None
    return Measured(
        as_at=on,
        source=f"{OWN}: register of actions",
        method="Actions due in the period and not dropped; closed on or before the day due.",
        numerator=Decimal(sum(bool(closed and closed <= by) for by, closed in days)),
        denominator=Decimal(len(days)),
    )


@measure(
    "attendance", title="Attendance at a board’s meetings", kind="percent", unit="% of seats held"
)
def attendance(body: Body, period: Period, on: date) -> Measured | None:
    """Of the seats on the rolls of a board's meetings in a period, those that somebody filled.

    A meeting counts once its roll was kept; a substitute counts where one was approved.
    """
    rows = Attendance.objects.filter(
        meeting__body=body,
        meeting__state="held",
        meeting__date__range=(period.starts, period.ends),
        seat__isnull=False,
    )
    kept = set(rows.exclude(status="apologies").values_list("meeting", flat=True))
    found = rows.filter(meeting__in=kept).values_list("status", "substitute_state")
    outcomes = [outcome(status, substitute) for status, substitute in found]
    if not outcomes:
        return None
    return Measured(
        as_at=on,
        source=f"{OWN}: rolls of meetings",
        method="Seats on the roll of each meeting held; present, or an approved substitute came.",
        numerator=Decimal(sum(one in ATTENDED for one in outcomes)),
        denominator=Decimal(len(outcomes)),
    )
