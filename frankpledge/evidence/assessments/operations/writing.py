"""Beginning an assessment, and writing it: its sections, its findings, what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from frankpledge.documents.content import blocks_to_json
from frankpledge.documents.pandoc import read_markdown
from frankpledge.evidence.assessments.models import (
    Assessment,
    AssessmentInput,
    AssessmentSection,
    AssessmentTemplate,
    Production,
    SectionFinding,
)
from frankpledge.evidence.assessments.rules.cycle import Period, may_be_about
from frankpledge.evidence.assessments.rules.shares import Share, may_share, shares_to_json
from frankpledge.evidence.assessments.rules.states import may_change
from frankpledge.evidence.assessments.rules.template import SectionTemplate
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.rules.states import may_be_placed
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import Refused, refused, require

# Where the area file gives no template: the four things an assessment is for.
USUAL_SECTIONS = (
    SectionTemplate("changes", "What has changed", "What rose and what fell.", "changes"),
    SectionTemplate("places", "Where it happens", "Where it is concentrated.", "places"),
    SectionTemplate("harm", "What does most harm", "Weighed by harm, not counted.", "harm"),
    SectionTemplate("priorities", "What this means for priorities", "What to adopt, and why."),
)


@operation("Began a strategic assessment")
def start_assessment(
    *,
    by: Actor,
    body: Body,
    period: Period,
    on: date,
    title: str = "",
    producer: Body | None = None,
) -> Assessment:
    """An assessment in draft, with the sections of the area's template and nothing in them.

    Who makes it, how often and who pays come from the area file where it says so; without, the
    body makes its own, once a year. Raises Refused for days that cannot be, or where one of the
    same body and period is being written.
    """
    require(may_be_about(period))
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    theirs = Assessment.objects.filter(body=body)
    same = theirs.filter(starts=period.starts, ends=period.ends)
    if under_way := same.filter(state__in=("draft", "in review", "approved")).first():
        raise Refused(f"There is one for {period.words} already: “{under_way.title}”.")
    template: AssessmentTemplate | None = template_on(body, on)
    production: Production | None = (
        Production.objects.on(on).filter(body=body).newest_first().first()
    )
    made = Assessment(
        body=body,
        number=(theirs.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=title.strip()[:200] or (template.title if template else "Strategic assessment"),
        starts=period.starts,
        ends=period.ends,
        template=template,
        producer=producer or (production.producer if production else body),
        begun=on,
    )
    if template:
        made.threshold = template.threshold
    if production:
        made.cycle, made.shares = production.cycle, production.shares
        made.shares_words = production.shares_words
    made.save()
    _add_sections(made, template.parts if template else USUAL_SECTIONS)
    return made


def _add_sections(made: Assessment, parts: Sequence[SectionTemplate]) -> None:
    for order, part in enumerate(parts, start=1):
        AssessmentSection(
            assessment=made,
            order=order,
            slug=part.slug,
            heading=part.heading,
            guidance=part.guidance,
            topic=part.topic,
        ).save()


def template_on(body: Body, on: date) -> AssessmentTemplate | None:
    """The template of a body's area that is in force on a day."""
    found = [
        one
        for one in AssessmentTemplate.objects.filter(area=body.area_id)
        if one.starts is None or one.starts <= on
    ]
    return max(found, key=lambda one: one.starts or date.min, default=None)


@operation("Changed what a strategic assessment is")
def change_assessment(
    *,
    by: Actor,
    assessment: Assessment,
    title: str,
    shares: Sequence[Share],
    shares_words: str,
    data_words: str,
    version: int | None = None,
) -> None:
    """Its title, who pays for it, and the data it used that are in no release.

    Raises Refused for shares that do not add up and are not explained; StaleRecord.
    """
    fresh(assessment, version)
    require(may_change(assessment.state))
    require(may_share(shares, shares_words))
    if not title.strip():
        raise Refused("Give it a title.")
    assessment.title = title.strip()[:200]
    assessment.shares, assessment.shares_words = shares_to_json(shares), shares_words.strip()[:300]
    assessment.data_words = data_words.strip()
    assessment.save()


@operation("Wrote a section of a strategic assessment")
def write_section(
    *, by: Actor, section: AssessmentSection, text: str, version: int | None = None
) -> None:
    """What a section says. Raises Refused; StaleRecord; UnreadableDocument."""
    require(may_change(section.assessment.state))
    if version is not None and version != section.version:
        raise StaleRecord(str(section))
    section.text = text
    section.content = blocks_to_json(read_markdown(text)) if text.strip() else []
    section.save()


@operation("Added a finding to a strategic assessment")
def add_finding(*, by: Actor, section: AssessmentSection, finding: Finding) -> SectionFinding:
    """A finding at the end of a section.

    Raises Refused for one that is there, withdrawn, or not for everybody.
    """
    require(may_change(section.assessment.state))
    if finding.area_id != section.assessment.body.area_id:
        require(refused("This finding is another area’s."))
    if finding.state == "withdrawn":
        require(refused(f"Finding {finding.number} is withdrawn. Choose another."))
    # Held and read afresh: it may be narrowed at this moment.
    held = Finding.objects.select_for_update(no_key=True).get(pk=finding.pk)
    require(may_be_placed(held.number, free=held.free))
    there = SectionFinding.objects.filter(section=section)
    if there.filter(finding=finding).exists():
        require(refused(f"Finding {finding.number} is in this section already."))
    last = there.aggregate(last=Max("order"))["last"] or 0
    added = SectionFinding(section=section, finding=finding, order=last + 1)
    added.save()
    return added


@operation("Took a finding out of a strategic assessment")
def drop_finding(*, by: Actor, placed: SectionFinding) -> None:
    """A finding goes from a section; it stays a finding. Raises Refused."""
    require(may_change(placed.section.assessment.state))
    placed.delete()


@operation("Moved a finding in a strategic assessment")
def move_finding(*, by: Actor, placed: SectionFinding, earlier: bool) -> None:
    """A finding changes places with the one before it, or after it. Raises Refused."""
    require(may_change(placed.section.assessment.state))
    beside = SectionFinding.objects.filter(section=placed.section)
    other = (
        beside.filter(order__lt=placed.order).last()
        if earlier
        else beside.filter(order__gt=placed.order).first()
    )
    if other is None:
        return
    placed.order, other.order = other.order, placed.order
    placed.save()
    other.save()


@operation("Named what a strategic assessment rests on")
def name_inputs(*, by: Actor, assessment: Assessment, parts: Sequence[Assessment]) -> None:
    """The assessments of other bodies that a county's rests on. Raises Refused."""
    require(may_change(assessment.state))
    for part in parts:
        if part.pk == assessment.pk:
            require(refused("An assessment does not rest on itself."))
    there = list(AssessmentInput.objects.filter(assessment=assessment))
    wanted = {part.pk for part in parts}
    for one in there:
        if one.part_id not in wanted:
            one.delete()
    known = {one.part_id for one in there}
    for part in parts:
        if part.pk not in known:
            AssessmentInput(assessment=assessment, part=part).save()
    if known != wanted:
        assessment.save(parts_changed=True)


def fresh(assessment: Assessment, version: int | None) -> None:
    """Raises StaleRecord where somebody has changed it since `version` was read."""
    if version is not None and version != assessment.version:
        raise StaleRecord(str(assessment))
