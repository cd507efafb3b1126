"""Sending a meeting's papers to its members, taking one back, and publishing them."""

from datetime import date

from django.db.models import Q

from frankpledge.chasing.telling import tell
from frankpledge.meetings.models import (
    AgendaItem,
    CirculatedPaper,
    Circulation,
    Meeting,
    Paper,
)
from frankpledge.meetings.models.papers import PaperQuerySet
from frankpledge.meetings.operations.papers import awaits_approval, change_paper_state
from frankpledge.meetings.rules.circulation import CirculationFacts, may_circulate, next_number
from frankpledge.meetings.telling import circulation_news
from frankpledge.partnership.models import Body, Membership
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.marking import Audience
from frankpledge.shared.verdict import refused, require


@operation("Circulated the papers")
def circulate(*, by: Actor, meeting: Meeting, on: date, why: str = "") -> int:
    """Send out every paper that is in, each kept as it went; how many went out.

    The first time it is the pack, and agenda numbers are fixed from then on. After that it is an
    addendum, which says why it is late. What the public may not read yet goes to members too.
    Members are told once. Raises Refused.
    """
    papers = _going(meeting)
    numbers = list(Circulation.objects.filter(meeting=meeting).values_list("number", flat=True))
    require(may_circulate(_facts(meeting, papers), why))
    sent = Circulation(
        meeting=meeting,
        number=next_number(numbers, out=meeting.circulated is not None),
        on=on,
        why=why.strip(),
    )
    sent.save()
    CirculatedPaper.objects.add_all([_as_it_goes(sent, paper) for paper in papers])
    for paper in papers:
        if paper.state == "received":
            change_paper_state(by=by, paper=paper, state="circulated", on=on)
    meeting.circulated = meeting.circulated or on
    meeting.state = "called" if meeting.state == "planned" else meeting.state
    meeting.save()
    _tell_members(by, sent, len(papers), on)
    return len(papers)


def _going(meeting: Meeting) -> list[Paper]:
    """What has come in and has not gone out: received, or withheld from the public from the start.

    The rows are locked, so that a paper that somebody changes at this moment goes out whole.
    """
    never_sent = Q(state="withheld") & ~Q(
        pk__in=CirculatedPaper.objects.filter(paper__item__meeting=meeting).values("paper")
    )
    found = (
        Paper.objects.filter(item__meeting=meeting)
        .filter(Q(state="received") | never_sent)
        .select_related("item__meeting")
        .prefetch_related("recommendations")
        .order_by("item__number", "item__letter", "pk")
    )
    return list(found.select_for_update(of=("self",)))


def _facts(meeting: Meeting, papers: list[Paper]) -> CirculationFacts:
    return CirculationFacts(
        cancelled=meeting.state == "cancelled",
        dated=meeting.date is not None,
        items=AgendaItem.objects.filter(meeting=meeting).count(),
        papers=len(papers),
        out=meeting.circulated is not None,
    )


def _as_it_goes(sent: Circulation, paper: Paper) -> CirculatedPaper:
    return CirculatedPaper(
        circulation=sent,
        paper=paper,
        label=paper.item.label,
        title=paper.title,
        content=paper.content,
        recommendations=[one.text for one in paper.recommendations.all()],
        source=paper.source,
        original=paper.original.name or "",
        original_name=paper.original_name,
        why=paper.revised_why,
    )


def _tell_members(by: Actor, sent: Circulation, papers: int, on: date) -> None:
    """Write once to every body that holds a seat on the day of the meeting."""
    meeting = sent.meeting
    seated = Membership.objects.on(meeting.date or on).filter(seat__body=meeting.body)
    subject, text = circulation_news(sent, papers)
    tell(
        by=by,
        bodies=Body.objects.with_names().filter(pk__in=seated.values("represents")),
        key=f"circulated:{meeting.pk}:{sent.number}",
        about="circulated",
        subject=subject,
        text=text,
        on=on,
    )


@operation("Took a paper back to revise it")
def revise_paper(*, by: Actor, paper: Paper, why: str, on: date) -> None:
    """Take back a paper that members have. What they have stays theirs until the new one goes out.

    Raises Refused without a reason, and once the paper is published.
    """
    change_paper_state(by=by, paper=paper, state="received", on=on, why=why)


@operation("Published the papers")
def publish(*, by: Actor, meeting: Meeting, on: date) -> int:
    """Publish every circulated paper for the public, and those released since. How many.

    What is withheld stays so, and minutes are withheld until the board has approved them. Raises
    Refused before circulation: members read the papers, and the updates that go with them, first.
    """
    if meeting.circulated is None:
        require(refused("The papers have not been circulated. Circulate them to members first."))
    published = 0
    for paper in _to_publish(meeting):
        if awaits_approval(paper):
            change_paper_state(
                by=by,
                paper=paper,
                state="withheld",
                on=on,
                withheld_until_decision="until the board approves them",
            )
        else:
            change_paper_state(by=by, paper=paper, state="published", on=on)
            published += 1
    published += _publish_all(by, Paper.objects.released_on(on), meeting, on)
    meeting.published = meeting.published or on
    meeting.save()
    return published


def _to_publish(meeting: Meeting) -> list[Paper]:
    found = Paper.objects.filter(
        item__meeting=meeting, state="circulated", audience=Audience.PUBLIC
    )
    return list(found.select_related("item__meeting__body", "minutes_of"))


def _publish_all(by: Actor, papers: PaperQuerySet, meeting: Meeting, on: date) -> int:
    """Publish withheld papers of a meeting, each by the decision that released it, if one did."""
    found = papers.filter(item__meeting=meeting).select_related(
        "item__meeting__body", "minutes_of", "released_by__meeting__body"
    )
    for paper in found:
        change_paper_state(by=by, paper=paper, state="published", on=on, decision=paper.released_by)
    return len(found)


@operation("Published papers whose day had come")
def publish_due(*, by: Actor, meeting: Meeting, on: date) -> int:
    """Publish the withheld papers for which nothing is left to wait. How many were published.

    One that waits for a decision as well as a day is left: a person records that decision.
    """
    return _publish_all(by, Paper.objects.free_on(on), meeting, on)
