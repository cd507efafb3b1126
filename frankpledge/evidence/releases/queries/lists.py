"""Releases as pages and commands show them: what they hold, and what of it still holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from frankpledge.analytics.store import Store
from frankpledge.evidence.releases.models import Release
from frankpledge.shared.words import count_of, spell_month

TABLE_WORDS = {
    "street": "crimes",
    "outcomes": "outcomes",
    "stops": "stops and searches",
    "collisions": "collisions",
    "casualties": "casualties",
    "vehicles": "vehicles",
    "lookup": "lines of lookups between places",
    "population": "population figures",
    "population_group": "population figures by group",
    "deprivation": "deprivation figures",
    "boundary": "boundaries",
    "weights": "harm weights",
}


@dataclass(frozen=True)
class ReleaseLine:
    """A release in a list. `state`: Current, Partly superseded or Superseded."""

    release: Release
    holds: tuple[str, ...]
    period: str
    rejected: int
    state: str
    url: str


def table_words(table: str) -> str:
    """What the rows of a table are, in the plural."""
    return TABLE_WORDS.get(table, table.removeprefix("partner_").replace("_", " "))


def release_lines(found: Iterable[Release], place: Store) -> tuple[ReleaseLine, ...]:
    """Releases with what they hold and whether it still holds, the newest first."""
    standing = _standing(place)
    return tuple(
        ReleaseLine(
            release=one,
            holds=tuple(
                f"{info['kept']:,} {table_words(name)}" for name, info in one.tables.items()
            ),
            period=period_words(one.tables.values()),
            rejected=sum(sum(info["rejected"].values()) for info in one.tables.values()),
            state=_state(one, standing),
            url=one.get_absolute_url(),
        )
        for one in found
    )


def _standing(place: Store) -> dict[str, set[tuple[str, str, str]]]:
    """For each release, the slices that still hold: (table, unit, period)."""
    holding: dict[str, set[tuple[str, str, str]]] = {}
    tables = {name for one in place.releases() for name in one.tables}
    for table in tables:
        for part in place.current(table):
            kept = holding.setdefault(part.release.id, set())
            info = part.release.tables[table]
            pairs = part.slices or [(each.unit, each.period) for each in info.slices]
            kept.update((table, unit, period) for unit, period in pairs)
    return holding


def _state(one: Release, standing: dict[str, set[tuple[str, str, str]]]) -> str:
    held = {
        (table, each["unit"], each["period"])
        for table, info in one.tables.items()
        for each in info["slices"]
    }
    left = standing.get(one.key, set()) & held
    if not left:
        return "Superseded"
    return "Current" if left == held else "Partly superseded"


def period_words(infos: Iterable[dict[str, Any]]) -> str:
    """From when to when the rows of some tables are: "January 2024 to December 2024"."""
    dated = [info for info in infos if info["first"] and info["last"]]
    if not dated:
        return ""
    first = min(info["first"] for info in dated)
    last = max(info["last"] for info in dated)
    return spell_span(first) if first == last else f"{spell_span(first)} to {spell_span(last)}"


def spell_span(period: str) -> str:
    """A slice's period in words: "2024-03" is March 2024, "2011" stays."""
    try:
        return spell_month(date.fromisoformat(f"{period}-01"))
    except ValueError:
        return period


def rejected_words(info: dict[str, Any]) -> str:
    """How many rows of a table were rejected, and why, the commonest reason first."""
    if not info["rejected"]:
        return "none"
    reasons = sorted(info["rejected"].items(), key=lambda pair: -pair[1])
    return "; ".join(f"{count:,} {reason}" for reason, count in reasons)


def revision_words(revision: dict[str, Any]) -> str:
    """What a later release changed in a month: "1,554 have another outcome"."""
    parts = [f"{count:,} have another {name}" for name, count in revision["changed"].items()]
    if revision["added"]:
        parts.append(f"{count_of(revision['added'], 'row')} are new")
    if revision["removed"]:
        parts.append(f"{count_of(revision['removed'], 'row')} are gone")
    return "; ".join(parts) or "nothing changed"
