"""Walking the chain: is everything still there as it was kept, and if not, where does it begin?"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from frankpledge.history import guards
from frankpledge.history.chain import digest_of, erased_parts, which_line
from frankpledge.history.models import Entry, Erasure, Head
from frankpledge.history.queries import head
from frankpledge.shared.words import count_of, spell_day

AT_ONCE = 1_000


@dataclass(frozen=True)
class Fault:
    """The first thing that is wrong: at which place, and in words what."""

    place: int
    words: str


@dataclass(frozen=True)
class Accounted:
    """Values that were erased: how many, when and under what, as the erasure's own entry says."""

    parts: int
    on: str
    why: str

    def __str__(self) -> str:
        """In a sentence."""
        day = spell_day(date.fromisoformat(self.on))
        return f"{count_of(self.parts, 'value')} erased on {day} under “{self.why}”."


@dataclass(frozen=True)
class Verified:
    """What a walk found. `erased`: the erasures that account for every value that is gone.

    `anchors`: what was asked about → the place of the entry with that digest, None where there is
    none. `unguarded`: triggers that are missing from the database.
    """

    head: Head
    fault: Fault | None
    erased: tuple[Accounted, ...]
    anchors: dict[str, int | None]
    unguarded: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong: in the chain, and against every head that was asked about."""
        return self.fault is None and None not in self.anchors.values()


@dataclass
class _Erased:
    """What was met so far of one erasure: where first, how many values, and which they are."""

    first: int
    parts: int = 0
    which: "hashlib._Hash" = field(default_factory=hashlib.sha256)


def verify(anchors: Mapping[str, str] | None = None) -> Verified:
    """Walk the whole chain in bounded memory, up to the first fault.

    `anchors`: a name for each head that was once printed → its digest. Whoever cuts the end off
    leaves a shorter chain that is whole by itself; only such a head can tell.
    """
    wanted = anchors or {}
    places: dict[str, int] = {}
    digests = set(wanted.values())
    walk, end = _Walk(), head().place
    for entry in _entries(end):
        if not walk.take(entry):
            break
        if entry.digest in digests:
            places[entry.digest] = entry.place
    return Verified(
        head=walk.head,
        fault=walk.fault or walk.unaccounted(end),
        erased=tuple(walk.accounted),
        anchors={name: places.get(digest) for name, digest in wanted.items()},
        unguarded=guards.missing(connection),
    )


def _entries(end: int) -> Iterator[Entry]:
    """Every entry that stands up to a place, in order; what is added meanwhile is another day's."""
    there = Entry.objects.filter(place__lte=end).order_by("place")
    stride = list(there[:AT_ONCE])
    while stride:
        yield from stride
        stride = list(there.filter(place__gt=stride[-1].place)[:AT_ONCE])


class _Walk:
    """Where the walk stands: the last entry that was right, and the erasures met on the way."""

    def __init__(self) -> None:
        self.head = Head()
        self.fault: Fault | None = None
        self.accounted: list[Accounted] = []
        self._erasures: dict[int, _Erased] = {}

    def take(self, entry: Entry) -> bool:
        """Go on to this entry; False where something is wrong, which `fault` then says."""
        self.fault = self._fault_at(entry)
        if self.fault is None:
            self.head = Head(entry.place, entry.digest)
        return self.fault is None

    def _fault_at(self, entry: Entry) -> Fault | None:
        expected = self.head.place + 1
        if entry.place < expected:
            return Fault(entry.place, f"An entry stands before the first, at place {entry.place}.")
        if entry.place > expected:
            gone = count_of(entry.place - expected, "entry", "entries")
            return Fault(
                expected,
                f"Entry {expected:,} is missing, {gone} in all before entry {entry.place:,}.",
            )
        if not _fits(entry):
            return Fault(entry.place, f"{_named(entry)} has been altered, or put in.")
        if entry.previous != self.head.digest:
            before = self.head.place
            words = f"Entry {before:,} has been altered or replaced, with a digest of its own:"
            return Fault(max(before, 1), f"{words} entry {entry.place:,} follows another.")
        return self._note_erasures(entry)

    def _note_erasures(self, entry: Entry) -> Fault | None:
        for part, gone in sorted(erased_parts(entry).items()):
            one = self._erasures.setdefault(gone["under"], _Erased(entry.place))
            one.parts += 1
            one.which.update(which_line(entry.place, part))
        if entry.kind != Erasure._meta.label_lower or entry.action != "added":
            return None
        said = entry.fields["parts"][1], entry.fields["digest"][1]
        met = self._erasures.pop(entry.record, _Erased(entry.place))
        if (met.parts, met.which.hexdigest()) != said:
            return Fault(
                met.first,
                f"{_named(entry)} accounts for {said[0]:,} erased values, and they are not those"
                f" that are gone: {met.parts:,}, the first in entry {met.first:,}.",
            )
        self.accounted.append(Accounted(met.parts, entry.fields["on"][1], entry.fields["why"][1]))
        return None

    def unaccounted(self, end: int) -> Fault | None:
        """What was erased without an entry that accounts for it, here or after the walk began."""
        later = Entry.objects.filter(kind=Erasure._meta.label_lower, place__gt=end)
        known = set(later.values_list("record", flat=True))
        firsts = [one.first for key, one in self._erasures.items() if key not in known]
        if not firsts:
            return None
        first = min(firsts)
        words = f"Values of entry {first:,} have been erased, and no entry accounts for it."
        return Fault(first, words)


def _fits(entry: Entry) -> bool:
    try:
        known = all(isinstance(one["under"], int) for one in erased_parts(entry).values())
        return known and digest_of(entry) == entry.digest
    except (AttributeError, KeyError, TypeError):
        # What somebody put in the place of the fields or salts is not even of their shape.
        return False


def _named(entry: Entry) -> str:
    at = entry.at.date().isoformat()
    return f"Entry {entry.place:,} (“{entry.what}: {entry.name}”, {at}, {entry.by})"
