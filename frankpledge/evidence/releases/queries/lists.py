"""Releases as pages and commands show them: what they hold, and what of it still holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from frankpledge.analytics import store as engine
from frankpledge.analytics.store import Revision, Store, TableInfo
from frankpledge.analytics.store.wording import change_words, rows_word, spell_span
from frankpledge.evidence.releases.models import Release


@dataclass(frozen=True)
class ReleaseLine:
    """A release in a list; `told`: all that is known of it.

    `state`: Current, Partly superseded, Superseded, or Missing where the store has lost its files.
    """

    release: Release
    told: engine.Release
    holds: tuple[str, ...]
    period: str
    rejected: int
    state: str
    url: str


def table_words(table: str) -> str:
    """What the rows of a table are, in the plural."""
    return rows_word(table)


def release_lines(found: Iterable[Release], place: Store) -> tuple[ReleaseLine, ...]:
    """Releases with what they hold and whether it still holds, in the order given.

    The store has read each manifest once and keeps it, so those of the database need not be read:
    give releases with `defer("manifest")` where there are many.
    """
    kept = {one.id: one for one in place.releases()}
    standing = _standing(place)
    lines = []
    for one in found:
        told = kept.get(one.key) or engine.Release.from_json(one.manifest)
        infos = told.tables.values()
        lines.append(
            ReleaseLine(
                release=one,
                told=told,
                holds=tuple(f"{i.kept:,} {rows_word(i.table, i.kept)}" for i in infos),
                period=period_words(infos),
                rejected=sum(sum(info.rejected.values()) for info in infos),
                state=_state(told, standing) if one.key in kept else "Missing",
                url=one.get_absolute_url(),
            )
        )
    return tuple(lines)


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


def _state(told: engine.Release, standing: dict[str, set[tuple[str, str, str]]]) -> str:
    held = {
        (table, each.unit, each.period)
        for table, info in told.tables.items()
        for each in info.slices
    }
    left = standing.get(told.id, set()) & held
    if not left:
        return "Superseded"
    return "Current" if left == held else "Partly superseded"


def period_words(infos: Iterable[TableInfo]) -> str:
    """From when to when the rows of some tables are: "January to December 2024"."""
    dated = [one for one in infos if spell_span(one.first, one.last)]
    if not dated:
        return ""
    return spell_span(min(one.first for one in dated), max(one.last for one in dated))


def rejected_words(info: TableInfo) -> str | list[str]:
    """How many rows of a table were rejected, and why, the commonest reason first."""
    reasons = sorted(info.rejected.items(), key=lambda pair: -pair[1])
    return [f"{count:,}: {reason}" for reason, count in reasons] or "none"


def revision_words(revision: Revision) -> str:
    """What a later release changed in a month: "1,554 have another outcome"."""
    return change_words([revision]).capitalize()
