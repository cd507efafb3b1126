"""Which objects there are, one by its key or many by pages, narrowed by when they changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from frankpledge.places.models import Area
from frankpledge.publication.oparl import objects, records
from frankpledge.publication.oparl.objects import Make
from frankpledge.publication.oparl.records import Records
from frankpledge.publication.oparl.shape import Address, Data

A_PAGE = 100
# The filters that every list takes, and what each asks of a record.
FILTERS = {
    "created_since": "began__gte",
    "created_until": "began__lte",
    "modified_since": "changed__gte",
    "modified_until": "changed__lte",
}


class Unreadable(ValueError):
    """A filter or page that cannot be read; says what it should have been."""


@dataclass(frozen=True)
class Source:
    """Records of one kind and how one becomes an object; `prefix` stands before their keys."""

    records: Records
    make: Make
    prefix: str = ""


SOURCES: dict[str, tuple[Source, ...]] = {
    "body": (Source(records.areas, objects.area),),
    "organization": (Source(records.organizations, objects.organization),),
    "meeting": (Source(records.meetings, objects.meeting),),
    "agenda-item": (Source(records.agenda_items, objects.agenda_item),),
    "paper": (Source(records.papers, objects.paper),),
    "consultation": (Source(records.papers, objects.consultation),),
    "location": (Source(records.placed_meetings, objects.location),),
    "file": (
        Source(records.papers, objects.paper_file, "paper-"),
        Source(records.packs, objects.pack_file, "pack-"),
        Source(records.minutes, objects.minutes_file, "minutes-"),
    ),
    # The record knows posts and not people, and boards that have no terms of office.
    "person": (),
    "membership": (),
    "legislative-term": (),
}


def one_object(kind: str, key: str, at: Address) -> Data:
    """An object by its key. Raises LookupError where there is none, nor ever was."""
    for source in SOURCES[kind]:
        number = key.removeprefix(source.prefix)
        if key.startswith(source.prefix) and number.isascii() and number.isdecimal():
            record = source.records(None).filter(pk=int(number[:18])).first()
            if record is not None:
                return source.make(record, at)
    raise LookupError(f"There is no {kind} “{key}”.")


@dataclass(frozen=True)
class Wanted:
    """A page of a list as a reader asks for it."""

    filters: dict[str, datetime]
    page: int
    size: int
    given: dict[str, str]


def wanted(query: Mapping[str, str]) -> Wanted:
    """What the query asks for. Raises Unreadable, saying what it should have been."""
    filters = {FILTERS[name]: _moment(name, query[name]) for name in FILTERS if name in query}
    given = {name: query[name] for name in (*FILTERS, "elementsPerPage") if name in query}
    size = min(_number("elementsPerPage", query.get("elementsPerPage"), A_PAGE), A_PAGE)
    return Wanted(filters, _number("page", query.get("page"), 1), size, given)


def _moment(name: str, text: str) -> datetime:
    # A plus sign that the reader did not encode arrives as a space.
    try:
        found = datetime.fromisoformat(text.strip().replace(" ", "+"))
    except ValueError:
        found = None
    # At either end of the calendar the same moment elsewhere falls into no year at all.
    if found is None or found.tzinfo is None or not 2 <= found.year <= 9998:
        raise Unreadable(
            f"{name} is “{text}”. Give a moment with its offset, such as "
            "2018-10-11T10:00:00+01:00, with the plus sign as %2B."
        )
    return found


def _number(name: str, text: str | None, usual: int) -> int:
    if text is None:
        return usual
    if not (text.isascii() and text.isdecimal() and int(text[:9]) > 0):
        raise Unreadable(f"{name} is “{text}”. Give a whole number from 1.")
    return int(text[:9])


def list_page(
    kind: str, area: Area | None, asked: Wanted, here: str, at: Address, **narrowed: Any
) -> Data:
    """One page of a list with the way to the others. Raises LookupError for a page beyond them.

    `here`: the list's own address. The order is that of the keys, which never change.
    """
    found = [
        (source, source.records(area).filter(**asked.filters, **narrowed))
        for source in SOURCES[kind]
    ]
    counts = [matching.count() for _, matching in found]
    total = sum(counts)
    pages = max(1, -(-total // asked.size))
    if asked.page > pages:
        raise LookupError(f"This list has {pages} pages.")
    start = (asked.page - 1) * asked.size
    shown = _slice(found, counts, start, start + asked.size)
    return {
        "data": [source.make(record, at) for source, record in shown],
        "pagination": {
            "totalElements": total,
            "elementsPerPage": asked.size,
            "currentPage": asked.page,
            "totalPages": pages,
        },
        "links": _links(here, asked, pages),
    }


def _slice(
    found: list[tuple[Source, Any]], counts: list[int], start: int, end: int
) -> Iterator[tuple[Source, Any]]:
    """Records from `start` to `end` of several sources laid one behind the other."""
    for (source, matching), count in zip(found, counts, strict=True):
        first, last = max(start, 0), min(end, count)
        if first < last:
            yield from ((source, record) for record in matching[first:last])
        start, end = start - count, end - count


def _links(here: str, asked: Wanted, pages: int) -> Data:
    def page(number: int) -> str:
        query = asked.given | ({"page": str(number)} if number > 1 else {})
        return f"{here}?{urlencode(query)}" if query else here

    links = {"first": page(1), "self": page(asked.page), "last": page(pages)}
    if asked.page > 1:
        links["prev"] = page(asked.page - 1)
    if asked.page < pages:
        links["next"] = page(asked.page + 1)
    return links
