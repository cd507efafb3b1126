"""The same files again: nothing new while their release holds, else the way back to them."""

from __future__ import annotations

from datetime import date

from frankpledge.analytics.store.nouns import Loaded, Release
from frankpledge.analytics.store.store import Store


def loaded_before(store: Store, checksum: str, published: date) -> Loaded | None:
    """What is to be said where the same files were loaded before; None where they were not.

    `already`: nothing is to be done, since a release with the same files holds all that it has, or
    would hold no more if it were published on this day. Else they are to be loaded anew, so that a
    wrong load can be undone by loading the right files again.
    """
    same = [one for one in store.releases() if one.checksum == checksum]
    if not same:
        return None
    lost = {one.id: _superseded(store, one) for one in same}
    for one in reversed(same):
        if not lost[one.id]:
            words = f"The same files were loaded before, as release {one.number}: {one.title}."
            return Loaded(one, True, (words,))
    last = same[-1]
    named = f"The same files were loaded before, as release {last.number}: {last.title}."
    if all(day > published for day in lost[last.id]):
        why = "What was published later holds instead; to bring them back, give a later day."
        return Loaded(last, True, (named, why))
    return Loaded(last, False, (f"{named} Another release held since: they are loaded anew.",))


def _superseded(store: Store, release: Release) -> list[date]:
    """The days on which those releases were published that hold slices of this one now."""
    days = []
    for name, info in release.tables.items():
        own = {(one.unit, one.period) for one in info.slices}
        for part in store.current(name):
            if part.release.id == release.id:
                continue
            held = part.slices or [
                (one.unit, one.period) for one in part.release.tables[name].slices
            ]
            if own.intersection(held):
                days.append(part.release.published)
    return days
