"""An assessment as one object for the page, the PDF, the Word file and a board's pack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from frankpledge.documents.content import (
    Block,
    Heading,
    ListBlock,
    Notice,
    Paragraph,
    Run,
    Table,
    blocks_from_json,
    blocks_to_json,
    words,
)
from frankpledge.documents.pack import Pack, Section
from frankpledge.evidence.assessments.models import (
    Assessment,
    AssessmentSection,
    SectionFinding,
)
from frankpledge.evidence.assessments.people import people_blocks, questions_of, surveys_used
from frankpledge.evidence.findings.papers import (
    Shown,
    finding_blocks,
    shown_in_full,
    shown_together,
)
from frankpledge.evidence.findings.queries.why import releases_of
from frankpledge.partnership.models import Body
from frankpledge.shared import address, clock
from frankpledge.shared.words import count_of, spell_day

DATA_USED = "Data used"


@dataclass(frozen=True)
class Part:
    """One section of the document: its heading and what stands under it."""

    slug: str
    heading: str
    blocks: tuple[Block, ...]


def content_of(assessment: Assessment, *, public: bool) -> tuple[Part, ...]:
    """What an assessment says: as it was frozen once it is published, as it stands until then."""
    if assessment.content:
        return content_from_json(assessment.content)
    return content_now(assessment, public=public)


def content_now(assessment: Assessment, *, public: bool) -> tuple[Part, ...]:
    """What an assessment says as it stands. `public`: with small numbers held back."""
    sections = list(AssessmentSection.objects.filter(assessment=assessment))
    placed = list(
        SectionFinding.objects.filter(section__in=sections).select_related(
            "finding__area", "section"
        )
    )
    asked = questions_of(assessment)
    findings = [one.finding for one in placed]
    if public:
        shown = shown_together(findings, assessment.threshold)
    else:
        shown = {one.pk: shown_in_full(one) for one in findings}
    parts = [
        Part(
            one.slug,
            one.heading,
            _section(
                one,
                [shown[p.finding_id] for p in placed if p.section_id == one.pk],
                people_blocks([q for q in asked if q.section_id == one.pk], public=public),
            ),
        )
        for one in sections
    ]
    used = _data_used(assessment, placed, surveys_used(asked, assessment.threshold))
    return (*_numbered(parts), Part("data-used", DATA_USED, used))


def content_to_json(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """The document for a database's JSON field."""
    return [
        {"slug": one.slug, "heading": one.heading, "blocks": blocks_to_json(one.blocks)}
        for one in parts
    ]


def content_from_json(data: list[dict[str, Any]]) -> tuple[Part, ...]:
    """The document that `content_to_json` wrote."""
    return tuple(Part(one["slug"], one["heading"], blocks_from_json(one["blocks"])) for one in data)


def _section(
    section: AssessmentSection, findings: list[Shown], people: Iterable[Block]
) -> tuple[Block, ...]:
    blocks: list[Block] = [_lower(block) for block in blocks_from_json(section.content)]
    if section.gaps:
        items = tuple((Paragraph(words(gap)),) for gap in section.gaps)
        blocks.append(Notice("to-follow", "What the data do not show yet", words(_gaps(section))))
        if len(items) > 1:
            blocks.append(ListBlock(items))
    for one in findings:
        blocks.append(Heading(2, words(one.finding.title)))
        where = address.absolute(one.finding.get_absolute_url())
        blocks += [_lower(block) for block in finding_blocks(one, address=where)]
    blocks += people
    if not blocks:
        blocks.append(Paragraph(words("Nothing is written here yet.")))
    return tuple(blocks)


def _gaps(section: AssessmentSection) -> str:
    gaps = list(section.gaps)
    return gaps[0] if len(gaps) == 1 else f"{count_of(len(gaps), 'thing')} missing:"


def _lower(block: Block) -> Block:
    """A heading inside a section stands at least two below the section's own."""
    if isinstance(block, Heading):
        return replace(block, level=min(4, block.level + 2), number="")
    return block


def _numbered(parts: list[Part]) -> list[Part]:
    """Paragraphs under the first section are 1.1, 1.2: a meeting can cite them."""
    found = []
    for n, part in enumerate(parts, start=1):
        at, blocks = 0, []
        for block in part.blocks:
            if isinstance(block, Paragraph):
                at += 1
                block = replace(block, number=f"{n}.{at}")
            blocks.append(block)
        found.append(replace(part, blocks=tuple(blocks)))
    return found


def _data_used(
    assessment: Assessment, placed: list[SectionFinding], surveys: Iterable[Block]
) -> tuple[Block, ...]:
    """Each release that its findings rest on, with its checksum; then surveys, and what is in
    neither."""
    keys = list(dict.fromkeys(key for one in placed for key in one.finding.releases))
    blocks: list[Block] = []
    if keys:
        rows = tuple(
            (
                words(one.title),
                words(one.publisher or "–"),
                words(spell_day(one.published) if one.published else "–"),
                words(one.licence or "–"),
                words(one.checksum[:16] or "–"),
            )
            for one in releases_of(keys)
        )
        head = ("Release", "Publisher", "Published", "Licence", "Checksum begins")
        blocks.append(
            Table(
                head=tuple(words(one) for one in head),
                rows=rows,
                caption="Releases that the figures come from",
            )
        )
    if assessment.data_words:
        blocks.append(Paragraph(words(assessment.data_words)))
    if assessment.threshold > 1:
        said = (
            f"In the published edition counts below {assessment.threshold} are not shown, nor "
            "others from which they could be worked out."
        )
        blocks.append(Paragraph(words(said)))
    blocks += surveys
    return tuple(blocks) or (Paragraph(words("No data are named yet.")),)


def facts_of(assessment: Assessment, on: date) -> tuple[tuple[str, str], ...]:
    """What it is about, who made it and who paid for it, who approved it."""
    bodies = {body.slug: body for body in Body.objects.filter(area=assessment.body.area_id)}
    shares = [
        f"{bodies[one.body].short_on(on) if one.body in bodies else one.body}: {one.words}"
        for one in assessment.parts
    ]
    cost = "; ".join([*shares, *filter(None, [assessment.shares_words])])
    facts = [
        ("About", assessment.period.words),
        ("Counts for", f"the year {assessment.year}"),
        ("Made by", assessment.producer.name_on(on)),
        ("Made", assessment.get_cycle_display()),
        ("Paid for by", cost),
    ]
    decided = assessment.decided_by.select_related("decision__meeting").last()
    if decided:
        facts.append(("Approved by", decided.decision.reference))
    if assessment.published:
        facts.append(("Published", spell_day(assessment.published)))
    return tuple((name, value) for name, value in facts if value)


def assessment_pack(assessment: Assessment, *, public: bool) -> Pack:
    """The assessment as a document of its own. The same records give the same bytes."""
    day = assessment.published or assessment.approved or assessment.begun
    name = assessment.body.name_on(day)
    state = assessment.get_state_display()
    return Pack(
        title=f"{assessment.title}, {assessment.period.words}",
        body_name=name,
        meeting_line=assessment.period.words,
        place="",
        edition=assessment.title,
        circulated_line=f"{state}, {spell_day(day)}",
        author=assessment.producer.name_on(day),
        timestamp=datetime.combine(day, time(12), tzinfo=clock.LONDON),
        keywords=("strategic assessment", name, assessment.year),
        cover=_cover(assessment, day),
        sections=sections_of(assessment, public=public),
    )


def _cover(assessment: Assessment, day: date) -> tuple[Block, ...]:
    items = tuple(
        (Paragraph((Run(f"{name}: ", bold=True), Run(value))),)
        for name, value in facts_of(assessment, day)
    )
    return (ListBlock(items),)


def sections_of(
    assessment: Assessment, *, public: bool, number: str = "", level: int = 1, key: str = ""
) -> tuple[Section, ...]:
    """The document as sections of a pack, one for each of its parts, numbered as paragraphs are.

    `number`: that of the item of a meeting that binds it in.
    """
    return tuple(
        Section(
            key=f"{key}{part.slug}",
            number=number,
            title=part.heading if part.heading == DATA_USED else f"{n}. {part.heading}",
            state="",
            facts=(),
            blocks=part.blocks,
            level=level,
        )
        for n, part in enumerate(content_of(assessment, public=public), start=1)
    )
