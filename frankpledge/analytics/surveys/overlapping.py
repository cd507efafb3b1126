"""Needs that people have together: counted exactly where there are records of each person.

Where only percentages are published, `analytics.overlaps` says between what the truth lies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from frankpledge.analytics.comparing.changes import HUNDRED
from frankpledge.analytics.disclosure import ALL, Cell, Table, protect, share_of
from frankpledge.analytics.overlaps import Bounds, union_bounds
from frankpledge.analytics.small_numbers import Policy, Share, percent_of
from frankpledge.analytics.surveys.answers import Survey
from frankpledge.analytics.surveys.tabulating import USUAL, tabulate


@dataclass(frozen=True, slots=True)
class Together:
    """Who has any, and who has all, of some needs; `bounds`: what the percentages alone would say.

    `bounds` is None where they cannot be said. `words` are of the union.
    """

    any_of_them: Share
    all_of_them: Share
    bounds: Bounds | None
    words: str


def together(survey: Survey, id: str, options: Collection[str], policy: Policy = USUAL) -> Together:
    """How many have at least one of the options, and how many all: counted, never added.

    Unweighted. Raises ValueError for an option that the question does not have.
    """
    table = tabulate(survey, id, policy)
    lines = [table.line(option) for option in options]
    answers = [set(given) for given, _ in survey.chosen(id)]
    wanted = set(options)
    either = percent_of(sum(bool(wanted & one) for one in answers), len(answers), policy=policy)
    every = percent_of(sum(wanted <= one for one in answers), len(answers), policy=policy)
    known = [line.count for line in lines if line.count is not None]
    bounds = None
    if len(known) == len(lines) and table.base:
        bounds = union_bounds([HUNDRED * count / Decimal(table.base) for count in known])
    what = "either" if len(wanted) == 2 else "at least one of them"
    if either.percent is None:
        return Together(either, every, bounds, f"{either.words} have {what}")
    beside = f"; from the percentages alone it would be {bounds.words}" if bounds else ""
    return Together(either, every, bounds, f"{either.words}, have {what}{beside}")


@dataclass(frozen=True, slots=True)
class Held:
    """How many have exactly `needs` options, and how many have so many or more."""

    needs: int
    exactly: Share
    or_more: Share
    words: str


def how_many(survey: Survey, id: str, policy: Policy = USUAL) -> tuple[Held, ...]:
    """Exactly k and k or more of a multiple choice, from none to the most, small counts held back.

    Where no more than so many could be given, the last line says that it may be more. Unweighted.
    Raises ValueError for a question that the survey does not have, or that asks for a number.
    """
    question = survey.question(id)
    counts = Counter(len(given) for given, _ in survey.chosen(id))
    most = question.most or max(counts, default=0)
    shown = protect([_table(id, [counts[k] for k in range(most + 1)])], policy, _steps(id, most))
    found = []
    for k in range(most + 1):
        exactly = share_of(shown, {id: str(k)}, {})
        more = share_of(shown, {id: f"{k}+"} if k else {}, {})
        capped = k == question.most
        count = f"{k} or more" if capped else f"exactly {k}"
        cap = f" (no more than {k} could be recorded)" if capped else ""
        found.append(Held(k, exactly, more, f"{exactly.words}: {count}{cap}"))
    return tuple(found)


def _table(id: str, counts: Sequence[int]) -> Table:
    cells = [Cell({id: str(k)}, count) for k, count in enumerate(counts)]
    cells += [Cell({id: f"{k}+"}, sum(counts[k:])) for k in range(1, len(counts))]
    return Table("how many", (*cells, Cell({id: ALL}, sum(counts))))


def _steps(id: str, most: int) -> dict[str, dict[str, list[str]]]:
    """Who has exactly k is among those with j or more, for every j up to k."""
    return {id: {str(k): [f"{j}+" for j in range(1, k + 1)] for k in range(1, most + 1)}}
