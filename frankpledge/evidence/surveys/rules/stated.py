"""Stated figures as somebody types them, a line for each, and what can be said of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

from frankpledge.analytics import surveys as counted
from frankpledge.analytics.overlaps import bands, parts_of_whole, union_bounds
from frankpledge.analytics.small_numbers import percent_of
from frankpledge.shared.words import spell_list

PENCE = re.compile(r"[£\s]*(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{2}))?")
PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%")
COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}")
LEVEL = re.compile(r"(?:(exactly)\s+(\d{1,2})|(\d{1,2})\s*(?:or more|\+))", re.IGNORECASE)
HUNDRED = Decimal(100)
T = TypeVar("T")


@dataclass(frozen=True)
class Part:
    """A part of a base: a percentage or a count; for levels, how many it is about."""

    name: str
    percent: Decimal | None = None
    count: int | None = None
    level: int | None = None
    exactly: bool = False

    def to_json(self) -> dict[str, Any]:
        """For a database's JSON field."""
        return {**vars(self), "percent": None if self.percent is None else str(self.percent)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Part:
        """What `to_json` wrote."""
        percent = data["percent"]
        return cls(**{**data, "percent": None if percent is None else Decimal(percent)})

    def of(self, base: int | None) -> Decimal | None:
        """The share in per cent: as it is stated, or of the base."""
        if self.percent is not None:
            return self.percent
        if self.count is None or not base:
            return None
        return (self.count * HUNDRED / base).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def words(self, base: int | None) -> str:
        """ "16%, as stated", or "2.0%, 38 of 1,924"."""
        if self.count is not None and base:
            return percent_of(self.count, base).words
        if self.count is not None:
            return f"{self.count:,}"
        of = f" of {base:,}" if base else ""
        return f"{self.percent:f}%{of}"


@dataclass(frozen=True)
class Amount:
    """A row of a spend table, in pence."""

    name: str
    services: int
    pence: int


@dataclass(frozen=True)
class Saving:
    """A proposal for a saving, in pence, and whether it is decided."""

    name: str
    pence: int
    decided: bool

    def to_json(self) -> dict[str, Any]:
        """For a database's JSON field."""
        return dict(vars(self))

    @staticmethod
    def pounds(pence: int) -> Decimal:
        """An amount of pence in pounds."""
        return Decimal(pence) / HUNDRED


def read_pence(text: str) -> int:
    """ "£1,587,000" or "12.50" as pence. Raises ValueError."""
    found = PENCE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text[:60]}” is not an amount. Write it as 1,587,000 or 12.50")
    return int(found[1].replace(",", "")) * 100 + int(found[2] or 0)


def _lines(text: str, read: Callable[[list[str]], T], expected: str) -> tuple[T, ...]:
    """Each line read by its parts, which a semicolon or a tab parts. Raises ValueError."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        parts = [part.strip() for part in re.split(r"[;\t]", line)]
        if not any(parts):
            continue
        try:
            found.append(read(parts))
        except (ValueError, IndexError) as no:
            why = f": {no}" if isinstance(no, ValueError) and str(no) else ""
            raise ValueError(f"Line {number}, “{line[:60]}”{why}. Expected {expected}") from no
    if not found:
        raise ValueError(f"Nothing is written. Expected {expected}")
    return tuple(found)


def read_parts(text: str, kind: str) -> tuple[Part, ...]:
    """ "Drug misuse; 16%", "Offenders; 38", or of levels "3 or more; 60%". Raises ValueError."""

    def one(parts: list[str]) -> Part:
        name, figure = parts
        if not name:
            raise ValueError("no name")
        level = LEVEL.fullmatch(name)
        if kind == "levels" and not level:
            raise ValueError(f"“{name}” is no level")
        at = int(level[2] or level[3]) if level and kind == "levels" else None
        exactly = bool(level and level[1]) if kind == "levels" else False
        if percent := PERCENT.fullmatch(figure):
            return Part(name, percent=Decimal(percent[1]), level=at, exactly=exactly)
        if COUNT.fullmatch(figure):
            return Part(name, count=int(figure.replace(",", "")), level=at, exactly=exactly)
        raise ValueError(f"“{figure[:30]}” is neither a percentage nor a count")

    example = "“3 or more; 60%” or “exactly 1; 18%”" if kind == "levels" else "“Drugs; 16%”"
    return _lines(text, one, example)


def read_amounts(text: str) -> tuple[Amount, ...]:
    """ "Mental health; 6; 1,411,000" in pounds. Raises ValueError."""

    def one(parts: list[str]) -> Amount:
        name, services, amount = parts if len(parts) == 3 else (parts[0], "1", parts[1])
        if not name or not COUNT.fullmatch(services):
            raise ValueError(f"“{services[:30]}” is no number of services")
        return Amount(name[:200], int(services.replace(",", "")), read_pence(amount))

    return _lines(text, one, "“Mental health; 6; 1,411,000”: name, services, pounds")


def read_proposals(text: str) -> tuple[Saving, ...]:
    """ "Merge two hostels; 40,000; decided", a line for each; none is none. Raises ValueError."""
    if not text.strip():
        return ()

    def one(parts: list[str]) -> Saving:
        name, amount, *rest = parts
        said = (rest or [""])[0].casefold()
        if said not in {"", "decided", "not decided"}:
            raise ValueError(f"“{said[:30]}” is neither decided nor not decided")
        return Saving(name[:200], read_pence(amount), said == "decided")

    return _lines(text, one, "“Merge two hostels; 40,000; decided”")


def reconciled(
    lines: Sequence[Amount], stated_pence: int, stated_to_pence: int
) -> counted.Reconciled:
    """A spend table's sum beside the total that is stated. Raises ValueError."""
    return counted.reconcile(
        [counted.Spend(one.name, one.services, Saving.pounds(one.pence)) for one in lines],
        Saving.pounds(stated_pence),
        Saving.pounds(stated_to_pence),
    )


def saved(
    target_pence: int, achieved_pence: int, proposals: Sequence[Saving] = ()
) -> counted.Savings:
    """Progress towards a savings target. Raises ValueError."""
    return counted.savings(
        Saving.pounds(target_pence),
        Saving.pounds(achieved_pence),
        [counted.Proposal(one.name, Saving.pounds(one.pence), one.decided) for one in proposals],
    )


def spoken_figures(
    kind: str, parts: Sequence[Part], base: int | None, cap: int | None = None
) -> tuple[str, ...]:
    """What can be said of stated shares: bounds for what overlaps, what is left, or bands.

    `cap`: the most that could be recorded of each. Raises ValueError for shares that contradict
    each other, or a count without, or above, its base.
    """
    for one in parts:
        if one.count is not None and (base is None or one.count > base):
            raise ValueError(f"{one.name}: {one.count:,} needs a base that is as large at least.")
    shares = [share for one in parts if (share := one.of(base)) is not None]
    if kind == "whole":
        return (f"{parts_of_whole(shares).words}.",)
    if kind == "levels":
        return _banded(parts, base, cap)
    if len(parts) != 2:
        return ("They overlap, so they are never added.",)
    names = spell_list([one.name for one in parts])
    found = union_bounds(shares).words
    return (f"They overlap, so they are never added: {found} have either ({names}).",)


def union_words(parts: Sequence[Part], base: int | None) -> str:
    """Between what the share lies that has any of some parts. Raises ValueError for one alone."""
    shares = [share for one in parts if (share := one.of(base)) is not None]
    if len(shares) < 2:
        raise ValueError("Choose two parts at least.")
    names = spell_list([one.name for one in parts])
    return f"{names}: {union_bounds(shares).words} have one of them at least."


def _banded(parts: Sequence[Part], base: int | None, cap: int | None) -> tuple[str, ...]:
    more: dict[int, Decimal] = {}
    exactly: dict[int, Decimal] = {}
    for one in parts:
        share = one.of(base)
        if one.level is not None and share is not None:
            (exactly if one.exactly else more)[one.level] = share
    found = [f"{band.words}." for band in bands(more, exactly)]
    if cap is not None:
        found.append(f"No more than {cap} could be recorded: who has more is not known.")
    return tuple(one[:1].upper() + one[1:] for one in found)
