"""Circulating a meeting's papers to its members, and publishing them."""

from datetime import date

from frankpledge.meetings.models import Meeting, Paper
from frankpledge.meetings.operations.papers import change_paper_state
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require


@operation("Circulated the papers")
def circulate(*, by: Actor, meeting: Meeting, on: date) -> int:
    """Send out every paper that is in; agenda numbers are fixed from now on. How many went out."""
    received = Paper.objects.filter(item__meeting=meeting, state="received")
    papers = list(received.select_related("item__meeting"))
    for paper in papers:
        change_paper_state(by=by, paper=paper, state="circulated", on=on)
    if meeting.circulated is None:
        meeting.circulated = on
    meeting.state = "called" if meeting.state == "planned" else meeting.state
    meeting.save()
    return len(papers)


@operation("Published the papers")
def publish(*, by: Actor, meeting: Meeting, on: date) -> int:
    """Publish every circulated paper; what is withheld stays withheld. How many were published.

    Raises Refused before circulation: members read the papers, and the updates that go with
    them, before the public does.
    """
    if meeting.circulated is None:
        require(refused("The papers have not been circulated. Circulate them to members first."))
    circulated = Paper.objects.filter(item__meeting=meeting, state="circulated")
    papers = list(circulated.select_related("item__meeting"))
    for paper in papers:
        change_paper_state(by=by, paper=paper, state="published", on=on)
    meeting.published = meeting.published or on
    meeting.save()
    return len(papers)
