"""Keeping a meeting's deadlines with the rule that made them, and giving an author more time."""

from datetime import date

from frankpledge.meetings.models import Deadline, Meeting, Paper
from frankpledge.meetings.queries.deadlines import counted_for, dues, kept
from frankpledge.meetings.rules import Counted, may_have_until
from frankpledge.partnership.models import TermsOfReference
from frankpledge.partnership.queries.register import terms_in_force
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import require


@operation("Set the deadlines")
def set_deadlines(*, by: Actor, meeting: Meeting) -> list[Deadline]:
    """Count a meeting's deadlines by the terms in force on its day, and keep them.

    Each is kept with its rule and its terms, so that a later change of the terms changes nothing
    by itself. Where no day can be worked out, the problem is kept in its place. Returns what is
    kept: nothing for a meeting without a day.
    """
    if meeting.date is None:
        return []
    terms = terms_in_force(meeting.body, meeting.date)
    there = {one.kind: one for one in Deadline.objects.filter(meeting=meeting)}
    found = counted_for(meeting, terms)
    kept_now = [there.pop(kind, None) or Deadline(meeting=meeting, kind=kind) for kind in found]
    for one in kept_now:
        _keep(one, found[one.kind], terms)
    for one in there.values():
        one.delete()
    return kept_now


def _keep(one: Deadline, found: Counted, terms: TermsOfReference | None) -> None:
    one.due, one.is_aim, one.problem, one.terms = found.due, found.is_aim, found.problem, terms
    one.rule = found.rule.kind if found.rule else ""
    one.days = found.rule.days if found.rule else None
    one.save()


@operation("Set the deadlines")
def ensure_deadlines(*, by: Actor, meeting: Meeting) -> list[Deadline]:
    """Keep deadlines for a meeting that has none kept yet, and return them; kept ones stay."""
    return [] if kept([meeting]) else set_deadlines(by=by, meeting=meeting)


@operation("Gave more time for a paper")
def give_more_time(*, by: Actor, paper: Paper, until: date, reason: str, on: date) -> None:
    """Give a paper's author a day later than the meeting's deadline. Raises Refused."""
    meeting = paper.item.meeting
    reports = dues([meeting])[meeting.pk].get("reports", Counted())
    require(may_have_until(paper.state, until, on, meeting=meeting.date, due=reports.due))
    paper.extended_to, paper.extended_why = until, reason
    paper.save()
