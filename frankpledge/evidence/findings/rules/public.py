"""What may be said of figures to the public: the one way in which findings leave the house.

Every count passes `analytics.small_numbers`: a small one is held back, and with it the further
ones from which it could be worked out. A rate or a share that stands beside a count that is held
back is held back too, for the count could be worked out from it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from frankpledge.analytics.small_numbers import NOT_SHOWN, Policy, guard, guard_row, guard_table
from frankpledge.evidence.findings.rules.figures import Cell, Figures
from frankpledge.evidence.findings.rules.linked import Of, linked
from frankpledge.evidence.findings.rules.telling import rounded_share, telling_shares, vague_note

USUAL: Final = Policy()
HELD = "Small counts are not shown, nor others from which they could be worked out."
NO_COUNT = (
    "Figures without the counts that they rest on are not shown: whether a count is small "
    "cannot be seen."
)
WHOLE = (
    "These figures are held back whole: beside others that are public it cannot be made sure that "
    "no small count can be worked out."
)
# From these a count can be worked out by whoever knows the base.
TELLING = ("rate", "percent")
_NUMBER = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?![\d%])")


@dataclass(frozen=True)
class Disclosed:
    """Figures as the public may see them; `held` are the counts that it may not."""

    figures: Figures
    held: frozenset[int]

    @property
    def all_shown(self) -> bool:
        """Whether nothing was held back."""
        return not any(isinstance(row[n], str) for row in self.figures.rows for n in self._values)

    @property
    def _values(self) -> tuple[int, ...]:
        return self.figures.places_of_values


def disclosed(figures: Figures, policy: Policy = USUAL) -> Disclosed:
    """Figures as the public may see them: what is held back reads "not shown".

    Counts in one row are guarded with their total, counts by two names as a table with its
    totals. Where no column is a count, rates and shares are held back.
    """
    return disclosed_together([Keyed(figures)], policy)[0]


@dataclass(frozen=True)
class Keyed:
    """Figures, and of what each of their counts is: (row, column) → a key.

    A count of the same things in two tables has one key, so that what one holds back the other
    does not give away. A count without a key stands by itself.
    """

    figures: Figures
    keys: Mapping[tuple[int, int], Hashable] = field(default_factory=dict)

    @property
    def counts(self) -> tuple[tuple[Of, int], ...]:
        """The counts of which it is known what they are of."""
        cells = ((key, self.figures.rows[n][at]) for (n, at), key in self.keys.items())
        return tuple(
            (key, _count(cell))
            for key, cell in cells
            if isinstance(key, Of) and isinstance(cell, (int, float))
        )


def disclosed_together(
    tables: Sequence[Keyed], policy: Policy = USUAL, within: Iterable[tuple[str, str]] = ()
) -> list[Disclosed]:
    """Several figures as the public may see them side by side.

    Counts that add up to one another go by `rules.linked`. What one table holds back is held back
    in all, and then nothing is held back alone in its row or column of any, until nothing more
    needs to be. `within`: pairs of a place's code and that of one that it lies in.
    """
    guards = [_Guards.of(one, policy) for one in tables]
    found = linked(tuple(one.counts for one in tables), policy, tuple(sorted(within)))
    for n in found.whole:
        guards[n].hold_all()
    hidden: set[Hashable] = set(found.keys)
    while True:
        for one in guards:
            one.hide(hidden)
        now = {key for one in guards for key in one.hidden_keys()}
        if now == hidden:
            return [one.disclosed() for one in guards]
        hidden = now


@dataclass
class _Guards:
    """What may be shown of each column of counts of one table, as far as is known."""

    table: Keyed
    shown: dict[int, list[int | None]]
    policy: Policy
    whole: bool = False

    @classmethod
    def of(cls, table: Keyed, policy: Policy) -> _Guards:
        """A table guarded by itself."""
        figures = table.figures
        counts = [n for n in figures.places_of_values if figures.columns[n].kind == "count"]
        shown = {place: _guarded(figures, place, policy) for place in counts}
        made = cls(table, shown, policy)
        # A count that is a part of another, all but a few, is held back as a small one is.
        telling = telling_shares(figures, policy)
        made._hide({spot for spot in telling if spot[1] in shown})
        return made

    def _held(self, place: int) -> list[int]:
        cells = [row[place] for row in self.table.figures.rows]
        return [
            n
            for n, value in enumerate(self.shown[place])
            if value is None and isinstance(cells[n], (int, float))
        ]

    def hidden_keys(self) -> set[Hashable]:
        """The keys of what is held back here."""
        if self.whole:  # it is of other records, and tells nothing of the others
            return set()
        keys = self.table.keys
        return {
            keys[n, place] for place in self.shown for n in self._held(place) if (n, place) in keys
        }

    def hold_all(self) -> None:
        """Hold back every count."""
        self.whole = True
        self.shown = {place: [None] * len(shown) for place, shown in self.shown.items()}

    def hide(self, hidden: set[Hashable]) -> None:
        """Hold back what other tables hold back, and with it what would give it away."""
        self._hide({spot for spot, key in self.table.keys.items() if key in hidden})

    def _hide(self, spots: Collection[tuple[int, int]]) -> None:
        """Hold back the counts in these rows and columns, and none of them alone."""
        rows = self.table.figures.rows
        stands = _spots(self.table.figures) or [("all", n) for n in range(len(rows))]
        for place, shown in self.shown.items():
            told = [None if (n, place) in spots else value for n, value in enumerate(shown)]
            if told != shown:
                counts = [_count(row[place]) for row in rows]
                self.shown[place] = _none_alone(stands, counts, told)

    def disclosed(self) -> Disclosed:
        """The figures with what is held back written so."""
        figures = self.table.figures
        figures = replace(
            figures, notes=tuple(vague_note(one, self.policy) for one in figures.notes)
        )
        if not self.shown:
            return _without_counts(figures)
        rows = [list(row) for row in figures.rows]
        held: set[int] = set()
        for place, shown in self.shown.items():
            for n, value in enumerate(shown):
                if value is not None:
                    rows[n][place] = value
            for n in self._held(place):
                held.add(_count(figures.rows[n][place]))
                # A verdict on a count that is held back would tell which way it lies.
                telling = {*figures.places_of_values, *figures.places_of_verdicts}
                rows[n] = [NOT_SHOWN if at in telling else cell for at, cell in enumerate(rows[n])]
        shares = telling_shares(self.table.figures, self.policy)
        for n, row in enumerate(rows):
            for at, column in enumerate(figures.columns):
                if column.kind == "percent":
                    row[at] = NOT_SHOWN if (n, at) in shares else rounded_share(row[at])
        # No total is told: the cells were guarded with it, and a sentence has no need of it.
        found = replace(figures, rows=tuple(tuple(row) for row in rows), total=None)
        if held or shares:
            found = replace(found, notes=(*found.notes, WHOLE if self.whole else HELD))
        return Disclosed(found, frozenset(held))


def _count(cell: Cell) -> int:
    return int(cell) if isinstance(cell, (int, float)) else 0


def _without_counts(figures: Figures) -> Disclosed:
    telling = {n for n in figures.places_of_values if figures.columns[n].kind in TELLING}
    rows = tuple(
        tuple(
            NOT_SHOWN if n in telling and cell is not None else cell for n, cell in enumerate(row)
        )
        for row in figures.rows
    )
    notes = (*figures.notes, NO_COUNT) if telling and rows else figures.notes
    return Disclosed(replace(figures, rows=rows, notes=notes), frozenset())


def _guarded(figures: Figures, place: int, policy: Policy) -> list[int | None]:
    """What may be shown of each count of a column, None where it is held back or unknown."""
    cells = [row[place] for row in figures.rows]
    counts = [_count(one) for one in cells]
    spots = _spots(figures)
    if len(cells) <= 1 or not figures.places_of_names:
        shown = [guard(one, policy).value for one in counts]
    elif spots is None:
        alone: list[Spot] = [("all", n) for n in range(len(counts))]
        shown = _none_alone(alone, counts, [one.value for one in guard_row(counts, policy).cells])
    else:
        shown = _as_table(spots, counts, policy)
    return [
        value if isinstance(cell, (int, float)) else None
        for cell, value in zip(cells, shown, strict=True)
    ]


Spot = tuple[object, object]
# Words tell of quarters and of years: so many months stand together, and their total is known.
TOGETHER: Final = 3


def _spots(figures: Figures) -> list[Spot] | None:
    """In which row and column of a table each count stands; None where they are one row.

    Of two or more names the last goes across and all before it go down. Months that are many
    stand three to a row: whoever knows a quarter's total must not learn the one month held back.
    """
    names = figures.places_of_names
    keys = [figures.identity(row) for row in figures.rows]
    if len(names) > 1:
        return [(key[:-1], key[-1]) for key in keys]
    if len(keys) < 2 * TOGETHER or figures.columns[names[0]].kind != "month":
        return None
    last = len(keys) // TOGETHER - 1
    return [
        (min(n // TOGETHER, last), n - TOGETHER * min(n // TOGETHER, last))
        for n in range(len(keys))
    ]


def _as_table(spots: list[Spot], counts: list[int], policy: Policy) -> list[int | None]:
    """Counts guarded as a table, with the totals of its rows and of its columns."""
    down = list(dict.fromkeys(row for row, _ in spots))
    across = list(dict.fromkeys(column for _, column in spots))
    at = {spot: index for index, spot in enumerate(spots)}
    grid = [[counts[at[r, c]] if (r, c) in at else 0 for c in across] for r in down]
    guarded = guard_table(grid, policy)
    shown = [guarded.cells[down.index(r)][across.index(c)].value for r, c in spots]
    return _none_alone(spots, counts, shown)


def _none_alone(spots: list[Spot], counts: list[int], shown: list[int | None]) -> list[int | None]:
    """Every row and column in which one count is held back holds back another, the next smallest.

    A combination that has no row of its own hides nothing, nor does a total that nobody is shown.
    """
    found, changed = list(shown), True
    while changed:
        changed = False
        for way in (0, 1):
            for value in {spot[way] for spot in spots}:
                there = [n for n, spot in enumerate(spots) if spot[way] == value]
                open_ = [n for n in there if found[n] is not None]
                if len(there) - len(open_) == 1 and open_:
                    found[min(open_, key=lambda n: (counts[n], n))] = None
                    changed = True
    return found


def quotes(texts: Iterable[str], held: Iterable[int]) -> tuple[str, ...]:
    """The counts held back that words seem to quote: somebody should look before it is public.

    It cannot tell a count of 3 from "3 of 5 districts", so it warns and does not refuse.
    """
    small = set(held)
    found: dict[str, None] = {}
    for text in texts:
        for match in _NUMBER.findall(text):
            plain = match.replace(",", "")
            if plain.isdecimal() and int(plain) in small:
                found[match] = None
    return tuple(found)


def is_held(cell: Cell) -> bool:
    """Whether a figure is held back."""
    return cell == NOT_SHOWN
