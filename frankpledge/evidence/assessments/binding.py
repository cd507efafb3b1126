"""An assessment as a meeting's paper, and what a decision brought about for one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from frankpledge.documents.content import Notice, words
from frankpledge.documents.pack import Section
from frankpledge.evidence.assessments.models import Assessment, AssessmentDecision
from frankpledge.evidence.assessments.papers import facts_of, sections_of
from frankpledge.meetings.contributions import contributes
from frankpledge.meetings.editions import Reader
from frankpledge.meetings.models import AgendaItem, Decision
from frankpledge.meetings.queries.decisions import Brought, brings_about

BINDING = "strategic-assessment"
TO_FOLLOW = "It is published once the board has approved it."


@brings_about
def assessments_brought_about(decision: Decision) -> Iterable[Brought]:
    """Strategic assessments approved by a decision."""
    found = AssessmentDecision.objects.filter(decision=decision)
    for one in found.select_related("assessment__body"):
        assessment = one.assessment
        yield Brought(
            f"{assessment}: approved", assessment.get_absolute_url(), public=assessment.is_public
        )


@contributes(BINDING)
def assessment_sections(item: AgendaItem, reader: Reader, day: date) -> tuple[Section, ...]:
    """The board's assessment that waits for its decision, or else the newest that is made.

    The public edition holds what is published, and otherwise a page that says when it comes.
    """
    found = bound_assessment(item, day)
    if found is None:
        return ()
    public = reader.edition.public
    key = f"item-{item.label}-assessment".lower()
    first = Section(
        key=key,
        number=item.label,
        title=str(found),
        state=found.get_state_display(),
        facts=facts_of(found, day),
        blocks=(),
        level=2,
    )
    if public and not found.is_public:
        notice = Notice("to-follow", str(found), words(TO_FOLLOW))
        return (
            Section(
                key=key,
                number=item.label,
                title=str(found),
                state="To follow",
                facts=(),
                blocks=(notice,),
                level=2,
            ),
        )
    parts = sections_of(found, public=public, number=item.label, level=2, key=f"{key}-")
    return (first, *parts)


def bound_assessment(item: AgendaItem, day: date) -> Assessment | None:
    """The assessment that an item of a body's meeting binds in: what is in review comes first."""
    theirs = (
        Assessment.objects.filter(body=item.meeting.body, begun__lte=day)
        .select_related("body", "producer")
        .exclude(state__in=("draft", "superseded"))
        .order_by("-ends", "-number")
    )
    waiting: Assessment | None = theirs.filter(state="in review").first()
    return waiting or theirs.first()
