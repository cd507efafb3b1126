"""Drafting an assessment: the data are asked, the rules of `drafting` say what they bear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from frankpledge.analytics.engine import EngineFailed
from frankpledge.analytics.measures import Question
from frankpledge.analytics.months import Month
from frankpledge.documents.content import blocks_to_json
from frankpledge.documents.pandoc import read_markdown
from frankpledge.evidence.assessments.drafting import Line, spoken_gaps
from frankpledge.evidence.assessments.models import (
    Assessment,
    AssessmentSection,
    SectionFinding,
)
from frankpledge.evidence.assessments.operations.asking import Drawn, Place, draw_on
from frankpledge.evidence.assessments.operations.writing import name_inputs, start_assessment
from frankpledge.evidence.assessments.queries.basis import (
    inputs_for,
    partnerships,
    rests_on_others,
)
from frankpledge.evidence.assessments.rules.cycle import Period
from frankpledge.evidence.findings.asking import not_worked_out
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.operations import keep_finding
from frankpledge.partnership.models import Body, Coverage
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of, spell_list


@dataclass(frozen=True)
class Drafted:
    """What a draft came to."""

    assessment: Assessment
    findings: tuple[Finding, ...]
    gaps: tuple[str, ...]

    @property
    def words(self) -> str:
        """In a sentence, for whoever asked."""
        words = f"Drafted from the data: {count_of(len(self.findings), 'finding')}"
        if self.gaps:
            words += f", and {count_of(len(self.gaps), 'thing')} that the data do not show yet"
        return f"{words}."


@operation("Drafted a strategic assessment from the data")
def draft_assessment(
    *,
    by: Actor,
    body: Body,
    period: Period,
    now: datetime,
    title: str = "",
) -> Drafted:
    """A first version of a body's assessment, filled from the data alone, all of it in draft.

    Each place of the body (of a county's board: each partnership) is asked what rose, what fell,
    where it is concentrated, what does most harm by the weights that are loaded, and what is
    exceptional beside the other districts. Raises Refused where one is under way, the body covers
    no place, or the engine fails.
    """
    if period.starts.day != 1:
        raise Refused("Police data are monthly: give a period of whole months.")
    places = places_asked(body, period.ends)
    if not places:
        raise Refused("This body covers no place, so nothing can be asked of the data about it.")
    assessment = start_assessment(by=by, body=body, period=period, on=now.date(), title=title)
    assessment.drafted = now
    assessment.save()
    first, last = Month.of(period.starts), Month.of(period.ends)
    policy = assessment.policy
    around = places_of_bodies(partnerships(body.area, period.ends), period.ends)
    try:
        found = [draw_on(one, around, first, last, policy) for one in places]
    except EngineFailed as no:
        raise Refused(not_worked_out(no)) from no
    keeper = _Keeper(by, assessment, now)
    for section in AssessmentSection.objects.filter(assessment=assessment):
        keeper.fill(section, found)
    if rests_on_others(body, period.ends):
        name_inputs(by=by, assessment=assessment, parts=inputs_for(assessment))
    return Drafted(assessment, tuple(keeper.kept), tuple(keeper.gaps))


def places_asked(body: Body, on: date) -> tuple[Place, ...]:
    """The places that an assessment of a body is about.

    A partnership's own districts together; of a county's board, each partnership apart.
    """
    apart = rests_on_others(body, on)
    return places_of_bodies(partnerships(body.area, on) if apart else [body], on)


def places_of_bodies(bodies: Sequence[Body], on: date) -> tuple[Place, ...]:
    """For each body that covers some place on a day: its districts together, by their codes."""
    covers = list(Coverage.objects.on(on).filter(body__in=bodies).select_related("place"))
    found = []
    for one in bodies:
        places = [each.place for each in covers if each.body_id == one.pk]
        codes = tuple(place.code or f"district:{place.name}" for place in places)
        if codes:
            found.append(Place(spell_list([place.name for place in places]), codes))
    return tuple(found)


class _Keeper:
    """Keeps lines as findings in the sections that ask for them."""

    def __init__(self, by: Actor, assessment: Assessment, now: datetime) -> None:
        self.by, self.assessment, self.now = by, assessment, now
        self.kept: list[Finding] = []
        self.gaps: list[str] = []

    def fill(self, section: AssessmentSection, found: Iterable[Drawn]) -> None:
        """Put what the data say of a section's topic into it."""
        if not section.topic:
            return
        drawn = list(found)
        mine = (gap for one in drawn for gap in one.gaps if gap.topic == section.topic)
        gaps = spoken_gaps(mine)
        order = 0
        for one in drawn:
            for line in one.lines:
                if line.topic == section.topic and (finding := self._keep(line, one)):
                    order += 1
                    SectionFinding(section=section, finding=finding, order=order).save()
        text = _text(section.topic, drawn, order)
        section.gaps, section.text = gaps, text
        section.content = blocks_to_json(read_markdown(text)) if text else []
        section.save()
        self.gaps += gaps

    def _keep(self, line: Line, drawn: Drawn) -> Finding | None:
        question = Question(
            measure=line.measure,
            by=line.by,
            first=line.first,
            last=line.last,
            types=line.types,
            places=drawn.places_of(line),
            parameters=dict(line.parameters),
        )
        try:
            finding = keep_finding(
                by=self.by,
                area=self.assessment.body.area,
                question=question,
                title=line.title,
                words=line.words,
                hedge=line.hedge,
                now=self.now,
                places=(drawn.name,),
            )
        except Refused as no:
            self.gaps.append(f"“{line.title}” could not be kept: {no.reason}")
            return None
        self.kept.append(finding)
        return finding


def _text(topic: str, drawn: list[Drawn], findings: int) -> str:
    """What a section says before its findings: where nothing stood out, that nothing did.

    Of what was not asked nothing is said: such a section is written by hand.
    """
    if topic == "summary":
        return _summary(drawn)
    asked = [one for one in drawn if not any(gap.topic == topic for gap in one.gaps)]
    if findings or not asked or topic not in NOTHING:
        return ""
    return f"{NOTHING[topic]} in {spell_list([one.name for one in asked])}."


def _summary(drawn: list[Drawn]) -> str:
    """What each finding says, in a line: each stands with its figures and source further down."""
    lines = [
        line for topic in IN_BRIEF for one in drawn for line in one.lines if line.topic == topic
    ]
    return "\n".join(f"- {line.title}." for line in lines)


# What a reader should know first: what moved, then what stands out, then what always does.
IN_BRIEF = ("changes", "neighbours", "harm", "places")
NOTHING = {
    "places": "Recorded crime is not concentrated in a few wards",
    "harm": "No one kind of crime does more than its share of harm",
    "neighbours": "Nothing is exceptional against the other districts",
    "outcomes": "Too few crimes had a positive outcome, or had none, for a share to be given",
}
