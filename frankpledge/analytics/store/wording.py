"""What is said of a load: plain sentences of what was kept, rejected, missing and revised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from frankpledge.analytics.store.nouns import Release, Revision, SlicePair, TableInfo
from frankpledge.shared.words import spell_list, spell_month

ROWS: dict[str, tuple[str, str]] = {
    "street": ("crime", "crimes"),
    "outcomes": ("outcome", "outcomes"),
    "stops": ("stop and search", "stops and searches"),
    "collisions": ("collision", "collisions"),
    "casualties": ("casualty", "casualties"),
    "vehicles": ("vehicle", "vehicles"),
    "lookup": ("line of a lookup between places", "lines of lookups between places"),
    "population": ("population figure", "population figures"),
    "population_group": ("population figure by group", "population figures by group"),
    "deprivation": ("deprivation figure", "deprivation figures"),
    "boundary": ("boundary", "boundaries"),
    "weights": ("harm weight", "harm weights"),
}
"""What one row of a table is, and several."""
COLUMNS = {"crime_type": "crime type", "lsoa": "small area", "change": "kind of change"}
SEVERAL = 3
"""So many months or gaps are named one by one."""


def rows_word(table: str, count: int = 2) -> str:
    """What so many rows of a table are: "crimes"; a partner's are records."""
    one, several = ROWS.get(table, ("record", "records"))
    return one if count == 1 else several


def words_of(release: Release) -> tuple[str, ...]:
    """What a release says of itself, a sentence each, the tables in their order."""
    said: list[str] = []
    for info in release.tables.values():
        said.append(_kept(info))
        said += _missing(info)
        if info.extra_columns:
            names = spell_list([f"“{name}”" for name in info.extra_columns])
            column = "column" if len(info.extra_columns) == 1 else "columns"
            said.append(f"Not kept of the {rows_word(info.table)}: the {column} {names}.")
        said += _revised(info)
    return tuple(said)


def _kept(info: TableInfo) -> str:
    rejected = sum(info.rejected.values())
    span = spell_span(info.first, info.last)
    share = f"{rejected:,} of {info.rows_in:,} rows rejected" if rejected else "none rejected"
    kept = f"{info.kept:,} {rows_word(info.table, info.kept)}"
    return f"{kept}{f', {span}' if span else ''}; {share}."


def spell_span(first: str, last: str) -> str:
    """From when to when: "January to December 2024", "March 2024", "2019 to 2020".

    Nothing where the periods are no months and no years.
    """
    if not (first[:4].isdecimal() and last[:4].isdecimal()):
        return ""
    if first == last:
        return spell_slice(first)
    begins = spell_slice(first)
    if len(first) == len(last) == 7 and first[:4] == last[:4]:
        begins = begins.rpartition(" ")[0]
    return f"{begins} to {spell_slice(last)}"


def spell_slice(period: str) -> str:
    """A period in words: "2024-03" is March 2024, "2011" stays."""
    try:
        return spell_month(date.fromisoformat(f"{period}-01"))
    except ValueError:
        return period


def gaps_of(missing: Iterable[SlicePair]) -> list[tuple[str, str, str]]:
    """Missing slices as stretches: unit, first and last period; months in a row are one."""
    found: list[tuple[str, str, str]] = []
    for unit, period in sorted(missing):
        if found and found[-1][0] == unit and _month(period) == _month(found[-1][2]) + 1:
            found[-1] = (unit, found[-1][1], period)
        else:
            found.append((unit, period, period))
    return found


def _month(period: str) -> float:
    """Months since the year 0; not a number where the period is no month."""
    year, dash, month = period.partition("-")
    if dash and year.isdecimal() and month.isdecimal():
        return int(year) * 12 + int(month)
    return float("nan")


def gap_words(gaps: Sequence[tuple[str, str, str]], most: int = SEVERAL) -> str:
    """Stretches in words: "March to May 2020 (cambridgeshire) and 4 more"."""
    named = [f"{spell_span(first, last) or first} ({unit})" for unit, first, last in gaps[:most]]
    more = [f"{len(gaps) - most:,} more"] if len(gaps) > most else []
    return spell_list([*named, *more])


def _missing(info: TableInfo) -> list[str]:
    if not info.missing:
        return []
    return [f"No {rows_word(info.table)} for {gap_words(gaps_of(info.missing))}."]


def _revised(info: TableInfo) -> list[str]:
    """One sentence a month where they are few, else one for all."""
    if len(info.revisions) <= SEVERAL:
        return [
            f"{spell_slice(one.period)} ({one.unit}) revises an earlier release: "
            f"{_changes(info.table, [one])}."
            for one in info.revisions
        ]
    periods = {one.period for one in info.revisions}
    span = spell_span(min(periods), max(periods))
    inside = f" between {span.replace(' to ', ' and ')}" if " to " in span else ""
    return [
        f"{len(periods):,} periods{inside} revise an earlier release: "
        f"{_changes(info.table, info.revisions)}."
    ]


def _changes(table: str, revisions: Sequence[Revision]) -> str:
    before, after, matched = (_sum(revisions, one) for one in ("before", "after", "matched"))
    if before == after:
        rows = f"{before:,} {'row' if before == 1 else 'rows'} before and after"
    else:
        rows = f"{before:,} {'row' if before == 1 else 'rows'} became {after:,}"
    both = f"of {matched:,} {rows_word(table, matched)} in both, " if matched else ""
    return f"{rows}; {both}{change_words(revisions)}"


def _sum(revisions: Sequence[Revision], name: str) -> int:
    return sum(getattr(one, name) for one in revisions)


def change_words(revisions: Sequence[Revision]) -> str:
    """What revisions of one table changed: "1,554 have another outcome, 12 are new".

    Rows without an id are counted and cannot be matched: of those it is never said that none
    changed.
    """
    parts = []
    for name in revisions[0].changed:
        if count := sum(one.changed.get(name, 0) for one in revisions):
            has = "has" if count == 1 else "have"
            parts.append(f"{count:,} {has} another {COLUMNS.get(name, name)}")
    if not parts and _sum(revisions, "matched"):
        parts.append("none changed")
    for name, word in (("added", "new"), ("removed", "gone")):
        if count := _sum(revisions, name):
            parts.append(f"{count:,} {'is' if count == 1 else 'are'} {word}")
    before, after = _sum(revisions, "bare_before"), _sum(revisions, "bare_after")
    if before == after and parts:
        return ", ".join(parts)
    if not parts:
        return "they have no ids, so which of them changed is not known"
    return ", ".join([*parts, f"{before:,} without an id became {after:,}"])


def undated(tables: Mapping[str, TableInfo]) -> list[str]:
    """What a release takes over from others because no day of publication was given."""
    slices = {(one.unit, one.period) for info in tables.values() for one in info.revisions}
    if not slices:
        return []
    return [
        "No day of publication was given, so today is taken: this release now holds"
        f" {gap_words(gaps_of(slices))}."
    ]
