"""Two waves of a survey held against each other: the same question, asked in the same words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from frankpledge.analytics.comparing.changes import spoken
from frankpledge.analytics.surveys.tabulating import Tabulation
from frankpledge.analytics.surveys.weighting import Difference, difference


@dataclass(frozen=True, slots=True)
class Moved:
    """An option's change from one wave to the next; None where it is not shown in both."""

    option: str
    change: Difference | None
    words: str


def compare(before: Tabulation, after: Tabulation) -> tuple[Moved, ...]:
    """Each option's change in points, with the interval of 95%, in the later wave's order.

    Raises ValueError where the waves did not ask the same question in the same words, with the
    same answers to choose from: a change of words moves answers as much as a change of mind.
    """
    one, other = before.question, after.question
    if one.id != other.id or one.kind != other.kind:
        raise ValueError(f"“{one.id}” and “{other.id}” are not the same question.")
    if one.words.split() != other.words.split():
        raise ValueError(
            f"“{one.id}” was worded differently: “{one.words}” and “{other.words}”. "
            "The two cannot be compared."
        )
    if (set(one.options), one.most) != (set(other.options), other.most):
        raise ValueError(f"“{one.id}” had other answers to choose from. The two are not compared.")
    return tuple(_moved(before, after, option) for option in other.options)


def _moved(before: Tabulation, after: Tabulation, option: str) -> Moved:
    first, second = before.line(option), after.line(option)
    if first.share is None or second.share is None:
        return Moved(option, None, "not compared: not shown in both waves")
    found = difference(first.share, second.share)
    if found is None:
        points = second.share.percent - first.share.percent
        return Moved(option, None, f"{_points(points)}; both are of everybody asked")
    span = f"from {spoken(found.low)} to {spoken(found.high)}"
    judged = "" if found.clear else "; chance alone may make as much"
    return Moved(option, found, f"{_points(found.points)} ({span}){judged}")


def _points(points: Decimal) -> str:
    if not points:
        return "no change"
    return f"{'up' if points > 0 else 'down'} {spoken(abs(points))} points"
