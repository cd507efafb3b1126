"""What a release says of itself, in plain sentences."""

from __future__ import annotations

from frankpledge.analytics.store.nouns import Release, TableInfo

SOME = 6
"""So many of a list are named; the release has them all."""


def words_of(release: Release) -> tuple[str, ...]:
    """What was kept and rejected of each table, what is missing, and what it revises."""
    return tuple(words for info in release.tables.values() for words in _of(info))


def _of(info: TableInfo) -> list[str]:
    rejected = sum(info.rejected.values())
    said = [
        f"{info.table}: {_many(info.rows_in, 'row')}, {info.kept:,} kept, {rejected:,} rejected,"
        f" {info.first} to {info.last}."
    ]
    if info.missing:
        some = ", ".join(f"{unit} {period}" for unit, period in info.missing[:SOME])
        more = f" and {len(info.missing) - SOME:,} more" if len(info.missing) > SOME else ""
        said.append(f"{info.table}: missing are {some}{more}.")
    if info.extra_columns:
        listed = ", ".join(f"“{name}”" for name in info.extra_columns)
        said.append(f"{info.table}: not kept are the columns {listed}.")
    if info.revisions:
        said.append(f"{info.table}: {_revised(info)}")
    return said


def _revised(info: TableInfo) -> str:
    slices = _many(len({(one.unit, one.period) for one in info.revisions}), "slice")
    words = f"{slices} of an earlier release revised."
    if matched := sum(one.matched for one in info.revisions):
        changes = ", ".join(
            f"{sum(one.changed[column] for one in info.revisions):,} have another {column}"
            for column in info.revisions[0].changed
        )
        words += f" Of {_many(matched, 'id')} in both, {changes}."
    return words


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
