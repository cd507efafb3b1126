"""Saying what a group has in place, and accepting that something does not apply to it."""

from datetime import date

from frankpledge.meetings.models import Decision, Meeting
from frankpledge.partnership.models import Body
from frankpledge.review.requirements.models import Evidence, Requirement, RequirementException
from frankpledge.review.requirements.rules import KnownDate, may_accept, may_end
from frankpledge.review.words import NOT_APPLICABLE, bare, says_nothing
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import require


@operation("Stated evidence of a requirement")
def state_evidence(
    *,
    by: Actor,
    board: Body,
    group: Body,
    document: str,
    recorded: date,
    text: str,
    known: KnownDate | None,
    reason: str,
    source: str,
    source_url: str = "",
    meeting: Meeting | None = None,
) -> Evidence | None:
    """What an update's row for a document says, as evidence of the board's requirement.

    A blank row says nothing and erases nothing, and neither does a row that no requirement asks
    for: None. The same words again from the same source are the same evidence. `meeting`: the one
    whose update says so, before whose papers go out members do not see it.
    """
    requirement = Requirement.objects.filter(board=board, document=document).first()
    if not document or requirement is None:
        return None
    blank = says_nothing(text) and bare(text) not in NOT_APPLICABLE
    if blank and known is None and not reason.strip():
        return None
    new = _evidence(requirement, group, recorded, text, known)
    new.reason, new.source, new.source_url, new.meeting = reason, source, source_url, meeting
    earlier: Evidence | None = Evidence.objects.filter(
        requirement=requirement, group=group, source=source, source_url=source_url
    ).last()
    if earlier is not None and (earlier.said, earlier.meeting_id) == (new.said, new.meeting_id):
        return earlier
    new.save()
    return new


@operation("Added evidence of a requirement")
def add_evidence(
    *,
    by: Actor,
    requirement: Requirement,
    group: Body,
    recorded: date,
    text: str,
    known: KnownDate | None,
    link: str = "",
) -> Evidence:
    """What a group, or the board's secretary for it, says that there is. What was said stays."""
    new = _evidence(requirement, group, recorded, text.strip(), known)
    new.link, new.source = link, by.name
    new.save()
    return new


def _evidence(
    requirement: Requirement, group: Body, recorded: date, text: str, known: KnownDate | None
) -> Evidence:
    return Evidence(
        requirement=requirement,
        group=group,
        recorded=recorded,
        text=text,
        dated=known.day if known else None,
        precision=known.precision if known else "",
    )


@operation("Accepted that a requirement does not apply")
def accept_exception(
    *,
    by: Actor,
    requirement: Requirement,
    group: Body,
    reason: str,
    starts: date,
    by_post: str = "",
    decision: Decision | None = None,
    review_by: date | None = None,
) -> RequirementException:
    """Accept from a day that a requirement does not apply to a group. Raises Refused."""
    known = RequirementException.objects.filter(requirement=requirement, group=group)
    later = known.filter(ends__isnull=True) | known.filter(ends__gte=starts)
    require(may_accept(reason, by_post, decision is not None, in_force=later.exists()))
    found = RequirementException(
        requirement=requirement,
        group=group,
        reason=reason.strip(),
        starts=starts,
        by_post=by_post.strip(),
        decision=decision,
        review_by=review_by,
    )
    found.save()
    return found


@operation("Ended an exception")
def end_exception(*, by: Actor, exception: RequirementException, on: date) -> None:
    """From the day after `on` the requirement applies again. Raises Refused."""
    require(may_end(exception.starts, exception.ends, on))
    exception.ends = on
    exception.save()
