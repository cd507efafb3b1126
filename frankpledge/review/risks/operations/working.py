"""Scoring, reviewing and controlling a risk; and that a board was told of it."""

from datetime import date

from frankpledge.partnership.models import Body
from frankpledge.review.risks.models import Risk, RiskControl, RiskMention, RiskReview, RiskScore
from frankpledge.review.risks.operations.raising import fresh, new_score
from frankpledge.review.risks.rules.states import may_review
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require
from frankpledge.shared.words import spell_day


@operation("Scored a risk")
def score_risk(
    *,
    by: Actor,
    risk: Risk,
    on: date,
    today: date,
    likelihood: int,
    impact: int,
    why: str = "",
    kind: str = "current",
    version: int | None = None,
) -> RiskScore:
    """Score a risk, or its target, on a day; the same day's score is put right, not kept twice.

    Raises Refused for a level that is not on the matrix or a day that cannot be, StaleRecord where
    somebody else changed or scored the risk since `version`.
    """
    fresh(risk, version)
    _in_its_time(risk, on, today)
    wanted = new_score(risk, on, likelihood, impact, kind=kind, why=why)
    held = RiskScore.objects.filter(risk=risk, kind=kind, on=on).first()
    if held:
        for name, value in wanted.field_values().items():
            setattr(held, name, value)
        wanted = held
    wanted.save()
    risk.save(parts_changed=True)
    return wanted


def _in_its_time(risk: Risk, on: date, today: date) -> None:
    if on > today:
        require(refused(f"{spell_day(on)} is still to come. Give a day up to today."))
    if on < risk.raised:
        said = f"It was raised on {spell_day(risk.raised)}, after {spell_day(on)}."
        require(refused(f"{said} Give a day since then."))


@operation("Reviewed a risk")
def review_risk(
    *,
    by: Actor,
    risk: Risk,
    on: date,
    note: str,
    next_review: date | None,
    post: str = "",
    version: int | None = None,
) -> RiskReview:
    """Record what a review found, and when the next is. Raises Refused, StaleRecord."""
    fresh(risk, version)
    require(may_review(is_open=risk.closed is None, note=note, on=on, next_review=next_review))
    added = RiskReview(risk=risk, on=on, note=note.strip(), next_review=next_review, post=post)
    added.save()
    risk.save(parts_changed=True)
    return added


@operation("Added a control of a risk")
def add_control(
    *,
    by: Actor,
    risk: Risk,
    text: str,
    owner: Body | None = None,
    owner_post: str = "",
    starts: date | None = None,
    ends: date | None = None,
) -> RiskControl:
    """Say what is in place that makes a risk less likely or less bad, from and until when."""
    _ends_after(starts, ends)
    added = RiskControl(
        risk=risk, text=text, owner=owner, owner_post=owner_post, starts=starts, ends=ends
    )
    added.save()
    return added


@operation("Ended a control of a risk")
def end_control(*, by: Actor, control: RiskControl, ends: date) -> None:
    """Give a control its last day. Raises Refused for a day before its first."""
    _ends_after(control.starts, ends)
    control.ends = ends
    control.save()


def _ends_after(starts: date | None, ends: date | None) -> None:
    if starts and ends and ends < starts:
        first, last = spell_day(starts), spell_day(ends)
        require(refused(f"The last day, {last}, is before the first, {first}. Change one."))


@operation("Told a board of a risk")
def mention(
    *, by: Actor, risk: Risk, board: Body, on: date, words: str = "", day_known: bool = True
) -> None:
    """An update to a board, for its meeting on a day, raised the risk.

    The same risk, board and day again changes nothing, save that newer words take the place of
    the older.
    """
    held: RiskMention | None = RiskMention.objects.filter(risk=risk, board=board, on=on).first()
    found = held or RiskMention(risk=risk, board=board, on=on, day_known=day_known)
    found.words = words or found.words
    found.save()
