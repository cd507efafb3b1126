"""Recording what a board decides, and what each decision brings about, in the same stroke."""

from datetime import date

from django.db.models import ProtectedError

from frankpledge.meetings.models import (
    CARRIED,
    AgendaItem,
    Decision,
    DecisionEffect,
    Meeting,
    MinuteNote,
    Recommendation,
)
from frankpledge.meetings.rules.decisions import (
    DecisionFacts,
    may_record_decision,
    may_rest_on,
    may_start,
)
from frankpledge.partnership.models import Body, Membership, TermsOfReference
from frankpledge.partnership.operations import (
    amend_terms_with_seat,
    appoint_member,
    end_membership,
)
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import Refused, refused, require


def decision_facts(decision: Decision) -> DecisionFacts:
    """What the rules need to know of a decision."""
    return DecisionFacts(
        body=decision.meeting.body.slug,
        reference=decision.reference,
        taken=decision.taken,
        carried=decision.outcome in CARRIED,
    )


def day_of(meeting: Meeting) -> date:
    """The day a meeting was held on. Raises Refused for one that is only foreseen."""
    if meeting.date is None:
        raise Refused("This meeting has no date yet. Give it one first.")
    return meeting.date


def wait_in_line(meeting: Meeting) -> Meeting:
    """The meeting as it is now; whoever else asks for it so waits until this operation is done."""
    found: Meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    return found


def mark_held(meeting: Meeting) -> None:
    """A meeting as `wait_in_line` gives it took place: its minutes or its roll are being kept."""
    if meeting.state != "held":
        meeting.state = "held"
        meeting.save()


@operation("Recorded a decision")
def record_decision(
    *,
    by: Actor,
    meeting: Meeting,
    text: str,
    outcome: str,
    on: date,
    item: AgendaItem | None = None,
    recommendation: Recommendation | None = None,
) -> Decision:
    """A decision of a meeting, with the next number there. Raises Refused.

    Approved minutes hold every decision of their meeting, so nothing joins them afterwards.
    """
    require(may_record_decision(meeting.date, meeting.state, on, text=text))
    wait_in_line(meeting)
    approved = MinuteNote.objects.filter(
        minutes__meeting=meeting, minutes__state__in=("approved", "published")
    )
    if approved.exists():
        require(refused("The minutes of this meeting are approved and hold all its decisions."))
    last = Decision.objects.filter(meeting=meeting).order_by("number").last()
    decision = Decision(
        meeting=meeting,
        number=last.number + 1 if last else 1,
        item=item,
        recommendation=recommendation,
        outcome=outcome,
        text=text.strip(),
        taken=day_of(meeting),
    )
    decision.save()
    return decision


@operation("Changed a decision")
def change_decision(*, by: Actor, decision: Decision, text: str, outcome: str) -> None:
    """Put down in better words what was decided. Raises Refused where something rests on it.

    What has been brought about by a decision cannot be left without one.
    """
    if decision.outcome in CARRIED and outcome not in CARRIED and rests_on(decision):
        require(refused(f"{decision.reference} has brought something about, so it was agreed."))
    decision.text, decision.outcome = text.strip(), outcome
    decision.save()


@operation("Removed a decision")
def remove_decision(*, by: Actor, decision: Decision) -> None:
    """Take back a decision put down by mistake. Raises Refused where something rests on it."""
    try:
        decision.delete()
    except ProtectedError:
        require(refused(f"{decision.reference} has brought something about, so it stays."))


def rests_on(decision: Decision) -> bool:
    """Whether any other record points at a decision; the note that took it down does not count."""
    return any(
        getattr(decision, relation.get_accessor_name() or "").exists()
        for relation in decision._meta.related_objects
        if not relation.one_to_one
    )


@operation("Amended the terms of reference by a decision")
def amend_terms_by_decision(
    *,
    by: Actor,
    decision: Decision,
    board: Body,
    version: str,
    seat_slug: str = "",
    seat_title: str = "",
) -> TermsOfReference:
    """A new version of a board's terms from the day it decided so, with a seat that it adds.

    Raises Refused without a carried decision of that board.
    """
    require(may_rest_on(decision_facts(decision), board.slug))
    terms = amend_terms_with_seat(
        by=by,
        board=board,
        slug=version,
        adopted=decision.taken,
        decision=words_of(decision),
        seat_slug=seat_slug,
        seat_title=seat_title,
    )
    DecisionEffect(decision=decision, what="adopted", terms=terms).save()
    return terms


@operation("Appointed a member by a decision")
def appoint_by_decision(
    *,
    by: Actor,
    decision: Decision,
    board: Body,
    seat: str,
    represents: Body,
    post: str,
    starts: date,
) -> Membership:
    """Give a post a seat, as the board decided. Raises Refused, as `appoint_member` does."""
    facts = decision_facts(decision)
    require(may_rest_on(facts, board.slug))
    require(may_start(facts, starts))
    membership = appoint_member(
        by=by,
        board=board,
        seat=seat,
        represents=represents,
        post=post,
        starts=starts,
        decision=words_of(decision),
    )
    DecisionEffect(decision=decision, what="appointed", membership=membership).save()
    return membership


@operation("Ended a membership by a decision")
def end_by_decision(*, by: Actor, decision: Decision, membership: Membership, ends: date) -> None:
    """A post holds its seat until `ends`, that day included. Raises Refused."""
    facts = decision_facts(decision)
    require(may_rest_on(facts, membership.seat.body.slug))
    require(may_start(facts, ends))
    end_membership(by=by, membership=membership, ends=ends, decision=words_of(decision))
    DecisionEffect(decision=decision, what="ended", membership=membership).save()


def words_of(decision: Decision) -> str:
    """A decision as the record that it changed tells of it: "Decision 3 of …, item 9"."""
    item = f", item {decision.item.label}" if decision.item else ""
    return f"{decision.reference}{item}"
