"""Who pays for an assessment: parts that make up the whole, or the honest word that they do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from frankpledge.shared.verdict import ALLOWED, Verdict, refused

WHOLE = Decimal(100)


@dataclass(frozen=True)
class Share:
    """A body's part of the cost in per cent; None where it is not known."""

    body: str
    percent: Decimal | None = None

    @property
    def words(self) -> str:
        """ "40%", or that it is not known."""
        return "share not stated" if self.percent is None else f"{self.percent.normalize():f}%"


def share_of(body: str, percent: object) -> Share:
    """A share as an area file or a form gives it. Raises ValueError for what is no number."""
    if percent in (None, ""):
        return Share(body)
    try:
        return Share(body, Decimal(str(percent)))
    except InvalidOperation as error:
        raise ValueError(f"The share of {body}, “{percent}”, is no number.") from error


def may_share(shares: Sequence[Share], words: str) -> Verdict:
    """Whether shares can stand: they add up to 100%, or words say what is not known."""
    named = [one.body for one in shares]
    for body in named:
        if named.count(body) > 1:
            return refused(f"{body} is named twice among those who pay.")
    known = [one.percent for one in shares if one.percent is not None]
    if any(percent <= 0 or percent > WHOLE for percent in known):
        return refused("A share is above 0% and no more than 100%.")
    total = sum(known, Decimal(0))
    if total > WHOLE:
        return refused(f"The shares come to {total.normalize():f}%. Together they are 100%.")
    complete = len(known) == len(shares) and total == WHOLE
    if shares and not complete and not words.strip():
        return refused(
            f"The shares come to {total.normalize():f}%. Make them 100%, or say in words what is "
            "not known."
        )
    return ALLOWED


def shares_to_json(shares: Sequence[Share]) -> list[list[str]]:
    """[[body, "40"]], with "" where a share is not known."""
    return [[one.body, "" if one.percent is None else str(one.percent)] for one in shares]


def shares_from_json(data: Sequence[Sequence[str]]) -> tuple[Share, ...]:
    """What `shares_to_json` wrote."""
    return tuple(share_of(body, percent) for body, percent in data)
