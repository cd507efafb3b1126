"""Each record as an OParl object. Only what is public ever enters one."""

from collections.abc import Callable
from datetime import time
from typing import Any

from django.urls import reverse

from frankpledge.meetings.models import OUTCOMES, Meeting, Minutes, Paper
from frankpledge.meetings.paper_content import PUBLIC_LOOKER, hands_out_file
from frankpledge.meetings.queries.decisions import repeats_what_is_not_public
from frankpledge.partnership.models import Body
from frankpledge.places.models import Area
from frankpledge.publication.oparl.records import OPEN
from frankpledge.publication.oparl.shape import (
    SCHEMA,
    Address,
    Data,
    gone,
    moment_on,
    path_of,
    shaped,
)
from frankpledge.shared import clock

Make = Callable[[Any, Address], Data]
# OParl recommends these words for how far a meeting has come.
STATES = {"planned": "terminiert", "called": "eingeladen", "held": "durchgeführt"}
# The lists that hang on a Body. Those of persons stay empty: the record knows posts, not people.
LISTS = {
    "organization": "organization",
    "person": "person",
    "meeting": "meeting",
    "paper": "paper",
    "agendaItem": "agenda-item",
    "consultation": "consultation",
    "file": "file",
    "locationList": "location",
    "legislativeTermList": "legislative-term",
    "membership": "membership",
}
PAGE, PDF = "text/html", "application/pdf"


def system(at: Address) -> Data:
    """Where a reader begins."""
    return {
        "id": at("/oparl/"),
        "type": f"{SCHEMA}System",
        "oparlVersion": SCHEMA,
        "name": "Frankpledge",
        "body": at("/oparl/body/"),
        "website": at("/"),
        "web": at(reverse("publication:index")),
    }


def area(one: Area, at: Address) -> Data:
    """An area: what OParl calls a Body."""
    here = path_of("body", one.pk)
    lists = {name: at(f"{here}{slug}/") for name, slug in LISTS.items()}
    return shaped(
        "Body", at(here), one, system=at("/oparl/"), name=one.name, website=at("/"), **lists
    ) | {"legislativeTerm": []}


def organization(one: Body, at: Address) -> Data:
    """A body that meets."""
    today = clock.today()
    return shaped(
        "Organization",
        at(path_of("organization", one.pk)),
        one,
        body=at(path_of("body", one.area_id)),
        name=one.name_on(today),
        shortName=one.short_on(today),
        organizationType="Gremium",
        meeting=at(f"{path_of('organization', one.pk)}meeting/"),
        web=at(reverse("publication:board", args=[one.slug])),
    )


def meeting(one: Any, at: Address) -> Data:
    """A meeting with its agenda, once that is public."""
    day = one.date
    if day is None:
        raise ValueError("a meeting without a date is not in any list")
    items = one.public_items if one.state in OPEN else []
    for item in items:
        item.meeting = one
    return shaped(
        "Meeting",
        at(path_of("meeting", one.pk)),
        one,
        name=f"{one.body.name_on(day)}, {one.when}",
        meetingState=STATES.get(one.state),
        cancelled=True if one.state == "cancelled" else None,
        start=moment_on(day, one.starts or time()),
        end=moment_on(day, one.ends) if one.ends else None,
        location=location(one, at) if one.place else None,
        organization=[at(path_of("organization", one.body_id))],
        agendaItem=[agenda_item(item, at) for item in items],
        resultsProtocol=minutes_file(one.public_minutes, at) if one.public_minutes else None,
        web=at(one.get_absolute_url()),
    )


def location(one: Meeting, at: Address) -> Data:
    """Where a meeting takes place."""
    return shaped("Location", at(path_of("location", one.pk)), one, description=one.place)


def agenda_item(one: Any, at: Address) -> Data:
    """An item by its public title, and what the board decided once the minutes are published."""
    address = at(path_of("agenda-item", one.pk))
    if one.meeting.state not in OPEN:
        return gone("AgendaItem", address, one)
    decided = one.public_decisions
    told = [d.text for d in decided if not repeats_what_is_not_public(d)]
    papers = one.public_papers
    return shaped(
        "AgendaItem",
        address,
        one,
        meeting=at(path_of("meeting", one.meeting_id)),
        number=one.label,
        name=one.public_title or one.title,
        consultation=at(path_of("consultation", papers[0].pk)) if papers else None,
        result="; ".join(dict.fromkeys(OUTCOMES[d.outcome] for d in decided)),
        resolutionText="\n".join(told),
        web=at(one.get_absolute_url()),
    )


def paper(one: Paper, at: Address) -> Data:
    """A published paper with its file and the item it came to."""
    address = at(path_of("paper", one.pk))
    if one.state != "published":
        return gone("Paper", address, one)
    day = one.published or one.item.meeting.published or one.item.meeting.date
    return shaped(
        "Paper",
        address,
        one,
        body=at(path_of("body", one.item.meeting.body.area_id)),
        name=one.title,
        reference=f"{one.item.meeting.slug}/{one.item.label}",
        date=day.isoformat() if day else None,
        paperType="Report",
        mainFile=paper_file(one, at),
        underDirectionOf=[at(path_of("organization", one.item.meeting.body_id))],
        consultation=[consultation(one, at)],
        web=at(one.get_absolute_url()),
    )


def consultation(one: Paper, at: Address) -> Data:
    """That a paper came to an item: how OParl joins the two."""
    address = at(path_of("consultation", one.pk))
    if one.state != "published":
        return gone("Consultation", address, one)
    return shaped(
        "Consultation",
        address,
        one,
        paper=at(path_of("paper", one.pk)),
        agendaItem=at(path_of("agenda-item", one.item_id)),
        meeting=at(path_of("meeting", one.item.meeting_id)),
        organization=[at(path_of("organization", one.item.meeting.body_id))],
    )


def paper_file(one: Paper, at: Address) -> Data:
    """The paper itself: its page, and the file it came as where there is one."""
    address = at(path_of("file", f"paper-{one.pk}"))
    if one.state != "published":
        return gone("File", address, one)
    page = at(one.get_absolute_url())
    # A paper that came as a PDF is that file; of any other the page alone is public.
    whole = hands_out_file(one, PUBLIC_LOOKER)
    named = one.original_name if whole else f"{one.slug}.html"
    return shaped(
        "File",
        address,
        one,
        name=one.title,
        fileName=named,
        mimeType="application/octet-stream" if whole else PAGE,
        accessUrl=page,
        downloadUrl=f"{page}original/" if whole else None,
        paper=[at(path_of("paper", one.pk))],
        web=page,
    )


def pack_file(one: Meeting, at: Address) -> Data:
    """A meeting's public pack, as PDF."""
    pack = reverse("meetings:pack", args=[one.body.slug, one.slug, "public", "pdf"])
    return shaped(
        "File",
        at(path_of("file", f"pack-{one.pk}")),
        one,
        name=f"Public pack, {one.when}",
        fileName=f"{one.body.slug}-{one.slug}-public.pdf",
        mimeType=PDF,
        accessUrl=at(pack),
        meeting=[at(path_of("meeting", one.pk))],
        web=at(one.get_absolute_url()),
    )


def minutes_file(one: Minutes, at: Address) -> Data:
    """The published minutes of a meeting."""
    page = at(one.get_absolute_url())
    return shaped(
        "File",
        at(path_of("file", f"minutes-{one.pk}")),
        one,
        name=f"Minutes, {one.meeting.when}",
        fileName=f"{one.meeting.body.slug}-{one.meeting.slug}-minutes.html",
        mimeType=PAGE,
        accessUrl=page,
        meeting=[at(path_of("meeting", one.meeting_id))],
        web=page,
    )
