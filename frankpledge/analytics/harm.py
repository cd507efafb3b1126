"""Harm: counts weighted by how much harm an area holds each category to do.

The idea is the crime harm index of L. Sherman, P. Neyroud and E. Neyroud (Policing 10,
2016): a crime weighs as many days as the starting point of its sentence. The weights are the
area's own; Frankpledge brings none. Decimal throughout, so that shares add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from frankpledge.analytics.comparing import Change, percentage_change, spoken
from frankpledge.shared.words import count_of, spell_list

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class HarmRow:
    """A category: its count, weight and harm, and its shares in per cent of all that is weighed.

    A share is None where there is nothing to share.
    """

    category: str
    count: int
    weight: Decimal
    harm: Decimal
    share_of_count: Decimal | None
    share_of_harm: Decimal | None


@dataclass(frozen=True, slots=True)
class Harm:
    """Rows from the most harm to the least. `unweighed` are categories without a weight, with
    their counts: they are in no total and no share.
    """

    rows: tuple[HarmRow, ...]
    unweighed: tuple[tuple[str, int], ...]
    count: int
    harm: Decimal
    unit: str
    words: str


@dataclass(frozen=True, slots=True)
class HarmChange:
    """Change of count and of harm side by side; both None, and `refused`, when the two periods
    do not weigh the same categories.
    """

    count: Change | None
    harm: Change | None
    refused: str
    words: str


def weigh(counts: Mapping[str, int], weights: Mapping[str, Decimal], *, unit: str = "days") -> Harm:
    """Weigh counts by category. A category without a weight is set apart, never taken as nought.

    A weight of 0 given by the area is a weight. Raises ValueError, naming the category, for a
    count or weight below nought.
    """
    for category, count in counts.items():
        if count < 0:
            raise ValueError(f"{category}: a count, {count}, is below nought.")
    for category, weight in weights.items():
        if not weight.is_finite() or weight < 0:
            raise ValueError(f"{category}: a weight, {weight}, is not a number from nought up.")
    unweighed = tuple((name, count) for name, count in counts.items() if name not in weights)
    weighed = {name: count for name, count in counts.items() if name in weights}
    harms = {name: weights[name] * count for name, count in weighed.items()}
    total, harm = sum(weighed.values()), sum(harms.values(), Decimal(0))
    rows = [
        HarmRow(
            name,
            count,
            weights[name],
            harms[name],
            _percent(Decimal(count), Decimal(total)),
            _percent(harms[name], harm),
        )
        for name, count in weighed.items()
    ]
    rows.sort(key=lambda row: (-row.harm, -row.count, row.category))
    words = " ".join(filter(None, [_top_words(rows, unit), _left_words(unweighed, total)]))
    return Harm(tuple(rows), unweighed, total, harm, unit, words)


def harm_change(earlier: Harm, later: Harm) -> HarmChange:
    """Whether harm went the way of the count.

    Refused when a category with incidents is weighed in one period only, or weighed differently:
    then the change would be one of weights. Raises ValueError for two units.
    """
    if earlier.unit != later.unit:
        raise ValueError(f"Harm in {earlier.unit} cannot be held against harm in {later.unit}.")
    reason = _mismatch(earlier, later)
    if reason:
        return HarmChange(None, None, reason, f"Not compared: {reason}.")
    count = percentage_change(Decimal(earlier.count), Decimal(later.count))
    harm = percentage_change(earlier.harm, later.harm)
    words = f"Count: {count.words}. Harm: {harm.words}."
    left = {name for each in (earlier, later) for name, many in each.unweighed if many}
    if left:
        words += f" Both without {spell_list(sorted(left))}, for want of a weight."
    return HarmChange(count, harm, "", words)


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    return part / whole * HUNDRED if whole else None


def _mismatch(earlier: Harm, later: Harm) -> str:
    then, now = ({row.category: row.weight for row in each.rows} for each in (earlier, later))
    other = sorted(name for name in then.keys() & now.keys() if then[name] != now[name])
    if other:
        return f"the two periods weigh {spell_list(other)} differently"
    sides = [(then, later), (now, earlier)]
    once = sorted(
        {
            name
            for weights, each in sides
            for name, many in each.unweighed
            if many and name in weights
        }
    )
    if once:
        are = "is" if len(once) == 1 else "are"
        return f"{spell_list(once)} {are} weighed in one of the periods only"
    return ""


def _top_words(rows: list[HarmRow], unit: str) -> str:
    if not rows or rows[0].share_of_harm is None or rows[0].share_of_count is None:
        return "There is no harm to share."
    top = rows[0]
    share, count = spoken(rows[0].share_of_harm), spoken(rows[0].share_of_count)
    return (
        f"{top.category} is {share}% of the harm and {count}% of the count "
        f"({spoken(top.harm)} of {spoken(sum((row.harm for row in rows), Decimal(0)))} {unit})."
    )


def _left_words(unweighed: tuple[tuple[str, int], ...], weighed: int) -> str:
    left = [(name, count) for name, count in unweighed if count]
    if not left:
        return ""
    count = sum(many for _, many in left)
    which = spell_list([name for name, _ in left])
    return (
        f"Left out: {count_of(count, 'incident')} of {count + weighed:,}, in categories without a "
        f"weight: {which}."
    )
