"""What an area file defines, so that what refers to it can be checked."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from frankpledge.areafile.reading import AreaFile, Where
from frankpledge.shared.words import spell_day


class Known:
    """The slugs of a file by kind, and the dates and meetings that later checks need."""

    def __init__(self, found: AreaFile, broken: set[Where]) -> None:
        self.found = found
        self.broken = broken
        self.places = self._slugs("places", "place")
        self.bodies = self._slugs("bodies", "body")
        self._slugs("successions", "succession")
        self._slugs("agreements", "agreement")
        self.meetings: dict[str, dict[str, dict[str, Any]]] = {}
        for n, calendar in self.records("calendars"):
            of_body = self.meetings.setdefault(calendar["body"], {})
            for m, meeting in enumerate(calendar["meetings"]):
                slug = meeting.get("slug") or meeting["date"]
                if slug in of_body:
                    self.mistake(
                        ("calendars", n, "meetings", m), slug, "this meeting is here twice"
                    )
                of_body[slug] = meeting
        self.body_roles = {
            body["slug"]: [role["role"] for role in body.get("roles", [])]
            for _, body in self.records("bodies")
        }

    def records(self, section: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The records of a section whose shape is right, each with its place in it."""
        listed = self.found.data.get(section, [])
        if (section,) in self.broken or not isinstance(listed, list):
            return
        for n, record in enumerate(listed):
            if (section, n) not in self.broken:
                yield n, record

    def incomplete(self, section: str) -> bool:
        """Whether a section holds a record of the wrong shape, so that not all of it is known."""
        return any(where[:1] == (section,) for where in self.broken)

    def _slugs(self, section: str, kind: str) -> dict[str, dict[str, Any]]:
        slugs: dict[str, dict[str, Any]] = {}
        listed = self.found.data.get(section, [])
        for n, record in enumerate(listed if isinstance(listed, list) else []):
            slug = record.get("slug") if isinstance(record, dict) else None
            if not isinstance(slug, str):
                continue
            if slug in slugs:
                self.mistake((section, n, "slug"), slug, f"another {kind} has this slug")
            slugs[slug] = record
        return slugs

    def mistake(self, where: Where, value: Any, expected: str) -> None:
        """Note a mistake."""
        self.found.mistake(where, value, expected)

    def refer(
        self, where: Where, slug: Any, known: Any, kind: str, *, defined_in: str = ""
    ) -> bool:
        """Whether a slug is known; where it is not, note a mistake with the nearest one.

        Nothing is noted where the section it would be `defined_in` has records of the wrong
        shape: it may be among them.
        """
        if slug is None or slug in known:
            return True
        if defined_in and self.incomplete(defined_in):
            return False
        close = get_close_matches(str(slug), [str(one) for one in known], n=1, cutoff=0.5)
        hint = f"; did you mean “{close[0]}”?" if close else ""
        self.mistake(where, slug, f"there is no {kind} of this name in the file{hint}")
        return False

    def body(self, where: Where, slug: str | None) -> bool:
        """Check that a body is known."""
        return self.refer(where, slug, self.bodies, "body")

    def meeting(self, where: Where, body: str, slug: str) -> bool:
        """Check that a body has a meeting of that date or slug."""
        if self.incomplete("calendars"):
            return True
        return self.refer(where, slug, self.meetings.get(body, {}), f"meeting of {body}")

    def period(self, where: Where, record: dict[str, Any]) -> None:
        """Check that a period does not end before it starts."""
        starts, ends = day(record.get("from")), day(record.get("until"))
        if starts and ends and ends < starts:
            self.mistake(
                (*where, "until"),
                record["until"],
                f"the end, {spell_day(ends)}, is before the start, {spell_day(starts)}",
            )

    def twice(
        self,
        where: Where,
        records: Sequence[Any],
        key: Callable[[Any], Hashable],
        what: str,
        places: Sequence[int] | None = None,
    ) -> None:
        """Check that no two records have one key: a load would put the second over the first.

        `places` are the records' places in their list, where some of it was left out.
        """
        seen: set[Hashable] = set()
        for n, record in zip(places or range(len(records)), records, strict=True):
            if key(record) in seen:
                self.mistake((*where, n), None, f"{what} is here twice; keep one")
            seen.add(key(record))

    def overlaps(self, where: Where, records: list[dict[str, Any]], what: str) -> None:
        """Check that dated records of one kind do not hold at the same time."""
        for n, one in enumerate(records):
            for other in records[:n]:
                if _together(one, other):
                    self.mistake(
                        (*where, n),
                        one.get("from") or one.get("name"),
                        f"{what} holds at the same time as another; end one before the next",
                    )
                    break


def day(text: Any) -> date | None:
    """A date the schema has passed, or nothing."""
    return date.fromisoformat(text) if text else None


def _together(one: dict[str, Any], other: dict[str, Any]) -> bool:
    starts, ends = day(one.get("from")) or date.min, day(one.get("until")) or date.max
    from_, until = day(other.get("from")) or date.min, day(other.get("until")) or date.max
    return starts <= until and from_ <= ends
