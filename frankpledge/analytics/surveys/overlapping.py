"""Needs that people have together: counted exactly where there are records of each person.

Where only percentages are published, `analytics.overlaps` says between what the truth lies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from frankpledge.analytics.disclosure import ALL, Cell, Published, Table, protect, share_of
from frankpledge.analytics.overlaps import Bounds, union_bounds
from frankpledge.analytics.small_numbers import Policy, Share
from frankpledge.analytics.surveys.answers import Survey
from frankpledge.analytics.surveys.tabulating import USUAL


@dataclass(frozen=True, slots=True)
class Together:
    """Who has any, and who has all, of some needs; `bounds`: what the percentages alone would say.

    `bounds` is None where they cannot be said. `words` are of the union.
    """

    any_of_them: Share
    all_of_them: Share
    bounds: Bounds | None
    words: str


def together(survey: Survey, id: str, options: Sequence[str], policy: Policy = USUAL) -> Together:
    """How many have at least one of the options, and how many all: counted, never added.

    Unweighted. Small counts are held back, and with them others that would say who has both: 20
    and 15 of whom 33 have either leave 2. Raises ValueError for an option that the question does
    not have, or for fewer than two.
    """
    allowed = survey.question(id).options
    wrong = next((one for one in options if one not in allowed), None)
    if wrong is not None:
        raise ValueError(f"“{id}” has no answer “{wrong}”.")
    options = tuple(dict.fromkeys(options))
    if len(options) < 2:
        raise ValueError("Give two different answers at least to see who has them together.")
    shown = _guarded([given for given, _ in survey.chosen(id)], options, policy)
    either = share_of(shown, {HAS: "any"}, {})
    shares = [share_of(shown, {HAS: f"with {option}"}, {}).percent for option in options]
    known = [share for share in shares if share is not None]
    bounds = union_bounds(known) if len(known) == len(shares) else None
    what = "either" if len(options) == 2 else "at least one of them"
    beside = f"; from the percentages alone it would be {bounds.words}" if bounds else ""
    words = f"{either.words}, have {what}{beside}"
    return Together(
        either,
        share_of(shown, {HAS: "all"}, {}),
        bounds,
        f"how many have {what} is not shown" if either.percent is None else words,
    )


HAS = "has"


def _guarded(
    answers: Sequence[tuple[str, ...]], options: Sequence[str], policy: Policy
) -> Published:
    """With and without each option, any, all and none of them, guarded as one table."""
    within = {
        "".join(one): _groups("".join(one), options) for one in product("yn", repeat=len(options))
    }
    counts = dict.fromkeys((group for groups in within.values() for group in groups), 0)
    for given in answers:
        for group in within["".join("y" if one in given else "n" for one in options)]:
            counts[group] += 1
    cells = [Cell({HAS: group}, count) for group, count in counts.items()]
    table = Table("together", (*cells, Cell({}, len(answers))))
    return protect([table], policy, {HAS: within})


def _groups(pattern: str, options: Sequence[str]) -> list[str]:
    """The groups that who has a pattern is in: "yn" has the first of two options."""
    groups = [
        f"with {option}" if has == "y" else f"without {option}"
        for option, has in zip(options, pattern, strict=True)
    ]
    groups.append("any" if "y" in pattern else "none")
    return groups if "n" in pattern else [*groups, "all"]


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
