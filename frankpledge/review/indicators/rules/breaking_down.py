"""What a breakdown says and does not say: parts that overlap are never added, the rest is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from frankpledge.analytics.overlaps import bands, parts_of_whole, union_bounds
from frankpledge.analytics.small_numbers import (
    Policy,
    guard,
    guard_row,
    percent_of,
    small_base_warning,
)

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Part:
    """A part: a percentage of the base or a count; for levels, how many it is about."""

    name: str
    percent: Decimal | None = None
    count: int | None = None
    level: int | None = None
    exactly: bool = False


@dataclass(frozen=True)
class PartLine:
    """A part as it is shown: its share in words, or that it is guarded."""

    name: str
    words: str


@dataclass(frozen=True)
class Shown:
    """A breakdown as it is shown: its parts, what follows from them, and what to beware of."""

    lines: tuple[PartLine, ...]
    follows: tuple[str, ...]
    warnings: tuple[str, ...]


def shown(kind: str, base: int | None, parts: Sequence[Part], hide_below: int) -> Shown:
    """A breakdown's parts in words. `kind`: overlap, whole or levels.

    Figures that contradict each other are shown as they came, with a warning that says how.
    """
    lines, guarded = _lines(kind, base, parts, hide_below)
    warnings = [small_base_warning(base) if base is not None else "", guarded]
    try:
        follows = _follows(kind, parts)
    except ValueError as error:
        follows = []
        warnings.append(str(error))
    return Shown(lines, tuple(follows), tuple(filter(None, warnings)))


def _lines(
    kind: str, base: int | None, parts: Sequence[Part], hide_below: int
) -> tuple[tuple[PartLine, ...], str]:
    """Each part, small counts guarded: parts of a whole together, others each by itself."""
    policy = Policy(threshold=max(1, hide_below))
    counts = [one.count for one in parts if one.count is not None]
    row = guard_row(counts, policy) if counts and kind == "whole" else None
    cells = iter(row.cells if row else [guard(one, policy) for one in counts])
    lines = []
    for one in parts:
        if one.percent is not None:
            lines.append(PartLine(one.name, f"{one.percent.normalize():f}%"))
            continue
        cell = next(cells)
        known = cell.value is not None and one.count is not None and base
        words = percent_of(one.count or 0, base).words if known and base else cell.words
        lines.append(PartLine(one.name, words))
    return tuple(lines), row.words if row else ""


def _follows(kind: str, parts: Sequence[Part]) -> list[str]:
    known = [one.percent for one in parts if one.percent is not None]
    if kind == "whole":
        return [f"{parts_of_whole(known).words}."] if len(known) == len(parts) else []
    if kind == "levels":
        # Everybody counted has at least one of what is counted.
        found = bands({1: HUNDRED, **_levels(parts)}, _levels(parts, exactly=True))
        return [f"{one.words[:1].upper()}{one.words[1:]}." for one in found]
    said = "Parts may overlap, so they are never added"
    if len(known) < 2 or len(known) < len(parts):
        return [f"{said}."]
    what = "either" if len(known) == 2 else "at least one of them"
    return [f"{said}: {union_bounds(known).words} are in {what}."]


def _levels(parts: Sequence[Part], *, exactly: bool = False) -> dict[int, Decimal]:
    return {
        one.level: one.percent
        for one in parts
        if one.level is not None and one.percent is not None and one.exactly == exactly
    }
