"""Minutes: begun, out for comments, approved by a later meeting, published."""

from datetime import date
from uuid import UUID

from frankpledge.history.queries import head
from frankpledge.meetings.models import (
    AgendaItem,
    Decision,
    Meeting,
    MinuteNote,
    Minutes,
    MinutesComment,
    Paper,
)
from frankpledge.meetings.operations.decisions import decision_facts, mark_held, wait_in_line
from frankpledge.meetings.operations.notes import Said, minutes_facts, take_note
from frankpledge.meetings.operations.papers import change_paper_state
from frankpledge.meetings.rules.minutes import may_be_taken, may_comment, minutes_may_become
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require
from frankpledge.shared.words import spell_day


@operation("Began the minutes")
def start_minutes(*, by: Actor, meeting: Meeting, on: date) -> Minutes:
    """The minutes of a meeting, made where there are none yet: so the meeting has been held.

    Raises Refused before its day.
    """
    require(may_be_taken(meeting.date, meeting.state, on))
    mark_held(wait_in_line(meeting))
    found: Minutes | None = Minutes.objects.filter(meeting=meeting).first()
    if found is None:
        found = Minutes(meeting=meeting)
        found.save()
    return found


@operation("Sent the minutes out for comments")
def send_for_comments(*, by: Actor, minutes: Minutes, until: date | None, on: date) -> None:
    """Members may read the draft and comment until a day, that day included. Raises Refused."""
    require(minutes_may_become(minutes_facts(minutes), "comments", on=on, until=until))
    minutes.state, minutes.comments_until = "comments", until
    minutes.save()


@operation("Took the minutes back to draft")
def take_back(*, by: Actor, minutes: Minutes) -> None:
    """Only their taker reads them again. Raises Refused."""
    require(minutes_may_become(minutes_facts(minutes), "draft"))
    minutes.state, minutes.comments_until = "draft", None
    minutes.save()


@operation("Commented on the minutes")
def comment(
    *,
    by: Actor,
    minutes: Minutes,
    note: MinuteNote | None,
    body: Body,
    post: str,
    text: str,
    on: date,
) -> MinutesComment:
    """What a member says of the draft, or of one note in it. Raises Refused."""
    require(may_comment(minutes.state, minutes.comments_until, on))
    if not text.strip():
        require(refused("Write your comment."))
    said = MinutesComment(
        minutes=minutes, note=note, body=body, post=post, said=on, text=text.strip()
    )
    said.save()
    return said


@operation("Answered a comment on the minutes")
def answer_comment(*, by: Actor, comment: MinutesComment, answer: str) -> None:
    """What came of a comment, in the secretary's words."""
    comment.answer = answer.strip()
    comment.save()


@operation("Approved the minutes")
def approve_minutes(*, by: Actor, minutes: Minutes, decision: Decision, on: date) -> None:
    """A later meeting agreed to them. Papers that hold them and wait for this are released.

    Raises Refused without a carried decision of the same body at a later meeting.
    """
    wait_in_line(minutes.meeting)
    require(
        minutes_may_become(minutes_facts(minutes), "approved", decision=decision_facts(decision))
    )
    minutes.state, minutes.approved, minutes.approved_by = "approved", decision.taken, decision
    minutes.save()
    _release(by, minutes, decision, on)


def _release(by: Actor, minutes: Minutes, decision: Decision, on: date) -> None:
    """The paper of these minutes no longer waits; it is public where its meeting's papers are."""
    held = Paper.objects.filter(minutes_of=minutes.meeting, state="withheld")
    for paper in held.select_related("item__meeting__body", "minutes_of"):
        still_waits = paper.withheld_until is not None and on < paper.withheld_until
        if paper.item.meeting.published and not still_waits:
            change_paper_state(by=by, paper=paper, state="published", on=on, decision=decision)
        else:
            paper.released_by = decision
            paper.save()


@operation("Approved the minutes of the meeting before")
def approve_at_meeting(
    *,
    by: Actor,
    earlier: Meeting,
    minutes: Minutes,
    item: AgendaItem,
    key: UUID,
    taken_by: str,
    on: date,
) -> MinuteNote:
    """At an item of a later meeting the board approves the minutes of an earlier one.

    `minutes` are the later meeting's own: the decision is taken down there under `item`. Minutes
    that came as a paper are put on record here. Raises Refused, and takes down nothing then.
    """
    met = spell_day(earlier.date) if earlier.date else earlier.label
    said = Said("decision", f"The minutes of the meeting of {met} were approved.", "agreed")
    note = take_note(
        by=by, minutes=minutes, item=item, key=key, said=said, taken_by=taken_by, on=on
    )
    before = Minutes.objects.select_related("meeting__body").filter(meeting=earlier).first()
    if before is None:
        before = _minutes_in_a_paper(earlier)
    if note.decision and note.decision != before.approved_by:
        approve_minutes(by=by, minutes=before, decision=note.decision, on=on)
    return note


def _minutes_in_a_paper(earlier: Meeting) -> Minutes:
    """The record of minutes that members were sent as a paper. Raises Refused without one."""
    sent = Paper.objects.filter(minutes_of=earlier, item__meeting__circulated__isnull=False)
    if not sent.exists():
        require(refused(f"Members have not been sent minutes of the {earlier}."))
    minutes = Minutes(meeting=earlier, state="comments")
    minutes.save()
    return minutes


@operation("Published the minutes")
def publish_minutes(*, by: Actor, minutes: Minutes, on: date) -> None:
    """Everybody may read them from now on, sealed: they print the head of the history's chain.

    Raises Refused before they are approved.
    """
    require(minutes_may_become(minutes_facts(minutes), "published"))
    last = head()
    minutes.state, minutes.published = "published", on
    minutes.seal, minutes.sealed_entries = last.digest, last.place
    minutes.save()
