"""Drafting an agenda, changing its items, and commissioning the papers they wait for."""

from datetime import date

from frankpledge.meetings.models import AgendaItem, AgendaTemplateItem, Meeting, Paper, PlanEntry
from frankpledge.meetings.operations.deadlines import ensure_deadlines
from frankpledge.meetings.rules import late_number
from frankpledge.partnership.models import Body
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require


@operation("Drafted the agenda")
def draft_agenda(*, by: Actor, meeting: Meeting, on: date | None = None) -> list[AgendaItem]:
    """An agenda from the board's template and its forward plan; slots with no entry are left out.

    Each planned item whose author is known has its report commissioned in the same stroke.
    Raises Refused where the meeting has items already.
    """
    if AgendaItem.objects.filter(meeting=meeting).exists():
        require(refused("This meeting has an agenda already. Change its items instead."))
    planned = {
        entry.slot_id: entry
        for entry in PlanEntry.objects.filter(meeting=meeting).select_related("about", "author")
    }
    drafted: list[AgendaItem] = []
    for line in AgendaTemplateItem.objects.filter(body=meeting.body).select_related("slot"):
        entry = planned.get(line.slot_id) if line.slot_id else None
        title = line.title or (entry.title if entry else "")
        if not title:
            continue
        item = _drafted(meeting, line, entry, len(drafted) + 1, title)
        drafted.append(item)
        if entry:
            _commission_planned(by, item, entry, on or clock.today())
    return drafted


def _drafted(
    meeting: Meeting, line: AgendaTemplateItem, entry: PlanEntry | None, number: int, title: str
) -> AgendaItem:
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
    return item


def _commission_planned(by: Actor, item: AgendaItem, entry: PlanEntry, on: date) -> None:
    """Ask for the report of a planned item: not for what is standing, or bound in from here."""
    author = entry.author or entry.about
    slot = item.slot
    if author is None or item.binds or slot is None or slot.standing:
        return
    brief = entry.brief or slot.brief
    commission_paper(
        by=by, item=item, author_body=author, title=item.title, brief=brief, commissioned=on
    )


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
    *,
    by: Actor,
    item: AgendaItem,
    author_body: Body,
    title: str,
    brief: str = "",
    note: str = "",
    commissioned: date | None = None,
    minutes_of: Meeting | None = None,
) -> Paper:
    """A paper that the item waits for: a placeholder stands for it until it comes.

    `brief` says what it is to cover. The meeting's deadlines are kept from now on. `minutes_of`:
    it holds the minutes of that earlier meeting, and is public once the board has approved them.
    """
    taken = set(Paper.objects.filter(item__meeting=item.meeting).values_list("slug", flat=True))
    names = (f"{item.slug}-{number}" for number in range(2, 1000))
    slug = item.slug if item.slug not in taken else next(one for one in names if one not in taken)
    paper = Paper(
        item=item,
        slug=slug,
        title=title,
        author_body=author_body,
        note=note,
        brief=brief,
        commissioned=commissioned or clock.today(),
        minutes_of=minutes_of,
    )
    paper.save()
    ensure_deadlines(by=by, meeting=item.meeting)
    return paper
