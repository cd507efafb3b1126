"""Deadlines of meetings: as they are kept, and counted where none are kept yet."""

from collections.abc import Collection, Iterable
from datetime import date

from frankpledge.meetings.models import Deadline, Meeting
from frankpledge.meetings.models.deadlines import KINDS
from frankpledge.meetings.rules import Counted, Deadlines, counted
from frankpledge.partnership.models import Body, TermsOfReference
from frankpledge.partnership.queries.register import terms_in_force
from frankpledge.shared.words import spell_day
from frankpledge.shared.working_days import DeadlineRule

# Kind of deadline → what it is.
ByKind = dict[str, Counted]


def without_terms(body: Body, day: date) -> str:
    """Why a body without terms of reference has no deadlines."""
    return (
        f"{body.name_on(day)} has no terms of reference in force on {spell_day(day)}, "
        "so nothing says when reports are due."
    )


def counted_for(meeting: Meeting, terms: TermsOfReference | None) -> ByKind:
    """A meeting's deadlines by these terms: nothing before it has a day, or where no rule is set.

    What cannot be worked out is there too, with the problem in words.
    """
    if meeting.date is None:
        return {}
    if terms is None:
        problem = without_terms(meeting.body, meeting.date)
        return {kind: Counted(problem=problem) for kind in KINDS}
    found: ByKind = {}
    if terms.receipt:
        found["reports"] = counted(meeting.date, terms.receipt)
    if terms.circulation:
        found["papers"] = counted(meeting.date, terms.circulation, is_aim=terms.circulation_is_aim)
    return found


def kept(meetings: Iterable[Meeting]) -> dict[int, ByKind]:
    """Meeting's key → its deadlines as they are kept, in one query."""
    found: dict[int, ByKind] = {}
    for one in Deadline.objects.filter(meeting__in=[meeting.pk for meeting in meetings]):
        rule = DeadlineRule(one.rule, one.days) if one.days is not None else None
        read = Counted(one.due, rule, one.is_aim, one.problem)
        found.setdefault(one.meeting_id, {})[one.kind] = read
    return found


def dues(meetings: Collection[Meeting]) -> dict[int, ByKind]:
    """Meeting's key → its deadlines: those kept, else counted by the terms in force on its day.

    Two queries, however many meetings; give them with their bodies.
    """
    found = kept(meetings)
    missing = [one for one in meetings if one.pk not in found and one.date]
    if missing:
        terms = _terms_of(missing)
        for one in missing:
            found[one.pk] = counted_for(one, terms[one.pk])
    return {one.pk: found.get(one.pk, {}) for one in meetings}


def _terms_of(meetings: list[Meeting]) -> dict[int, TermsOfReference | None]:
    """Meeting's key → the terms in force on its day, in one query."""
    versions = list(
        TermsOfReference.objects.filter(body__in={one.body_id for one in meetings}).order_by(
            "-adopted"
        )
    )
    return {
        one.pk: next(
            (
                terms
                for terms in versions
                if one.date and terms.body_id == one.body_id and terms.holds_on(one.date)
            ),
            None,
        )
        for one in meetings
    }


def deadlines_of(meeting: Meeting) -> Deadlines:
    """A meeting's deadlines, the kept ones before any that are counted now.

    Raises LookupError, saying why, for a meeting without a day or where none can be worked out.
    """
    if meeting.date is None:
        raise LookupError(
            "Deadlines are counted back from the day of the meeting, once it has one."
        )
    found = dues([meeting])[meeting.pk]
    problems = [one.problem for one in found.values() if one.problem]
    if problems and not any(one.due for one in found.values()):
        raise LookupError(problems[0])
    reports, papers = found.get("reports", Counted()), found.get("papers", Counted())
    return Deadlines(
        meeting=meeting.date,
        receipt=reports.due,
        receipt_rule=reports.rule,
        circulation=papers.due,
        circulation_rule=papers.rule,
        circulation_is_aim=papers.is_aim,
    )


def recounted(meeting: Meeting) -> tuple[str, ...]:
    """Where the kept deadlines are no longer what the terms give today, in words.

    The kept ones stand until somebody counts again: people have been told of them.
    """
    before = kept([meeting]).get(meeting.pk)
    if not before or meeting.date is None:
        return ()
    now = counted_for(meeting, terms_in_force(meeting.body, meeting.date))
    return tuple(
        f"{words}: kept as {_told(before.get(kind))}; the terms now give {_told(now.get(kind))}."
        for kind, words in KINDS.items()
        if before.get(kind) != now.get(kind)
    )


def _told(one: Counted | None) -> str:
    if one is None:
        return "no deadline"
    if one.due is None:
        return f"no day, because {one.problem[:1].lower()}{one.problem[1:].rstrip('.')}"
    return f"{spell_day(one.due)} ({one.why})"
