"""Changing agendas and papers: the only door for it."""

from datetime import date

from django.core.files.base import ContentFile

from frankpledge.documents.binding import page_count
from frankpledge.documents.content import blocks_to_json
from frankpledge.documents.pandoc import read_markdown, read_office
from frankpledge.meetings.models import (
    AgendaItem,
    AgendaTemplateItem,
    Meeting,
    Paper,
    PlanEntry,
    Recommendation,
)
from frankpledge.meetings.rules import PaperFacts, late_number, may_become
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require

OFFICE = (".docx", ".odt")


@operation("Drafted the agenda")
def draft_agenda(*, by: Actor, meeting: Meeting) -> list[AgendaItem]:
    """An agenda from the board's template and its forward plan; slots with no entry are left out.

    Raises Refused where the meeting has items already.
    """
    if AgendaItem.objects.filter(meeting=meeting).exists():
        require(refused("This meeting has an agenda already. Change its items instead."))
    planned = {
        entry.slot_id: entry
        for entry in PlanEntry.objects.filter(meeting=meeting).select_related("about")
    }
    drafted: list[AgendaItem] = []
    for line in AgendaTemplateItem.objects.filter(body=meeting.body).select_related("slot"):
        entry = planned.get(line.slot_id) if line.slot_id else None
        title = line.title or (entry.title if entry else "")
        if not title:
            continue
        number = len(drafted) + 1
        item = AgendaItem(
            meeting=meeting,
            slug=f"item-{number}",
            number=number,
            title=title,
            kind=line.kind,
            minutes=line.minutes,
            lead_post=line.lead_post,
            lead_body=entry.about if entry else None,
            slot=line.slot,
            binds=line.binds,
        )
        item.save()
        drafted.append(item)
    return drafted


@operation("Added an agenda item")
def add_item(
    *,
    by: Actor,
    meeting: Meeting,
    after: AgendaItem | None,
    title: str,
    minutes: int,
    **more: object,
) -> AgendaItem:
    """An item behind another, or first. After circulation it is 7A; before, those behind move up.

    Raises Refused when no letter is left.
    """
    items = list(AgendaItem.objects.filter(meeting=meeting))
    existing = [(item.number, item.letter) for item in items]
    place = after.number if after else 0
    if meeting.circulated and after is None:
        require(
            refused("The papers have gone out, so item 1 stays first. Choose an item before it.")
        )
    try:
        number, letter = late_number(existing, place, circulated=meeting.circulated is not None)
    except ValueError:
        require(refused(f"Item {place} has every letter to Z behind it already."))
        raise
    if not letter:
        for item in reversed([item for item in items if item.number >= number]):
            item.number += 1
            item.save()
    slugs = {item.slug for item in items}
    slug = next(f"item-{n}" for n in range(len(items) + 1, 1000) if f"item-{n}" not in slugs)
    added = AgendaItem(
        meeting=meeting,
        slug=slug,
        number=number,
        letter=letter,
        title=title,
        minutes=minutes,
        **more,
    )
    added.save()
    return added


@operation("Changed an agenda item")
def change_item(*, by: Actor, item: AgendaItem, title: str, minutes: int, lead_post: str) -> None:
    """Its words and its time. Its number is never typed."""
    item.title, item.minutes, item.lead_post = title, minutes, lead_post
    item.save()


@operation("Commissioned a paper")
def commission_paper(
    *, by: Actor, item: AgendaItem, author_body: Body, title: str, note: str = ""
) -> Paper:
    """A paper that the item waits for: a placeholder stands for it until it comes."""
    taken = set(Paper.objects.filter(item__meeting=item.meeting).values_list("slug", flat=True))
    names = (f"{item.slug}-{number}" for number in range(2, 1000))
    slug = item.slug if item.slug not in taken else next(one for one in names if one not in taken)
    paper = Paper(item=item, slug=slug, title=title, author_body=author_body, note=note)
    paper.save()
    return paper


@operation("Wrote a paper")
def write_paper(*, by: Actor, paper: Paper, title: str, text: str, asked: list[str]) -> None:
    """Keep a paper's text (Markdown) and its recommendations, each typed once.

    Raises UnreadableDocument where the text cannot be read.
    """
    blocks = read_markdown(text)
    paper.title, paper.text, paper.source = title, text, "written"
    paper.content = blocks_to_json(blocks)
    paper.conversion_notes = []
    if paper.state == "to-follow":
        paper.state = "draft"
    before = list(paper.recommendations.values_list("text", flat=True))
    paper.save(parts_changed=before != asked)
    set_recommendations(by=by, paper=paper, asked=asked)


@operation("Set a paper’s recommendations")
def set_recommendations(*, by: Actor, paper: Paper, asked: list[str]) -> None:
    """The recommendations in order; those no longer there are removed."""
    kept = {one.order: one for one in Recommendation.objects.filter(paper=paper)}
    for order, text in enumerate(asked, start=1):
        one = kept.pop(order, None) or Recommendation(paper=paper, order=order)
        one.text = text
        one.save()
    for one in kept.values():
        one.delete()


@operation("Uploaded a paper")
def upload_paper(*, by: Actor, paper: Paper, name: str, data: bytes) -> None:
    """Take a Word or ODF file (converted to the same structure) or a PDF (bound in as it is).

    The file itself is kept. Raises UnreadableDocument or UnreadablePdf, in words for the sender.
    """
    suffix = f".{name.rsplit('.', 1)[-1].lower()}" if "." in name else ""
    if suffix in OFFICE:
        converted = read_office(data, suffix)
        paper.source, paper.content = "converted", blocks_to_json(converted.blocks)
        paper.conversion_notes = list(converted.notes)
    elif suffix == ".pdf":
        pages = page_count(data)
        paper.source, paper.content = "bound", []
        paper.conversion_notes = [f"{pages} pages, bound into the pack as they are"]
    else:
        require(refused(f"“{name}” is not a Word (.docx), OpenDocument (.odt) or PDF file."))
    paper.text = ""
    paper.original_name = _plain_name(name)
    paper.original.save(
        f"{paper.item.meeting.body.slug}-{paper.slug}{suffix}", ContentFile(data), save=False
    )
    if paper.state == "to-follow":
        paper.state = "draft"
    paper.save()


def _plain_name(name: str) -> str:
    """The file's own name: no folders, nothing that cannot be printed, short enough to keep."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in last if letter.isprintable())
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[: 200 - len(dot + suffix)]}{dot}{suffix}"


@operation("Changed a paper’s state")
def change_paper_state(
    *,
    by: Actor,
    paper: Paper,
    state: str,
    on: date,
    decision: str = "",
    withheld_until: date | None = None,
    withheld_until_decision: str = "",
) -> None:
    """Take a paper to another state. Raises Refused with the reason, and changes nothing."""
    until = withheld_until or paper.withheld_until
    until_decision = withheld_until_decision or paper.withheld_until_decision
    facts = PaperFacts(paper.state, has_content(paper), until, until_decision)
    require(may_become(facts, state, on, decision=decision))
    paper.state = state
    if state == "received":
        paper.received = on
    if state == "withheld":
        paper.withheld_until, paper.withheld_until_decision = until, until_decision
    if state == "published":
        # What it waited for is over; withheld again, it waits for something new.
        paper.withheld_until, paper.withheld_until_decision = None, ""
        if decision:
            paper.note = f"Published after: {decision}"
    paper.save()


def has_content(paper: Paper) -> bool:
    """Whether there is anything in the paper to read."""
    return bool(paper.content or paper.original)


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
